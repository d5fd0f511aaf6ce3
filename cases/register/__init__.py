"""The employer's register: lists brought in, people looked at, records tied to people."""

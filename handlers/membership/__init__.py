"""A person and the organisations they belong to: joining, what HR sees, leaving."""

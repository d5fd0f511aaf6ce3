"""A check: choosing the position, asking the questions, taking the answers."""

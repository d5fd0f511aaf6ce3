"""A person's plan of training, and what became of their courses."""

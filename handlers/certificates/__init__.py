"""/certificates: the courses that a person keeps here, and how checks use them."""

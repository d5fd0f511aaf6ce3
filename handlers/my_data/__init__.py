"""All that is kept of a person, to read and to take away."""

"""One file for each page: what the address asks, the use case, what is shown."""

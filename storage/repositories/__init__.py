"""The queries, a file for each subject."""

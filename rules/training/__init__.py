"""The year of staff training at an employer: its words, its chain, its days. Pure."""

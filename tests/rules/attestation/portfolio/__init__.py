"""The scoring sheets for the portfolio."""

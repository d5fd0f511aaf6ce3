"""/standard: the professional standard of university teachers, read and measured against."""

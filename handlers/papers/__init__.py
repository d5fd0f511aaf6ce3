"""A check on paper: the card, a picture to look at, and the file, a PDF for the personal file.

Nothing heavy is imported before the first picture or paper is asked for.
"""

"""A check as a picture for the phone (the card) and as a PDF for the personal file.

Nothing heavy is imported before the first picture or paper is asked for.
"""

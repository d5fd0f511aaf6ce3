"""The tables, and the frozen records that repositories hand out, a file for each subject."""

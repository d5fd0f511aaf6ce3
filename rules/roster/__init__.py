"""An employer's staff list: what its headings, rows and cells mean, and what each person lacks.

Pure: a sheet of values in, people and doubts out. Files are read and written in `workbooks`.
"""

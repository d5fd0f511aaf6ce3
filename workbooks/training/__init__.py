"""The forms of procedure 602 as workbooks: what each holds, how it is laid out, how it is printed.

Content, layout and openpyxl are apart: the content is plain data that can be frozen, the layout
knows rows and formulas, only `printing` knows the library.
"""

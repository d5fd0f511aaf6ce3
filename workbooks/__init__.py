"""Tables as files: reading what people send (.xlsx, .csv), bounded, and writing .xlsx.

The only room that knows openpyxl. Nothing is kept.
"""

"""The sheet to keep as a file; made in a process beside the bot, which loads the libraries."""

from __future__ import annotations

from handlers.portfolio.kept_sheet import KeptSheet


def made_sheet(sheet: KeptSheet) -> bytes:
    """The sheet as a PNG or a PDF."""
    if sheet.as_picture:
        from handlers.portfolio.sheet_card import sheet_png

        return sheet_png(sheet)
    from handlers.portfolio.sheet_pdf import sheet_pdf

    return sheet_pdf(sheet)

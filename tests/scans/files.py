"""Pictures and PDFs of invented certificates."""

import io
import struct
import zlib

from fpdf import FPDF
from PIL import Image, ImageDraw, ImageFont

from handlers.papers.fonts import font_path

COURSE = "СЕРТИФИКАТ\n«Цифрлық педагогика» курсы\nКөлемі 72 сағат\nБерілген күні: 14.03.2025 ж."
FRONT = "СЕРТИФИКАТ\n«Цифрлық педагогика» курсын аяқтады\nТіркеу нөмірі 0001234"
BACK = "Курс көлемі 72 академиялық сағат\nБерілген күні: 14.03.2025 ж."


def pdf(*pages: str, password: str = "") -> bytes:
    """A PDF with text on each page."""
    made = FPDF()
    made.add_font("letters", "", str(font_path(bold=False)))
    if password:
        made.set_encryption(owner_password=f"{password}-owner", user_password=password)
    for page in pages:
        made.add_page()
        made.set_font("letters", size=14)
        made.multi_cell(0, 10, page)
    return bytes(made.output())


def picture(text: str, degrees: float = 0) -> Image.Image:
    """A page that lies on a dark table, turned."""
    page = Image.new("L", (1400, 900), 250)
    font = ImageFont.truetype(str(font_path(bold=False)), 40)
    ImageDraw.Draw(page).multiline_text((150, 150), text, 20, font, spacing=40)
    return page.rotate(degrees, Image.Resampling.BICUBIC, expand=True, fillcolor=90)


def png_of(page: Image.Image) -> bytes:
    data = io.BytesIO()
    page.save(data, "PNG")
    return data.getvalue()


def bomb(width: int, height: int) -> bytes:
    """A few bytes that say they are a PNG of this size."""
    said = b"IHDR" + struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    head = struct.pack(">I", 13) + said + struct.pack(">I", zlib.crc32(said))
    dots = b"IDAT" + zlib.compress(b"\0" * 1000)
    body = struct.pack(">I", len(dots) - 4) + dots + struct.pack(">I", zlib.crc32(dots))
    return b"\x89PNG\r\n\x1a\n" + head + body


def scanned_pdf(*pages: Image.Image) -> bytes:
    """A PDF whose pages are pictures."""
    data = io.BytesIO()
    pages[0].save(data, "PDF", save_all=True, append_images=pages[1:])
    return data.getvalue()

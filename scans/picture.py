"""Pictures as people send them, opened only when they are small enough."""

from __future__ import annotations

import io
import warnings
from typing import Final

from PIL import Image, ImageOps, UnidentifiedImageError

from scans.limits import MOST_DOTS, Unread

FORMATS: Final = ("JPEG", "PNG", "WEBP", "TIFF", "BMP")


def kind_of(data: bytes) -> str:
    """Its format's name in small letters, after all of it was opened. Raises `Unread`."""
    opened(data)
    with Image.open(io.BytesIO(data), formats=FORMATS) as picture:
        return str(picture.format).lower()


def opened(data: bytes) -> Image.Image:
    """The picture the right way up, in shades of grey. Raises `Unread`."""
    try:
        with warnings.catch_warnings():
            # Pillow warns of many dots when it opens; they are counted here before any is read.
            warnings.simplefilter("ignore")
            picture = Image.open(io.BytesIO(data), formats=FORMATS)
        if picture.width * picture.height > MOST_DOTS:
            raise Unread("too_many_dots")
        upright = ImageOps.exif_transpose(picture)
        if upright.mode in ("RGBA", "LA", "PA", "P"):
            # What is transparent is paper.
            layer = upright.convert("RGBA")
            upright = Image.alpha_composite(Image.new("RGBA", layer.size, "white"), layer)
        return upright.convert("L")
    except Unread:
        raise
    except UnidentifiedImageError:
        raise Unread("other_kind") from None
    except Image.DecompressionBombError:
        raise Unread("too_many_dots") from None
    except Exception:
        # Pillow raises whatever comes of a file that does not keep to its format.
        raise Unread("broken") from None

"""Size of a picture, read from its first bytes."""

from typing import Literal

_JPEG_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}


def picture_size(data: bytes) -> tuple[str, int, int] | None:
    """(mime, width, height) of a PNG, JPEG or GIF in pixels; None for anything else."""
    if data.startswith(b"\x89PNG\r\n\x1a\n") and len(data) >= 24:
        return "image/png", *_pair(data, 16, 4, "big")
    if data[:6] in (b"GIF87a", b"GIF89a") and len(data) >= 10:
        return "image/gif", *_pair(data, 6, 2, "little")
    if data.startswith(b"\xff\xd8"):
        return _jpeg(data)
    return None


def _pair(data: bytes, start: int, size: int, order: Literal["big", "little"]) -> tuple[int, int]:
    first = int.from_bytes(data[start : start + size], order)
    return first, int.from_bytes(data[start + size : start + 2 * size], order)


def _jpeg(data: bytes) -> tuple[str, int, int] | None:
    position = 2
    while position + 9 <= len(data) and data[position] == 0xFF:
        if data[position + 1] in _JPEG_FRAMES:
            height, width = _pair(data, position + 5, 2, "big")
            return "image/jpeg", width, height
        position += 2 + int.from_bytes(data[position + 2 : position + 4], "big")
    return None

"""What keeps a page to whom it is for: headers, the cookie, the token of its forms."""

from __future__ import annotations

import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from hashlib import sha256
from typing import Final

from aiohttp import web

COOKIE: Final = "biliktilik"
# Telegram on the web shows a Mini App in a frame; nobody else may.
FRAMED_BY: Final = "https://web.telegram.org https://*.telegram.org"
SHARED: Final = {
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
    "X-Robots-Tag": "noindex, nofollow",
}
_PAD: Final = 16


def headers(nonce: str, *, is_https: bool) -> dict[str, str]:
    """Of a page: kept nowhere, with no script but the one whose nonce it names."""
    policy = (
        f"default-src 'none'; script-src 'nonce-{nonce}'; style-src 'self' 'nonce-{nonce}'; "
        "img-src 'self'; base-uri 'none'; form-action 'self'; "
        f"frame-ancestors {FRAMED_BY}"
    )
    found = {**SHARED, "Cache-Control": "no-store", "Content-Security-Policy": policy}
    if is_https:
        found["Strict-Transport-Security"] = "max-age=31536000"
    return found


def new_nonce() -> str:
    return secrets.token_urlsafe(_PAD)


def cookie(token: str, *, is_https: bool, seconds: int) -> str:
    """A Set-Cookie header. Inside Telegram's frame on the web the page is somebody else's site: the
    cookie is sent there only so, and kept apart for that frame."""
    where = "SameSite=None; Secure; Partitioned" if is_https else "SameSite=Lax"
    return f"{COOKIE}={token}; Path=/app/; Max-Age={seconds}; HttpOnly; {where}"


def token_of(request: web.Request) -> str:
    """The session's token that came along; "" without one, or where it is none of ours."""
    token = request.cookies.get(COOKIE, "")
    return token if token.isascii() else ""


def form_token(session_token: str, organisation_id: int) -> str:
    """What a form of this session carries while it is about this organisation (0: none): other
    bytes on every page, so that a compressed page tells nothing of them by its length."""
    pad = secrets.token_bytes(_PAD)
    return urlsafe_b64encode(pad + _mixed(pad, _secret(session_token, organisation_id))).decode()


def is_form_token(given: str, session_token: str, organisation_id: int) -> bool:
    """Whether a form that was sent came from a page of this session about this organisation: what
    was filled in for one must not be done in another that was chosen meanwhile."""
    try:
        said = urlsafe_b64decode(given.encode())
    except ValueError:
        return False
    pad, mixed = said[:_PAD], said[_PAD:]
    wanted = _secret(session_token, organisation_id)
    return len(mixed) == len(wanted) and secrets.compare_digest(_mixed(pad, mixed), wanted)


def is_own(request: web.Request, origin: str | None) -> bool:
    """Whether a form was sent by a page of ours, as far as the browser says whose page it was.

    Browsers of 2023 and later say so by Sec-Fetch-Site. Older ones name the other site's origin, or
    say "null", as they do of our pages too, which send no referrer; there the token of the form
    decides alone.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in ("same-origin", "none")
    named = request.headers.get("Origin", "null")
    return named == "null" or named == (origin or f"{request.scheme}://{request.host}")


def _secret(session_token: str, organisation_id: int) -> bytes:
    return sha256(f"form:{organisation_id}:{session_token}".encode()).digest()[:_PAD]


def _mixed(pad: bytes, other: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(pad, other, strict=True))

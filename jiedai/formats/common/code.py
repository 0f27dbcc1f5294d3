"""The small QR code of a page: which paper this is, in which version, read off by any telephone."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from typing import Any

QUIET = 2
"""Modules of white around the code; the page around it is white too."""


@lru_cache(maxsize=32)
def svg(text: str) -> str:
    """The code as a drawing, a module to a unit."""
    buffer = BytesIO()
    _made(text).save(buffer, kind="svg", border=QUIET, xmldecl=False, nl=False, omitsize=True, svgclass=None)
    return buffer.getvalue().decode()


@lru_cache(maxsize=32)
def png(text: str) -> bytes:
    """The code as a picture, sharp at any size it is printed in here."""
    buffer = BytesIO()
    _made(text).save(buffer, kind="png", border=QUIET, scale=12)
    return buffer.getvalue()


def _made(text: str) -> Any:
    import segno

    return segno.make(text, error="m", encoding="utf-8", micro=False, boost_error=False)

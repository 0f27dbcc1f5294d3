"""What a damaged ZIP file raises when one reads it: Word files, workbooks, bundles."""

from __future__ import annotations

import zipfile
import zlib
from lzma import LZMAError

DAMAGED: tuple[type[Exception], ...] = (
    zipfile.BadZipFile, zlib.error, LZMAError, RuntimeError, EOFError, OSError, ValueError, TypeError, KeyError,
    SyntaxError,
)  # fmt: skip
"""Cut off, changed, locked, packed in a way that nobody knows, without the part that was asked for, or with XML or JSON
in it that is none (lxml's error is a SyntaxError).
"""

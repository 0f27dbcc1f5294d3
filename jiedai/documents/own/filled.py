"""A Word template of the office's own, filled in a child process within bounds of time and memory.

The sandbox counts what a template's tags do; what the Word file itself comes to, when it is unpacked and taken apart,
nothing counts. Only what the template names is worked out and goes along.
"""

from __future__ import annotations

import json
import pickle
import re
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from jiedai.documents.build import Built
from jiedai.documents.own import Unprintable
from jiedai.documents.own.word import Order, filled, no_word
from jiedai.documents.view import NOTHING
from jiedai.formats.common import child
from jiedai.language import _, current
from jiedai.source.zipped import DAMAGED

SECONDS = 60
"""Time for one paper; the longest of our own take two."""
MEMORY = 1536 * 1024**2
"""Bytes of address space; a hundred pages take a third of it."""
LARGEST = 20_000_000
"""Bytes that a template may have."""
LARGEST_UNPACKED = 200_000_000
"""Bytes that its parts may have together: what is packed small may be a thousand times as much."""
LARGEST_TEXT = 30_000_000
"""Bytes of its parts that hold text; a hundred pages have two million."""


def write(path: Path, built: Built, labels: str) -> bytes:
    """The document in the office's template; the same document and template give the same bytes. Raises Unprintable."""
    assert built.document is not None
    data, text = _read(path)
    values = {name: value if name in text else NOTHING for name, value in built.values.items()}
    order = Order(current(), str(path), data, values, built.document, built.terms, labels)
    try:
        made = child.done(filled, pickle.dumps(order), seconds=SECONDS, memory=MEMORY)
    except child.TooMuchError:
        message = _("模板出错：{detail}").format(detail=_("用的时间或内存太多，停下了"))
        raise Unprintable(path, message) from None
    if made.startswith(b"PK"):
        return made
    said: dict[str, Any] = json.loads(made)
    raise Unprintable(path, said["message"])


def _read(path: Path) -> tuple[bytes, str]:
    """A template's bytes, and all text in it, in which the names of its tags stand whole."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise Unprintable(path, _("模板读不出来：{reason}").format(reason=error.strerror or error)) from None
    if len(data) > LARGEST:
        raise Unprintable(path, _("模板太大，最多 20 MB"))
    try:
        with ZipFile(BytesIO(data)) as packed:
            parts = packed.infolist()
            texts = [part for part in parts if part.filename.endswith(".xml")]
            if sum(part.file_size for part in parts) > LARGEST_UNPACKED:
                raise Unprintable(path, _("模板解压以后太大，最多 200 MB"))
            if sum(part.file_size for part in texts) > LARGEST_TEXT:
                raise Unprintable(path, _("模板里的文字太多，最多 30 MB"))
            text = b"".join(re.sub(rb"<[^>]*>", b"", packed.read(part)) for part in texts)
    except DAMAGED:
        raise no_word(path) from None
    return data, text.decode("utf-8", "replace")

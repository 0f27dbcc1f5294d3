"""Text that every format can carry: nothing that breaks a file, nothing that prints as nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass

from jiedai.blocks import Meta

STAND_IN = "〓"
"""Printed for a character that cannot be: the printer's mark for a type that is missing, in every Chinese font."""

# Controls (but tab and line feed), lone surrogates and non-characters: XML refuses them.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
# Marks that turn text around come along unseen with a number copied from a contact list. Without them the text prints
# in the order in which it was typed, which is what the one who checks the plan has read.
_TURNING = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
_BREAKS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")


def clean(text: str) -> str:
    """`text` with line breaks as `\\n`, tabs as spaces, direction marks gone, and what cannot be printed as 〓."""
    if text.isascii() and text.isprintable():
        return text
    return _UNPRINTABLE.sub(STAND_IN, _TURNING.sub("", _BREAKS.sub("\n", text)).replace("\t", "    "))


def one_line(text: str) -> str:
    """`clean` text with line breaks as single spaces."""
    return re.sub(r" *\n+ *", " ", clean(text))


@dataclass(frozen=True, slots=True)
class Labels:
    """Words that a writer adds of its own: before the names of attachments, and before whom copies go to."""

    attachments: str
    copies: str


def labels(meta: Meta) -> Labels:
    """The words in the document's language."""
    return Labels("附件：", "抄送：") if meta.language.startswith("zh") else Labels("Attachments: ", "Copies: ")


def stamp(meta: Meta) -> str:
    """The word across every page of a draft, in the document's language; empty for a document that is none."""
    if not meta.draft:
        return ""
    return "草稿" if meta.language.startswith("zh") else "DRAFT"

"""Names of the folders and files of printed papers, good on every system that an office has."""

from __future__ import annotations

import re
from typing import Literal

from jiedai.documents.catalog import Template
from jiedai.loading import Loaded
from jiedai.model.base import AUDIENCES

Names = Literal["zh", "en"]
"""Whether folders and files are called by Chinese names or by ids."""

DRAFTS = {"zh": "草稿", "en": "drafts"}
OBSOLETE = {"zh": "作废", "en": "obsolete"}
PARTS = {
    "": {"zh": "", "en": ""},
    "booklet": {"zh": "-小册子", "en": "-booklet"},
    "cancel": {"zh": "-取消", "en": "-cancel"},
}
"""Further files of one paper, with what is added to their name."""
BESIDE = {"zh": ("（新）", "（新{number}）"), "en": (" (new)", " (new {number})")}
"""What is added to the name of a paper that stands beside one which somebody has changed: the first, and the others."""

_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]+')
_DEVICES = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")
_LONGEST_FOLDER = 200
"""Bytes of the name of a plan's folder; file systems allow 255."""
_LONGEST_FILE = 80
"""Characters of a paper's name, its suffix and what may be added to it taken off (Windows counts whole paths)."""
_ROOM = 16


def plan_folder(loaded: Loaded) -> str:
    """The folder for a plan's papers: its file's stem, or its title where it came from standard input."""
    title = str(loaded.plan.title) if loaded.plan else ""
    return safe_name(loaded.path.stem if loaded.path else title)


def reader_folder(audience: str, names: Names, *, draft: bool) -> str:
    """The folder of a kind of reader below that of the plan: `来宾`, `草稿/来宾`."""
    folder = AUDIENCES[audience] if names == "zh" else audience
    return f"{DRAFTS[names]}/{folder}" if draft else folder


def paper_stem(template: Template, names: Names, person: str, reader: str) -> str:
    """The name of a paper's files without their suffix: number, title or id, and whose it is."""
    called = template.title if names == "zh" else template.id
    whose = "".join(f"-{name}" for name in (person, reader) if name)
    return safe_name(f"{template.order:02d}-{called}{whose}")[: _LONGEST_FILE - _ROOM].rstrip(" .")


def safe_name(text: str) -> str:
    """A text as one file name on every system: no separators, no device names, no dots or blanks at its ends."""
    name = _FORBIDDEN.sub("_", text).strip(" .")
    name = name.encode("utf-8", "ignore")[:_LONGEST_FOLDER].decode("utf-8", "ignore").rstrip(" .")
    if _DEVICES.fullmatch(name):
        name = f"_{name}"
    return name or "_"

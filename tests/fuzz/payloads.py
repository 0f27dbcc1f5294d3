"""What would be obeyed somewhere: payloads, the plan and office file that say them everywhere, and how one sees it.

Each payload is meant for one or several sinks: a typesetter, a page, a Word file or workbook, a spreadsheet that opens
comma-separated values, a calendar, a terminal, a log of CI, a template, a path, a YAML reader. Nothing of it may ever
be more than words.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from base64 import b64encode
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path
from tempfile import mkdtemp
from typing import Any
from urllib.parse import urlsplit

from lxml import etree, html
from markdown_it import MarkdownIt

from jiedai import formats
from jiedai.blocks import Document
from jiedai.documents.build import Edition, build
from jiedai.documents.catalog import catalog
from jiedai.loading import Loaded
from jiedai.report.common.excerpt import harmless_lines
from tests.documents import canaries
from tests.documents.samples import CREATED

PWNED = "jiedai-pwned"
"""The file that exists where a payload was run."""

PAYLOADS = {
    "typst": f'#read("/etc/passwd") #eval("1+1") $x^2$ #sys.inputs @ref <a> #import "@preview/{PWNED}:0.1.0": x',
    "script": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "attribute": "\" onmouseover=\"alert(1)\" x='",
    "link": "javascript:alert(1) [甲](javascript:alert(1)) ![乙](http://x.example/y.png) <http://x.example>",
    "entity": '&xxe; &#x3C;b&#62; <!ENTITY xxe SYSTEM "file:///etc/passwd"> ]]> <![CDATA[',
    "word": '</w:t></w:r><w:fldSimple w:instr="DDEAUTO c:\\\\x.exe"/> {{r x }} {% tr %} _x003D_',
    "formula": f"=cmd|' /C touch {PWNED}'!A0",
    "plus": "+HYPERLINK(\"http://x.example\",\"甲\")", "minus": "-2+3+cmd|' /C calc'!A0",
    "at": "@SUM(1+1)*cmd|' /C calc'!A0", "wide": "＝1+1＋2", "tab": "\t=1+1",
    "calendar": "甲\r\nATTENDEE:mailto:x@x.example\r\nBEGIN:VALARM\r\nACTION:PROCEDURE",
    "terminal": "\x1b[31m\x1b]0;title\x07\x9b31m\x1b]8;;http://x.example\x1b\\甲", "turned": "\u202e\u2066甲\u200f",
    "github": "甲\n::error file=x::y%0A::set-output name=x::y%25",
    "jinja": "{{ 7*'7' }} {% include '/etc/passwd' %} {# x #}", "python": "{0.__class__} %s %(x)s ${x} {case!r}",
    "path": f"../../../../tmp/{PWNED}", "device": "CON: a/b\\c|d?*\"<>",
    "tag": f'!!python/object/apply:os.system ["touch {PWNED}"] &a *a', "shell": f"$(touch {PWNED}) `touch {PWNED}`; |",
    "sql": "'); DROP TABLE visits; --", "invisible": "\u200b\ue0b0body\ue0b1\ufeff",
}  # fmt: skip


# --- a visit that says them -------------------------------------------------------------------------------------------


@cache
def _clean() -> tuple[dict[str, Any], dict[str, Any]]:
    """A plan and an office file in which every field holds a word of its own."""
    folder = Path(mkdtemp(prefix="jiedai-canaries-"))
    canaries.written(folder)
    plan, office = (json.loads((folder / "plans" / name).read_text("utf-8")) for name in ("visit.yaml", "office.yaml"))
    return plan, office


def visit(folder: Path, shift: int) -> Loaded:
    """A visit in whose every field of text stands a payload; which, differs with `shift`.

    What a plan calls by name it calls by the same words.
    """
    known: dict[str, str] = {}
    payloads = list(PAYLOADS.values())

    def poisoned(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: poisoned(child) for key, child in value.items()}
        if isinstance(value, list):
            return [poisoned(child) for child in value]
        if isinstance(value, str) and value and set(value) <= canaries.rare():
            return known.setdefault(value, payloads[(len(known) + shift) % len(payloads)] + value)
        return value

    plan, office = _clean()
    return canaries.written(folder, poisoned(plan), poisoned(office))


def printed(folder: Path, shift: int, document: str, format_: str) -> list[str]:
    """What would be obeyed of a paper of the visit, in the copy of its first audience; nothing where it has none."""
    template = catalog().templates[document]
    built = _built(folder, shift, document, sorted(template.audiences)[0])
    if built is None or (formats.only(format_) and not built.events):
        return []
    return obeyed(f"x.{format_}", formats.writer(format_).write(built))


@lru_cache(maxsize=256)
def _built(folder: Path, shift: int, document: str, audience: str) -> Document | None:
    return build(_visit(folder, shift), catalog().templates[document], audience, Edition(CREATED)).document


_visit = lru_cache(maxsize=4)(visit)


# --- what must not be in a file ---------------------------------------------------------------------------------------

_ACTIVE = ("script", "iframe", "object", "embed", "form", "base", "link", "meta")
_SCHEMES = ("tel:", "data:image/", "#")
_FORMULA = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}f"
_MADE = ("<br>", "<strong>", "</strong>", "<small>", "</small>", "<del>", "</del>")
_CALENDAR = re.compile(r"[A-Z-]+[;:]|$")


def obeyed(name: str, data: bytes) -> list[str]:
    """What of a file, whose ending is that of `name`, a program would obey; nothing in a sound one."""
    match name.rpartition(".")[2]:
        case "docx" | "xlsx":
            return _in_package(data)
        case "html":
            return _in_page(data.decode())
        case "ics":
            lines = data.decode().replace("\r\n ", "").split("\r\n")
            return [line for line in lines if line.startswith(("ATTENDEE", "ACTION:PROC")) or not _CALENDAR.match(line)]
        case "md":
            return _in_markdown(data.decode())
        case "csv":
            return [cell for cell in re.split(r'[,\n]"?', data.decode()) if cell.startswith(tuple("=+@-＝＋＠－\t\r"))]
        case "pdf":
            return [key.decode() for key in (b"/JavaScript", b"/Launch", b"/OpenAction", b"/URI") if key in data]
        case _:
            text = data.decode()
            return [] if harmless_lines(text) == text else ["a control character"]


def _in_package(data: bytes) -> list[str]:
    """Fields, formulas, macros and links to outside in a Word file or workbook."""
    found = []
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        for part in parts.namelist():
            if part.startswith(("/", "..")) or part.endswith(".bin"):
                found.append(part)
            if not part.endswith((".xml", ".rels")):
                continue
            for node in etree.fromstring(parts.read(part)).iter("*"):
                tag = etree.QName(node).localname
                if (
                    node.tag == _FORMULA
                    or tag in ("fldSimple", "altChunk", "control", "OLEObject")
                    or (
                        tag == "instrText" and not re.fullmatch(r"\s*(PAGE|NUMPAGES|SECTIONPAGES)\b.*", node.text or "")
                    )
                ):
                    found.append(f"{part}: {tag}")
                if tag == "Relationship" and node.get("TargetMode") == "External" and node.get("Target")[:4] != "tel:":
                    found.append(f"{part}: {node.get('Target')}")
    return found


def _in_markdown(text: str) -> list[str]:
    """What a reader of Markdown that lets HTML through makes of a text, beside words."""
    tokens = list(MarkdownIt("commonmark", {"html": True}).enable("table").parse(text))
    tokens += [child for token in tokens for child in token.children or []]
    found = [one.content for one in tokens if one.type in ("html_inline", "html_block") and one.content not in _MADE]
    written = "\n".join(token.content for token in tokens if token.type == "inline")
    found += re.findall(r"(?:https?|ftp)://|www\.|[\w.]@[\w.]", written)  # what viewers make a link of by themselves
    for token in tokens:
        target = str(token.attrs.get("href") or token.attrs.get("src") or "")
        if target and not target.startswith(_SCHEMES):
            found.append(target)
    return found


def _in_page(text: str) -> list[str]:
    """Scripts that the page's own policy does not name by their digest, handlers, and links to outside."""
    page = html.document_fromstring(text)
    digests = (b64encode(sha256((one.text or "").encode()).digest()).decode() for one in page.findall(".//script"))
    found = [f"script {digest}" for digest in digests if digest not in text]
    for node in page.iter():
        if not isinstance(node.tag, str):
            continue
        if node.tag in _ACTIVE[1:] and not (node.tag == "meta" and node.get("http-equiv", "").lower() != "refresh"):
            found.append(node.tag)
        for key, value in node.attrib.items():
            leads = key in ("href", "src", "action", "formaction") and not value.startswith(_SCHEMES)
            if key.startswith("on") or (leads and any(urlsplit(value)[:2])):
                found.append(f"{node.tag} {key}={value[:40]}")
    return found

"""Bytes to lines and cells with their places: which kind of file it is, and what is not read.

Nothing in a file is run, evaluated or followed. What is not read is refused with one plain line on what to do instead.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from pathlib import PurePath

from jiedai.language import N_, _
from jiedai.patterns import regex
from jiedai.source.decode import decode
from jiedai.workflow.intake.found import Cell, Line, Refused, Source, Table
from jiedai.workflow.intake.wrapped import rejoined

LARGEST = 20 * 1024 * 1024
"""Bytes of a file that is read."""
_MOST_LINES = 20_000
_MOST_PAGES = 100
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHERS = {
    ".et": N_("在 WPS 里另存为 .xlsx 再读"),
    ".ett": N_("在 WPS 里另存为 .xlsx 再读"),
    ".wps": N_("在 WPS 里另存为 .docx 再读"),
    ".wpt": N_("在 WPS 里另存为 .docx 再读"),
    ".doc": N_("在 Word 或 WPS 里另存为 .docx 再读"),
    ".rtf": N_("在 Word 或 WPS 里另存为 .docx 再读"),
    ".ofd": N_("另存为 .docx，或把文字复制到 .txt 里再读"),
    ".ods": N_("另存为 .xlsx 再读"),
    ".odt": N_("另存为 .docx 再读"),
    ".eml": N_("把邮件正文复制到 .txt 里，附件单独存下来再读"),
    ".msg": N_("把邮件正文复制到 .txt 里，附件单独存下来再读"),
    ".zip": N_("解压以后一个一个读"),
    ".rar": N_("解压以后一个一个读"),
    ".7z": N_("解压以后一个一个读"),
    ".xlsb": N_("另存为 .xlsx 再读"),
}
"""Files by their ending that are not read, and what to do."""
_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"RIFF")
_IMAGE_NAMES = frozenset([".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".webp", ".heic"])


def read_source(data: bytes, name: str) -> Source:
    """What a file says; `name` is for its ending alone, and may be empty.

    Raises:
        Refused: it is too big, locked, damaged, a picture, or of a kind that is not read.
    """
    ending = PurePath(name).suffix.lower()
    if len(data) > LARGEST:
        raise Refused(
            _("文件超过 {size} MB，不读").format(size=LARGEST >> 20), _("只留来函或名单，删去图片，另存后再读")
        )
    if not data.strip():
        raise Refused(_("文件是空的"), _("把来函或名单的内容放进去再读"))
    if data.startswith(_IMAGES) or ending in _IMAGE_NAMES:
        raise Refused(
            _("这是图片，里面的文字读不出来"), _("先用文字识别（OCR）转成文字，或把内容打成 .txt、.docx 再读")
        )
    if data.startswith(b"%PDF"):
        return _pdf(data)
    if ending in _OTHERS or data.startswith((b"{\\rtf", b"Rar!", b"7z\xbc\xaf")):
        kind = ending if ending in _OTHERS else ".rtf" if data.startswith(b"{") else ".zip"
        raise Refused(_("不读 {ending} 文件").format(ending=kind), _(_OTHERS[kind]))
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", _OLE)):
        from jiedai.workflow.intake import office_files  # reading workbooks takes libraries that letters do not need

        return office_files.read_office(data, name)
    if ending in (".docx", ".xlsx", ".xlsm", ".xls", ".pdf"):
        raise Refused(
            _("内容不是 {ending} 文件，可能没有下载完，也可能改过后缀").format(ending=ending),
            _("重新取一份，或在 Word、WPS 里打开后另存再读"),
        )
    return _text(data, name, ending)


# --- text ------------------------------------------------------------------------------------------------------------


def _text(data: bytes, name: str, ending: str) -> Source:
    decoded = decode(data)
    if decoded.binary:
        raise Refused(_("这不是文字文件"), _("另存为 .docx、.xlsx、.pdf 或 .txt 再读"))
    raw = (_in_another(data) if decoded.encoding == "gb18030" else "") or decoded.raw
    raw = _LONG_BLANK.sub(_WIDE, raw).replace("\r\n", "\n").replace("\r", "\n").replace("\x0c", "\n")
    if ending in (".csv", ".tsv"):
        return Source((_values(raw, PurePath(name).stem),), tabular=True)
    lines = [Line(text, f"第{number}行") for number, text in enumerate(raw.split("\n"), 1)]
    if len(lines) > _MOST_LINES:
        raise Refused(_("文字超过 {count} 行，不读").format(count=_MOST_LINES), _("只留来函或名单再读"))
    parts = _with_tables(lines)
    tables = [part for part in parts if isinstance(part, Table)]
    alone = len(tables) == 1 and not any(part.text.strip() for part in parts if isinstance(part, Line))
    return Source(tuple(parts), _is_wrapped([line.text for line in lines]), alone)


def _in_another(data: bytes) -> str:
    """The text of a file in an encoding of the West, of Hong Kong or of Taiwan; empty for one of the mainland's."""
    signs = re.findall(rb"[\x80-\xff]+", data)
    if signs and sum(map(len, signs)) < 1.2 * len(signs):
        return data.decode("cp1252", "replace")  # each by itself among letters: Müller
    return _in_big5(data)


def _in_big5(data: bytes) -> str:
    """The text of a file from Hong Kong or Taiwan in their own encoding; empty for one in that of the mainland.

    What is common in one is rare in the other: first bytes of common characters there, second
    bytes of common ones here.
    """
    try:
        text = data.decode("cp950")
    except UnicodeDecodeError:
        return ""
    pairs = re.findall(rb"[\x81-\xfe][\x30-\x39\x40-\xfe]", data)
    theirs = sum(0xA4 <= pair[0] <= 0xC6 or pair[0] in (0xA1, 0xA2) for pair in pairs)
    ours = sum(0xA1 <= pair[0] <= 0xD7 and pair[1] >= 0xA1 for pair in pairs)
    return text if theirs > ours else ""


_LONG_BLANK = regex(r"[ \u3000\xa0]{49,}")
_WIDE = " " * 48
"""A run of blanks, however long: it sets apart, and how far is nothing that is said."""


_SEPARATORS = "\t,;|，；｜"


def _values(raw: str, name: str) -> Table:
    """Comma-separated values, with whichever sign separates most rows alike."""
    sample = [line for line in raw.split("\n")[:50] if line.strip()]
    bare = [re.sub(r'"[^"]*"', "", line) for line in sample]
    counts = {sign: [line.count(sign) for line in bare] for sign in _SEPARATORS}
    best = max(_SEPARATORS, key=lambda sign: (sum(n > 0 for n in counts[sign]), max(counts[sign], default=0)))
    try:
        rows = list(csv.reader(io.StringIO(raw), delimiter=best))
    except csv.Error:
        raise Refused(_("表格的引号不配对，读不出一行一行的内容"), _("在 Excel 或 WPS 里另存为 .xlsx 再读")) from None
    if len(rows) > _MOST_LINES:
        raise Refused(_("文字超过 {count} 行，不读").format(count=_MOST_LINES), _("只留来函或名单再读"))
    return table(name, [[(text, None) for text in row] for row in rows])


def table(name: str, rows: list[list[tuple[str, object]]]) -> Table:
    """A table of texts with what was stored for them, cells called as in a workbook."""
    width = max(map(len, rows), default=0)
    return Table(
        name,
        tuple(
            tuple(
                Cell(clean(text), f"{name}!{column(at)}{number}", value)
                for at, (text, value) in enumerate([*row, *([("", None)] * (width - len(row)))])
            )
            for number, row in enumerate(rows, 1)
        ),
    )


def column(index: int) -> str:
    """The letters of a column, 0 for A."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


_INVISIBLE = regex("[\u200b-\u200f\u2060\ufeff\u00ad\u202a-\u202e]")


def clean(text: str) -> str:
    """A cell's text without what cannot be seen, outer blanks gone."""
    return _INVISIBLE.sub("", text).replace("\xa0", " ").strip()


def _with_tables(lines: list[Line]) -> list[Line | Table]:
    """Lines with those that are rows, of as many cells between tabs or bars, put together."""
    parts: list[Line | Table] = []
    run: list[Line] = []
    width = 0
    for line in [*lines, Line("", "")]:
        cells = _cells(line.text)
        if run and (len(cells) != width or len(cells) < 3):
            parts.extend(_table_of(run, width) if len(run) > 1 else run)
            run = []
        if len(cells) > 2:
            run, width = [*run, line], len(cells)
        elif line.where:
            parts.append(Line(_INVISIBLE.sub("", line.text), line.where))
    return parts


def _cells(text: str) -> list[str]:
    stripped = text.strip()
    if stripped.count("|") > 2 and stripped.startswith("|"):
        return stripped.strip("|").split("|")
    return text.split("\t") if "\t" in text else []


_RULE = regex(r"[\s:|+-]*")


def _table_of(run: list[Line], width: int) -> list[Line | Table]:
    rows = [(line.where, _cells(line.text)) for line in run if not _RULE.fullmatch(line.text)]
    made = tuple(tuple(Cell(clean(text), where) for text in cells) for where, cells in rows)
    return [Table("", made)]


_MOST = 0.7
"""The share of lines with blanks between all their characters that makes a text one that was read off a picture."""


def closed_up(source: Source) -> Source:
    """A source without the blanks that text recognition sets between all characters: ２ ０ ２ ７ 年; else as it was."""
    said = [line.text for line in source.lines if len(line.text.strip()) > 3]
    if not said or sum(map(_is_spaced_out, said)) < _MOST * len(said):
        return source
    return source._replace(
        parts=tuple(
            part._replace(text=_closed_up(part.text)) if isinstance(part, Line) and _is_spaced_out(part.text) else part
            for part in source.parts
        )
    )


def _is_spaced_out(text: str) -> bool:
    tokens = text.split()
    return len(tokens) > 3 and sum(len(token) == 1 for token in tokens) >= 0.8 * len(tokens)


def _closed_up(text: str) -> str:
    indent = text[: len(text) - len(text.lstrip())]
    return indent + "  ".join(re.sub(r"\s", "", part) for part in re.split(r"\s{3,}", text.strip()))


_ENDED = regex(r"[。！？：；!?:;…）)]\s*$")


def _is_wrapped(texts: list[str]) -> bool:
    """Whether lines end where the paper did: several of them, long ones of one length, without a stop at their end."""
    long = [text.rstrip() for text in texts if len(text.strip()) > 20]
    if len(long) < 3:
        return False
    most = max(map(len, long))
    broken = [text for text in long if len(text) >= most - 6 and not _ENDED.search(text)]
    return most < 60 and len(broken) >= 2 and len(broken) * 3 >= len(long)


# --- PDF -------------------------------------------------------------------------------------------------------------


def _pdf(data: bytes) -> Source:
    """The text of a PDF, page by page, columns apart."""
    import logging

    import pypdf
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # complaints about fonts are nothing to a clerk
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Refused(_("PDF 有密码，读不了"), _("解除密码，另存后再读"))
        if len(reader.pages) > _MOST_PAGES:
            raise Refused(_("PDF 超过 {count} 页，不读").format(count=_MOST_PAGES), _("只留来函和名单的几页再读"))
        lines = [
            line
            for page, one in enumerate(reader.pages, 1)
            for line in rejoined(
                Line(_INVISIBLE.sub("", text), f"第{page}页第{number}行")
                for number, text in enumerate(_page_text(one), 1)
            )
        ]
    except Refused:
        raise
    except (PyPdfError, ImportError, NotImplementedError):
        raise Refused(_("PDF 损坏或有密码，读不了"), _("重新导出，或把文字复制到 .txt 里再读")) from None
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError, OSError, AssertionError):
        raise Refused(
            _("PDF 损坏，读不了"), _("重新导出，或把文字复制到 .txt 里再读")
        ) from None  # a damaged file stumbles anywhere in the library
    if not any(line.text.strip() for line in lines):
        raise Refused(
            _("PDF 里没有文字，多半是扫描件"), _("先用文字识别（OCR）转成文字，或把内容打成 .txt、.docx 再读")
        )
    return Source(tuple(lines), wrapped=True)


def _page_text(page: object) -> list[str]:
    """The lines of a page as they stand side by side; where their places cannot be told, in the order of the file."""
    extract = page.extract_text  # type: ignore[attr-defined]
    try:
        text = extract(extraction_mode="layout")
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, ZeroDivisionError):
        text = ""
    if not text.strip():
        return str(extract()).split("\n")
    return _unstretched(text, extract).split("\n") if _is_stretched(text) else text.split("\n")


_LATIN_GAP = regex(r"(?<=[A-Za-z,.]) +(?=[A-Za-z(])")


def _is_stretched(text: str) -> bool:
    """Whether Latin words of a page stand apart by several blanks each, as layouts of some fonts put them."""
    gaps = [len(found[0]) for found in _LATIN_GAP.finditer(text)]
    return len(gaps) > 20 and sum(gap > 1 for gap in gaps) > len(gaps) / 2


def _unstretched(text: str, extract: Callable[[], object]) -> str:
    """The lines of a page as the file has them, one blank between words, where it has them alike."""
    plain = {re.sub(r"\s", "", line): line.strip() for line in str(extract()).split("\n")}
    return "\n".join(plain.get(re.sub(r"\s", "", line), line) for line in text.split("\n"))

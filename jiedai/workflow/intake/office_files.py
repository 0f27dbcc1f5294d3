"""Word files and workbooks: their paragraphs and cells, without what was struck out, hidden or deleted.

Word files are read from their XML, for changes that nobody accepted yet are what the sender means: insertions count,
deletions do not. Workbooks go through calamine, which gives stored values and never computes.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from lxml import etree

from jiedai.language import _
from jiedai.source.zipped import DAMAGED
from jiedai.workflow.intake.found import Cell, Line, Refused, Source, Table
from jiedai.workflow.intake.sources import clean, column, table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from python_calamine import CalamineWorkbook

_MOST_BYTES = 200 * 1024 * 1024
"""Of all that a file holds, unpacked."""
_MOST_RATIO = 100
_SMALL = 1024 * 1024
"""An entry up to here does no harm, however small it was packed."""
_MOST_CELLS = 1_000_000
_MOST_ROWS = 20_000
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def read_office(data: bytes, name: str) -> Source:
    """A Word file or a workbook. Raises Refused for one that is locked, has macros, is damaged, or swells."""
    if not data.startswith(b"PK"):
        return _old(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            names = entries(file)
            if "word/document.xml" in names:
                return _document(file.read("word/document.xml"))
            if "xl/workbook.xml" in names:
                return _workbook(data, _marks(file, names))
    except Refused:
        raise
    except DAMAGED:
        raise _damaged() from None
    raise Refused(_("不认识这种文件"), _("另存为 .docx、.xlsx、.pdf 或 .txt 再读"))


def _damaged() -> Refused:
    return Refused(_("文件损坏或有密码，读不了"), _("用 Word、Excel 或 WPS 打开，另存后再读"))


def entries(file: zipfile.ZipFile) -> frozenset[str]:
    """The names of what the file holds, after a look at how much that is, and whether it could run."""
    entries = file.infolist()
    swollen = any(one.file_size > _SMALL and one.file_size > _MOST_RATIO * max(one.compress_size, 1) for one in entries)
    if swollen or sum(one.file_size for one in entries) > _MOST_BYTES or len(entries) > 5000:
        raise Refused(_("文件解开以后大得反常，不读"), _("在 Word、Excel 或 WPS 里复制内容到新文件，另存后再读"))
    if any(one.flag_bits & 1 for one in entries):
        raise Refused(_("文件有密码，读不了"), _("解除密码，另存后再读"))
    names = frozenset(one.filename for one in entries)
    if any(one.endswith("vbaProject.bin") for one in names):
        raise Refused(_("文件里有宏，不读"), _("另存为不含宏的 .xlsx 或 .docx 再读"))
    return names


def _old(data: bytes) -> Source:
    """A file of the form before 2007: a workbook, else nothing that is read."""
    head = data[:LOOKED_THROUGH]
    if _wide("EncryptedPackage") in head or _wide("EncryptionInfo") in head:
        raise Refused(_("文件有密码，读不了"), _("解除密码，另存后再读"))
    if _wide("_VBA_PROJECT") in data:
        raise Refused(_("文件里有宏，不读"), _("另存为不含宏的 .xlsx 或 .docx 再读"))
    if _wide("WordDocument") in data:
        raise Refused(_("不读 {ending} 文件").format(ending=".doc"), _("在 Word 或 WPS 里另存为 .docx 再读"))
    return _workbook(data, {})


LOOKED_THROUGH = 1024 * 1024


def _wide(text: str) -> bytes:
    return text.encode("utf-16-le")


def _parsed(data: bytes) -> Any:
    """XML without entities or anything from outside."""
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))


# --- Word ------------------------------------------------------------------------------------------------------------


def _document(data: bytes) -> Source:
    body = _parsed(data).find(f"{_W}body")
    if body is None:
        raise _damaged()
    parts: list[Line | Table] = []
    paragraphs = tables = 0
    for block in _blocks(body):
        if block.tag == f"{_W}p":
            paragraphs += 1
            parts.extend(Line(clean_line(text), f"第{paragraphs}段") for text in _paragraph(block).split("\n"))
        else:
            tables += 1
            parts.append(_word_table(block, f"表{tables}"))
    return Source(tuple(parts))


def clean_line(text: str) -> str:
    """A paragraph without what cannot be seen; its blanks stay."""
    return text if not text.strip() else text[: len(text) - len(text.lstrip())] + clean(text)


def _blocks(parent: Any) -> Iterator[Any]:
    """Paragraphs and tables in order, also those within content controls, text boxes and accepted insertions."""
    for child in parent:
        if child.tag in (f"{_W}p", f"{_W}tbl"):
            yield child
            if child.tag == f"{_W}p":
                for box in child.iter(f"{_W}txbxContent"):
                    if not any(above.tag.endswith("}Fallback") for above in box.iterancestors()):
                        yield from _blocks(box)
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"):
            yield from _blocks(child)


_GONE = frozenset(f"{_W}{name}" for name in ("del", "moveFrom", "delText", "instrText", "txbxContent"))
_BLANKS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}


def _paragraph(paragraph: Any) -> str:
    """The text that stands: without deletions, and without what is struck out or hidden."""
    return "".join(_runs(paragraph))


def _runs(node: Any) -> Iterator[str]:
    for child in node:
        if child.tag in _GONE or not isinstance(child.tag, str) or child.tag.endswith("}Fallback"):
            continue
        if child.tag == f"{_W}r" and _is_struck(child.find(f"{_W}rPr")):
            continue
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _BLANKS:
            yield _BLANKS[child.tag]
        elif child.tag not in (f"{_W}pPr", f"{_W}rPr"):
            yield from _runs(child)


def _is_struck(style: Any) -> bool:
    if style is None:
        return False
    marks = (style.find(f"{_W}{name}") for name in ("strike", "dstrike", "vanish"))
    return any(mark is not None and mark.get(f"{_W}val") not in ("0", "false", "off") for mark in marks)


def _word_table(node: Any, name: str) -> Table:
    rows: list[list[tuple[str, object]]] = []
    repeated: set[tuple[int, int]] = set()
    for row in islice(node.iter(f"{_W}tr"), _MOST_ROWS):
        if next(row.iterancestors(f"{_W}tbl")) is not node or row.find(f"{_W}trPr/{_W}del") is not None:
            continue
        cells: list[tuple[str, object]] = []
        for cell in row.iter(f"{_W}tc"):
            if next(cell.iterancestors(f"{_W}tr")) is not row:
                continue
            style = cell.find(f"{_W}tcPr")
            span = _number(style, "gridSpan")
            text = "\n".join(filter(None, (_paragraph(one).strip() for one in cell.iter(f"{_W}p"))))
            merge = None if style is None else style.find(f"{_W}vMerge")
            below = merge is not None and merge.get(f"{_W}val") != "restart"
            for offset in range(min(span, 64)):
                at = len(cells)
                above = rows[-1][at][0] if below and rows and at < len(rows[-1]) else text
                if below or offset:
                    repeated.add((len(rows), at))
                cells.append((above, None))
        rows.append(cells)
    made = table(name, rows)
    return Table(
        name,
        tuple(
            tuple(cell._replace(repeated=(r, c) in repeated) for c, cell in enumerate(row))
            for r, row in enumerate(made.rows)
        ),
    )


def _number(style: Any, name: str) -> int:
    found = None if style is None else style.find(f"{_W}{name}")
    text = "1" if found is None else found.get(f"{_W}val", "1")
    return max(int(text), 1) if text.isdecimal() else 1


# --- workbooks -------------------------------------------------------------------------------------------------------

_REFERENCE = re.compile(rb'<c\b[^>]*?\br="([A-Z]{1,3})(\d{1,7})"')


def _marks(file: zipfile.ZipFile, names: frozenset[str]) -> dict[str, set[tuple[int, int]]]:
    """Cells of each sheet (by its number in the file) that are struck out or hidden; Refused where one lies too far."""
    styles = file.read("xl/styles.xml") if "xl/styles.xml" in names else b""
    struck = _struck_styles(styles) if b"<strike" in styles or b":strike" in styles else frozenset()
    marks: dict[str, set[tuple[int, int]]] = {}
    for name in sorted(name for name in names if re.fullmatch(r"xl/worksheets/[^/]+\.xml", name)):
        data = file.read(name)
        _refuse_far(data)
        if struck or b'hidden="1"' in data or b'hidden="true"' in data:
            marks[name.rpartition("/")[2]] = _marked(data, struck)
    return marks


def _refuse_far(data: bytes) -> None:
    """Refused where the sheet, as a rectangle, has more cells than anybody's list."""
    right = down = 0
    for found in _REFERENCE.finditer(data):
        right, down = max(right, _index(found[1].decode())), max(down, int(found[2]))
    if (right + 1) * down > _MOST_CELLS:
        raise Refused(_("表格太大，不读"), _("只留名单那几列，另存后再读"))


def _index(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _struck_styles(data: bytes) -> frozenset[int]:
    root = _parsed(data)
    fonts = [
        any(mark.get("val") not in ("0", "false") for mark in font.findall(f"{_S}strike"))
        for font in root.findall(f"{_S}fonts/{_S}font")
    ]
    formats = root.findall(f"{_S}cellXfs/{_S}xf")
    chosen = (int(one.get("fontId", "0")) for one in formats)
    return frozenset(at for at, font in enumerate(chosen) if font < len(fonts) and fonts[font])


def _marked(data: bytes, struck: frozenset[int]) -> set[tuple[int, int]]:
    root = _parsed(data)
    hidden: set[int] = set()
    for col in root.findall(f"{_S}cols/{_S}col"):
        if col.get("hidden") in ("1", "true"):
            hidden |= set(range(int(col.get("min", "1")) - 1, min(int(col.get("max", "1")), 300)))
    marks = set()
    for row in root.iter(f"{_S}row"):
        gone = row.get("hidden") in ("1", "true")
        for cell in row.findall(f"{_S}c"):
            found = re.fullmatch(r"([A-Z]+)(\d+)", cell.get("r", ""))
            if found and (gone or int(cell.get("s", "0")) in struck or _index(found[1]) in hidden):
                marks.add((int(found[2]) - 1, _index(found[1])))
    return marks


def _workbook(data: bytes, marks: dict[str, set[tuple[int, int]]]) -> Source:
    from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        shown = [
            (number, sheet.name)
            for number, sheet in enumerate(book.sheets_metadata, 1)
            if sheet.visible == SheetVisibleEnum.Visible and sheet.typ == SheetTypeEnum.WorkSheet
        ]
        tables = [_sheet(book, name, marks.get(f"sheet{number}.xml", set())) for number, name in shown]
    except CalamineError as error:
        if "assword" in str(error) or "ncrypt" in str(error):
            raise Refused(_("文件有密码，读不了"), _("解除密码，另存后再读")) from None
        raise _damaged() from None
    return Source(tuple(tables), tabular=True)


def _sheet(book: CalamineWorkbook, name: str, gone: set[tuple[int, int]]) -> Table:
    sheet = book.get_sheet_by_name(name)
    if sheet.total_height * max(sheet.total_width, 1) > _MOST_CELLS or sheet.total_height > _MOST_ROWS:
        raise Refused(_("表格太大，不读"), _("只留名单那几列，另存后再读"))
    values: Sequence[Sequence[Any]] = sheet.to_python(skip_empty_area=False)
    rows = [
        [
            Cell("" if (r, c) in gone else _shown(value), f"{name}!{column(c)}{r + 1}", value)
            for c, value in enumerate(row)
        ]
        for r, row in enumerate(values)
    ]
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or []:
        if top >= len(rows) or left >= len(rows[top]):
            continue
        origin = rows[top][left]
        for r in range(top, min(bottom + 1, len(rows))):
            for c in range(left, min(right + 1, len(rows[r]))):
                if (r, c) != (top, left):
                    rows[r][c] = origin._replace(repeated=True)
    return Table(name, tuple(map(tuple, rows)))


def _shown(value: object) -> str:
    """A stored value as a person would type it."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, dt.datetime):
        return value.strftime("%Y-%m-%d %H:%M") if value.time() != dt.time() else value.strftime("%Y-%m-%d")
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, dt.time):
        return value.strftime("%H:%M")
    if isinstance(value, dt.timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60:02d}:{minutes % 60:02d}"
    return clean(str(value))

"""The base document: real styles, so that outline, table of contents and restyling work in Word and WPS.

Fonts are named, not carried: 方正小标宋简体, 仿宋_GB2312, 黑体, 楷体_GB2312; Latin in Times New Roman.
"""

from __future__ import annotations

import math
from copy import deepcopy
from dataclasses import dataclass
from dataclasses import replace as changed
from functools import cache
from io import BytesIO
from typing import Any

from jiedai.formats.common.page import PageStyle
from jiedai.formats.word.xml import element, replace, twips

LATIN = "Times New Roman"
TITLE_FONT = "方正小标宋简体"
BODY_FONT = "仿宋_GB2312"
KAI_FONT = "楷体_GB2312"
HEI_FONT = "黑体"
SONG_FONT = "宋体"

BULLETS, NUMBERS = 1, 2
"""Ids of the two list definitions in the base document."""


@dataclass(frozen=True, slots=True)
class Look:
    """One paragraph style: `indent` in characters on the first line, sizes and distances in points."""

    id: str
    name: str
    font: str
    size: float
    pitch: float
    exact: bool = True
    align: str = "both"
    indent: int = 0
    before: float = 0.0
    after: float = 0.0
    outline: int | None = None
    keep_next: bool = False
    tracking: float = 0.0
    based_on: str = "Normal"


def looks(style: PageStyle) -> list[Look]:
    """All paragraph styles for one page make."""
    body, pitch, small = style.body, style.pitch, style.small
    ladder = (HEI_FONT, KAI_FONT, BODY_FONT, BODY_FONT)
    made = [
        Look("Normal", "Normal", BODY_FONT, body, pitch, based_on=""),
        Look("BodyText", "Body Text", BODY_FONT, body, pitch, indent=2),
        Look("Title", "Title", TITLE_FONT, style.title, style.title_pitch, align="center",
             after=style.title_gap * pitch, keep_next=True),
        Look("Subtitle", "Subtitle", KAI_FONT, body, pitch, align="center"),
        *(
            Look(f"Heading{level}", f"heading {level}", font, body, pitch, indent=2, outline=level - 1, keep_next=True)
            for level, font in enumerate(ladder, start=1)
        ),
        Look("ListParagraph", "List Paragraph", BODY_FONT, body, pitch, align="left"),
        Look("Definition", "Definition", BODY_FONT, body, pitch),
        Look("Note", "Note", BODY_FONT, small, small * 1.6),
        Look("Annex", "Annex", HEI_FONT, body, pitch, align="left", after=pitch, keep_next=True),
        Look("Cut", "Cut", BODY_FONT, small * 0.8, small * 1.2, align="center", after=pitch * 0.4, keep_next=True),
        Look("TableText", "Table Text", BODY_FONT, 10.5, 14, exact=False, align="left"),
        Look("TableHeading", "Table Heading", HEI_FONT, 10.5, 14, False, "center", based_on="TableText"),
        Look("Caption", "caption", HEI_FONT, small, small * 1.6, align="center", before=4, after=3, keep_next=True),
        Look("Figure", "Figure", BODY_FONT, body, pitch, exact=False, align="center", keep_next=True),
        Look("CoverTitle", "Cover Title", TITLE_FONT, style.cover_title, style.cover_title * 1.5,
             align="center", after=2 * pitch),
        Look("CoverLine", "Cover Line", BODY_FONT, body, pitch, align="center"),
        Look("Header", "header", HEI_FONT, style.mark, style.mark * 1.2, align="left"),
        Look("Footer", "footer", SONG_FONT, style.number, style.number, align="center"),
    ]  # fmt: skip
    # The grid of characters is made by tracking: a grid of Word's own makes other programs set half as many to a line.
    tracking = style.advance - body
    return [changed(look, tracking=tracking) if look.size == body and look.pitch == pitch else look for look in made]


@cache
def base(style: PageStyle) -> bytes:
    """An empty document with these styles, made once for each page make."""
    from docx import Document

    document = Document()
    body = document.element.body
    for child in list(body)[:-1]:
        body.remove(child)
    _drop_unused(document)
    _styles(document, style)
    _numbering(document, style)
    _settings(document)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def fonts(east_asian: str, latin: str = LATIN) -> Any:
    """Run fonts by name; the hint sets quotation marks and dashes in the Chinese font."""
    return element("w:rFonts", ascii=latin, hAnsi=latin, eastAsia=east_asian, cs=latin, hint="eastAsia")


_UNUSED = ("/thumbnail", "/stylesWithEffects", "/customXml")
"""Parts of python-docx's own document that say nothing; the second is longer than most documents."""


def _drop_unused(document: Any) -> None:
    for relations in (document.part.package.rels, document.part.rels):
        for key in [key for key, relation in relations.items() if relation.reltype.endswith(_UNUSED)]:
            del relations[key]


def _styles(document: Any, style: PageStyle) -> None:
    from docx.oxml.ns import qn

    root = document.styles.element
    for old in list(root):
        if old.tag == qn("w:style") and (old.get(qn("w:type")) != "character" or not old.get(qn("w:default"))):
            root.remove(old)
    defaults = root.find(qn("w:docDefaults"))
    run = defaults.find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for child in list(run):
        run.remove(child)
    run.extend([
        fonts(BODY_FONT), element("w:sz", val=round(style.body * 2)), element("w:szCs", val=round(style.body * 2)),
        element("w:lang", val="en-US", eastAsia="zh-CN", bidi="ar-SA"),
    ])  # fmt: skip
    paragraph = defaults.find(qn("w:pPrDefault"))
    for child in list(paragraph):
        paragraph.remove(child)
    table = element(
        "w:style",
        element("w:name", val="Normal Table"),
        element("w:uiPriority", val=99),
        element("w:semiHidden"),
        element("w:unhideWhenUsed"),
        element("w:tblPr", element("w:tblInd", w=0, type="dxa"), _margins(0)),
        type="table", default=1, styleId="TableNormal",
    )  # fmt: skip
    grid = element(
        "w:style",
        element("w:name", val="Table Grid"),
        element("w:basedOn", val="TableNormal"),
        element("w:uiPriority", val=39),
        element("w:tblPr", borders("w:tblBorders"), _margins(70)),
        type="table", styleId="TableGrid",
    )  # fmt: skip
    root.extend([*(_style(look) for look in looks(style)), table, grid])


def _margins(side: int) -> Any:
    return element(
        "w:tblCellMar",
        element("w:top", w=0, type="dxa"),
        element("w:left", w=side, type="dxa"),
        element("w:bottom", w=0, type="dxa"),
        element("w:right", w=side, type="dxa"),
    )


def borders(tag: str) -> Any:
    """Thin rules on all sides and between."""
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    return element(tag, *(element(f"w:{side}", val="single", sz=4, space=0, color="auto") for side in sides))


_RULES = ("widowControl", "kinsoku", "overflowPunct", "autoSpaceDE", "autoSpaceDN")
"""What every paragraph keeps to, said so that no program's own defaults count.

No line of a paragraph alone on a page, no closing sign at the start of a line, stops that hang over its end, and room
between Chinese and Latin letters and figures.
"""


def _style(look: Look) -> Any:
    normal = look.id == "Normal"
    made = element(
        "w:style",
        element("w:name", val=look.name),
        None if normal else element("w:basedOn", val=look.based_on),
        element("w:next", val="BodyText") if look.outline is not None or look.id == "Title" else None,
        element("w:qFormat"),
        element(
            "w:pPr",
            element("w:keepNext") if look.keep_next else None,
            element("w:keepLines") if look.keep_next else None,
            *(element(f"w:{rule}") for rule in _RULES if normal),
            element("w:snapToGrid", val=0),
            spacing(look.pitch, look.exact, look.before, look.after),
            indent(look),
            element("w:jc", val=look.align),
            None if look.outline is None else element("w:outlineLvl", val=look.outline),
        ),
        element(
            "w:rPr",
            fonts(look.font),
            element("w:b", val=0),
            element("w:color", val="auto"),
            # rounded down: 28 characters must fit on a line (Word counts the space behind the last one, too)
            element("w:spacing", val=math.floor(look.tracking * 20)),
            element("w:kern", val=0),
            element("w:sz", val=round(look.size * 2)),
            element("w:szCs", val=round(look.size * 2)),
        ),
        type="paragraph", styleId=look.id,
    )  # fmt: skip
    if normal:
        from docx.oxml.ns import qn

        made.set(qn("w:default"), "1")
    return made


def spacing(pitch: float, exact: bool = True, before: float = 0.0, after: float = 0.0) -> Any:
    """Line pitch in points; not exact means at least that, which tables and pictures need."""
    return element(
        "w:spacing", before=twips(before), after=twips(after),
        # rounded down: a full page must hold its 22 lines
        line=int(pitch * 20), lineRule="exact" if exact else "atLeast",
    )  # fmt: skip


def indent(look: Look) -> Any:
    """The first line's indent, None where there is none: in characters, and in points for who knows no characters."""
    if look.indent:
        return element("w:ind", firstLineChars=100 * look.indent, firstLine=twips(look.indent * look.size))
    return None


def _numbering(document: Any, style: PageStyle) -> None:
    root = document.part.numbering_part.element
    for child in list(root):
        root.remove(child)
    for kind, format_, text in ((BULLETS, "bullet", "•"), (NUMBERS, "decimal", "%{level}.")):
        levels = [
            element(
                "w:lvl",
                element("w:start", val=1),
                element("w:numFmt", val=format_),
                element("w:lvlText", val=text.format(level=level + 1)),
                element("w:lvlJc", val="left"),
                element("w:pPr", element(
                    "w:ind", left=twips((3.5 + 1.5 * level) * style.advance), hanging=twips(1.5 * style.advance)
                )),
                element("w:rPr", fonts(BODY_FONT)),
                ilvl=level,
            )
            for level in range(9)
        ]  # fmt: skip
        root.append(
            element("w:abstractNum", element("w:multiLevelType", val="hybridMultilevel"), *levels, abstractNumId=kind)
        )
    root.append(element("w:num", element("w:abstractNumId", val=BULLETS), numId=BULLETS))


def _settings(document: Any) -> None:
    root = document.settings.element
    for child in list(root):
        root.remove(child)
    uri = "http://schemas.microsoft.com/office/word"
    replace(
        root,
        element("w:zoom", percent=100),
        element("w:evenAndOddHeaders"),
        element("w:characterSpacingControl", val="compressPunctuation"),
        element(
            "w:compat",
            element("w:spaceForUL"),
            element("w:balanceSingleByteDoubleByteWidth"),
            element("w:doNotLeaveBackslashAlone"),
            element("w:ulTrailSpace"),
            element("w:doNotExpandShiftReturn"),
            element("w:adjustLineHeightInTable"),
            element("w:useFELayout"),
            element("w:compatSetting", name="compatibilityMode", uri=uri, val=15),
        ),
        element("w:themeFontLang", val="en-US", eastAsia="zh-CN"),
    )


# --- within a document of somebody else -------------------------------------------------------------------------------

# What a Word document made by somebody else needs before our elements can stand in it: styles and lists.


@dataclass(frozen=True, slots=True)
class Adopted:
    """How our elements are to call things: `styles` by our ids, the list of bullets, the pattern of numbered lists.

    `lists` is the highest id of a list that is taken.
    """

    styles: dict[str, str]
    bullets: int
    numbers: int
    lists: int

    def rename(self, element: Any) -> None:
        """Call the styles of an element as the document calls them."""
        from docx.oxml.ns import qn

        for tag in ("w:pStyle", "w:tblStyle"):
            for found in element.iter(qn(tag)):
                name = found.get(qn("w:val"))
                found.set(qn("w:val"), self.styles.get(name, name))


def adopt(made: Any, style: PageStyle) -> Adopted:
    """Bring along what the document has not: its own style of the same name is taken as it is."""
    from docx import Document

    ours = Document(BytesIO(base(style)))
    return Adopted(_adopted_styles(made, ours), *_adopted_lists(made, ours))


def _adopted_styles(made: Any, ours: Any) -> dict[str, str]:
    from docx.oxml.ns import qn

    known = {_name(found): found.get(qn("w:styleId")) for found in made.styles.element.iter(qn("w:style"))}
    ids = set(known.values())
    names = {}
    for found in ours.styles.element.iter(qn("w:style")):
        own = found.get(qn("w:styleId"))
        if _name(found) in known:
            names[own] = known[_name(found)]
            continue
        names[own] = own if own not in ids else f"Jiedai{own}"
        copy = deepcopy(found)
        copy.set(qn("w:styleId"), names[own])
        made.styles.element.append(copy)
    for found in made.styles.element.iter(qn("w:style")):
        if (basis := found.find(qn("w:basedOn"))) is not None and found.get(qn("w:styleId")) in names.values():
            basis.set(qn("w:val"), names.get(basis.get(qn("w:val")), basis.get(qn("w:val"))))
    return names


def _name(style: Any) -> str:
    from docx.oxml.ns import qn

    found = style.find(qn("w:name"))
    return "" if found is None else str(found.get(qn("w:val"))).lower()


def _adopted_lists(made: Any, ours: Any) -> tuple[int, int, int]:
    """Our two kinds of list under ids that are free: list of bullets, pattern of numbers, highest list."""
    from docx.oxml.ns import qn

    root = _lists_of(made).element
    patterns = [int(found.get(qn("w:abstractNumId"))) for found in root.findall(qn("w:abstractNum"))]
    lists = [int(found.get(qn("w:numId"))) for found in root.findall(qn("w:num"))]
    pattern, first = max(patterns, default=0) + 1, max(lists, default=0) + 1
    for shift, kind in enumerate((BULLETS, NUMBERS)):
        wanted = next(
            found
            for found in ours.part.numbering_part.element.findall(qn("w:abstractNum"))
            if int(found.get(qn("w:abstractNumId"))) == kind
        )
        copy = deepcopy(wanted)
        copy.set(qn("w:abstractNumId"), str(pattern + shift))
        root.insert(len(patterns) + shift, copy)  # patterns stand before lists
    root.append(element("w:num", element("w:abstractNumId", val=pattern), numId=first))
    return first, pattern + 1, first


def _lists_of(made: Any) -> Any:
    """The document's part with lists; an empty one where it has none."""
    from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.parts.numbering import NumberingPart

    part = made.part
    if not any(relation.reltype == RELATIONSHIP_TYPE.NUMBERING for relation in part.rels.values()):
        new = NumberingPart(
            PackURI("/word/numbering.xml"), CONTENT_TYPE.WML_NUMBERING, element("w:numbering"), part.package
        )
        part.relate_to(new, RELATIONSHIP_TYPE.NUMBERING)
    return part.numbering_part

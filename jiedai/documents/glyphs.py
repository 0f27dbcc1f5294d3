"""Characters of a document that no font on this machine has."""

from __future__ import annotations

from collections.abc import Iterator

from jiedai import blocks as b
from jiedai.diagnostics import Diagnostic, Level
from jiedai.language import _


def missing_glyphs(document: b.Document, file: str) -> tuple[Diagnostic, ...]:
    """WD02 for the characters that the PDF will have to print as 〓."""
    from jiedai.formats import fonts

    missing = sorted(fonts.missing_glyphs("".join(_texts(document))))
    if not missing:
        return ()
    characters = _("、").join(_("{char}（U+{code}）").format(char=char, code=f"{ord(char):04X}") for char in missing)
    message = _("《{document}》里有字体没有的字：{characters}").format(
        document=document.meta.title, characters=characters
    )
    hint = _("PDF 里印成〓；装上含这些字的字体，或改用 DOCX")
    return (Diagnostic("WD02", Level.WARNING, message, file, title=_("缺字"), hint=hint),)


def _texts(document: b.Document) -> Iterator[str]:
    """All text of a document."""
    yield from (document.meta.title, document.meta.footer, *document.meta.words)
    for block in b.walk(document.blocks):
        match block:
            case b.Heading() | b.Paragraph():
                yield _words(block.inlines)
            case b.Table():
                yield block.caption
                yield from (_words(cell.inlines) for row in (*block.head, *block.body) for cell in row)
            case b.Definitions(items):
                yield from (_words(part) for pair in items for part in pair)
            case b.Figure():
                yield block.caption + block.svg
            case b.Signature(lines) | b.Attachments(lines):
                yield from (_words(line) for line in lines)
            case b.Imprint():
                yield from (_words(part) for part in (block.copies, block.unit, block.issued))


def _words(inlines: b.Inlines) -> str:
    """The text of inlines without their boxes, which the layout draws of □ and √."""
    return b.plain(tuple(inline for inline in inlines if not isinstance(inline, b.Tick)))

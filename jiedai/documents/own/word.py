"""A Word template of the office's own: Jinja tags in its text, header and footer, as docxtpl reads them.

It sees what the built-in templates see: `{{ plan.title }}`, `{%tr for item in day["items"] %}`, the filters, and
`document` with `marks` and `footer`. A paragraph with `{{ body }}` alone is replaced by the whole built-in document,
`{{ qr }}` by the small code that every page of a paper carries.
"""

from __future__ import annotations

import json
import pickle
import re
from collections.abc import Iterator
from copy import deepcopy
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

from jiedai import blocks as b
from jiedai import language
from jiedai.documents.own import Unprintable
from jiedai.documents.sandbox import begin
from jiedai.documents.templating import TemplateFault, faults, plain_environment
from jiedai.documents.translation import Names, Terms, speaking
from jiedai.formats import docx as writer
from jiedai.formats.common.drawing import code_png
from jiedai.formats.common.lines import one_line, stamp
from jiedai.formats.common.page import POINTS_PER_MM, style_of
from jiedai.formats.word.xml import picture_run
from jiedai.language import _
from jiedai.source.zipped import DAMAGED

BODY = "\ue0b0body\ue0b1"
"""What `{{ body }}` prints, to be found again: no plan holds characters of this area."""
QR = "\ue0b0qr\ue0b1"
"""What `{{ qr }}` prints, likewise."""


class Order(NamedTuple):
    """What is to be printed: a document in a template that was read, with the values that it names."""

    spoken: str
    path: str
    template: bytes
    values: dict[str, Any]
    document: b.Document
    terms: Terms | Names | None
    labels: str


def filled(data: bytes) -> bytes:
    """In the child: the document of an order as a Word file; or what is wrong with the template, as JSON."""
    order: Order = pickle.loads(data)  # by the process that prints
    language.use(order.spoken)
    try:
        with speaking(order.terms):
            return _written(order)
    except Unprintable as error:
        return json.dumps({"message": error.diagnostic.message}).encode()


def _written(order: Order) -> bytes:
    made = _filled(order)
    _insert_body(made, order.document)
    _insert_codes(made, order.document)
    _stamp(made, order.document)
    return writer.saved(made, order.document.meta)


def _filled(order: Order) -> Any:
    """The Word document with its tags replaced."""
    from docx import Document
    from docx.opc.exceptions import PackageNotFoundError

    path = Path(order.path)
    env, values = plain_environment(order.labels), {**order.values, "body": BODY, "qr": QR}
    try:
        template = _template(order.template)
    except PackageNotFoundError:
        raise no_word(path) from None
    except DAMAGED:
        raise no_word(path) from None
    try:
        with faults(env, values, lambda error: (path.name, 1)):
            begin()
            _render(template, values, env)
    except TemplateFault as error:
        near = template.paragraph
        where = _("（在“{text}”这一段）").format(text=near) if near else ""
        raise Unprintable(path, error.message + where) from None
    # docxtpl leaves parts behind that python-docx does not know again: what is saved, both understand.
    buffer = BytesIO()
    template.docx.save(buffer)
    return Document(buffer)


def no_word(path: Path) -> Unprintable:
    """The fault of a template that is none."""
    return Unprintable(path, _("这不是 Word 文件（.docx）"))


def _render(template: Any, values: dict[str, Any], env: Any) -> None:
    """Render, and remember the paragraph in which an error happens."""
    try:
        template.render(values, env, autoescape=True)
    except Exception as error:
        template.note(error)
        raise


def _template(data: bytes) -> Any:
    from docxtpl import DocxTemplate

    class Template(DocxTemplate):  # type: ignore[misc]
        """Keeps the text it renders, to say near which words an error is."""

        source = ""
        paragraph = ""

        def render_xml_part(self, src_xml: str, part: Any, context: Any, jinja_env: Any = None) -> str:
            self.source = re.sub(r"<w:p([ >])", r"\n<w:p\1", src_xml)
            made: str = super().render_xml_part(src_xml, part, context, jinja_env)
            return made

        def note(self, error: BaseException) -> None:
            """Find the paragraph that an error happened in."""
            lines = self.source.splitlines()
            number = _line_of(error)
            near = lines[number - 1 :] if number else []
            words = (re.sub(r"<[^>]*>", "", line).strip() for line in near)
            self.paragraph = next((text for text in words if text), "")[:60]

    made = Template(BytesIO(data))
    made.init_docx()
    return made


def _line_of(error: BaseException) -> int:
    """The line of the template's text that an error belongs to; 0 where nobody knows."""
    line = getattr(error, "lineno", None) or 0
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename in ("<template>", "<unknown>"):
            line = trace.tb_lineno
        trace = trace.tb_next
    return int(line)


def _insert_body(made: Any, document: b.Document) -> None:
    """Put the built-in document where the template says so."""
    from docx.oxml.ns import qn

    placed = False
    for paragraph in list(made.element.body.iter(qn("w:p"))):
        text = "".join(node.text or "" for node in paragraph.iter(qn("w:t")))
        if BODY not in text:
            continue
        if text.strip() == BODY and paragraph.getparent() is made.element.body and not placed:
            placed = True
            writer.insert(made, document, paragraph)
            continue
        for node in paragraph.iter(qn("w:t")):
            node.text = (node.text or "").replace(BODY, "")


def _insert_codes(made: Any, document: b.Document) -> None:
    """Put the code of the page where the template says so: in the text, in headers and in footers."""
    from docx.oxml.ns import qn

    meta, height = document.meta, style_of(document).code * POINTS_PER_MM
    stories = [(made.part, made.element.body), *((story.part, story._element) for story in _margins(made))]
    number = 0
    for part, root in stories:
        while (node := next((node for node in root.iter(qn("w:t")) if QR in (node.text or "")), None)) is not None:
            number += 1
            if not meta.code:
                node.text = node.text.replace(QR, "")
                continue
            picture = picture_run(part, code_png(meta.code), height, one_line(meta.code), _FIRST + number, None)
            _replace(node, picture)


_FIRST = 9_000
"""Numbers of the drawings of codes begin here, so that none has that of a drawing of the document."""


def _replace(node: Any, picture: Any) -> None:
    """Put a run with a picture in the place of the tag in a text; a line of exact height would cut it off."""
    from docx.oxml.ns import qn
    from docx.text.paragraph import Paragraph

    before, _tag, after = node.text.partition(QR)
    node.text, run = before, node.getparent()
    behind = deepcopy(run)
    place = run.index(node)
    for child in [one for one in behind[: place + 1] if one.tag != qn("w:rPr")]:
        behind.remove(child)
    for child in run[place + 1 :]:
        run.remove(child)
    text = deepcopy(node)
    text.text = after
    behind.insert(1 if behind.find(qn("w:rPr")) is not None else 0, text)
    run.addnext(behind)
    run.addnext(picture)
    Paragraph(next(run.iterancestors(qn("w:p"))), None).paragraph_format.line_spacing = 1.0  # type: ignore[arg-type]


def _margins(made: Any) -> Iterator[Any]:
    """The headers and footers that a Word file has, of all kinds of page."""
    for section in made.sections:
        for kind in ("", "even_page_", "first_page_"):
            for story in (getattr(section, f"{kind}header"), getattr(section, f"{kind}footer")):
                if not story.is_linked_to_previous:
                    yield story


def _stamp(made: Any, document: b.Document) -> None:
    """Every page of a draft says so, whatever the template looks like."""
    from jiedai.formats.word.furniture import watermark

    words = stamp(document.meta)
    if not words:
        return
    for header in _headers(made):
        header.paragraphs[0]._p.append(watermark(words))


def _headers(made: Any) -> Iterator[Any]:
    """The headers that are in use, each once; the first section gets one where it has none."""
    even = made.settings.odd_and_even_pages_header_footer
    for number, section in enumerate(made.sections):
        kinds = [section.header, *([section.even_page_header] if even else [])]
        if section.different_first_page_header_footer:
            kinds.append(section.first_page_header)
        for header in kinds:
            if number == 0 or not header.is_linked_to_previous:
                header.is_linked_to_previous = False
                if not header.paragraphs:
                    header.add_paragraph()
                yield header

"""What an office begins with when it makes a template of its own: files that print what the built-in one prints."""

from __future__ import annotations

import datetime as dt
from io import BytesIO

from jiedai import blocks as b
from jiedai.documents.catalog import Template, builtin_folder
from jiedai.formats import docx
from jiedai.formats.common.page import style_of
from jiedai.formats.layout.compiling import LAYOUT
from jiedai.formats.word.furniture import code_frame
from jiedai.language import _

KINDS = ("html", "docx", "typ")


def files(template: Template, kind: str) -> dict[str, bytes]:
    """The files of a template to begin with, by their path below `templates/`; the template itself comes first."""
    name = f"{template.id}.{kind}"
    if kind == "html":
        return {name: template.path.read_bytes()}
    if kind == "docx":
        return {name: _with_codes(_word(template))}
    built_in = builtin_folder() / name
    if built_in.is_file():
        parts = sorted(built_in.parent.glob("_*.typ"))
        return {name: built_in.read_bytes(), **{path.name: path.read_bytes() for path in parts}}
    layout = sorted(LAYOUT.glob("*.typ"))
    needed = {f"layout/{path.name}": path.read_bytes() for path in layout if path.name != "booklet.typ"}
    return {name: _typst(template).encode(), **needed}


def _word(template: Template) -> b.Document:
    """The built-in document within pages whose head, foot and styles can be changed in Word or WPS."""
    help_ = [
        "{%p if false %}",
        _("这几行是说明，不会印出来，可以删去。"),
        _("最后一行的 body 印出整份《{title}》，样式（标题、正文、表格）按本文件的样式。").format(title=template.title),
        _("也可以删去那一行，自己写：方案的标题是 plan.title，单位名称是 office.name，两边各加两个花括号。"),
        _("页眉、页脚、纸张、样式都可以改；改好存盘，再印就用它。"),
        _("页脚的 document.footer 是编号、版本、打印时间和值班电话，qr 是页面上的小码，请保留。"),
        "{%p endif %}",
        "{%p for line in document.secrecy %}",
        "{{ line }}",
        "{%p endfor %}",
        "{{ body }}",
    ]
    meta = b.Meta(
        id=template.id,
        title=template.title,
        created=dt.datetime(2000, 1, 1),
        marks=('{{ document.marks|reject("in", document.secrecy)|join("　") }}',),
        footer="{{ document.footer }}",
    )
    blocks = tuple(b.Paragraph((b.Text(line),), indent=False) for line in help_)
    return b.Document(meta, blocks, template.paper or b.Paper.A4, template.landscape)


def _with_codes(document: b.Document) -> bytes:
    """A Word template with the tag of the page's code at the foot of its pages, where the built-in document has it."""
    from docx import Document

    made, style = Document(BytesIO(docx.write(document))), style_of(document)
    for section in made.sections:
        for footer, odd in ((section.footer, True), (section.even_page_footer, False)):
            footer._element.insert(0, code_frame("{{ qr }}", style, odd))
    return docx.saved(made, document.meta)


def _typst(template: Template) -> str:
    return "\n".join(
        [
            "// " + _("《{title}》的 PDF 版式").format(title=template.title),
            "// " + _("layout/ 里是内置的版式，可以改；也可以不用它，自己从 document 和 data 排版。"),
            "// " + _("data 里有 plan、office、visit、places、document、audience，内容和网页模板看到的一样。"),
            '#import "layout/document.typ": render',
            "",
            "#let document = json(bytes(sys.inputs.document))",
            "#let data = json(bytes(sys.inputs.data))",
            "",
            "#render(document)",
            "",
        ]
    )

"""Templates made in Word: filled with what the audience sees, safely, and the same bytes each time."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from jiedai.documents.render import Rendered, render
from jiedai.formats.common import child
from jiedai.loading import Loaded
from tests.documents.samples import changed
from tests.documents.test_render import ordered


@pytest.fixture(autouse=True)
def in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a template prints is the same where no child is started for it; `test_filled` starts them."""
    monkeypatch.setattr(child, "done", lambda work, order, **_bounds: work(order))


def made(
    folder: Path,
    *lines: str,
    loaded: Loaded | None = None,
    head: str = "",
    rows: tuple[tuple[str, ...], ...] = (),
    **options: Any,
) -> list[Rendered]:
    """Print the programme through a Word template with these paragraphs, rows and header."""
    loaded = loaded or changed(folder)
    template = docx.Document()
    for line in lines:
        template.add_paragraph(line)
    if rows:
        table = template.add_table(len(rows), len(rows[0]))
        for row, cells in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
    template.sections[0].header.paragraphs[0].text = head
    (folder / "templates").mkdir(exist_ok=True)
    template.save(str(folder / "templates" / "programme.docx"))
    options = {"documents": ["programme"], "formats": ["docx"], **options}
    return list(render(loaded, ordered(folder / "out", **options)))


def opened(results: list[Rendered]) -> Any:
    (one,) = results
    assert one.diagnostics == ()
    assert one.path is not None
    return docx.Document(str(one.path))


def texts(document: Any) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


def fault(results: list[Rendered]) -> str:
    (one,) = results
    assert one.path is None
    (found,) = one.diagnostics
    assert found.code == "WD01"
    assert found.file.endswith("templates/programme.docx")
    assert "\n" not in found.message
    return found.message


def test_tags_print_what_templates_print(tmp_path: Path) -> None:
    document = opened(
        made(
            tmp_path,
            "《{{ plan.title }}》{{ plan.dates }}，{{ visit.first|full_day }}，{{ office.duty_phone|phone }}",
            "{{ visit.guests|map(attribute='name')|names }}",
            head="{{ document.marks|join('　') }} {{ document.footer }}",
            audience="staff",
            rows=(("时间", "事项"), ("{%tr for item in visit['items'] %}", ""),
                  ("{{ item.time|time24 }}", "{{ item.what }}"), ("{%tr endfor %}", "")),
        )
    )  # fmt: skip
    first, second, *_ = texts(document)
    assert first == "《省发展改革委调研组来云溪县调研》2026年5月11日至12日，2026年5月11日，0570-5550100"
    assert second.startswith("陈志远、")
    (table,) = document.tables
    assert [cell.text for cell in table.rows[1].cells] == ["9:20—9:30", "抵达云溪站，接站"]
    assert len(table.rows) == 21
    assert "内部　工作人员用" in document.sections[0].header.paragraphs[0].text
    assert "以最新版为准" in document.sections[0].header.paragraphs[0].text


def test_markup_typed_into_a_plan_is_text(tmp_path: Path) -> None:
    nasty = "<w:p>&amp; {{ 7*7 }} </w:t> \"x\" 'y' {% raw %} ]]>"
    quoted = nasty.replace('"', '\\"')
    loaded = changed(tmp_path, ("事项: 午休", f'事项: "{quoted}"'))
    document = opened(made(tmp_path, "{% for item in visit['items'] %}{{ item.what }}|{% endfor %}", loaded=loaded))
    assert nasty in texts(document)[0].split("|")


def test_line_breaks_stay(tmp_path: Path) -> None:
    loaded = changed(tmp_path, ("事项: 午休", 'what: "午休\\n房间已备"'))
    line = "{% for item in visit['items'] %}{% if '午休' in item.what %}{{ item.what }}{% endif %}{% endfor %}"
    assert texts(opened(made(tmp_path, line, loaded=loaded)))[0] == "午休\n房间已备"


def test_an_audience_sees_no_more_than_in_other_formats(tmp_path: Path) -> None:
    line = "{% for item in visit['items'] %}{{ item.owner }}{{ item.notes }}{% endfor %}{{ visit.chief.phone }}"
    assert texts(opened(made(tmp_path, line, audience="guest")))[0] == ""


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("抬头{{ plan.titel }}", ["title", "抬头"]),
        ("抬头{{ plna.title }}", ["plan", "抬头"]),
        ("抬头{% if %}", ["前面少了内容", "抬头"]),
        ("抬头{{ plan.title|shout }}", ["shout"]),
        ("抬头{{ ''.__class__ }}", ["__class__", "抬头"]),
        ("抬头{{ plan.title|safe }}", ["safe"]),
        ("抬头{% include 'programme.html' %}", ["programme.html"]),
        ("抬头{% for i in range(99999) %}{% endfor %}", ["10000", "抬头"]),
        ("抬头{% autoescape false %}{% endautoescape %}", ["转义"]),
    ],
)
def test_a_mistake_is_told_with_file_and_paragraph(tmp_path: Path, line: str, parts: list[str]) -> None:
    message = fault(made(tmp_path, "先来一段", line, "再来一段"))
    assert all(part in message for part in parts), message


def test_what_is_no_word_file_is_told(tmp_path: Path) -> None:
    loaded = changed(tmp_path)
    made(tmp_path, "x", loaded=loaded)
    path = tmp_path / "templates" / "programme.docx"
    empty = io.BytesIO()
    zipfile.ZipFile(empty, "w").close()
    for data in (b"", b"not a zip", empty.getvalue()):
        path.write_bytes(data)
        assert "Word" in fault(list(render(loaded, ordered(tmp_path, documents=["programme"], formats=["docx"]))))


def test_the_code_of_the_page_stands_where_the_template_says(tmp_path: Path) -> None:
    document = opened(
        made(tmp_path, "先 {{ qr }} 后", "{{ qr }}{{ qr }}", rows=(("{{ qr }}",),), head="眉{{ qr }}", audience="staff")
    )
    first, second = document.paragraphs[:2]
    assert (first.text, second.text) == ("先  后", "")
    kinds = ["drawing" if run._r.xpath(".//w:drawing") else run.text for run in first.runs]
    assert kinds == ["先 ", "drawing", " 后"]
    pictures = [shown.get("descr") for shown in document.element.body.iter("{*}docPr")]
    assert len(pictures) == 4
    assert set(pictures) == {"云接〔2026〕17号 第1版"}
    head = document.sections[0].header._element
    assert [shown.get("descr") for shown in head.iter("{*}docPr")] == pictures[:1]
    assert first.paragraph_format.line_spacing == 1.0


def test_a_paper_that_leaves_the_house_has_no_code_for_the_template_either(tmp_path: Path) -> None:
    document = opened(made(tmp_path, "先{{ qr }}后", head="{{ document.marks|join(' ') }}|{{ document.footer }}"))
    assert document.paragraphs[0].text == "先后"
    assert not list(document.element.body.iter("{*}docPr"))
    assert document.sections[0].header.paragraphs[0].text == "|"


def test_the_same_bytes_every_time(tmp_path: Path) -> None:
    (one,) = made(tmp_path, "{{ plan.title }}", "{{ body }}")
    assert one.path is not None
    first = one.path.read_bytes()
    (two,) = made(tmp_path, "{{ plan.title }}", "{{ body }}")
    assert two.path is not None
    assert two.path.read_bytes() == first
    properties = docx.Document(str(two.path)).core_properties
    assert (properties.author, properties.last_modified_by) == ("云溪县接待办公室", "云溪县接待办公室")
    with zipfile.ZipFile(two.path) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_draft_is_stamped_whatever_the_template_says(tmp_path: Path) -> None:
    for draft in (True, False):
        document = opened(made(tmp_path, "{{ plan.title }}", head="云溪县", draft=draft))
        (header,) = {section.header._element for section in document.sections}
        assert bool(header.findall(".//{urn:schemas-microsoft-com:vml}textpath")) is draft
        assert "云溪县" in header.xpath("string()")


def test_the_body_stands_in_the_template_in_its_styles(tmp_path: Path) -> None:
    document = opened(made(tmp_path, "云溪县接待办公室", "{{ body }}", "（完）", "前{{ body }}后"))
    lines = texts(document)
    assert lines[0] == "云溪县接待办公室"
    assert lines[1].startswith("省发展改革委调研组来云溪县调研")
    assert lines[-2:] == ["（完）", "前后"]
    assert len(document.tables) == 2
    title = document.paragraphs[1]
    assert title.style.name == "Title"
    assert title.style.style_id in {style.style_id for style in docx.Document().styles}
    ids = {style.get(qn("w:styleId")) for style in document.styles.element.iter(qn("w:style"))}
    used = {found.get(qn("w:val")) for found in document.element.body.iter(qn("w:pStyle"), qn("w:tblStyle"))}
    assert used <= ids
    names = [style.name.lower() for style in document.styles]
    assert len(names) == len(set(names)), "no style twice"


def test_lists_and_turned_pages_find_what_they_need(tmp_path: Path) -> None:
    loaded = changed(tmp_path)
    template = docx.Document()
    template.add_paragraph("一", style="List Bullet")
    template.add_paragraph("{{ body }}")
    (tmp_path / "templates").mkdir()
    template.save(str(tmp_path / "templates" / "handbook.docx"))
    template.save(str(tmp_path / "templates" / "tasks.docx"))
    results = list(render(loaded, ordered(tmp_path / "out", documents=["handbook", "tasks"], formats=["docx"])))
    for one in results:
        assert one.path is not None, one.diagnostics
        document = docx.Document(str(one.path))
        numbers = document.part.numbering_part.element
        kinds = [child.tag for child in numbers]
        assert kinds == sorted(kinds, key=lambda tag: tag != qn("w:abstractNum"))
        defined = {found.get(qn("w:numId")) for found in numbers.findall(qn("w:num"))}
        used = {found.get(qn("w:val")) for found in document.element.body.iter(qn("w:numId"))}
        assert used <= defined
    tasks = docx.Document(str(results[0].path))
    assert next(section.orientation for section in tasks.sections) == 1

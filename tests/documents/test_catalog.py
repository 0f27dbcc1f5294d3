from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from jiedai import formats
from jiedai.blocks import Paper
from jiedai.documents.catalog import FrontMatterError, builtin_folder, catalog, split
from jiedai.model.base import AUDIENCES
from jiedai.model.plan import Plan
from jiedai.workspace import Workspace
from tests.documents.samples import own_template


def test_every_template_is_a_document_of_the_vocabulary(golden: Callable[[str, str], None]) -> None:
    """The list is what an office can print, in the order in which it is numbered."""
    known = catalog()
    assert known.diagnostics == ()
    files = {path.stem for path in builtin_folder().glob("*.html") if not path.stem.startswith("_")}
    assert files == known.templates.keys()
    every = list(known.templates.values())
    for template in every:
        assert template.audience in template.audiences <= set(AUDIENCES)
        assert set(template.needs) <= set(Plan.model_fields)
        assert template.title_en.isascii()
    lines = (
        f"{one.order:02}  {one.id:16} {one.audience:9} {one.title}, {one.title_en}\n"
        for one in known.templates.values()
    )
    golden("documents.txt", "".join(lines))


def test_documents_are_found_by_id_and_by_both_titles() -> None:
    known = catalog()
    plan = known.templates["plan"]
    assert known.find("plan") is known.find(" Plan ") is known.find("接待方案") is known.find("reception PLAN") is plan
    assert known.find("pln") is None


def test_a_template_of_the_office_wins_and_may_be_new(tmp_path: Path) -> None:
    own_template(tmp_path, "plan", "<p>自家方案</p>")
    own_template(tmp_path, "welcome", "<p>欢迎</p>", "title: {zh: 欢迎词}\naudience: guest\npaper: A5\norder: 40")
    own_template(tmp_path, "_piece", "<p>一段</p>")
    known = catalog(Workspace(tmp_path))
    assert known.templates["plan"].own
    assert known.templates["plan"].title == "试印"
    assert not known.templates["tasks"].own
    welcome = known.templates["welcome"]
    assert (welcome.paper, welcome.title_en, welcome.audiences) == (Paper.A5, "welcome", frozenset({"guest"}))
    assert "_piece" not in known.templates
    assert [template.id for template in known.templates.values()][-2:] == ["welcome", "plan"]


@pytest.mark.parametrize(
    ("head", "line", "part"),
    [
        ("title: 方案\naudience: staff", 2, "title"),
        ("title: {zh: 方案}\naudience: boss", 3, "audience"),
        ("title: {zh: 方案}\naudience: staff\naudiences: [guest, nobody]", 4, "audiences"),
        ("title: {zh: 方案}\naudience: staff\npaper: B5", 4, "A5"),
        ("title: {zh: 方案}\naudience: staff\norder: first", 4, "order"),
        ("title: {zh: 方案}\naudience: staff\ncolour: red", 4, "colour"),
        ("title: {zh: 方案}\naudience: staff\nformats: [pdf, doc]", 4, "docx"),
        ("title: {zh: 方案}\naudience: staff\nwithout: [word]", 4, "docx"),
        ("title: {zh: 方案}\naudience: [staff", 4, "YAML"),
        ("- list", 2, "title"),
    ],
)
def test_broken_front_matter_is_named_with_its_line(tmp_path: Path, head: str, line: int, part: str) -> None:
    own_template(tmp_path, "trial", "<p>一</p>", head)
    known = catalog(Workspace(tmp_path))
    assert "trial" not in known.templates
    (found,) = known.diagnostics
    assert (found.code, found.span.line) == ("WD01", line)
    assert found.file.endswith("templates/trial.html")
    assert part in found.message


def test_a_file_without_front_matter_is_no_document(tmp_path: Path) -> None:
    for text in ("<p>一</p>", "---\ntitle: {zh: 一}\n<p>一</p>"):
        with pytest.raises(FrontMatterError):
            split(text)
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "odd.html").write_bytes("---\n方案".encode("gb18030"))
    (found,) = catalog(Workspace(tmp_path)).diagnostics
    assert "UTF-8" in found.message


def test_the_body_keeps_its_line_numbers() -> None:
    head, body = split("---\na: 1\n---\n<p>四</p>\n")
    assert head == "a: 1\n"
    assert body.split("\n")[3] == "<p>四</p>"


HEAD = "title: {zh: 试印}\naudience: staff\n"


@pytest.mark.parametrize(
    ("head", "events", "printed"),
    [
        ("", False, ["pdf", "docx", "html", "md", "xlsx", "txt"]),
        ("events: true", True, ["pdf", "docx", "html", "md", "xlsx", "txt", "ics"]),
        ("events: true\nwithout: [md, txt]", True, ["pdf", "docx", "html", "xlsx", "ics"]),
        ("without: md", False, ["pdf", "docx", "html", "xlsx", "txt"]),
        ("formats: [pdf, xlsx]", False, ["pdf", "xlsx"]),
        ("formats: [md, ics]", True, ["md", "ics"]),
        ("formats: [pdf]\nevents: true", True, ["pdf"]),
    ],
)
def test_what_a_template_is_printed_in(tmp_path: Path, head: str, events: bool, printed: list[str]) -> None:
    own_template(tmp_path, "trial", "<p>一</p>", HEAD + head)
    template = catalog(Workspace(tmp_path)).templates["trial"]
    assert template.events is events
    assert list(template.formats) == printed
    assert [name for name in formats.names() if template.prints(name)] == sorted(printed, key=formats.names().index)


def test_numbers_are_each_templates_own_with_gaps_and_twice(tmp_path: Path) -> None:
    before = {template.id: template.order for template in catalog().templates.values()}
    middle = before["programme"]
    own_template(tmp_path, "between", "<p>一</p>", f"{HEAD}order: {middle}")
    own_template(tmp_path, "late", "<p>二</p>", f"{HEAD}order: 70")
    known = catalog(Workspace(tmp_path)).templates
    assert {name: known[name].order for name in before} == before
    ids = list(known)
    assert ids.index("between") + 1 == ids.index("programme")
    assert ids[-1] == "late"

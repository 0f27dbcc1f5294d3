from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiedai.documents import render as rendering
from jiedai.documents.build import Edition
from jiedai.documents.render import CannotWrite, Order, Rendered, UnknownName, folder_name, render, safe_name
from jiedai.source import save
from tests.documents.samples import CREATED, changed, own_template, plan

FIVE = {"plan": "04", "tasks": "05", "checklist": "06", "programme": "08", "handbook": "19"}


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def go(out: Path, **options: Any) -> list[Rendered]:
    loaded = options.pop("loaded", None) or plan()
    return list(render(loaded, ordered(out, **options)))


def ordered(out: Path, **options: Any) -> Order:
    edition = {name: options.pop(name) for name in ("draft", "person", "since") if name in options}
    return Order(out, Edition(CREATED, **edition), **options)


def test_every_document_in_the_usual_formats(tmp_path: Path) -> None:
    made = go(tmp_path)
    names = files(tmp_path).keys()
    assert {
        f"domestic/{number}-{name}{suffix}" for name, number in FIVE.items() for suffix in (".pdf", ".docx")
    } <= names
    assert [one.path.relative_to(tmp_path).as_posix() for one in made if one.path] == sorted(
        names, key=_by_writing(made)
    )
    assert all(one.seconds >= 0 for one in made)


def _by_writing(made: list[Rendered]) -> Any:
    order = {one.path.name: number for number, one in enumerate(made) if one.path}
    return lambda name: order[Path(name).name]


def test_the_same_plan_and_time_give_the_same_bytes(tmp_path: Path) -> None:
    options: dict[str, Any] = {"documents": ["programme", "tasks"], "formats": ["pdf", "docx", "html", "md", "ics"]}
    go(tmp_path / "one", **options)
    go(tmp_path / "two", **options)
    one, two = files(tmp_path / "one"), files(tmp_path / "two")
    assert one == two
    assert len(one) == 9  # only the programme is a calendar too


def test_documents_and_formats_by_any_of_their_names(tmp_path: Path) -> None:
    made = go(tmp_path, documents=["日程安排表", "programme", "Tasks by unit"], formats=[".MD", "markdown"])
    assert [one.path.name for one in made if one.path] == ["05-tasks.md", "08-programme.md"]


def test_an_audience_gets_its_documents_in_its_view(tmp_path: Path) -> None:
    made = go(tmp_path, audience="guest", formats=["md"])
    documents = {one.document for one in made}
    assert {"programme", "handbook"} <= documents
    assert documents.isdisjoint({"plan", "tasks", "checklist"})
    go(tmp_path / "staff", audience="staff", documents=["handbook"], formats=["md"])
    key = "domestic/19-handbook.md"
    assert b"0801" not in files(tmp_path)[key]
    assert b"0801" in files(tmp_path / "staff")[key]


@pytest.mark.parametrize(
    ("options", "parts"),
    [
        ({"documents": ["progamme"]}, ["progamme", "programme？", "接待方案"]),
        ({"documents": ["无此文档"]}, ["无此文档", "接待手册"]),
        ({"formats": ["pfd"]}, ["pfd", "pdf？", "docx"]),
        ({"audience": "guests"}, ["guests", "guest？", "驾驶员"]),
        ({"documents": ["tasks"], "audience": "guest"}, ["任务分解表", "来宾", "责任单位"]),
    ],
)
def test_unknown_names_are_refused_before_anything_is_written(
    tmp_path: Path, options: dict[str, Any], parts: list[str]
) -> None:
    with pytest.raises(UnknownName) as raised:
        render(plan(), ordered(tmp_path, **options))
    assert all(part in str(raised.value) for part in parts), str(raised.value)
    assert files(tmp_path) == {}


def test_a_broken_template_does_not_stop_the_others(tmp_path: Path) -> None:
    loaded = changed(tmp_path)
    own_template(tmp_path, "tasks", "<p>{{ plan.oops }}</p>", "title: {zh: 任务分解表}\naudience: unit\norder: 5")
    own_template(tmp_path, "odd", "<p>一</p>", "title: 一")
    made = go(tmp_path / "out", loaded=loaded, documents=["plan", "tasks"], formats=["md"])
    assert [(one.document, one.path is not None) for one in made] == [("odd", False), ("plan", True), ("tasks", False)]
    assert [found.code for one in made for found in one.diagnostics] == ["WD01", "WD01"]


def test_characters_that_no_font_has_are_named_once(tmp_path: Path) -> None:
    loaded = changed(tmp_path, ("姓名: 王磊", "姓名: 王\U0003fffd"), ("[马国强, 王磊]", "[马国强, 王\U0003fffd]"))
    made = go(tmp_path / "out", loaded=loaded, documents=["handbook"], formats=["pdf", "docx"])
    (found,) = [found for one in made for found in one.diagnostics]
    assert found.code == "WD02"
    assert "U+3FFFD" in found.message
    made = go(tmp_path / "out", loaded=loaded, documents=["handbook"], formats=["docx"])
    assert [found for one in made for found in one.diagnostics] == []


# --- files ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stem", "name"),
    [
        ("2026-05-11-省发改委调研", "2026-05-11-省发改委调研"),
        ("..", "_"), (".", "_"), ("", "_"), ("../../etc/passwd", "_.._etc_passwd"), ("..\\..\\x", "_.._x"),
        ("a/b", "a_b"), ('a<b>:"|?*c', "a_b_c"), ("名 单. ", "名 单"), ("CON", "_CON"), ("com1.txt", "_com1.txt"),
        ("console", "console"), ("a\x00b\nc", "a_b_c"),
    ],
)  # fmt: skip
def test_safe_names(stem: str, name: str) -> None:
    assert safe_name(stem) == name


@given(st.text(max_size=300))
def test_no_name_leaves_its_folder(stem: str) -> None:
    name = safe_name(stem)
    assert name not in ("", ".", "..")
    assert not set(name) & set('<>:"/\\|?*\x00\n')
    assert len(name.encode()) <= 201
    assert not name.endswith((" ", "."))
    assert safe_name(name) == name


def test_a_plan_from_standard_input_is_named_by_its_title() -> None:
    loaded = plan()
    assert folder_name(loaded) == "domestic"
    assert folder_name(replace(loaded, path=None)) == "省发展改革委调研组来云溪县调研"
    assert folder_name(replace(loaded, path=Path("..yaml"))) == "_"


@pytest.mark.parametrize("failure", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_nothing_half_written_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failure: BaseException) -> None:
    go(tmp_path, documents=["tasks"], formats=["md"])
    before = files(tmp_path)

    def fail(*_: object) -> None:
        raise failure

    monkeypatch.setattr(save.os, "replace", fail)
    with pytest.raises(CannotWrite if isinstance(failure, OSError) else KeyboardInterrupt):
        go(tmp_path, documents=["tasks", "programme"], formats=["md"], loaded=changed(tmp_path / "p", ("T-3", "T-4")))
    assert {name: data for name, data in files(tmp_path).items() if not name.startswith("p/")} == before


def test_a_file_in_the_way_of_the_folder_is_one_plain_line(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("in the way", encoding="utf-8")
    with pytest.raises(CannotWrite) as raised:
        go(tmp_path / "out", documents=["tasks"], formats=["md"])
    assert str(raised.value).startswith("写不了")
    assert "\n" not in str(raised.value)
    assert isinstance(raised.value.__cause__, OSError)


def test_a_folder_that_may_not_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(path: Path, *words: object, **named: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", refused)  # root, as CI runs, may write everywhere
    with pytest.raises(CannotWrite):
        go(tmp_path / "out", documents=["tasks"], formats=["md"])


def test_files_come_one_by_one(tmp_path: Path) -> None:
    running: Iterator[Rendered] = render(plan(), ordered(tmp_path, formats=["md"]))
    assert files(tmp_path) == {}
    first = next(running)
    assert first.path is not None
    assert len(files(tmp_path)) == 1


def test_the_default_formats_exist() -> None:
    assert set(rendering.DEFAULT_FORMATS) <= set(rendering.writers.names())


# --- copies and booklets ----------------------------------------------------------------------------------------------


def test_copies_of_a_work_secret_are_numbered(tmp_path: Path) -> None:
    loaded = changed(tmp_path, ("密级: 内部", "密级: 工作秘密"))
    made = go(tmp_path / "out", loaded=loaded, documents=["programme"], formats=["txt", "pdf"], copies=2)
    names = sorted(one.path.name for one in made if one.path)
    assert names == [f"08-programme-{number}.{end}" for number in ("000001", "000002") for end in ("pdf", "txt")]
    for number in ("000001", "000002"):
        text = (tmp_path / "out" / "domestic" / f"08-programme-{number}.txt").read_text(encoding="utf-8")
        assert text.startswith(f"【{number}】　【工作秘密】")


@pytest.mark.parametrize(("copies", "secrecy"), [(2, "内部"), (1000, "工作秘密"), (-1, "工作秘密")])
def test_copies_that_have_no_numbers_are_refused(tmp_path: Path, copies: int, secrecy: str) -> None:
    loaded = changed(tmp_path, ("密级: 内部", f"密级: {secrecy}"))
    with pytest.raises(UnknownName):
        go(tmp_path / "out", loaded=loaded, copies=copies)
    assert not (tmp_path / "out").exists()


def test_the_handbook_comes_as_a_booklet_too(tmp_path: Path) -> None:
    made = go(tmp_path, documents=["handbook", "programme"], formats=["pdf"])
    assert [one.path.name for one in made if one.path] == [
        "08-programme.pdf", "19-handbook.pdf", "19-handbook-booklet.pdf",
    ]  # fmt: skip


@pytest.mark.parametrize(("breaks", "written"), [(0, ["01-leaf.pdf"]), (1, ["01-leaf.pdf", "01-leaf-booklet.pdf"])])
def test_a_small_paper_of_one_page_is_no_booklet(tmp_path: Path, breaks: int, written: list[str]) -> None:
    loaded = changed(tmp_path)
    own_template(tmp_path, "leaf", "<p>一</p>" + "<page-break/><p>二</p>" * breaks, LEAF)
    made = go(tmp_path / "out", loaded=loaded, documents=["leaf"], formats=["pdf"])
    assert [one.path.name for one in made if one.path] == written


LEAF = "title: {zh: 单页, en: Leaf}\norder: 1\naudience: guest\npaper: A5"


# --- printing again ---------------------------------------------------------------------------------------------------


def test_what_did_not_change_is_not_printed_again(tmp_path: Path) -> None:
    from dataclasses import replace as changed_to
    from datetime import timedelta

    memory = rendering.Memory()
    order = ordered(tmp_path / "out", documents=["programme", "tasks"], formats=["md", "txt"])
    loaded = changed(tmp_path)
    assert len([one for one in render(loaded, order, memory) if one.path]) == 4
    later = changed_to(order, edition=changed_to(order.edition, created=CREATED + timedelta(minutes=5)))
    assert list(render(loaded, later, memory)) == []
    task = changed(tmp_path, ("事项: 踩点并实测行车时间,", "事项: 踩点,"))
    assert {one.document for one in render(task, later, memory)} == {"tasks"}
    page = (tmp_path / "out" / "domestic" / "05-tasks.txt").read_text(encoding="utf-8")
    assert "9:10打印" in page


@pytest.mark.parametrize(("typed", "meant"), [("日程", "日程安排表"), ("programe", "programme")])
def test_an_unknown_document_is_told_in_the_words_of_the_office(tmp_path: Path, typed: str, meant: str) -> None:
    with pytest.raises(UnknownName, match=f"是不是想写 {meant}？可选：复函、"):
        render(plan(), ordered(tmp_path, documents=[typed]))


def test_a_document_whose_own_template_has_no_front_matter_is_not_called_unknown(tmp_path: Path) -> None:
    loaded = changed(tmp_path)
    own_template(tmp_path, "programme", "<p>一</p>", "title: 一")
    made = go(tmp_path / "out", loaded=loaded, documents=["programme"], formats=["md"])
    assert [(one.document, one.path, [found.code for found in one.diagnostics]) for one in made] == [
        ("programme", None, ["WD01"])
    ]

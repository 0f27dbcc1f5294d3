from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from jiedai.documents import render as rendering
from jiedai.documents.build import Edition
from jiedai.documents.filing.names import Names
from jiedai.documents.order import DEFAULT_FORMATS, Order, UnknownName
from jiedai.documents.render import CannotWrite, Outcome, Rendered, render
from jiedai.source import save
from tests.documents.samples import CREATED, changed, own_template, plan

FIVE = ["领导/04-接待方案", "责任单位/05-任务分解表", "工作人员/06-检查清单", "来宾/08-日程安排表", "来宾/19-接待手册"]


def files(folder: Path) -> dict[str, bytes]:
    """All files below a folder by their paths, but the lists of papers."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.stem != "目录")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def go(out: Path, **options: Any) -> list[Rendered]:
    loaded = options.pop("loaded", None) or plan()
    return list(render(loaded, ordered(out, **options)))


def ordered(out: Path, **options: Any) -> Order:
    edition = {name: options.pop(name) for name in ("draft", "person", "since") if name in options}
    return Order(out, Edition(CREATED, **edition), **options)


def test_every_document_in_the_usual_formats(tmp_path: Path) -> None:
    made = go(tmp_path)
    names = files(tmp_path).keys()
    assert {f"domestic/{name}{suffix}" for name in FIVE for suffix in (".pdf", ".docx")} <= names
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
    assert [one.path.name for one in made if one.path] == ["05-任务分解表.md", "08-日程安排表.md"]


def test_an_audience_gets_its_documents_in_its_view(tmp_path: Path) -> None:
    made = go(tmp_path, audience="guest", formats=["md"])
    documents = {one.document for one in made}
    assert {"programme", "handbook"} <= documents
    assert documents.isdisjoint({"plan", "tasks", "checklist"})
    go(tmp_path / "staff", audience="staff", documents=["handbook"], formats=["md"])
    assert b"0801" not in files(tmp_path)["domestic/来宾/19-接待手册.md"]
    assert b"0801" in files(tmp_path / "staff")["domestic/工作人员/19-接待手册.md"]


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
    assert set(DEFAULT_FORMATS) <= set(rendering.writers.names())


# --- copies and booklets ----------------------------------------------------------------------------------------------


def test_copies_of_a_work_secret_are_numbered(tmp_path: Path) -> None:
    loaded = changed(tmp_path, ("密级: 内部", "密级: 工作秘密"))
    made = go(tmp_path / "out", loaded=loaded, documents=["programme"], formats=["txt", "pdf"], copies=2)
    names = sorted(one.path.name for one in made if one.path)
    assert names == [f"08-日程安排表-{number}.{end}" for number in ("000001", "000002") for end in ("pdf", "txt")]
    for number in ("000001", "000002"):
        text = (tmp_path / "out" / "domestic" / "来宾" / f"08-日程安排表-{number}.txt").read_text(encoding="utf-8")
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
        "08-日程安排表.pdf", "19-接待手册.pdf", "19-接待手册-小册子.pdf",
    ]  # fmt: skip


@pytest.mark.parametrize(("breaks", "written"), [(0, ["01-单页.pdf"]), (1, ["01-单页.pdf", "01-单页-小册子.pdf"])])
def test_a_small_paper_of_one_page_is_no_booklet(tmp_path: Path, breaks: int, written: list[str]) -> None:
    loaded = changed(tmp_path)
    own_template(tmp_path, "leaf", "<p>一</p>" + "<page-break/><p>二</p>" * breaks, LEAF)
    made = go(tmp_path / "out", loaded=loaded, documents=["leaf"], formats=["pdf"])
    assert [one.path.name for one in made if one.path] == written


LEAF = "title: {zh: 单页, en: Leaf}\norder: 1\naudience: guest\npaper: A5"


# --- printing again ---------------------------------------------------------------------------------------------------


def test_what_did_not_change_is_not_printed_again(tmp_path: Path) -> None:
    order = ordered(tmp_path / "out", documents=["programme", "tasks"], formats=["md", "txt"])
    loaded = changed(tmp_path)
    assert [one.outcome for one in render(loaded, order)] == [Outcome.WRITTEN] * 4
    later = replace(order, edition=replace(order.edition, created=CREATED + timedelta(minutes=5)))
    assert [one.outcome for one in render(loaded, later)] == [Outcome.SAME] * 4
    task = changed(tmp_path, ("事项: 踩点并实测行车时间,", "事项: 踩点,"))
    assert {one.document for one in render(task, later) if one.written} == {"tasks"}
    page = (tmp_path / "out" / "domestic" / "责任单位" / "05-任务分解表.txt").read_text(encoding="utf-8")
    assert "9:10打印" in page


def test_what_somebody_corrected_by_hand_stays_and_the_new_one_stands_beside(tmp_path: Path) -> None:
    out, wanted = tmp_path / "out", {"documents": ["programme"], "formats": ["txt"]}
    go(out, loaded=changed(tmp_path), **wanted)
    mine = out / "domestic" / "来宾" / "08-日程安排表.txt"
    mine.write_text("我改过", encoding="utf-8")
    for title in ("省发改委来", "省教育厅来", "省教育厅来"):
        made = go(out, loaded=changed(tmp_path, ("标题: 省发展改革委", f"标题: {title}")), **wanted)
        assert mine.read_text(encoding="utf-8") == "我改过"
        beside = mine.with_name("08-日程安排表（新）.txt")
        assert [one.path for one in made if one.path] == [beside]
        assert title in beside.read_text(encoding="utf-8")
    assert made[0].outcome is Outcome.SAME
    mine.unlink()  # the new one is taken over: nothing stands beside any more
    made = go(out, loaded=changed(tmp_path, ("标题: 省发展改革委", "标题: 省民政厅")), **wanted)
    assert [one.outcome for one in made] == [Outcome.WRITTEN, Outcome.RETIRED]
    assert "省民政厅" in mine.read_text(encoding="utf-8")


def test_papers_that_are_no_more_are_moved_away(tmp_path: Path) -> None:
    out, wanted = tmp_path / "out", {"documents": ["rooms", "programme"], "formats": ["md"], "each": True}
    made = go(out, loaded=changed(tmp_path), **wanted)
    assert {one.path.name for one in made if one.path} >= {"11-住宿安排表-云溪宾馆.md"}
    moved = changed(tmp_path, ("云溪宾馆", "云溪山庄"))
    made = go(out, loaded=moved, **wanted)
    gone = [one.path.relative_to(out).as_posix() for one in made if one.outcome is Outcome.RETIRED and one.path]
    assert gone == ["domestic/作废/宾馆/11-住宿安排表-云溪宾馆.md"]
    assert all((out / path).is_file() for path in gone)
    go(out, loaded=moved, documents=["programme"], formats=["md"])
    assert (out / "domestic" / "宾馆" / "11-住宿安排表-云溪山庄.md").is_file(), "it was not asked for"


def test_a_copy_for_one_never_has_the_place_of_a_copy_for_another(tmp_path: Path) -> None:
    for audience, draft in (("staff", False), ("guest", False), ("staff", True)):
        go(tmp_path, audience=audience, draft=draft, documents=["guests"], formats=["md"])
    assert set(files(tmp_path)) == {
        f"domestic/{folder}/10-来宾名单.md" for folder in ("工作人员", "来宾", "草稿/工作人员")
    }


@pytest.mark.parametrize(("names", "path"), [("zh", "来宾/08-日程安排表.md"), ("en", "guest/08-programme.md")])
def test_names_in_either_language(tmp_path: Path, names: Names, path: str) -> None:
    go(tmp_path, documents=["08-programme"], formats=["md"], names=names)
    assert list(files(tmp_path)) == [f"domestic/{path}"]


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

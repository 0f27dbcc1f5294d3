"""What stands around papers: everything on those that stay in the house, nothing of the office's own on the others."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from jiedai.blocks import Form, Meta
from jiedai.documents.catalog import catalog
from jiedai.documents.furniture import leaves
from jiedai.loading import Loaded, load
from tests.documents.samples import changed, papers, plan, printed


def styled(folder: Path, style: str, *pairs: tuple[str, str]) -> Loaded:
    """The plan with texts replaced, in an office with this 版式."""
    changed(folder, *pairs)
    file = folder / "plans" / "office.yaml"
    file.write_text(f"{file.read_text(encoding='utf-8')}\n版式:\n{style}", encoding="utf-8")
    loaded = load(folder / "plans" / "domestic.yaml")
    assert not loaded.diagnostics
    return loaded


_OUTWARD = {"reply", "programme", "agenda", "handbook", "feedback", "menu"}


def test_papers_that_leave_the_house_carry_nothing_of_its_book_keeping() -> None:
    known, made = catalog().templates, papers(plan())
    assert {name for name in made if leaves(known[name], known[name].audience)} >= _OUTWARD & set(made)
    for name, document in made.items():
        meta = document.meta
        if leaves(known[name], known[name].audience):
            assert (meta.secrecy, meta.marks, meta.footer, meta.code) == ((), (), "", ""), name
        else:
            assert meta.secrecy == ("内部",), name
            assert meta.code == "云接〔2026〕17号 第1版", name
            assert "2026年5月8日9:05打印" in meta.footer, name


def test_a_copy_of_a_guests_paper_for_staff_stays_in_the_house() -> None:
    meta = printed(plan(), "programme", audience="staff").meta
    assert meta.marks == ("工作人员用",)
    assert meta.code
    assert not printed(plan(), "menu", audience="staff").meta.code  # it lies on the table


def test_guests_are_told_the_version_from_the_second_on(tmp_path: Path) -> None:
    loaded = changed(tmp_path, ("版本: 1", "版本: 2"))
    assert printed(loaded, "programme").meta.footer == "第2版"
    assert [printed(loaded, name).meta.footer for name in ("reply", "feedback", "menu")] == ["", "", ""]


@pytest.mark.parametrize(("said", "inside", "outside"), [("是", True, True), ("否", False, False)])
def test_an_office_switches_each_piece(tmp_path: Path, said: str, *, inside: bool, outside: bool) -> None:
    loaded = styled(tmp_path, f"  二维码: {said}\n  打印时间: {said}\n  内部标志: {said}\n")
    for name, wanted in (("plan", inside), ("programme", outside)):
        meta = printed(loaded, name).meta
        assert (bool(meta.code), "打印" in meta.footer, bool(meta.secrecy)) == (wanted,) * 3


def test_other_grades_of_secrecy_cannot_be_switched_off(tmp_path: Path) -> None:
    loaded = styled(tmp_path, "  内部标志: 否\n", ("密级: 内部", "密级: 工作秘密"))
    assert printed(loaded, "plan").meta.secrecy == ("工作秘密",)
    assert printed(loaded, "programme").meta.secrecy == ("工作秘密",)


def test_a_letter_has_a_slot_for_its_number_or_the_number(tmp_path: Path) -> None:
    head = printed(plan(), "reply").meta.letterhead
    assert head is not None
    assert (head.organ, head.number, head.printed) == ("云溪县接待办公室", "＿＿＿＿〔2026〕＿＿号", True)
    loaded = styled(tmp_path, "  信函版头: 否\n", ("公函:", "公函:\n  复函文号: 云接函〔2026〕9号"))
    head = printed(loaded, "reply").meta.letterhead
    assert head is not None
    assert (head.number, head.printed) == ("云接函〔2026〕9号", False)
    assert [name for name, one in papers(plan()).items() if one.form is Form.LETTER] == ["reply"]


def test_words_of_formats_without_pages() -> None:
    meta = replace(Meta("x", "x", printed(plan(), "plan").meta.created), secrecy=("内部",), marks=("草稿",))
    assert meta.words == ("内部", "草稿")

"""Names of folders and files, good on every system."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from jiedai.documents.catalog import catalog
from jiedai.documents.filing.names import paper_stem, plan_folder, reader_folder, safe_name
from jiedai.model.base import AUDIENCES
from tests.batch import cases
from tests.documents.samples import plan


@cases(
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
    assert plan_folder(loaded) == "domestic"
    assert plan_folder(replace(loaded, path=None)) == "省发展改革委调研组来云溪县调研"
    assert plan_folder(replace(loaded, path=Path("..yaml"))) == "_"


def test_a_long_name_of_a_reader_leaves_room_for_what_is_added() -> None:
    template = catalog().templates["unit-sheet"]
    stem = paper_stem(template, "zh", "", "县" * 200 + "局")
    assert stem.startswith("07-任务单-县")
    assert len(stem) <= 64


def test_no_two_kinds_of_reader_share_a_folder() -> None:
    folders = [reader_folder(name, "zh", draft=draft) for name in AUDIENCES for draft in (False, True)]
    assert len(set(folders)) == 2 * len(AUDIENCES)

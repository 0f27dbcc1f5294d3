"""Places in the two countings, and texts that change."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from jiedai.diagnostics import Span
from jiedai.lsp.documents import Document, characters, path_of_uri, units, uri_of
from tests.batch import cases

_TEXTS = st.text(st.sampled_from("ab林峰𠮷😀\n\r:，\u2028\x0c"), max_size=30)


@cases(("text", "count"), [("", 0), ("abc", 3), ("林峰", 2), ("𠮷田", 3), ("😀", 2), ("a😀林", 4)])
def test_a_character_beyond_the_first_plane_takes_two_units(text: str, count: int) -> None:
    assert units(text) == count


@cases(("column", "count"), [(0, 0), (1, 0), (2, 1), (3, 2), (4, 2), (9, 2), (-1, 0)])
def test_a_column_within_a_character_is_before_it(column: int, count: int) -> None:
    assert characters("𠮷田", column) == count


@given(_TEXTS)
def test_every_place_there_and_back_is_itself(text: str) -> None:
    document = Document("file:///a.yaml", 1, text)
    for number, line in enumerate(document.lines, 1):
        for column in range(1, len(line) + 2):
            assert document.places.place(document.places.position(number, column)) == (number, column)


@given(_TEXTS, _TEXTS, st.data())
def test_a_change_of_a_range_is_what_an_editor_makes_of_it(text: str, new: str, data: st.DataObject) -> None:
    document = Document("file:///a.yaml", 1, text)
    whole = document.text
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, len(whole)))
    places = [(whole.count("\n", 0, at) + 1, at - (whole.rfind("\n", 0, at) + 1) + 1) for at in (start, end)]
    document.change(2, [{"range": document.places.range(Span(*places[0], *places[1])), "text": new}])
    newlines = new.replace("\r\n", "\n").replace("\r", "\n")
    assert document.text == whole[:start] + newlines + whole[end:]
    assert document.version == 2


def test_several_changes_count_from_the_one_before() -> None:
    document = Document("file:///a.yaml", 1, "标题: 甲\r\n类型: 乙\r\n")
    here = {"line": 1, "character": 4}
    document.change(2, [{"text": "标题: 甲\n类型: "}, {"range": {"start": here, "end": here}, "text": "调研\n"}])
    assert document.text == "标题: 甲\n类型: 调研\n"


def test_a_place_behind_the_text_is_its_end() -> None:
    document = Document("file:///a.yaml", 1, "一\n二三")
    assert document.places.place({"line": 9, "character": 0}) == (2, 3)
    assert document.places.place({"line": 0, "character": 99}) == (1, 2)
    assert document.places.position(7, 1) == {"line": 1, "character": 2}


@cases(
    ("uri", "path"),
    [
        ("file:///tmp/a%20b/%E6%96%B9%E6%A1%88.yaml", "/tmp/a b/方案.yaml"),
        ("file://localhost/tmp/a.yaml", "/tmp/a.yaml"),
        ("file://server/share/a.yaml", "//server/share/a.yaml"),
    ],
)
def test_a_uri_names_its_file(uri: str, path: str) -> None:
    assert path_of_uri(uri) == Path(path)


def test_a_drive_is_no_folder_below_the_root() -> None:
    assert str(path_of_uri("file:///c%3A/plans/a.yaml")).endswith("c:/plans/a.yaml")
    assert not str(path_of_uri("file:///c%3A/plans/a.yaml")).startswith("/c:")


def test_a_text_that_was_never_saved_has_no_file() -> None:
    assert path_of_uri("untitled:Untitled-1") is None


def test_a_file_named_in_a_finding_has_a_uri() -> None:
    assert path_of_uri(uri_of("/tmp/接待 办/a.yaml")) == Path("/tmp/接待 办/a.yaml")

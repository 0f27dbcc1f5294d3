"""The folder of a plan's papers: nothing of others is overwritten, followed, or taken for our own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from jiedai.documents.filing.shelf import REGISTER, Paper, Shelf, register
from jiedai.source import save

PAPER = Paper("来宾/08-日程.md", "programme", "日程", "md", "guest", content="c1")


def put(folder: Path, data: bytes, paper: Paper = PAPER) -> Path:
    with Shelf.opened(folder) as shelf:
        (path,) = shelf.put([(paper, data)])
    return path


def test_a_paper_is_known_again_and_written_anew(tmp_path: Path) -> None:
    assert put(tmp_path, b"1") == put(tmp_path, b"2") == tmp_path / PAPER.path
    (row,) = register(tmp_path)
    assert (row.change, row.path, (tmp_path / row.path).read_bytes()) == ("changed", PAPER.path, b"2")


def test_what_stood_there_before_the_first_printing_stays(tmp_path: Path) -> None:
    (tmp_path / "来宾").mkdir()
    (tmp_path / PAPER.path).write_bytes(b"mine")
    assert put(tmp_path, b"1").name == "08-日程（新）.md"
    assert (tmp_path / PAPER.path).read_bytes() == b"mine"


def test_both_changed_by_hand(tmp_path: Path) -> None:
    put(tmp_path, b"1").write_bytes(b"mine")
    put(tmp_path, b"2").write_bytes(b"mine too")
    assert put(tmp_path, b"3").name == "08-日程（新2）.md"
    assert sorted(path.read_bytes() for path in (tmp_path / "来宾").iterdir()) == [b"3", b"mine", b"mine too"]


def test_a_link_is_replaced_and_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "elsewhere.md"
    outside.write_bytes(b"theirs")
    folder = tmp_path / "out"
    (folder / "来宾").mkdir(parents=True)
    (folder / PAPER.path).symlink_to(outside)
    assert put(folder, b"1") == folder / PAPER.path
    assert (outside.read_bytes(), (folder / PAPER.path).is_symlink()) == (b"theirs", False)


def test_a_linked_folder_of_a_reader_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "theirs").mkdir()
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "来宾").symlink_to(tmp_path / "theirs", target_is_directory=True)
    put(folder, b"1")
    assert list((tmp_path / "theirs").iterdir()) == []


def test_a_printing_that_was_cut_off_leaves_nothing_that_looks_like_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, b"1")
    real = save.os.replace
    for last in range(4):  # killed before the register, before the paper, before the register's end, after all
        calls = iter(range(9))

        def killed(source: object, target: object, last: int = last, calls: object = calls) -> None:
            if next(calls) == last:  # type: ignore[call-overload]
                raise KeyboardInterrupt
            real(source, target)  # type: ignore[arg-type]

        monkeypatch.setattr(save.os, "replace", killed)
        if last < 3:
            with pytest.raises(KeyboardInterrupt):
                put(tmp_path, b"2%d" % last)
        else:
            put(tmp_path, b"22")
        monkeypatch.setattr(save.os, "replace", real)
        assert put(tmp_path, b"3%d" % last) == tmp_path / PAPER.path
    assert [path.name for path in (tmp_path / "来宾").iterdir()] == ["08-日程.md"]


def test_a_printing_that_was_cut_off_again_and_again_among_its_papers_leaves_all_of_them_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    papers = [replace(PAPER, path=f"来宾/{name}.md", document=name) for name in "abc"]

    def printed(word: bytes) -> list[str]:
        with Shelf.opened(tmp_path) as shelf:
            return [path.name for path in shelf.put([(paper, word) for paper in papers])]

    printed(b"1")
    real = save.os.replace
    for word, calls in ((b"x", 1), (b"y", 1), (b"z", 2)):  # the register and no paper; once more; and one paper
        left = iter(range(calls + 1))

        def killed(source: object, target: object, left: Iterator[int] = left, calls: int = calls) -> None:
            if next(left) == calls:
                raise KeyboardInterrupt
            real(source, target)  # type: ignore[arg-type]

        monkeypatch.setattr(save.os, "replace", killed)
        with pytest.raises(KeyboardInterrupt):
            printed(word)
        monkeypatch.setattr(save.os, "replace", real)
    assert printed(b"3") == ["a.md", "b.md", "c.md"]
    assert {path.read_bytes() for path in (tmp_path / "来宾").iterdir()} == {b"3"}


def test_a_row_whose_file_was_not_written_any_more_holds_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, b"1")
    news = replace(PAPER, content="c2")
    real, calls = save.os.replace, iter(range(9))

    def killed(source: object, target: object) -> None:
        if next(calls):  # the register is written, the paper is not
            raise KeyboardInterrupt
        real(source, target)  # type: ignore[arg-type]

    monkeypatch.setattr(save.os, "replace", killed)
    with pytest.raises(KeyboardInterrupt):
        put(tmp_path, b"2", news)
    monkeypatch.setattr(save.os, "replace", real)
    with Shelf.opened(tmp_path) as shelf:
        assert shelf.holds(news) == []
    assert put(tmp_path, b"2", news).read_bytes() == b"2"


def test_what_a_printing_that_was_cut_off_has_put_there_is_still_news(tmp_path: Path) -> None:
    for earlier, change in ((False, "new"), (True, "changed")):
        folder = tmp_path / change
        if earlier:
            put(folder, b"0")
        with suppress(KeyboardInterrupt), Shelf.opened(folder) as shelf:
            list(shelf.put([(replace(PAPER, content="x"), b"1")]))
            raise KeyboardInterrupt
        for expected in (change, "same"):  # once it has come to an end it is known
            with Shelf.opened(folder) as shelf:
                assert shelf.holds(replace(PAPER, content="x"))
                shelf.save()
            assert [paper.change for paper in register(folder)] == [expected]


@pytest.mark.parametrize("text", ["", "[]", "{", '{"papers": [1]}', '{"papers": [{"path": "../../x"}]}', "\xff"])
def test_a_register_that_cannot_be_read_counts_everything_as_work(tmp_path: Path, text: str) -> None:
    put(tmp_path, b"1")
    (tmp_path / REGISTER).write_bytes(text.encode("latin-1"))
    assert register(tmp_path) == []
    assert put(tmp_path, b"2").name == "08-日程（新）.md"


def test_a_row_never_leads_out_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"theirs")
    folder = tmp_path / "out"
    put(folder, b"1")
    data = json.loads((folder / REGISTER).read_text(encoding="utf-8"))
    data["papers"][0]["path"] = "../x"
    (folder / REGISTER).write_text(json.dumps(data), encoding="utf-8")
    with Shelf.opened(folder) as shelf:
        assert shelf.retire(lambda _paper: True) == []
    assert (tmp_path / "x").read_bytes() == b"theirs"


def test_two_printings_do_not_mix(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(save, "LOCK_SECONDS", 0.05)
    with Shelf.opened(tmp_path), pytest.raises(save.Busy), Shelf.opened(tmp_path):
        pass


def test_two_papers_with_one_name_do_not_share_a_file(tmp_path: Path) -> None:
    other = Paper(PAPER.path, "other", "日程", "md", "guest")
    with Shelf.opened(tmp_path) as shelf:
        one, two = shelf.put([(PAPER, b"1"), (other, b"2")])
    assert (one.read_bytes(), two.read_bytes()) == (b"1", b"2")


def test_what_is_retired_is_never_lost(tmp_path: Path) -> None:
    for data in (b"1", b"2"):
        put(tmp_path, data)
        with Shelf.opened(tmp_path) as shelf:
            shelf.retire(lambda _paper: True)
            shelf.save()
    assert sorted(path.read_bytes() for path in (tmp_path / "作废" / "来宾").iterdir()) == [b"1", b"2"]

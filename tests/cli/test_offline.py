"""`offline` as a command: what it refuses, and what it says when the network is not there."""

from __future__ import annotations

import pytest

from jiedai.workflow.handing import offline


@pytest.fixture
def made(monkeypatch, tmp_path):
    """A bundle is made of nothing but its pages."""
    monkeypatch.chdir(tmp_path)

    def assemble(target, program, pages, systems, pythons, told):
        target.mkdir()
        for name, data in pages.items():
            (target / name).write_bytes(data)
        told(f"{systems} {pythons}")

    monkeypatch.setattr(offline, "assemble", assemble)
    return tmp_path


def test_it_has_the_manual_and_a_note_that_notepad_reads(run, made):
    result = run("offline", "--system", "windows-x64", "--python", "3.12")
    assert result.status == 0
    (folder,) = made.iterdir()
    assert result.out == f"{folder.name}\n"
    assert {path.name for path in folder.iterdir()} == {"说明.txt", "guide-zh.html", "guide-en.html"}
    note = (folder / "说明.txt").read_bytes()
    assert note.startswith(b"\xef\xbb\xbf")
    assert note.count(b"\n") == note.count(b"\r\n")
    assert "3.12 之一" in note.decode()
    assert "['windows-x64'] ['3.12']" in result.err
    assert run("offline").status == 2, "never overwritten"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--system", "windows"], "windows-x64"),
        (["--python", "2.7"], "3.11"),
        (["没有的文件夹"], "pyproject.toml"),
    ],
)
def test_what_it_does_not_know(run, made, words, told):
    result = run("offline", *words)
    assert (result.status, result.out) == (2, "")
    assert told in result.err
    assert len(result.err.splitlines()) == 2


def test_without_a_network_it_says_so(run, made, monkeypatch):
    def fails(*_given):
        raise offline.Unavailable("No matching distribution found for typst")

    monkeypatch.setattr(offline, "assemble", fails)
    result = run("offline", "-o", "x")
    assert (result.status, result.out) == (2, "")
    assert "typst" in result.err
    assert "联网" in result.err

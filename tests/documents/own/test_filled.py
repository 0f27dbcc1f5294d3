"""Word templates filled in a child: the same bytes as here, and an end where one takes too much."""

from __future__ import annotations

import io
import pickle
import subprocess
import sys
import zipfile
from pathlib import Path

import docx
import pytest

from jiedai.documents import topics
from jiedai.documents.own import filled
from jiedai.documents.render import render
from jiedai.documents.view import NOTHING
from jiedai.formats.common import child
from tests.documents.own.test_word import fault, made, opened, texts
from tests.documents.samples import changed
from tests.documents.test_render import ordered

EVERY_TOPIC = "".join(f"{{% for name in {name} %}}{{{{ name }}}}{{% endfor %}}" for name in topics.names())


def bomb(size: int) -> bytes:
    """A Word file of some kilobytes with a paragraph of so many characters."""
    document = docx.Document()
    document.add_paragraph("XXX")
    buffer, out = io.BytesIO(), io.BytesIO()
    document.save(buffer)
    with zipfile.ZipFile(buffer) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            data = old.read(part)
            new.writestr(part.filename, data.replace(b"XXX", b"<w:t/>" * (size // 6)))
    return out.getvalue()


def test_a_child_prints_what_this_process_prints(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = ("《{{ plan.title }}》{{ plan.dates }}", "{{ body }}", "{{ visit.first|full_day }}{{ qr }}", EVERY_TOPIC)
    (there,) = made(tmp_path, *lines, audience="staff")
    assert there.path is not None
    data = there.path.read_bytes()
    assert texts(opened([there]))[0].startswith("《")
    monkeypatch.setattr(child, "done", lambda work, order, **_bounds: work(order))
    there.path.unlink()
    (here,) = made(tmp_path, *lines, audience="staff")
    assert here.path is not None
    assert here.path.read_bytes() == data


def test_a_mistake_is_told_as_ever(tmp_path: Path) -> None:
    assert "title" in fault(made(tmp_path, "抬头{{ plan.titel }}"))


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{% for i in range(9999) %}{% for j in range(9999) %}{% endfor %}{% endfor %}", "循环太长"),
        ("{% set x = ['a' * 999999] %}{{ x|join }}", "不大的数"),
        ("{{ ('a'|replace('a', 'aaaaaaaaaa'))|batch(999999999) }}", "太多"),
    ],
)
def test_what_its_tags_do_without_end_is_counted(tmp_path: Path, line: str, told: str) -> None:
    assert told in fault(made(tmp_path, line))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows bounds the time alone")
def test_a_small_file_that_unpacks_to_much_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    loaded = changed(tmp_path)
    made(tmp_path, "x", loaded=loaded)
    data = bomb(25_000_000)
    assert len(data) < 200_000
    (tmp_path / "templates" / "programme.docx").write_bytes(data)
    monkeypatch.setattr(filled, "MEMORY", 700 * 1024**2)
    order = ordered(tmp_path / "out", documents=["programme"], formats=["docx"])
    assert "时间或内存太多" in fault(list(render(loaded, order)))
    (tmp_path / "templates" / "programme.docx").write_bytes(bomb(40_000_000))
    assert "文字太多" in fault(list(render(loaded, order)))


def test_without_a_template_no_child_is_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "run", None)
    (one,) = render(changed(tmp_path), ordered(tmp_path / "out", documents=["programme"], formats=["docx"]))
    assert one.path is not None


# --- the child --------------------------------------------------------------------------------------------------------


def doubled(order: bytes) -> bytes:
    return order * 2


def endless(_order: bytes) -> bytes:
    while True:
        pass


def huge(_order: bytes) -> bytes:
    return b"x" * 10**10


def deep(order: bytes) -> bytes:
    return deep(order)


def wrong(_order: bytes) -> bytes:
    raise ValueError("a fault of ours")


@pytest.mark.parametrize("work", [endless, deep, *([huge] if sys.platform != "win32" else [])])
def test_work_beyond_its_bounds_is_ended(work) -> None:
    with pytest.raises(child.TooMuchError):
        child.done(work, b"", seconds=2, memory=1024**3)


def test_work_within_its_bounds_is_done_and_a_fault_is_told() -> None:
    assert child.done(doubled, b"ab", seconds=60, memory=1024**3) == b"abab"
    with pytest.raises(RuntimeError, match="a fault of ours"):
        child.done(wrong, b"", seconds=60, memory=1024**3)


def test_no_module_of_the_working_directory_is_taken_for_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pickle.py").write_text("raise SystemExit(0)", encoding="utf-8")
    (tmp_path / "traceback.py").write_text("raise SystemExit(0)", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert child.done(doubled, b"ab", seconds=60, memory=1024**3) == b"abab"


def test_nothing_is_nothing_in_another_process() -> None:
    assert pickle.loads(pickle.dumps(NOTHING)) is NOTHING

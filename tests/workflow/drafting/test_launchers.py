"""The icons of the start menu: read rightly by cmd in any code page, wherever jiedai stands."""

from __future__ import annotations

from pathlib import Path, PureWindowsPath

from jiedai.workflow.drafting import launchers
from tests.batch import cases

PLACES = [
    None,
    PureWindowsPath(r"C:\jiedai\.venv\Scripts\jiedai.exe"),
    PureWindowsPath(r"D:\Program Files (x86)\a & b\100%\it's!\jiedai.exe"),
    PureWindowsPath(r"D:\接待 程序（一）\.venv\Scripts\jiedai.exe"),
]


@cases("known", PLACES, ids=str)
def test_cmd_reads_every_line_in_the_code_page_it_is_written_in(known: PureWindowsPath | None) -> None:
    """Before it is changed that may be 936, or anything else that has ASCII in it."""
    data = launchers.batch(known)
    assert data.count(b"\n") == data.count(b"\r\n")
    assert not data.startswith(b"\xef\xbb\xbf"), "cmd takes a mark for a part of the first command"
    utf8 = False
    for line in data.decode().split("\r\n"):
        if line.startswith("chcp "):
            utf8 = line.startswith("chcp 65001 ")
        if not line.isascii():
            assert utf8, line
            assert line[-1].isascii(), "or its end is taken for half of a character"


@cases("known", PLACES, ids=str)
def test_jumps_lead_to_a_label_that_stands_after_them_and_the_code_page_is_put_back(
    known: PureWindowsPath | None,
) -> None:
    lines = launchers.batch(known).decode().split("\r\n")
    jumps = [(number, line.rpartition("goto ")[2]) for number, line in enumerate(lines) if "goto " in line]
    assert len(jumps) >= 2
    for number, label in jumps:
        assert lines.index(f":{label}") > number
    before = lines[: lines.index(":run")]
    changes = [line for line in before if line.startswith("chcp ")]
    assert changes in ([], ["chcp 65001 >nul", "chcp %CODEPAGE% >nul"])


def test_where_jiedai_stood_is_looked_at_second() -> None:
    plain = launchers.batch(PLACES[1]).decode()
    places = [plain.index(one) for one in (r"%~dp0.venv\Scripts\jiedai.exe", r'"JIEDAI_AT=C:\jiedai', "%%~$PATH:P")]
    assert places == sorted(places)
    assert r"a & b\100%%\it's!\jiedai.exe" in launchers.batch(PLACES[2]).decode(), "a % is doubled in a batch file"
    assert "D:\\接待 程序（一）" in launchers.batch(PLACES[3]).decode()


@cases("known", PLACES, ids=str)
def test_powershell_of_windows_knows_the_file_for_utf8(known: PureWindowsPath | None) -> None:
    data = launchers.powershell(known)
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\n") == data.count(b"\r\n")
    text = data.decode("utf-8-sig")
    assert text.count("{") == text.count("}")
    if known is not None:
        assert ", '" + str(known).replace("'", "''") + "')" in text


def test_what_is_there_stays_unless_it_is_made_anew(tmp_path: Path) -> None:
    first, second = (tmp_path / name for name in ("接待.bat", "接待.ps1"))
    first.write_bytes(b"mine")
    assert launchers.write(tmp_path) == [second]
    assert first.read_bytes() == b"mine"
    assert launchers.write(tmp_path) == []
    assert launchers.write(tmp_path, anew=True) == [first, second]
    assert first.read_bytes() == launchers.batch(None)

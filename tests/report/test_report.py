from __future__ import annotations

import io
import subprocess
import sys

import pytest

from jiedai import report
from jiedai.diagnostics import START, Diagnostic, Level, Span
from jiedai.source import Source
from tests.batch import cases
from tests.report.samples import EVERYTHING


def test_names_are_the_files_of_the_folder_known_ones_first():
    assert report.names() == ("text", "json", "sarif", "github")


@cases("name", report.names())
def test_every_report_has_an_encoding_and_renders(name):
    found = report.printer(name)

    assert found.ENCODING in (None, "utf-8")
    assert "".join(found.render(EVERYTHING)).endswith("\n")


def test_an_unknown_report_is_a_key_error():
    with pytest.raises(KeyError):
        report.printer("xml")


def test_no_report_is_loaded_before_it_is_asked_for():
    code = "import sys; from jiedai import report; report.names(); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert "jiedai.report" in done.stdout.split()
    assert "jiedai.report." not in done.stdout


def test_quoted_keeps_the_lines_that_findings_of_this_file_point_at():
    source = Source(name="a.yaml", text="一\n二\n三")
    found = [
        Diagnostic("X", Level.ERROR, "", "a.yaml", Span(2, 1, 3, 1)),
        Diagnostic("X", Level.ERROR, "", "b.yaml", Span(3, 1, 3, 2)),
        Diagnostic("X", Level.ERROR, "", "a.yaml", START),
        Diagnostic("X", Level.ERROR, "", "a.yaml", Span(9, 1, 9, 2)),
    ]

    assert report.quoted(found, source) == {("a.yaml", 2): "二", ("a.yaml", 9): ""}


def test_put_writes_a_report_for_programs_in_its_own_encoding_on_a_terminal_of_windows():
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="gbk")
    report.put("阿依努尔·买买提 😀\n", stream, "utf-8")

    assert raw.getvalue().decode("utf-8") == "阿依努尔·买买提 😀\n"


def test_put_escapes_what_the_terminal_cannot_show():
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="gbk")
    report.put("来宾 😀\n", stream, None)

    assert raw.getvalue().decode("gbk") == "来宾 \\U0001f600\n"


def test_put_keeps_the_order_with_what_was_written_before_and_takes_any_text_stream():
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="utf-8")
    stream.write("前")
    report.put("后", stream, None)
    plain = io.StringIO()
    report.put("后", plain, "utf-8")

    assert raw.getvalue().decode() == "前后"
    assert plain.getvalue() == "后"

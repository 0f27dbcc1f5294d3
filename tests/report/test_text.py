from __future__ import annotations

import re
import subprocess
import sys
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiedai.diagnostics import Diagnostic, Level, Related, Span, Waiver
from jiedai.report import Report, text
from jiedai.report.common.excerpt import cells, excerpt, harmless, visible, width
from tests.batch import cases
from tests.report.samples import COMPANIONS, EVERYTHING, LINES, NOTHING, ONE, PLAN


def render(report: Report) -> str:
    return "".join(text.render(report))


SHAPE = """\
plans/2026-05-11-省发改委调研.yaml:107:9: error YC02 陪餐人数: 来宾 6 人，陪餐 4 人，上限 3 人
107 │     陪餐: [林峰, 沈浩, 周敏, 姚晨]
    │           ^^^^^^^^^^^^^^^^^^^^^^^^
依据 《党政机关国内公务接待管理规定》第十条（已核对）
建议 减少 1 人

1 个错误，0 个警告；检查了 1 份方案（0.19 秒）
"""

# Everything a clerk or a broken file may hold on one line.
LINE = st.text(st.characters(exclude_categories=(), exclude_characters="\n"), max_size=60)


def test_the_shape_that_the_design_fixes():
    assert render(ONE) == SHAPE


def test_everything_a_report_can_show(golden):
    golden("everything.txt", render(EVERYTHING))


def test_everything_in_colour(golden):
    golden("everything.ansi", render(replace(EVERYTHING, colour=True)))


def test_nothing_found_leaves_the_summary_alone():
    assert render(NOTHING) == "0 个错误，0 个警告；检查了 3 份方案（0.05 秒）\n"


def test_a_note_about_the_run_comes_last():
    assert render(replace(NOTHING, note="少查了")) == render(NOTHING) + "少查了\n"


def test_colour_adds_nothing_but_codes():
    painted = render(replace(EVERYTHING, colour=True))

    assert "\x1b[" in painted
    assert re.sub(r"\x1b\[[\d;]*m", "", painted) == render(EVERYTHING)


def test_colour_is_not_taken_away_by_the_environment(monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("TERM", "dumb")

    assert "\x1b[" in render(replace(ONE, colour=True))


def test_markup_in_texts_is_text():
    found = replace(COMPANIONS, message="[red]红[/red] :smile: [/]", hint="[link=file:///etc]x[/link]")
    shown = render(replace(ONE, diagnostics=[found], colour=True))

    assert "[red]红[/red] :smile: [/]" in shown
    assert "[link=file:///etc]x[/link]" in shown


def test_plain_output_does_not_load_rich():
    code = (
        "import sys; from tests.report.samples import EVERYTHING; from jiedai.report.text import render;"
        "list(render(EVERYTHING)); print('rich' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "False"


def test_a_finding_without_its_line_is_shown_without_it():
    assert "│" not in render(replace(ONE, lines={}))
    assert "│" in render(ONE)


def test_a_waived_finding_does_not_count_and_says_who_accepted_it():
    waived = replace(COMPANIONS, waived=Waiver("来宾要求", "徐正"))
    shown = render(replace(ONE, diagnostics=[waived]))

    assert "\n已豁免（来宾要求，徐正）\n" in shown
    assert shown.endswith("0 个错误，0 个警告，1 条已豁免；检查了 1 份方案（0.19 秒）\n")


def test_of_several_lines_the_first_is_underlined_to_its_end():
    shown = render(Report([replace(COMPANIONS, span=Span(107, 5, 109, 2))], 1, 0.0, LINES)).splitlines()

    assert shown[2] == "    │     " + "^" * (6 + 24)


@cases(
    ("line", "span", "text", "carets"),
    [
        ("甲: 乙", Span(1, 4, 1, 5), "甲: 乙", "    ^^"),
        ("a\tb", Span(1, 3, 1, 4), "a   b", "    ^"),
        ("甲\tb", Span(1, 2, 1, 3), "甲  b", "  ^^"),
        ("e\u0301甲", Span(1, 3, 1, 4), "e\u0301甲", " ^^"),
        ("ＡＢ", Span(1, 2, 1, 3), "ＡＢ", "  ^^"),
        ("\x1b[31m红", Span(1, 6, 1, 7), "␛[31m红", "     ^^"),
        ("\x9b红", Span(1, 2, 1, 3), "<U+009B>红", "        ^^"),
        ("a\u202eb", Span(1, 3, 1, 4), "a<U+202E>b", "         ^"),
        ("a\u200db甲", Span(1, 4, 1, 5), "a\u200db甲", "  ^^"),
        ("甲", Span(1, 2, 1, 2), "甲", "  ^"),
        ("甲", Span(1, 9, 1, 12), "甲", "  ^"),
        ("甲乙", Span(1, 2, 1, 99), "甲乙", "  ^^"),
        ("", Span(1, 1, 1, 1), "", "^"),
        ("甲乙   ", Span(1, 1, 2, 1), "甲乙   ", "^^^^"),
    ],
)
def test_carets_stand_under_the_words(line, span, text, carets):
    shown = excerpt(line, span)

    assert shown.text == text
    assert " " * shown.indent + "^" * shown.carets == carets


@given(before=LINE, token=LINE.filter(bool), after=LINE)
def test_carets_are_as_wide_as_the_words_and_begin_where_they_begin(before, token, after):
    line = before + token + after
    span = Span(1, len(before) + 1, 1, len(before) + len(token) + 1)
    shown = excerpt(line, span, columns=10_000)
    parts = cells(line)
    token_text = "".join(text for text, _columns in parts[len(before) : len(before) + len(token)])

    assert shown.indent == width("".join(text for text, _columns in parts[: len(before)]))
    assert shown.carets == max(1, width(token_text))


@given(before=LINE, token=LINE.filter(bool), after=LINE, columns=st.integers(30, 60))
def test_a_long_line_is_cut_around_the_words(before, token, after, columns):
    line = before + token + after
    shown = excerpt(line, Span(1, len(before) + 1, 1, len(before) + len(token) + 1), columns)

    assert width(shown.text) <= max(columns, 1)
    assert shown.indent + shown.carets <= width(shown.text) + 1
    if width("".join(text for text, _columns in cells(line))) > columns:
        assert shown.text.startswith("…") or shown.text.endswith("…")


def test_both_ends_of_a_very_long_line_are_cut():
    line = "甲" * 200 + "错误" + "乙" * 200
    shown = excerpt(line, Span(1, 201, 1, 203))

    assert shown.text.startswith("…甲")
    assert shown.text.endswith("乙…")
    assert shown.text[1 + (shown.indent - 1) // 2 :].startswith("错误")
    assert shown.carets == 4
    assert 98 <= width(shown.text) <= 100


@cases("column", [241, 242, 300])
def test_at_and_behind_the_end_of_a_long_line_as_much_is_shown_as_fits(column):
    shown = excerpt("甲" * 240, Span(1, column, 1, column))

    assert shown.text == "…" + "甲" * 49
    assert (shown.indent, shown.carets) == (99, 1)


def test_words_longer_than_the_line_begin_in_sight():
    shown = excerpt("甲" * 40 + "乙" * 200, Span(1, 41, 1, 241))

    assert 0 < shown.indent < 30
    assert shown.text.endswith("乙…")
    assert shown.indent + shown.carets + 1 == width(shown.text)


@pytest.mark.parametrize(("columns", "cut"), [(10, False), (9, True)])
def test_a_line_is_cut_only_when_it_does_not_fit(columns, cut):
    assert ("…" in excerpt("甲" * 5, Span(1, 1, 1, 2), columns).text) is cut


@given(text=st.text(st.characters(exclude_categories=()), max_size=40), colour=st.booleans())
def test_no_control_reaches_the_terminal(text, colour):
    found = Diagnostic(
        "GS02",
        Level.ERROR,
        text,
        file=text or "x",
        span=Span(1, 1, 1, 3),
        title=text,
        source=text,
        hint=text,
        related=(Related(text, text, Span(2, 1, 2, 2)),),
        waived=Waiver(text, text),
    )
    shown = render(Report([found], 1, 0.0, {(text or "x", 1): text}, colour=colour))
    if colour:
        shown = re.sub(r"\x1b\[[\d;]*m", "", shown)
    controls = {char for char in shown if unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp")}

    assert controls == {"\n"}
    assert shown.count("\n") == render(Report([found], 1, 0.0, {(text or "x", 1): "a"})).count("\n")


def test_visible_shows_every_control_by_a_picture_of_its_own():
    shown = [visible(chr(code)) for code in (*range(0x20), 0x7F, *range(0x80, 0xA0))]

    assert len(set(shown)) == 32 + 1 + 32
    assert visible("\x1b") == "␛"
    assert visible(" ") == " "
    assert visible("~") == "~"
    assert visible("\xa0") == "\xa0"


def test_harmless_puts_a_text_on_one_line():
    assert harmless("甲\r\n乙\u2028丙") == "甲 乙 丙"


def test_file_with_no_path_has_no_place():
    found = Diagnostic("KX03", Level.INFO, "林峰 在两份方案里")

    assert render(Report([found], 2, 1.0)).startswith("info KX03: 林峰 在两份方案里\n\n0 个错误，0 个警告，1 条提示；")


def test_the_plan_name_is_shown_as_given():
    assert render(ONE).startswith(PLAN)


def _blanks(number: int) -> list[Diagnostic]:
    return [
        Diagnostic("GS13", Level.WARNING, "“电话”还没有填写", PLAN, Span.point(10 + index, 7, 2), title="尚未填写")
        for index in range(number)
    ]


def test_three_blanks_are_shown_one_by_one() -> None:
    shown = render(Report(_blanks(3), 1))
    assert shown.count("GS13") == 3
    assert "0 个错误，3 个警告" in shown


def test_more_blanks_are_gathered_at_the_first_and_still_counted() -> None:
    shown = render(Report([*_blanks(14), COMPANIONS], 1))
    assert shown.count("GS13") == 1
    lines = "、".join(str(number) for number in range(10, 22))
    assert f"{PLAN}:10:7: warning GS13 尚未填写: 14 处还没有填写（第 {lines}… 行）\n" in shown
    assert "YC02" in shown
    assert "1 个错误，14 个警告" in shown

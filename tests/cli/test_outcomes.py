"""What was found in many files, taken together: order, repeats, and how much of it is in memory."""

from __future__ import annotations

import io
import tracemalloc

from jiedai.cli.outcomes import Gathered, Outcome, show
from jiedai.diagnostics import Diagnostic, Level, Replacement, Span

FILES = 200


def found(file: str, number: int = 1, level: Level = Level.WARNING) -> Diagnostic:
    return Diagnostic("SJ05", level, f"第 {number} 处", file, Span(number, 1, number, 2))


def outcome(number: int, *more: Diagnostic) -> Outcome:
    name = f"{number:03d}.yaml"
    own = [found(name, at) for at in (1, 2)]
    lines = {(one.file, one.span.line): f"{one.file} {one.span.line}" for one in (*own, *more)}
    return Outcome(name, (*own, *more), lines, fixes={own[0]: (Replacement(own[0].span, "改"),)})


def gathered(*outcomes: Outcome) -> Gathered:
    made = Gathered()
    for one in outcomes:
        made.add(one)
    made.compare()
    return made


def test_files_come_in_their_order_each_with_its_own_lines_and_changes():
    stream = io.StringIO()
    show(gathered(*map(outcome, range(FILES))), "text", 0, stream)
    text = stream.getvalue()
    places = [text.index(f"{number:03d}.yaml:1:1: ") for number in range(FILES)]
    assert places == sorted(places)
    assert all(f"│ {number:03d}.yaml 2\n" in text for number in range(FILES))
    assert f"能改好 {FILES} 处" in text


def test_what_several_plans_say_of_one_file_is_told_once_and_by_weight():
    office = [found("office.yaml", 3), found("office.yaml", 9, Level.ERROR)]
    made = gathered(outcome(1, office[0]), outcome(2, office[0], office[1]), outcome(3))
    assert [one.file for one in made] == ["001.yaml"] * 2 + ["office.yaml"] * 2 + ["002.yaml"] * 2 + ["003.yaml"] * 2
    assert [one for one in made if one.file == "office.yaml"] == office[::-1]
    assert made.page("office.yaml").lines == {("office.yaml", 3): "office.yaml 3", ("office.yaml", 9): "office.yaml 9"}
    assert made.status(strict=False) == 1


def test_a_file_given_twice_is_told_once():
    made = gathered(outcome(1), outcome(2), outcome(1))
    assert [one.file for one in made] == ["001.yaml"] * 2 + ["002.yaml"] * 2


def test_what_is_held_of_a_plan_is_a_place_and_not_what_was_found():
    def held(count: int) -> int:
        tracemalloc.start()
        try:
            made = gathered(*(outcome(number) for number in range(count)))
            assert made.files == count
            return tracemalloc.get_traced_memory()[0]
        finally:
            tracemalloc.stop()

    held(1)
    assert held(5 * FILES) - held(FILES) < 4 * FILES * 800  # its name is most of it; what was found takes 3,000

"""Slips as clerks make them, planted one at a time in plans that are in order: `plans/slips.yaml`."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from jiedai.check.engine import check
from jiedai.check.selection import Selection
from jiedai.diagnostics import Diagnostic
from jiedai.loading import load
from tests.batch import cases

PLANS = Path(__file__).parent / "plans"


class Slip(NamedTuple):
    """What stands in place of what in a plan or its office file, and the finding that tells it."""

    plan: str
    find: str
    put: str
    code: str
    level: str
    points: str
    file: str = "plan"

    @property
    def texts(self) -> dict[str, str]:
        """The plan and its office file as they are in order."""
        return {"plan": _text(self.plan), "office": _text(str(Path(self.plan).with_name("office.yaml")))}


@cache
def _text(name: str) -> str:
    return (PLANS / name).read_text(encoding="utf-8")


SLIPS = [Slip(**entry) for entry in yaml.load(_text("slips.yaml"), yaml.CSafeLoader)]


def found(folder: Path, texts: dict[str, str], code: str) -> set[Diagnostic]:
    """What one rule says of a plan beside its office file."""
    folder.mkdir(parents=True)
    for name, text in texts.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8", newline="\n")
    return set(check(load(folder / "plan.yaml"), selection=Selection((code,))))


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Slip], frozenset[str]]:
    """What the rule of a slip says of the plan as it is in order; many slips are planted in one plan."""

    @cache
    def messages(plan: str, code: str) -> frozenset[str]:
        folder = tmp_path_factory.mktemp("sound") / "plans"
        return frozenset(one.message for one in found(folder, Slip(plan, "", "", code, "", "").texts, code))

    return lambda slip: messages(slip.plan, slip.code)


def pointed(one: Diagnostic, texts: dict[str, str]) -> str:
    """The text that a finding points at, as far as its first line."""
    line = texts[Path(one.file).stem].split("\n")[one.span.line - 1]
    return line[one.span.column - 1 : one.span.end_column - 1 if one.span.end_line == one.span.line else None]


@cases("number, slip", list(enumerate(SLIPS)))
def test_a_planted_slip_is_told_where_it_is(
    tmp_path: Path, before: Callable[[Slip], frozenset[str]], number: int, slip: Slip
) -> None:
    texts = slip.texts
    assert texts[slip.file].count(slip.find) == 1
    texts[slip.file] = texts[slip.file].replace(slip.find, slip.put)
    now = found(tmp_path / str(number) / "plans", texts, slip.code)
    new = [one for one in now if one.message not in before(slip)]
    told = {(one.level.value, pointed(one, texts)[: len(slip.points)]) for one in new}
    assert (slip.level, slip.points) in told, (slip.find, slip.put, told)


def test_they_are_of_many_kinds() -> None:
    assert len(SLIPS) >= 170
    assert len({slip.code for slip in SLIPS}) >= 45

"""No rule is there that nothing would miss: each has a defect of its own in the suite."""

from __future__ import annotations

import re
from pathlib import Path

from jiedai.check.manual import manual
from tests.bench.ablation import UNMISSED, codes, nothing

TESTS = Path(__file__).parent


def test_every_rule_has_a_defect_that_only_it_finds() -> None:
    """`python -m tests.bench.ablation` measures it; this only keeps new rules from coming without a defect."""
    written = "".join(path.read_text(encoding="utf-8") for path in TESTS.rglob("test_*.py"))
    named = set(re.findall(r"[A-Z]{2}\d{2}", written))
    without = {code for code in codes() if not manual(code).wrong and code not in named}
    assert without <= UNMISSED


def test_the_list_of_rules_that_nothing_misses_holds_no_stranger() -> None:
    assert set(codes()) >= UNMISSED
    assert list(nothing(None, None)) == []

from __future__ import annotations

import pytest

from jiedai.check.engine import manuals
from jiedai.check.manual import manual
from tests.check.bench import Bench

CODES = list(manuals())
SHOWN = [code for code in CODES if manual(code, "zh").wrong]


def test_the_sound_plan_is_sound(bench: Bench) -> None:
    assert bench().loud == []


@pytest.mark.parametrize("code", SHOWN)
def test_the_wrong_example_is_found_and_nothing_else(bench: Bench, code: str) -> None:
    found = bench(manual(code, "zh").wrong)
    assert code in found.codes
    assert set(found.loud) <= {code}, [str(d) for d in found.diagnostics if d.code != code]


@pytest.mark.parametrize("code", SHOWN)
def test_the_right_example_is_clean(bench: Bench, code: str) -> None:
    found = bench(manual(code, "zh").right)
    assert code not in found.codes
    assert found.loud == [], [str(d) for d in found.diagnostics]


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_manual_says_what_and_why_and_how_to_mend(code: str, language: str) -> None:
    page = manual(code, language)
    assert page.what
    assert page.why
    assert page.fix
    assert bool(page.wrong) == bool(page.right)


@pytest.mark.parametrize("code", CODES)
def test_the_english_manual_is_english(code: str) -> None:
    english = manual(code, "en")
    assert english.what != manual(code, "zh").what

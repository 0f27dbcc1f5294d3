"""The rule book is whole: every code that is promised has its row and its manual, and nothing is there unpromised."""

from __future__ import annotations

import pytest

from jiedai.check import engine
from jiedai.check.engine import rules
from jiedai.check.manual import manual
from jiedai.diagnostics import Level
from jiedai.visit.book import STATUSES, available, rule_book


def _codes(text: str) -> list[str]:
    return text.split()


WITH_A_SOURCE = _codes("""
GH01 GH02 GH03 GH05 SP01 SP02 FW01 FW02 FW03 FW04 FW05
YS01 YS02 YS03 YS04 YS05 YS06 YS07 YS08 PT01 PT02 PT03 PT04 PT05 PT06 XW01
ZS01 ZS02 ZS03 ZS04 ZS05 ZS06 ZS07 ZS08 ZS09
YC01 YC02 YC03 YC04 YC05 YC06 YC07 YC08 YC09 YC10 YC11 YC12 YC13 YC14 YC15 YC16 YC17 YC18 YC19
CX01 CX02 CX03 CX04 CX05 CX06 CX07 CX08 AQ01 AQ02 AQ03 AQ04 AQ05 AQ06
LP01 LP02 LP03 LP04 LP05 LP06 LP07 LP08
QD01 QD02 QD03 QD04 QD05 QD06 QD07 QD08 QD10 QD11 GK01 GK02 CF01
WB01 WB02 WB03 WB04 WB05 WB06 WB07 WB08 WB09 WB10
GR01 GR02 GR03 GR04 GR05 BM01 BM02 BM03 BM04
""")
"""Codes with a legal or a local source."""

OF_PRACTICE = _codes("""
GH04 ZS10 WB11
GS01 GS02 GS03 GS04 GS05 GS06 GS07 GS08 GS09 GS10 GS11 GS12 GS13 GS14 GS15 GS16
SJ01 SJ02 SJ03 SJ04 SJ05 SJ06 SJ07 SJ08 SJ09 SJ10 SJ11 SJ12 SJ13 SJ14 SJ16 SJ17 SJ18 SJ19
RW01 RW02 RW03 RW04 RW05 RW06 RW07 ZR01 ZR02 ZR03 ZR04 ZR05 YA01 YA02 YA03
ZC01 ZC02 ZC03 ZC04 ZC05 ZS11 ZS12 ZS13 ZS14 YC20 YC21 YC24
QD09 CX10 CX11 WD01 WD02 WD03 WD04
""")
"""Codes that rest on sense, practice or memory."""

LOCAL = _codes("CX07 FW04 PT05 QD05 QD10 QD11 WB10 XW01 YC03 YC08 YC12 YC13 YC15 YS07 ZS03 ZS05 ZS08")
"""Local rules that an office has to switch on."""

ALONE_SILENT = {"GH05", "SP02"}
"""Codes that only several plans together can show."""

ERRORS = _codes("""
AQ01 AQ04 BM01 CX02 CX03 CX04 CX05 CX07 CX11 FW01 FW02 GH01 GH02 GR01 GS01 GS02 GS03 GS04 GS05 GS06 GS07 GS08 GS09 GS10
GS11 GS12 LP01 LP02 LP03 LP04 LP05 PT02 PT03 PT04 QD01 QD02 QD03 QD04 QD06 QD07 QD08 RW01 RW02 RW03 SJ01 SJ02 SJ11 SJ12
SJ14 SJ16 SJ17 SJ18 SP01 WB01 WB02 WB03 WB04 WB06 WB08 WD01 YC01 YC02 YC04 YC05 YC06 YC07 YC09 YC10 YC11 YC14 YC17 YC18
YS01 YS02 YS03 YS04 YS05 YS06 YS08 ZC02 ZC05 ZR01 ZR04 ZS02 ZS04 ZS06 ZS07 ZS09 ZS10 ZS11 ZS12 ZS13 ZS14
""")

ALL = sorted(WITH_A_SOURCE + OF_PRACTICE)


def test_nothing_is_missing_and_nothing_is_there_unpromised() -> None:
    assert sorted(rule_book().rows) == ALL
    assert len(set(ALL)) == len(ALL)


@pytest.mark.parametrize("code", ALL)
def test_a_row_says_what_a_clerk_has_to_know(code: str) -> None:
    for row in rule_book().rows[code]:
        assert set(row.title) == {"zh", "en"}
        assert isinstance(row.level, Level)
        assert set(row.source) in ({"zh", "en"}, set())
        assert set(row.article) in ({"zh", "en"}, set())
        assert not row.status or row.status in STATUSES
        assert not row.article or row.source
        if code in WITH_A_SOURCE:
            assert row.source
            assert row.status


@pytest.mark.parametrize("pack", available())
def test_what_a_local_pack_changes_is_whole_too(pack: str) -> None:
    for versions in rule_book((pack,)).rows.values():
        for row in versions:
            assert set(row.title) == {"zh", "en"}
            assert set(row.source) in ({"zh", "en"}, set())


def test_local_rules_are_off_until_an_office_switches_them_on() -> None:
    assert sorted(code for code, rows in rule_book().rows.items() if not rows[-1].on) == LOCAL
    assert all(row.status in ("L",) for code in LOCAL for row in rule_book().rows[code])


def test_the_levels_are_those_agreed() -> None:
    levels = {code for code, rows in rule_book().rows.items() if any(row.level is Level.ERROR for row in rows)}
    assert sorted(levels) == sorted(ERRORS)


def test_every_code_is_found_by_a_rule_across_plans_or_while_reading() -> None:
    found = set(rules()) | set(engine._across)
    elsewhere = {code for code, rows in rule_book().rows.items() if rows[-1].found_by != "rule"}
    assert sorted([*found, *elsewhere]) == ALL
    assert set(engine._across) - set(rules()) == ALONE_SILENT


@pytest.mark.parametrize("code", ALL)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_manual_is_there_in_both_languages(code: str, language: str) -> None:
    page = manual(code, language)
    assert page.what
    assert page.why
    assert page.fix
    assert any("一" <= char <= "鿿" for char in page.what) or language == "en"

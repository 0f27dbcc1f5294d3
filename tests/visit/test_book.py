from __future__ import annotations

import datetime as dt
from contextlib import nullcontext
from pathlib import Path

import pytest

from jiedai import language
from jiedai.check.engine import rules
from jiedai.check.manual import manual
from jiedai.diagnostics import Level
from jiedai.model.office import Office
from jiedai.source.packaged import packaged
from jiedai.visit import packs
from jiedai.visit.book import FINDERS, STATUSES, RuleBook, book_in_force, rule_book
from jiedai.visit.packs import NATIONAL, PACKS_DIR, PackError, available
from tests.batch import cases

MAY = dt.date(2026, 5, 11)


def test_every_rule_has_a_row_and_every_row_a_manual() -> None:
    codes = set(rule_book().rows)
    assert set(rules()) - codes == set()
    for code in codes:
        assert manual(code)


def test_the_entries_of_an_area_stand_in_one_file() -> None:
    files: dict[str, set[str]] = {}
    for name, contents in packaged(PACKS_DIR / NATIONAL).items():
        for code in contents.get("rules", {}):
            files.setdefault(code[:2], set()).add(name)
    assert not {area: names for area, names in files.items() if len(names) > 1}


def test_a_check_reads_rows_without_manuals_and_nothing_else_is_lost() -> None:
    apart = packaged(PACKS_DIR / NATIONAL, without=packs._MANUAL)
    whole = packaged(PACKS_DIR / NATIONAL)
    rows = [entry for contents in whole.values() for entry in contents.get("rules", {}).values()]
    assert all("manual" in entry for entry in rows)
    bare = {
        name: {
            **contents,
            "rules": {
                code: {part: value for part, value in entry.items() if part not in ("manual", "wrong", "right")}
                for code, entry in contents["rules"].items()
            },
        }
        if "rules" in contents
        else contents
        for name, contents in whole.items()
    }
    assert apart == bare


@cases("code", sorted(rule_book().rows))
def test_a_row_is_complete(code: str) -> None:
    for row in rule_book().rows[code]:
        assert row.title["zh"]
        assert row.title["en"]
        assert row.kinds in ("any", "domestic", "foreign")
        assert row.found_by in FINDERS
        assert not row.status or row.status in STATUSES
        assert not row.source or row.status, "a source says how far it was checked"
        assert row.since <= row.until
        if row.status == "M":
            assert row.level is not Level.ERROR, "what is only remembered is no error"


def _book(text: str, tmp_path: Path, packs: tuple[str, ...] = ("本地",)) -> RuleBook:
    (tmp_path / "本地.yaml").write_text(text, encoding="utf-8")
    return rule_book(packs, tmp_path)


def test_a_layer_changes_what_it_says_and_nothing_else(tmp_path: Path) -> None:
    before = rule_book().row("SJ05")
    after = _book("rules: {SJ05: {level: error, figures: {lunch: '12:00-13:00'}}}", tmp_path).row("SJ05")
    assert before is not None
    assert after is not None
    assert (after.level, after.pack, after.title) == (Level.ERROR, "本地", before.title)
    assert dict(after.figures) == {**before.figures, "lunch": "12:00-13:00"}
    assert before.figures["lunch"] == "11:30-13:30"


def test_a_layer_switches_a_rule_off(tmp_path: Path) -> None:
    book = _book("rules: {SJ05: {on: false}}", tmp_path)
    assert "SJ05" not in book.in_force(MAY, foreign=False)
    assert "SJ05" in rule_book().in_force(MAY, foreign=False)


def test_later_layers_win(tmp_path: Path) -> None:
    (tmp_path / "县.yaml").write_text("rules: {SJ05: {level: info}}", encoding="utf-8")
    row = _book("rules: {SJ05: {level: error}}", tmp_path, ("本地", "县")).row("SJ05")
    assert row is not None
    assert row.level is Level.INFO


@pytest.mark.parametrize(
    ("day", "levels"),
    [(dt.date(2025, 5, 17), ["warning"]), (dt.date(2025, 5, 18), ["error"]), (dt.date(2013, 12, 7), [])],
)
def test_versions_hold_between_their_days(tmp_path: Path, day: dt.date, levels: list[str]) -> None:
    versions = (
        "rules: {XX01: [{level: warning, title: 旧, since: 2013-12-08, until: 2025-05-17}, "
        "{level: error, title: 新, since: 2025-05-18}]}"
    )
    in_force = _book(versions, tmp_path).in_force(day, foreign=False)
    assert [row.level.value for code, row in in_force.items() if code == "XX01"] == levels


@pytest.mark.parametrize(
    ("kinds", "foreign", "holds"),
    [
        ("any", True, True),
        ("any", False, True),
        ("foreign", True, True),
        ("foreign", False, False),
        ("domestic", True, False),
        ("domestic", False, True),
    ],
)
def test_kinds_of_visit(tmp_path: Path, kinds: str, foreign: bool, holds: bool) -> None:
    book = _book(f"rules: {{XX01: {{level: error, title: 甲, kinds: {kinds}}}}}", tmp_path)
    assert ("XX01" in book.in_force(MAY, foreign=foreign)) is holds


def test_versions_say_only_what_they_have_of_their_own(tmp_path: Path) -> None:
    text = (
        "rules: {XX01: {level: error, title: 甲, on: false, versions: "
        "[{until: 2025-05-17, level: info}, {since: 2025-05-18, on: true}]}}"
    )
    rows = _book(text, tmp_path).rows["XX01"]
    assert [(row.level, row.on) for row in rows] == [(Level.INFO, False), (Level.ERROR, True)]
    assert [row.name for row in rows] == ["甲", "甲"]
    assert (rows[0].until, rows[1].since) == (dt.date(2025, 5, 17), dt.date(2025, 5, 18))


OWN = "《本县接待办法》"


@pytest.mark.parametrize(
    ("entry", "source", "article", "status"),
    [
        (f"source: {OWN}", OWN, "", "L"),
        (f"source: {OWN}, article: 第三条", OWN, "第三条", "L"),
        (f"source: {OWN}, article: 第三条, status: V", OWN, "第三条", "V"),
        (f"source: {OWN}, status: practice", OWN, "", "practice"),
        ("source: {}", "", "", "L"),
        ("source: 《党政机关国内公务接待管理规定》", "《党政机关国内公务接待管理规定》", "第十条", "V"),
        ("article: 第三条", "《党政机关国内公务接待管理规定》", "第三条", "V"),
        ("status: local", "《党政机关国内公务接待管理规定》", "第十条", "local"),
        ("level: info", "《党政机关国内公务接待管理规定》", "第十条", "V"),
    ],
)
def test_another_source_does_not_have_the_article_of_the_one_before(
    tmp_path: Path, entry: str, source: str, article: str, status: str
) -> None:
    row = _book(f"rules: {{YC02: {{{entry}}}}}", tmp_path).row("YC02")
    assert row is not None
    assert (row.source.get("zh", ""), row.article.get("zh", ""), row.status) == (source, article, status)


def test_a_county_that_changes_a_figure_keeps_the_source_of_its_province(tmp_path: Path) -> None:
    (tmp_path / "省.yaml").write_text(f"rules: {{YC02: {{source: {OWN}, article: 第三条}}}}", encoding="utf-8")
    row = _book("rules: {YC02: {figures: {small_limit: 2}}}", tmp_path, ("省", "本地")).row("YC02")
    assert row is not None
    assert (row.citation, row.figures["small_limit"]) == (f"{OWN}第三条（地方规定）", 2)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("rules: {SJ05: {level: fatal}}", "“fatal”不行；可写 error、warning、info"),
        ("rules: {SJ05: {level: [error]}}", "error、warning、info"),
        ("rules: {SJ05: {severity: error}}", "没有“severity”这一项；可写 title、level"),
        ("rules: {SJ05: {manual: {}}}", "没有“manual”这一项"),
        ("rules: {SJ05: {code: SJ06}}", "没有“code”这一项"),
        ("rules: {SJ05: {status: 已核对}}", "“已核对”不行；可写 V、V/a、M"),
        ("rules: {SJ05: {kinds: 外事}}", "可写 any、domestic、foreign"),
        ("rules: {SJ05: {on: 否}}", "on 写 true 或 false"),
        ("rules: {SJ05: {since: 明年}}", "日期“明年”读不懂"),
        ("rules: {SJ05: {since: 2026}}", "日期“2026”读不懂"),
        ("rules: {SJ05: {since: 2026-05-11 08:00:00}}", "读不懂；写成 2025-05-18"),
        ("rules: {SJ05: {title: }}", "title 不能空着"),
        ("rules: {SJ05: {title: 5}}", "文字写成"),
        ("rules: {SJ05: {source: {en: Rules}}}", "文字写成"),
        ("rules: {SJ05: {source: {zh: 甲, 乙}}}", "文字写成"),
        ("rules: {SJ05: {figures: 5}}", "figures 写成 {名称: 数值}"),
        ("rules: {SJ05: }", "要写成 {level: …, figures: {…}}"),
        ("rules: {SJ05: error}", "要写成 {level: …, figures: {…}}"),
        ("rules: {SJ05: []}", "要写成 {level: …, figures: {…}}"),
        ("rules: {SJ05: {versions: []}}", "要写成 {level: …, figures: {…}}"),
        ("rules: {SJ05: {versions: 2}}", "没有“versions”这一项"),
        ("rules: {XX01: {title: 甲}}", "新的规则要写 title 和 level"),
        ("rules: [SJ05]", "要写成 rules: {代号: {level: …}}"),
        ("- rules", "要写成 rules: {代号: {level: …}}"),
        ("rules: [", "本地.yaml"),
    ],
)
def test_a_pack_that_cannot_be_used_says_so(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(PackError) as error:
        _book(text, tmp_path)
    assert "本地" in error.value.message
    assert says in error.value.message


@pytest.mark.parametrize("text", ["", "# nothing yet", "rules:", "sources:", "rules: {}"])
def test_a_pack_that_is_just_begun_changes_nothing(tmp_path: Path, text: str) -> None:
    assert _book(text, tmp_path).rows == rule_book().rows


def _office(*names: str) -> Office:
    return Office.model_validate({"单位": {"名称": "县接待办"}, "标准": {"规则包": list(names)}})


def test_the_book_of_an_office_is_the_national_one_with_its_packs(tmp_path: Path) -> None:
    (tmp_path / "本地.yaml").write_text("rules: {SJ05: {level: error}}", encoding="utf-8")
    book, error = book_in_force(_office("frugal-county", "本地"), tmp_path)
    assert error is None
    assert book.rows["SJ05"][-1].level is Level.ERROR
    assert book.rows["YC08"][-1].on
    for office, folder in ((None, tmp_path), (None, None), (_office(), tmp_path), (_office(), tmp_path / "none")):
        assert book_in_force(office, folder) == (rule_book(), None)


def test_where_a_pack_cannot_be_used_the_book_is_the_national_one_and_says_why(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "none", None):
        book, error = book_in_force(_office("frugal-county", "本地"), folder)
        assert book is rule_book()
        assert error is not None
        assert "没有规则包“本地”" in error.message


def test_a_pack_that_is_not_there_names_those_that_are(tmp_path: Path) -> None:
    (tmp_path / "本地.yaml").write_text("rules: {}", encoding="utf-8")
    with pytest.raises(PackError) as error:
        rule_book(("无",), tmp_path)
    assert "本地" in error.value.message
    assert "本地" in available(tmp_path)


@pytest.mark.parametrize("place", ["本地.yaml", "本地/一.yaml"])
def test_a_pack_that_was_edited_is_read_again(tmp_path: Path, place: str) -> None:
    file = tmp_path / place
    file.parent.mkdir(exist_ok=True)
    with pytest.raises(PackError) if file.parent == tmp_path else nullcontext():
        rule_book(("本地",), tmp_path)  # there is nothing yet
    file.write_text("rules: {SJ05: {level: error}}", encoding="utf-8")
    before = rule_book(("本地",), tmp_path)
    assert before.rows["SJ05"][-1].level is Level.ERROR
    assert rule_book(("本地",), tmp_path) is before, "read once while it stays"
    file.write_text("rules: {SJ05: {on: false}}", encoding="utf-8")
    assert "SJ05" not in rule_book(("本地",), tmp_path).in_force(MAY, foreign=False)
    assert rule_book() is rule_book()


def test_a_citation_names_source_article_and_how_far_it_is_checked(tmp_path: Path) -> None:
    text = (
        "sources: {甲: {zh: 《甲规定》, en: 'Rules A, '}}\n"
        "rules: {XX01: {level: error, title: {zh: 题, en: title}, source: 甲, "
        "article: {zh: 第一条, en: Art. 1}, status: V}}"
    )
    row = _book(text, tmp_path).row("XX01")
    assert row is not None
    assert (row.name, row.citation) == ("题", "《甲规定》第一条（已核对）")
    language.use("en")
    assert row.name == "title"
    assert row.citation.startswith("Rules A, Art. 1")


def test_an_offices_pack_may_name_a_national_instrument_by_its_key(tmp_path: Path) -> None:
    (tmp_path / "local.yaml").write_text("rules:\n  SP01: {source: R22}\n", encoding="utf-8")
    row = rule_book(("local",), tmp_path).row("SP01")
    assert row is not None
    assert row.basis.startswith("《党政机关国内公务接待管理规定》")

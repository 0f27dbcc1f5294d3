"""Rules that an office has written itself: what they find, where, and what is said of one that cannot be used."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from jiedai.check import own
from jiedai.check.engine import examined
from jiedai.check.packs import check_pack, pack_source
from jiedai.check.selection import Selection
from jiedai.loading import load
from tests.workflow.following.samples import written

RULE = {
    "title": {"zh": "考察时长", "en": "length of a visit"},
    "level": "warning",
    "each": "items",
    "when": 'it.kind == "visit"',
    "must": "minutes(it.time.start, it.time.end) <= 80",
    "at": "time",
    "message": {"zh": "{it.id} {it.what}超过 80 分钟", "en": "{it.id} takes long"},
    "hint": {"zh": "缩短 {it.id}"},
}


def office_with(root: Path, *edits, **rules) -> Path:
    """The plan of an office whose pack has these rules; each is RULE with other fields, None for none."""
    plan = written(root, *edits)
    entries = {}
    for code, fields in rules.items():
        entry = {**RULE, **fields}
        entries[code] = {name: value for name, value in entry.items() if value is not None}
    pack = root / "plans" / "packs" / "county.yaml"
    pack.parent.mkdir(exist_ok=True)
    pack.write_text(yaml.safe_dump({"rules": entries}, allow_unicode=True, sort_keys=False), encoding="utf-8")
    office = root / "plans" / "office.yaml"
    text = office.read_text(encoding="utf-8")
    office.write_text(text.replace("标准:", "标准:\n  规则包: [county]", 1), encoding="utf-8")
    return plan


def found(root, monkeypatch, *edits, select="BD,GS04", **rules):
    """`CODE line:column message` of what the own rules, or their pack, come to."""
    monkeypatch.chdir(root)
    loaded = load(office_with(root, *edits, **rules))
    selection = Selection(tuple(select.split(",")))
    return [
        f"{one.code} {one.span.line}:{one.span.column} {one.message}" + (f"；{one.hint}" if one.hint else "")
        for one in examined(loaded, selection=selection).diagnostics
    ]


@pytest.fixture
def first_line(tmp_path):
    """The line that a rule's field stands on in the pack."""

    def line(field, code="BD01"):
        lines = (tmp_path / "plans" / "packs" / "county.yaml").read_text(encoding="utf-8").split("\n")
        start = next(number for number, text in enumerate(lines) if text.strip() == f"{code}:")
        return next(
            number for number, text in enumerate(lines, 1) if number > start and text.startswith(f"    {field}:")
        )

    return line


@pytest.mark.parametrize(
    ("end", "expected"), [("10:40", []), ("10:41", ["BD01 80:22 B3 考察青山现代农业示范基地超过 80 分钟；缩短 B3"])]
)
def test_a_finding_stands_at_the_field_of_its_entry(tmp_path, monkeypatch, end, expected):
    edits = [('"09:20-10:40"', f'"09:20-{end}"')]
    got = found(tmp_path, monkeypatch, *edits, select="BD", BD01={})
    assert [one.split(" ", 2)[::2] for one in got] == [one.split(" ", 2)[::2] for one in expected]
    if got:
        line, column = map(int, got[0].split()[1].split(":"))
        text = (tmp_path / "plans" / "2026-05-11-省发改委调研.yaml").read_text(encoding="utf-8").split("\n")[line - 1]
        assert text[column - 1 :].startswith(f'"09:20-{end}"')


def test_a_rule_may_look_at_the_whole_plan_and_at_entries_of_entries(tmp_path, monkeypatch):
    whole = {"each": None, "when": None, "must": "size(plan.guests) < 6", "at": "guests", "message": {"zh": "六人"}}
    rooms = {
        "each": "rooms",
        "when": None,
        "must": 'it.price <= 400 || parent.hotel != "云溪宾馆"',
        "at": "price",
        "message": {"zh": "{parent.hotel} {it.number} {it.guests} {it.price}"},
        "hint": None,
    }
    got = found(tmp_path, monkeypatch, select="BD", BD01={**whole, "hint": None}, BD02=rooms)
    assert [one.split(" ", 2)[2] for one in got] == ["六人", "云溪宾馆 0801 陈志远 480"]


def test_what_is_not_given_breaks_no_rule(tmp_path, monkeypatch):
    rule = {"each": "guests", "when": None, "at": None, "message": {"zh": "x"}, "hint": None}
    assert found(tmp_path, monkeypatch, BD01={**rule, "must": 'it.phone.startsWith("139")'}) == []


def test_characters_are_counted_and_not_bytes(tmp_path, monkeypatch):
    rule = {"each": None, "when": None, "at": None, "message": {"zh": "x"}, "hint": None}
    assert found(tmp_path, monkeypatch, BD01={**rule, "must": 'size("调研") == 2 && "调研".size() == 2'}) == []


@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        ({"must": "minutes(it.time.begin, it.time.end) <= 80"}, "must", "没有“begin”这个名字"),
        ({"must": 'it.kinde == "visit"'}, "must", "是不是想写“kind”？"),
        ({"must": 'its.kind == "visit"'}, "must", "是不是想写“it”？"),
        ({"must": 'it.kind == "visits"'}, "must", "是不是想写“visit”？"),
        ({"when": 'plan.guests.all(g, g.nam == "甲")'}, "when", "是不是想写“name”？"),
        ({"must": "it.what > 3"}, "must", "不是一类"),
        ({"must": "size(it.hosts)"}, "must", "不是真假"),
        ({"must": "size(it.hosts) <="}, "must", "第 18 个字附近"),
        ({"must": "sizes(it.hosts) <= 2"}, "must", "是不是想写“size”？"),
        ({"must": "plan.guests.name == \"甲\""}, "must", "前面是列表"),
        ({"must": "it.what.x == \"甲\""}, "must", "没有下一级"),
        ({"each": "itemz"}, "each", "没有“itemz”这个名字"),
        ({"each": "title"}, "each", "不是有许多项的列表"),
        ({"at": "tyme"}, "at", "是不是想写“time”？"),
        ({"message": {"zh": "{it.idd}"}}, "message", "是不是想写“id”？"),
        (
            {"must": "plan.guests.all(a, plan.guests.all(b, plan.guests.all(c, a.name == c.name)))"},
            "must",
            "“all”套得太深",
        ),
        ({"must": "plan.guests.all(a, size(plan.guests.map(b, b.name)) > 1)"}, "must", "“map”套得太深"),
    ],
)  # fmt: skip
def test_a_condition_that_cannot_be_used_is_told_at_its_line(tmp_path, monkeypatch, first_line, fields, field, words):
    (one,) = found(tmp_path, monkeypatch, BD01=fields)
    assert words in one
    assert int(one.split()[1].split(":")[0]) - first_line(field) in (0, 1)  # a text of two languages is below its key
    assert f"BD01 的 {field}：" in one


@pytest.mark.parametrize(
    ("code", "fields", "words"),
    [
        ("YC99", {}, "不用已有的领域"),
        ("BD1", {}, "两个字母加两位数字"),
        ("BD01", {"must": None}, "must"),
        ("BD01", {"message": None}, "message"),
        ("BD01", {"must": "size(plan.guests) > 1 || " * 40 + "true"}, "条件太长"),
        ("BD01", {"must": 3}, "一段文字"),
        ("YC02", {}, "已有自己的查法"),
    ],
)
def test_an_entry_that_is_none_is_told_at_its_line(tmp_path, monkeypatch, code, fields, words):
    (one,) = found(tmp_path, monkeypatch, **{code: fields})
    assert words in one
    line = int(one.split()[1].split(":")[0])
    assert line > 1


def test_rules_that_take_too_long_are_stopped_and_say_so(tmp_path, monkeypatch):
    monkeypatch.setattr(own, "SECONDS", 0)
    (one,) = found(tmp_path, monkeypatch, select="BD", BD01={})
    assert "规则包 county 的规则查得太久，从 BD01 起没有查完" in one
    monkeypatch.setattr(own, "SECONDS", 1)
    monkeypatch.setattr(own, "MOST_EVALUATIONS", 3)
    (again,) = [
        one
        for one in examined(load(tmp_path / "plans" / "2026-05-11-省发改委调研.yaml")).diagnostics
        if one.code == "BD01"
    ]
    assert "没有查完" in again.message


def test_a_plan_with_a_faulty_value_is_not_looked_at(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    plan = office_with(tmp_path, ("性别: 男\n", "性别: 甲\n"), BD01={})
    assert "BD01" in examined(load(plan)).unchecked


def test_the_library_is_imported_only_where_a_pack_needs_it(tmp_path):
    plan = written(tmp_path)
    program = "import sys; from jiedai.cli.start import run; run(['check', sys.argv[1]]); print('cel' in sys.modules)"
    without = subprocess.run([sys.executable, "-c", program, plan], capture_output=True, encoding="utf-8", check=True)
    office_with(tmp_path, BD01={})
    with_it = subprocess.run([sys.executable, "-c", program, plan], capture_output=True, encoding="utf-8", check=True)
    assert [done.stdout.splitlines()[-1] for done in (without, with_it)] == ["False", "True"]


EXAMPLE = 'schedule: [{date: 2026-05-11, items: [{id: A1, time: "09:00-%s", what: 看, kind: visit}]}]\n'


@pytest.mark.parametrize(
    ("wrong", "right", "said"),
    [
        ("10:21", "10:20", []),
        ("10:20", "10:20", ["BD01 的 wrong：这个例子没有查出来"]),
        ("10:21", "10:21", ["BD01 的 right：这个例子也被查出来了"]),
        ("25:99", "10:20", ["BD01 的 wrong：例子读不出来"]),
    ],
)
def test_examples_of_a_pack_are_tried(tmp_path, monkeypatch, wrong, right, said):
    monkeypatch.chdir(tmp_path)
    office_with(tmp_path, BD01={"wrong": EXAMPLE % wrong, "right": EXAMPLE % right})
    pack = tmp_path / "plans" / "packs" / "county.yaml"
    got = [one.message for one in check_pack(pack, pack_source(pack))]
    assert len(got) == len(said)
    assert all(one.startswith(start) for one, start in zip(got, said, strict=True))

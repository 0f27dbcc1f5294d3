"""What somebody who is new here may add, as CONTRIBUTING says, in a copy: each is known by every command at once."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.copies import ROOT, Copy

PLAN = ROOT / "plans" / "2026-10-20-省卫健委调研.yaml"


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """One copy for all: what is added to it by one test does not concern another."""
    made = Copy(tmp_path_factory.mktemp("copy"))
    shutil.copytree(ROOT / "plans", made.folder / "plans")
    return made


RULE = '''"""鞋套 (XT): shoe covers."""

from __future__ import annotations

from collections.abc import Iterator

from jiedai.check.engine import rule
from jiedai.language import _
from jiedai.visit.book import Figures
from jiedai.visit.case import Case, Finding


@rule("XT01")
def covers(case: Case, figures: Figures) -> Iterator[Finding]:
    """A workshop that is visited has shoe covers."""
    for _day, item in case.items:
        if "车间" in item.what and figures["covers"] not in item.materials:
            yield case.finding(item, "what", _("{id}没有准备鞋套").format(id=item.id))
'''
ENTRY = """\
rules:
  XT01:
    title: {zh: 鞋套, en: shoe covers}
    level: warning
    source: {zh: 本单位惯例, en: usage}
    status: practice
    figures: {covers: 鞋套}
    manual:
      zh: {what: 进车间备鞋套。, why: 车间要求。, fix: 在材料里写鞋套。}
      en: {what: Shoe covers for a workshop., why: Workshops ask for it., fix: List them.}
"""


def test_a_rule_is_a_function_and_an_entry(copy: Copy) -> None:
    copy.add("jiedai/check/rules/covers.py", RULE)
    copy.add("jiedai/packs/national/covers.yaml", ENTRY)
    assert "XT01" in copy.run("list", "rules")
    assert "进车间备鞋套。" in copy.run("explain", "XT01")
    text = PLAN.read_text(encoding="utf-8")
    line = next(number for number, row in enumerate(text.split("\n"), 1) if "事项: 考察" in row)
    changed = copy.folder / "plans" / "2027-01-01-试.yaml"
    changed.write_text(text.replace("事项: 考察", "事项: 车间考察", 1), encoding="utf-8")
    found = json.loads(copy.run("check", str(changed), "--select", "XT", "-f", "json"))["diagnostics"]
    assert [(one["code"], one["level"], one["line"], one["source"]) for one in found] == [
        ("XT01", "warning", line, "本单位惯例（实务）")
    ]


def test_a_field_is_a_line(copy: Copy) -> None:
    note = '    note: Text | None = key("备注", "给工作人员的备注", None, seen_by=STAFF)'
    shoe = '    shoe: Text | None = key("鞋码", "车间要用的鞋码", None, seen_by=STAFF)'
    copy.insert("jiedai/model/people.py", note, shoe)
    schema = copy.run("schema")
    assert "鞋码" in schema
    assert "shoe" in schema
    assert "车间要用的鞋码" in copy.run("guide", "fields")
    text = PLAN.read_text(encoding="utf-8")
    guest = next(row for row in text.split("\n") if row.startswith("  - {姓名: "))
    sized = copy.folder / "plans" / "2027-01-02-试.yaml"
    sized.write_text(text.replace(guest, guest.replace("{", "{鞋码: 42, ", 1), 1), encoding="utf-8")
    assert copy.run("check", str(sized), "--select", "GS", "--ignore", "GS05")


DOCUMENT = """\
---
title: {zh: 鞋套清单, en: Shoe covers}
order: 12
audience: staff
---
<h1>{{ document.full_title }}</h1>
<p>{{ covers.number }}双</p>
"""
FACT = '''"""How many shoe covers a visit needs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jiedai.documents.topics import Sight


def facts(sight: Sight) -> Mapping[str, Any]:
    """`number`: two for each guest."""
    return {"number": 2 * len(sight.visit.guests)}
'''


def test_a_document_is_a_template_and_a_fact_for_it_a_module(copy: Copy, tmp_path: Path) -> None:
    before = {path.name for path in _printed(copy, tmp_path / "before", "guests")}
    copy.add("templates/covers.html", DOCUMENT)
    copy.add("jiedai/documents/topics/covers.py", FACT)
    assert "covers" in copy.run("list", "documents")
    (paper,) = _printed(copy, tmp_path / "new", "covers")
    assert "14双" in paper.read_text(encoding="utf-8")
    assert {path.name for path in _printed(copy, tmp_path / "after", "guests")} == before  # nothing is renumbered


def _printed(copy: Copy, folder: Path, document: str) -> list[Path]:
    copy.run("render", str(PLAN), "-d", document, "-f", "md", "-o", str(folder))
    return list(folder.rglob("*.md"))


REPORT = '''"""Findings, a line each with its code."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jiedai.report import Report

ENCODING = "utf-8"


def render(report: Report) -> str:
    """The codes."""
    return "".join(f"{found.code}\\n" for found in report.diagnostics) + f"{report.files} 份\\n"
'''


def test_a_report_is_a_file(copy: Copy) -> None:
    copy.add("jiedai/report/codes.py", REPORT)
    assert copy.run("check", str(PLAN), "-f", "codes") == "1 份\n"


def test_a_playbook_is_a_file() -> None:
    """Kinds of visits and playbooks are the same set: `new` finds one by the other."""
    from jiedai.model.choice import Kind
    from jiedai.workflow.drafting.playbook import FOLDER

    assert {path.stem for path in FOLDER.glob("*.yaml")} - {"common"} == {kind.value for kind in Kind}


COMMAND = '''"""`jiedai greet`: greets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedai.cli import console

if TYPE_CHECKING:
    from jiedai.cli.commands.reference import Greet


def run(options: Greet) -> int:
    """Greet as often as is wanted."""
    console.data(f"{options.title}，你好！" * options.times)
    return 0
'''
DECLARED = '''

@command(app, N_("问好"))
class Greet(NamedTuple):
    """Greet."""

    title: o.Title = "大家"
    times: o.Times = 1
'''


def test_a_command_is_a_file_and_its_declaration(copy: Copy) -> None:
    copy.add("jiedai/cli/greet.py", COMMAND)
    above = 'Jobs = Annotated[int | None, option("--jobs -j"'
    options = (copy.folder / "jiedai/cli/options.py").read_text(encoding="utf-8")
    (line,) = [row for row in options.split("\n") if row.startswith(above)]
    copy.insert("jiedai/cli/options.py", line, 'Times = Annotated[int, option("--times", "N", N_("几遍"))]')
    copy.insert("jiedai/cli/commands/reference.py", '    kind: o.TemplateKind = "html"', DECLARED)
    assert "  greet      问好\n" in copy.run("--help")
    assert "--times N" in copy.run("greet", "--help")
    assert copy.run("greet", "张三", "--times", "2") == "张三，你好！张三，你好！\n"
    assert "问好" in copy.run("guide", "commands")

"""`render --for public`: the table of a year, or one line that there is nothing."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from jiedai.workflow.after.disclosure import public_years
from jiedai.workflow.after.stats import Batch
from tests.cli.conftest import NAME, PLAN


def visits(folder: Path, number: int, year: int = 2026) -> None:
    for at in range(1, number + 1):
        text = PLAN.replace("2026-05-1", f"{year}-{at:02d}-1").replace(" 星期一", "")
        (folder / "plans" / f"{year}-{at:02d}-11-访.yaml").write_text(text, encoding="utf-8")


def test_of_a_few_visits_there_is_nothing_to_tell(run, office):
    done = run("render", "--for", "public")
    assert (done.status, done.out) == (0, "")
    assert done.err.strip().splitlines() == ["没有可以公开的内容：公开的是全年汇总，一年不足 3 次来访的不公开"]
    assert not Path("out").exists()


def test_a_year_is_one_table_without_anybodys_name(run, office):
    (office / "plans" / NAME).unlink()
    visits(office, 3)
    visits(office, 4, 2025)
    visits(office, 2, 2024)
    done = run("render", "--for", "公开", "-f", "md,docx")
    assert done.status == 0
    folder = Path("out/公开信息/公开")
    assert sorted(path.name for path in folder.iterdir()) == [
        "2025年公务接待情况公开表.docx", "2025年公务接待情况公开表.md",
        "2026年公务接待情况公开表.docx", "2026年公务接待情况公开表.md",
    ]  # fmt: skip
    text = (folder / "2026年公务接待情况公开表.md").read_text(encoding="utf-8")
    assert "公务接待批次 | 3 | 4 | \\-25.0%" in text
    assert "公务接待人次 | 3 | 4 | \\-25.0%" in text
    assert "2024" not in (folder / "2025年公务接待情况公开表.md").read_text(encoding="utf-8")
    for name in ("陈志远", "林峰", "省卫健委", "基层医疗", "云溪站"):
        assert name not in text
    papers = json.loads(Path("out/公开信息/目录.json").read_text(encoding="utf-8"))["papers"]
    assert {paper["audience"] for paper in papers} == {"public"}


def test_a_table_changed_by_hand_stays(run, office):
    (office / "plans" / NAME).unlink()
    visits(office, 3)
    run("render", "--for", "public", "-f", "md")
    path = Path("out/公开信息/公开/2026年公务接待情况公开表.md")
    path.write_text("改过", encoding="utf-8")
    assert run("render", "--for", "public", "-f", "md").status == 0
    assert path.read_text(encoding="utf-8") == "改过"
    assert path.with_stem(path.stem + "（新）").is_file()


def test_in_english_under_ids(run, office):
    (office / "plans" / NAME).unlink()
    visits(office, 3)
    assert run("render", "--for", "public", "-f", "md", "--labels", "en", "--names", "en").status == 0
    (path,) = Path("out/公开信息/public").iterdir()
    assert path.name == "disclosure-2026.md"
    assert "Official receptions in 2026" in path.read_text(encoding="utf-8")


def test_a_format_that_does_not_exist_is_refused(run, office):
    assert run("render", "--for", "public", "-f", "doc").status == 2


def test_a_document_is_asked_for_by_name_as_before(run, office):
    done = run("render", "--for", "public", "-d", "programme", "--draft")
    assert done.status == 2
    assert "不发给公开" in done.err


@pytest.mark.parametrize(("foreign", "told"), [(2, False), (3, True)])
def test_parts_are_told_where_no_visit_can_be_read_out_of_them(foreign: int, told: bool) -> None:
    days = [Batch(dt.date(2026, 3, 1), "research", "bureau", 5) for _ in range(4)]
    days += [Batch(dt.date(2026, 3, 1), "foreign", "bureau", 5) for _ in range(foreign)]
    ((year, before),) = public_years(days, None)
    assert (year.foreign is not None) is told
    assert before is None

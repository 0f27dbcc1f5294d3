"""`jiedai seating`."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from jiedai.loading import load
from tests.seating.samples import charts

VISIT = """\
标题: 省卫健委来云溪县调研
类型: 调研
事由: 调研基层医疗
日期: 2026-05-11
来宾:
  - {姓名: 陈志远, 单位: 省卫健委, 职务: 副主任, 排序: 1}
  - {姓名: 李娜, 单位: 省卫健委, 职务: 处长, 排序: 2}
  - {姓名: 王磊, 单位: 省卫健委, 职务: 科员, 排序: 3}
陪同:
  - {姓名: 林峰, 单位: 县政府, 职务: 副县长, 角色: 主陪}
  - {姓名: 沈浩, 单位: 县卫健局, 职务: 局长}
日程:
  - 日期: 2026-05-11
    安排:
      - {编号: A1, 时间: "09:00-09:30", 事项: 前往县医院, 类别: 乘车, 从: 云溪站, 到: 县医院, 车辆: [1, 2]}
      - {编号: A2, 时间: "10:00-11:00", 事项: 座谈会, 类别: 座谈, 陪同: [林峰, 沈浩]}
乘车:
  - {日程: A1, 车辆: 1, 乘车人: [陈志远, 李娜]}
  - {日程: A1, 车辆: 2, 乘车人: [王磊]}
座次:
  - {编号: S1, 日程: A2, 形式: 长条桌横放, 来宾席: [陈志远, 李娜, 王磊], 主人席: [林峰, 沈浩]}
  - {编号: S2, 日程: A2, 形式: 主席台, 座位数: 1, 人员: [林峰, 沈浩]}
"""


@pytest.fixture
def visit(office: Path) -> Path:
    """A plan with two charts, as the only one of the workspace."""
    for path in (office / "plans").glob("2026-*.yaml"):
        path.unlink()
    path = office / "plans" / "2026-05-11-来访.yaml"
    path.write_text(VISIT, encoding="utf-8")
    return path


def test_the_only_plan_need_not_be_named(run, visit):
    result = run("seating")
    assert result.status == 1
    assert result.out == run("seating", str(visit)).out
    lines = result.out.splitlines()
    assert lines[0] == "S1 · 长条桌横放 · 座谈会"
    assert lines[3].split() == ["王磊", "陈志远", "李娜"]
    assert "S2 · 主席台 · 座谈会" in lines


def test_who_has_no_seat_is_an_error_under_the_chart(run, visit):
    result = run("seating", "--id", "S2", "-f", "json")
    assert result.status == 1
    assert result.err.splitlines() == ["错误：S2 座位不够，没有排上：沈浩", "建议：加座位，或减少就座的人"]
    assert json.loads(result.out)["unseated"] == ["沈浩"]
    assert (run("seating", "--id", "S1").status, run("seating", "--id", "S1").err) == (0, "")


HOSTS = ["林峰", "沈浩", "周敏", "韩磊"]


@pytest.mark.parametrize(("hosts", "kind", "drawn"), [(3, "调研", True), (4, "调研", False), (4, "外事", False)])
def test_a_table_with_more_hosts_than_may_dine_is_not_drawn(run, visit, hosts, kind, drawn):
    dinner = """\
      - {编号: A3, 时间: "12:00-13:00", 事项: 午餐, 类别: 用餐}
用餐: [{日程: A3, 来宾: 3}]
"""
    table = (
        f"  - {{编号: S3, 日程: A3, 形式: 圆桌, 来宾席: [陈志远, 李娜, 王磊], 主人席: [{', '.join(HOSTS[:hosts])}]}}\n"
    )
    text = VISIT.replace("类型: 调研", f"类型: {kind}").replace("乘车:\n", dinner + "乘车:\n") + table
    visit.write_text(text, encoding="utf-8")
    result = run("seating", "--id", "S3")
    assert (result.status, bool(result.out)) == ((0, True) if drawn else (1, False))
    if not drawn:
        assert result.err.splitlines() == [
            "错误：S3 没有画：来宾 3 人，接待方就座 4 人，上限 3 人",
            "建议：减少 1 人",
        ]
        others = run("seating")
        assert (others.status, "S3 ·" in others.out, "S1 ·" in others.out) == (1, False, True)
        assert "S3 没有画" in others.err


def test_one_chart(run, visit):
    assert run("seating", "--id", "S2").out.startswith("S2 · 主席台")
    assert "S1" not in run("seating", "--id", "S2").out


def test_the_number_of_an_item_gives_its_charts_and_its_vehicles(run, visit):
    assert [line for line in run("seating", "--id", "A2").out.splitlines() if " · " in line] == [
        "S1 · 长条桌横放 · 座谈会",
        "S2 · 主席台 · 座谈会",
    ]
    assert run("seating", "--id", "A1").out.count("乘车") == 2
    assert run("seating", "--id", "A1-2").out.splitlines()[0] == "A1-2 · 乘车 · 前往县医院"


def test_json_is_one_object_or_a_list(run, visit):
    one = json.loads(run("seating", "--id", "S1", "-f", "json").out)
    assert list(one) == ["id", "shape", "convention", "even_rule", "viewpoint", "sides"]
    assert one["sides"]["guests"] == ["王磊", "陈志远", "李娜"]
    assert [entry["id"] for entry in json.loads(run("seating", "-f", "json").out)] == ["S1", "S2"]
    visit.write_text(VISIT[: VISIT.index("  - {编号: S2")], encoding="utf-8")
    assert json.loads(run("seating", "-f", "json").out) == one


def test_svg_to_standard_output_and_to_a_file(run, visit, office):
    printed = run("seating", "--id", "S1", "-f", "svg").out
    assert ET.fromstring(printed).tag == "{http://www.w3.org/2000/svg}svg"
    result = run("seating", "--id", "S1", "-f", "svg", "-o", "s1.svg")
    assert (result.status, result.out, result.err) == (0, "", "写好了 s1.svg\n")
    assert (office / "s1.svg").read_text(encoding="utf-8").strip() == printed.strip()
    assert run("seating", "-f", "svg").err.splitlines() == [
        "错误：有 2 张座次图，一次只能画一张",
        "建议：用 --id 写明是哪一张：S1、S2",
    ]
    assert run("seating", "--id", "S1", "-o", "nowhere/s1.txt").status == 2


def test_why_here_and_what_an_exchange_breaks(run, visit):
    lines = run("seating", "--id", "S1", "--explain", "李娜").out.splitlines()
    assert lines[:3] == ["S1（座谈会）", "李娜：来宾席左1，图上 3 号座", "在来宾中排第 2 位，共 3 人"]
    assert any(line.startswith("如与王磊互换：") for line in lines)
    swapped = run("seating", "--id", "S1", "--explain", "陈志远", "--swap", "林峰").out
    assert "如与林峰互换：宾主错位" in swapped
    assert "李娜" not in swapped.splitlines()[-1]


def test_somebody_on_two_charts_is_explained_on_both(run, visit):
    out = run("seating", "--explain", "沈浩").out
    assert "S1（座谈会）" in out
    assert "S2：沈浩在名单里，但座位不够，没有排上" in out


def test_who_moves_when_somebody_stays_away(run, visit):
    lines = run("seating", "--id", "S1", "--absent", "李娜").out.splitlines()
    assert lines[:2] == ["李娜不来，要移动的席卡：", "  王磊：来宾席右1 → 来宾席左1"]
    assert not any("李娜" in line for line in lines[1:])
    twice = run("seating", "--id", "S1", "--absent", "李娜", "--absent", "李娜").out.splitlines()
    assert twice == lines
    last = run("seating", "--id", "S1", "--absent", "王磊").out.splitlines()
    assert last[0] == "王磊不来，其他人的座位不变"
    data = json.loads(run("seating", "--id", "S1", "--absent", "李娜", "-f", "json").out)
    assert data["moves"] == [{"name": "王磊", "before": "来宾席右1", "after": "来宾席左1"}]
    assert "李娜" not in json.dumps(data, ensure_ascii=False)


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        (["--id", "S3"], ["错误：方案里没有编号为“S3”的座次", "建议：是不是想写“S2”？"]),
        (["--explain", "陈志"], ["错误：座次图上没有“陈志”", "建议：是不是想写“陈志远”？"]),
        (["--absent", "李那"], ["错误：座次图上没有“李那”", "建议：是不是想写“李娜”？"]),
        (
            ["--id", "S2", "--explain", "周敏"],
            ["错误：座次图上没有“周敏”", "建议：图上有：林峰、沈浩"],
        ),
        (["--explain", "李娜", "--swap", "周敏"], ["错误：座次图上没有“周敏”"]),
        (["--swap", "李娜"], ["错误：--swap 要与 --explain 同用"]),
        (["--explain", "李娜", "-f", "json"], ["错误：--explain 只有文字输出，也不与 --absent 同用"]),
        (["-f", "png"], ["错误：没有“png”这种输出"]),
    ],
)
def test_what_is_not_there_is_told_in_two_lines(run, visit, words, lines):
    result = run("seating", *words)
    assert (result.status, result.out) == (2, "")
    assert result.err.splitlines()[: len(lines)] == lines
    assert len(result.err.splitlines()) <= 2


def test_two_people_who_share_no_chart(run, visit):
    result = run("seating", "--id", "A1", "--explain", "陈志远", "--swap", "王磊")
    assert (result.status, result.err) == (2, "错误：陈志远和王磊不在同一张座次图上，没法互换\n")


def test_a_plan_that_is_none_shows_its_errors(run, visit):
    visit.write_text(VISIT.replace("类型: 调研", "类型: 旅游"), encoding="utf-8")
    result = run("seating")
    assert (result.status, result.out) == (1, "")
    assert result.err.startswith("plans/2026-05-11-来访.yaml:2:5: error GS04")
    assert result.err.splitlines()[-2:] == ["错误：plans/2026-05-11-来访.yaml 读不成方案", "建议：先改好上面的错误"]


def test_a_plan_without_seating(run, plan):
    result = run("seating")
    assert (result.status, result.err.splitlines()[0]) == (2, "错误：方案里没有座次")


def test_several_plans_ask_for_one(run, visit):
    visit.with_name("2026-06-01-另一份.yaml").write_text(VISIT, encoding="utf-8")
    result = run("seating")
    assert result.status == 2
    assert result.err.splitlines()[0] == "错误：有 2 份方案，写明是哪一份"
    assert run("seating", str(visit), "--id", "S1").status == 0


def test_the_office_file_is_no_plan(run, office):
    result = run("seating", "plans/office.yaml")
    assert (result.status, result.err.splitlines()[0]) == (2, "错误：plans/office.yaml 不是方案，是单位文件")


def test_a_file_that_is_not_there(run, office):
    assert run("seating", "plans/none.yaml").status == 2


def test_every_word_is_in_the_catalog(run, visit, foreign):
    for words in (["--id", "S9"], ["--swap", "x"], ["-f", "svg"], ["-f", "x"]):
        result = run("seating", *words)
        assert result.status == 2
        assert not any("\u4e00" <= char <= "\u9fff" for char in result.err)


def test_the_charts_are_those_of_the_documents(run, visit):
    from jiedai.seating.text import as_text

    loaded = load(visit)
    assert run("seating").out == "\n\n".join(as_text(chart) for chart in charts(loaded.plan, loaded.office))

import datetime as dt
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiedai.diagnostics import Level
from jiedai.loading import load_text
from jiedai.model.base import Node, keys_of, nodes_in
from jiedai.model.choice import Kind
from jiedai.model.plan import Plan
from jiedai.model.quantities import Count
from jiedai.model.times import DateRange, Day
from jiedai.workflow.drafting.clearing import BLANKED, EMPTIED, NAME_LISTS, NAMES, REMOVED, RESULTS
from jiedai.workflow.drafting.copying import copied
from jiedai.workflow.drafting.new import write
from jiedai.workflow.drafting.request import NewVisit, Usage
from jiedai.workspace import Workspace
from tests.workflow.drafting.offices import workspace_in

# ruff: noqa: E501 (the plan is written as offices write it)

OLD = """\
# 去年的方案，照着做
标题: 省厅甲组来县调研
编号: 云接〔2026〕17号
类型: 调研
版本: 4
事由: 调研县域经济
日期: 2026-05-11 至 2026-05-12

公函:
  来函单位: 省厅金丝雀办公室   # 函要原件
  文号: 金丝雀〔2026〕118号
  日期: 2026-05-06
  主题: 金丝雀主题
  行程: 金丝雀行程
  人员: [金丝雀甲, 金丝雀乙]

审批: {审批人: 金丝雀丙, 职务: 金丝雀主任, 时间: 2026-05-07 10:30, 意见: 金丝雀意见}

来宾:
  - 姓名: 金丝雀甲   # 金丝雀的忌口
    外文名: Canary
    单位: 金丝雀厅
    职务: 金丝雀副厅长
    分组: 金丝雀一组
    电话: 13911110001
    民族: 金丝雀族
    饮食: 清真
    健康提示: 金丝雀病
    备注: 金丝雀备注
    抵达: {时间: 2026-05-11 09:20, 车次: 金丝雀01, 地点: 云溪站}
  # 金丝雀乙最后一刻才定
  - {姓名: 金丝雀乙, 单位: 金丝雀厅, 职务: 处长}   # 金丝雀处

陪同:
  - {姓名: 吴刚, 单位: 县政府, 职务: 副县长, 角色: 主陪, 电话: 13911110002}
工作人员:
  - {姓名: 夏禾, 单位: 县接待办, 岗位: 联络, 电话: 13911110003, 替补: 郑一}

# 日程照旧
日程:
  - 日期: 2026-05-11 星期一
    安排:
      - {编号: A1, 时间: 09:20-09:30, 事项: 接金丝雀甲副厅长, 类别: 接站, 地点: 云溪站, 责任单位: 县接待办, 责任人: 夏禾}
      - 编号: A2
        时间: 10:00-11:00   # 别拖
        事项: 座谈会
        类别: 座谈
        来宾: [金丝雀一组]
        陪同: [吴刚]
        工作人员: [夏禾]
        讲解: 金丝雀乙
        主持: 吴刚
        流程:
          - {分钟: 10, 事项: 致辞, 责任人: 金丝雀甲}
        备注: {工作人员: 提醒吴刚带材料, 驾驶员: 电话13911110003}
        责任单位: 县发改局
        责任人: 沈浩
  - 日期: 5月12日 周二
    安排:
      - {编号: B1, 时间: 08:00-09:00, 事项: 早餐, 类别: 用餐, 责任单位: 县接待办, 责任人: 夏禾}

用餐:
  - {日程: A2, 形式: 工作餐, 来宾: 2, 陪餐: [吴刚]}
  - {日程: B1, 形式: 自助餐, 来宾: [金丝雀甲, 金丝雀乙]}
住宿:
  宾馆: 云溪宾馆
  入住: 2026-05-11
  离店: 2026-05-12
  房间:
    - {房号: "0801", 房型: 单间, 入住人: [金丝雀甲], 房价: 480}
乘车:
  - {日程: A1, 车辆: 1, 乘车人: [金丝雀甲, 金丝雀乙], 带车人: 夏禾}
座次:
  - 编号: S1
    日程: A2
    形式: 长条桌横放
    来宾席: [金丝雀甲, 金丝雀乙]
    主人席: [吴刚, 沈浩]
    人员: [金丝雀甲]
    译员: [夏禾]
    指定: [{座位: 1, 姓名: 金丝雀甲, 理由: 金丝雀腿脚}]
礼品:
  - {名称: 茶, 赠予: [金丝雀甲]}
安全: {警车: 0, 许可: 金丝雀许可}

任务:
  - {编号: T1, 事项: 核对名单, 责任单位: 县接待办, 责任人: 夏禾, 电话: 13911110004, 时限: T-3, 状态: 已完成, 完成时间: 2026-05-08 09:00, 备注: 金丝雀说可以}
  - {编号: T2, 事项: 材料, 责任单位: 县发改局, 责任人: 沈浩, 电话: 0570-5550102, 检查人: 吴刚, 时限: 2026-05-09 17:00, 日程: A2, 前置: [T1, T3]}
  - {编号: T3, 事项: 早餐, 责任单位: 县接待办, 责任人: 夏禾, 时限: 5月10日, 日程: B1, 状态: 进行中}
预案:
  - {情形: 降雨, 措施: [请夏禾带伞], 责任单位: 县接待办, 责任人: 夏禾}
经费:
  - {项目: 工作餐, 金额: 120, 付费: 接待方}
实际:
  人数: 2
  安排: [{编号: A1, 备注: 金丝雀迟到}]
反馈: [{项目: 住宿, 意见: 金丝雀满意}]
评估: {经验: 金丝雀教训}
豁免: [{规则: SJ05, 理由: 金丝雀理由, 批准人: 金丝雀丙}]
"""


def span(first: str, days: int) -> DateRange:
    start = dt.date.fromisoformat(first)
    return DateRange(Day.on(start), Day.on(start + dt.timedelta(days=days - 1)))


def visit(first: str = "2026-06-16", days: int = 2, **more) -> NewVisit:
    return NewVisit("市局来县调研", Kind.RESEARCH, span(first, days), **more)


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = workspace_in(tmp_path, with_office=True) / "plans" / "2026-05-11-旧.yaml"
    path.write_text(OLD, encoding="utf-8")
    return path


def read(text: str) -> Plan:
    found = load_text(text.encode(), "x")
    assert [problem for problem in found.diagnostics if problem.level is Level.ERROR] == []
    assert found.plan is not None
    return found.plan


def body(text: str) -> str:
    """The text without its comments."""
    return "\n".join(line.partition("#")[0] for line in text.split("\n"))


def test_nothing_of_the_people_and_results_of_the_earlier_visit_is_left(old: Path):
    text, _notes = copied(visit(), old)

    assert "金丝雀" not in text
    assert "Canary" not in text
    assert re.findall(r"139111100\d\d", text) == ["13911110002", "13911110003", "13911110003", "13911110004"]
    assert "0801" not in text
    assert "云接〔2026〕17号" not in text
    plan = read(text)
    assert (plan.title, plan.version, plan.number) == ("市局来县调研", 1, "待填")
    assert plan.actuals is plan.review is None
    assert plan.feedback == plan.waivers == []
    assert [str(task.status) for task in plan.tasks] == ["未完成"] * 3
    assert all(task.done_at is None and task.note is None for task in plan.tasks)
    assert [guest.name for guest in plan.guests] == ["待填 来宾1"]
    assert plan.letter is not None
    assert plan.letter.issuer == "待填"
    assert plan.costs[0].amount is None


def test_nor_of_people_written_as_bare_names_and_of_several_approvals(old: Path):
    host = "  - {姓名: 吴刚, 单位: 县政府, 职务: 副县长, 角色: 主陪, 电话: 13911110002}\n"
    crew = "工作人员:\n  - {姓名: 夏禾, 单位: 县接待办, 岗位: 联络, 电话: 13911110003, 替补: 郑一}\n"
    approval = "审批: {审批人: 金丝雀丙, 职务: 金丝雀主任, 时间: 2026-05-07 10:30, 意见: 金丝雀意见}\n"
    changed = OLD.replace(host, "  - 吴刚\n  - {姓名: 马明, 单位: 县政府}\n")
    changed = changed.replace(
        crew, "工作人员: 夏禾、郑一\n默认: {责任人: 夏禾, 车辆: [1]}\n状态: 改期\n变更事由: 金丝雀\n"
    )
    changed = changed.replace(
        approval,
        "审批:\n  - {环节: 拟办, 审批人: 金丝雀丙}\n"
        "  - {环节: 审定, 审批人: 金丝雀辛, 时间: 2026-05-07, 审批版本: 4, 核准日期: 5月11日至12日}\n",
    )
    changed = changed.replace("时限: 5月10日", "时限: L+3")
    old.write_text(changed, encoding="utf-8")
    text, _notes = copied(visit(), old)

    assert "金丝雀" not in text
    plan = read(text)
    assert [host.name for host in plan.hosts] == ["吴刚", "马明"]
    assert [member.name for member in plan.crew] == ["夏禾", "郑一"]
    assert plan.defaults is not None
    assert plan.defaults.owner == plan.tasks[0].owner == "夏禾"
    assert plan.defaults.vehicles == ("1",)
    assert plan.state.value == "normal"
    assert plan.state_reason is None
    assert [(one.step.zh if one.step else None, one.by) for one in plan.approvals] == [
        ("拟办", "待填"),
        ("审定", "待填"),
    ]
    assert plan.approval is not None
    assert plan.approval.version is plan.approval.dates is None
    assert str(plan.tasks[2].due) == "L+3"


def test_every_table_of_what_is_cleared_names_fields_that_exist():
    def names(model: type[Node], above: str = "") -> set[str]:
        found = set()
        for (_attribute, english, _zh), info in zip(keys_of(model), model.model_fields.values(), strict=True):
            name = f"{above}{english}"
            found.add(name)
            for below in nodes_in(info.annotation):
                found |= names(below, f"{name}.")
        return found

    assert BLANKED | EMPTIED | NAME_LISTS | NAMES | REMOVED | set(RESULTS) <= names(Plan)


def test_arrangements_and_comments_stay_as_they_were_written(old: Path):
    text, _notes = copied(visit(), old)

    for words in ("# 去年的方案，照着做", "# 函要原件", "# 日程照旧", "# 别拖", "事由: 调研县域经济"):
        assert words in text
    assert "  - {编号: T3, 事项: 早餐, 责任单位: 县接待办," in text
    plan = read(text)
    assert [item.id for _day, item in plan.items()] == ["A1", "A2", "B1"]
    assert plan.tasks[1].owner == "沈浩"
    assert plan.tasks[1].phone == "0570-5550102"
    assert plan.tasks[1].after == ("T1", "T3")
    assert plan.lodging[0].rooms[0].guests == ("待填",)
    assert str(plan.lodging[0].rooms[0].price) == "480"


def test_our_own_people_come_again_wherever_they_are_named(old: Path):
    old.write_text(OLD.replace("乘车人: [金丝雀甲, 金丝雀乙]", "乘车人: [金丝雀甲, 吴刚]"), encoding="utf-8")
    plan = read(copied(visit(), old)[0])

    [host], [member] = plan.hosts, plan.crew
    assert (host.name, host.post, host.phone) == ("吴刚", "副县长", "13911110002")
    assert (member.name, member.phone, member.backup) == ("夏禾", "13911110003", "郑一")
    item = plan.schedule[0].items[1]
    assert (item.hosts, item.chair, item.crew) == (("吴刚",), "吴刚", ("夏禾",))
    assert (item.guests, item.guide, item.steps[0].owner) == (("待填",), ("待填",), "待填")
    assert plan.seating[0].hosts == ("吴刚", "沈浩")
    assert plan.seating[0].guests == ("待填",)
    assert plan.rides[0].riders == ("待填", "吴刚")
    assert plan.rides[0].lead == plan.tasks[0].owner == "夏禾"
    assert plan.tasks[0].phone == "13911110004"


def test_what_an_earlier_plan_says_of_its_own_file_is_not_said_of_the_copy(old: Path):
    line = "# 随时运行 jiedai check plans/2026-05-11-旧.yaml，看还有哪里要填。\n"
    old.write_text(line + OLD, encoding="utf-8")
    text, notes = copied(visit(), old)
    assert "随时运行 jiedai check，看还有哪里要填。" in text
    assert not any("原来的日期" in note for note in notes)


def test_a_copy_says_which_unit_comes(old: Path):
    plan = read(copied(visit(from_unit="市农业农村局", guests=Count(2)), old)[0])
    assert plan.letter is not None
    assert plan.letter.issuer == "市农业农村局"
    assert {guest.unit for guest in plan.guests} == {"市农业农村局"}


def test_dates_move_with_the_first_day_and_relative_deadlines_stay(old: Path):
    text, _notes = copied(visit("2026-12-31", 2), old)

    assert "日期: 2026-12-31 至 2027-01-01" in text
    assert "日期: 2026-12-31 星期四" in text
    assert "日期: 1月1日 周五" in text
    plan = read(text)
    assert [day.date for day in plan.schedule] == [dt.date(2026, 12, 31), dt.date(2027, 1, 1)]
    assert (plan.lodging[0].check_in, plan.lodging[0].check_out) == (dt.date(2026, 12, 31), dt.date(2027, 1, 1))
    assert [str(task.due) for task in plan.tasks] == ["T-3", "2026-12-29 17:00", "2026-12-30"]


@settings(max_examples=25)
@given(st.dates(dt.date(2019, 1, 1), dt.date(2040, 1, 1)), st.integers(1, 5))
def test_every_copy_loads_and_lies_within_its_days(tmp_path_factory, first: dt.date, days: int):
    folder = tmp_path_factory.getbasetemp() / "earlier"
    path = folder / "plans" / "旧.yaml"
    if not path.exists():
        workspace_in(folder, with_office=True)
        path.write_text(OLD, encoding="utf-8")

    text, notes = copied(visit(first.isoformat(), days), path)

    plan = read(text)
    assert (plan.dates.first, plan.dates.days) == (first, days)
    assert [day.date for day in plan.schedule] == [first + dt.timedelta(days=offset) for offset in range(days)]
    assert all(day.date.stated in (None, day.date.weekday()) for day in plan.schedule)
    assert all(hotel.check_out == first + dt.timedelta(days=1) for hotel in plan.lodging)
    assert bool(plan.lodging) == (days > 1)
    assert (plan.tasks[1].due.on(plan.dates) - first).days == -2
    ids = {item.id for _day, item in plan.items()}
    assert {meal.item for meal in plan.meals} <= ids
    assert {task.item for task in plan.tasks} <= ids | {None}
    assert {name for task in plan.tasks for name in task.after} <= {task.id for task in plan.tasks}
    assert any("天，新方案" in note for note in notes) == (days != 2)
    assert "金丝雀" not in text


def test_days_that_do_not_fit_are_dropped_with_all_that_serves_them_and_told(old: Path):
    text, notes = copied(visit(days=1), old)

    plan = read(text)
    assert [item.id for _day, item in plan.items()] == ["A1", "A2"]
    assert [meal.item for meal in plan.meals] == ["A2"]
    assert [task.id for task in plan.tasks] == ["T1", "T2"]
    assert plan.tasks[1].after == ("T1",)
    assert plan.lodging == []
    assert any("2026-05-12 的 1 项" in note for note in notes)
    assert any("住宿" in note for note in notes)


def test_days_that_were_not_there_are_blanks_with_new_numbers(old: Path):
    text, notes = copied(visit(days=4), old)

    plan = read(text)
    assert [item.id for _day, item in plan.items()] == ["A1", "A2", "B1", "X1", "X2"]
    assert "2026-06-19 星期五" in text
    assert any("2 天空白" in note for note in notes)


def test_what_a_person_must_look_at_is_told_by_line(old: Path):
    old.write_text(OLD.replace("事由: 调研县域经济", "事由: 5月11日的调研"), encoding="utf-8")

    text, notes = copied(visit(), old)

    lines = text.split("\n")
    number = next(number for number, line in enumerate(lines, 1) if "5月11日的调研" in line)
    assert any(f"第 {number} 行还写着原来的日期" in note for note in notes)
    swept = next(number for number, line in enumerate(lines, 1) if "副厅长, 类别" in line)
    assert any(note.startswith(f"第 {swept} 行") for note in notes)


def test_a_name_inside_the_name_of_a_place_or_unit_is_no_person(old: Path):
    old.write_text(
        OLD.replace("金丝雀乙", "云溪").replace("宾馆: 云溪宾馆", "宾馆: 云溪宾馆  # 云溪来过"), encoding="utf-8"
    )

    text, _notes = copied(visit(), old)

    assert "宾馆: 云溪宾馆  # 待填来过" in text


def test_everybody_stays_everybody(old: Path):
    old.write_text(OLD.replace("来宾: [金丝雀一组]", "来宾: 全体"), encoding="utf-8")

    assert read(copied(visit(), old)[0]).schedule[0].items[1].guests == ("全体",)


def test_latin_names_are_replaced_as_whole_words_only(old: Path):
    old.write_text(OLD.replace("金丝雀乙", "Li").replace("事由: 调研县域经济", "事由: Life of Li"), encoding="utf-8")

    assert "事由: Life of 待填" in copied(visit(), old)[0]


def test_the_number_of_guests_asked_for(old: Path):
    plan = read(copied(visit(guests=Count(3)), old)[0])
    assert len(plan.guests) == 3
    assert plan.meals[0].guests is not None
    assert plan.meals[0].guests.number == 3


def test_a_plan_with_numbers_only_keeps_the_section_as_a_blank(old: Path):
    start, end = OLD.index("来宾:\n"), OLD.index("陪同:\n")
    numbers = "人数: {总数: 约110, 分组: [{名称: 金丝雀队, 人数: 40}]}\n"
    old.write_text(OLD[:start] + numbers + OLD[end:], encoding="utf-8")

    text, _notes = copied(visit(), old)

    assert "金丝雀" not in text
    assert "约110" not in text
    assert read(text).guests == []


def test_a_plan_without_letter_and_approval_gets_blank_ones(old: Path):
    start, end = OLD.index("公函:\n"), OLD.index("来宾:\n")
    old.write_text(OLD[:start] + OLD[end:], encoding="utf-8")

    text, _notes = copied(visit(), old)

    assert read(text).letter is not None
    assert "\n审批: 待填\n" in text


def test_the_spelling_of_the_keys_is_that_of_the_earlier_plan(old: Path):
    english = "title: x\nkind: meeting\npurpose: y\ndates: 2026-05-11\nschedule:\n  - {date: 2026-05-11, items: []}\n"
    old.write_text(english, encoding="utf-8")

    text, _notes = copied(replace(visit(), kind=Kind.INSPECTION), old)

    assert re.search(r"^[\u4e00-\u9fff]+:", text, re.MULTILINE) is None
    assert "kind: inspection" in text
    assert "approval:" in text


@pytest.mark.parametrize("newline", ["\r\n", "\n"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_files_as_windows_saves_them_can_be_copied(old: Path, newline: str, bom: str):
    old.write_bytes((bom + OLD.replace("\n", newline)).encode())

    text, _notes = copied(visit(), old)

    assert text.startswith("# yaml-language-server")
    assert "\r" not in text
    assert "\ufeff" not in text
    assert "金丝雀" not in text


def test_set_changes_a_copy_too(old: Path):
    changes = (("编号", "18"), ("来宾.0.姓名", "新来"), ("press.people", "2"))
    plan = read(copied(visit(changes=changes), old)[0])
    assert (plan.number, plan.guests[0].name) == ("18", "新来")
    assert plan.press is not None
    with pytest.raises(Usage, match="版本"):
        copied(visit(changes=(("版本", "一"),)), old)


def test_a_plan_that_cannot_be_read_or_has_errors_is_refused(old: Path, tmp_path: Path):
    with pytest.raises(Usage, match="找不到"):
        copied(visit(), tmp_path / "nothing.yaml")
    old.write_text(OLD.replace("版本: 4", "版本号: 4"), encoding="utf-8")
    with pytest.raises(Usage, match="jiedai check"):
        copied(visit(), old)


def test_a_copy_is_written_beside_the_earlier_plan_which_stays_as_it_was(old: Path):
    created = write(visit(source=old), Workspace(old.parent.parent))

    assert created.path.name == "2026-06-16-市局来县调研.yaml"
    assert created.path.read_text(encoding="utf-8") == created.text
    assert created.notes
    assert old.read_text(encoding="utf-8") == OLD
    with pytest.raises(Usage, match="已经有了"):
        write(visit(source=old), Workspace(old.parent.parent))


def test_a_copy_of_a_copy_is_the_same_but_for_its_dates(old: Path):
    first = write(visit(source=old), Workspace(old.parent.parent))

    again, _notes = copied(visit(), first.path)

    assert body(again) == body(first.text)


def test_the_glossary_stays_without_the_people_of_the_earlier_visit(old: Path):
    words = [
        "译文:",
        "  座谈会: Talks",
        "  金丝雀乙: Jin Siding",
        "  吴刚: Wu Gang",
        "  省厅甲组来县调研: Visit of Group A",
        "  金丝雀甲副厅长: Dr Canary",
    ]
    old.write_text(OLD + "\n" + "\n".join(words) + "\n", encoding="utf-8")
    text, _notes = copied(visit(), old)
    assert read(text).translations == {"座谈会": "Talks", "吴刚": "Wu Gang"}
    for gone in ("Siding", "Group A", "Dr Canary", "金丝雀"):
        assert gone not in text
    old.write_text(OLD + "\n译文: {金丝雀乙: Jin Siding}\n", encoding="utf-8")
    assert "译文" not in copied(visit(), old)[0]


def test_the_public_name_of_the_earlier_visit_is_asked_for_anew(old: Path):
    words = "对外名称: 海风交流团\n译文: {海风交流团: Sea Breeze, 座谈会: Talks}\n"
    old.write_text(f"{OLD}\n{words}", encoding="utf-8")
    text, _notes = copied(visit(), old)
    assert read(text).public_title == "待填"
    assert read(text).translations == {"座谈会": "Talks"}
    assert "海风" not in text


def test_a_latin_name_takes_no_longer_word_out_of_the_glossary(old: Path):
    text = OLD.replace("金丝雀乙", "Li")
    assert text != OLD
    old.write_text(text + "\n译文: {Li 女士: Ms Li, Linden 公司: Linden Ltd}\n", encoding="utf-8")
    assert read(copied(visit(), old)[0]).translations == {"Linden 公司": "Linden Ltd"}


def test_what_was_said_to_those_guests_of_those_days_goes(old: Path):
    text = OLD + "\n欢迎词: [感谢各位专家到来。, 请多提意见。]\n天气: [{日期: 2026-05-11, 天气: 多云, 最低: 8}]\n"
    words = "译文: {感谢各位…: Thank you, 请多提意见。: Tell us, 请多: Much, 多云: Cloudy, …: All}\n"
    old.write_text(text + words, encoding="utf-8")
    copy = read(copied(visit(), old)[0])
    assert (copy.welcome, copy.weather) == ((), [])
    assert copy.translations == {"请多": "Much", "多云": "Cloudy", "…": "All"}
    old.write_text(OLD + "\n译文: {金丝雀乙: Jin Siding}\n", encoding="utf-8")
    assert "译文" not in copied(visit(), old)[0]

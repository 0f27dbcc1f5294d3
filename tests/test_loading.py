from __future__ import annotations

import os
from pathlib import Path

import pytest

from jiedai.check.engine import examined
from jiedai.diagnostics import Level, Span
from jiedai.loading import load, load_office, load_text, vocabulary
from jiedai.model.base import path_of, walk
from jiedai.model.partial import Without
from jiedai.source import Unreadable
from jiedai.workspace import OFFICE_NAME, Workspace, plans_in, shown
from tests.batch import cases

PLAN = """\
标题: 省发展改革委调研组来云溪县调研
类型: 调研
事由: 调研县域经济
日期: 2026-05-11 至 2026-05-12
来宾:
  - {姓名: 陈志远, 单位: 省发展改革委, 职务: 副主任}
  - 姓名: 李娜
    单位: 省发展改革委
    职务: 处长
日程:
  - 日期: 2026-05-11
    安排:
      - {编号: A1, 时间: "09:20", 事项: 接站}
"""
OFFICE = "单位: {名称: 云溪县接待办公室}\n"


@pytest.fixture
def office(tmp_path, monkeypatch):
    """A workspace with an office file; the working directory."""
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / OFFICE_NAME).write_text(OFFICE, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(folder, text, name="plans/a.yaml"):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def changed(old, new, text=PLAN):
    assert text.count(old) == 1
    return text.replace(old, new)


def found(path):
    return [(finding.code, finding.span, finding.path) for finding in load(path).diagnostics]


# --- where things are ---


@pytest.mark.parametrize("asked", ["plans/a.yaml", "plans", ".", "plans/2026/b.yaml", "templates/reply.html", "c.yaml"])
def test_a_workspace_is_the_folder_with_plans(office, asked):
    for name in ("plans/a.yaml", "plans/2026/b.yaml", "templates/reply.html", "c.yaml"):
        write(office, "", name)

    assert Workspace.around(Path(asked)).root == office
    assert Workspace.around(office / asked).root == office


def test_a_stray_plans_folder_far_above_takes_nothing_over(tmp_path):
    (tmp_path / "plans").mkdir()
    deep = tmp_path / "home" / "clerk"
    deep.mkdir(parents=True)

    assert Workspace.around(tmp_path / "home").root == tmp_path
    assert Workspace.around(deep).root == deep
    write(tmp_path, OFFICE, "plans/office.yaml")
    assert Workspace.around(deep).root == tmp_path


def test_a_plan_alone_is_its_own_workspace(tmp_path):
    path = write(tmp_path, PLAN, "alone/a.yaml")

    assert Workspace.around(path) == Workspace(tmp_path / "alone")
    assert Workspace.around(path).plans_dir == tmp_path / "alone" / "plans"
    assert Workspace.around(path).templates_dir == tmp_path / "alone" / "templates"


def test_the_office_file_beside_the_plan_comes_before_that_in_plans_and_at_the_root(office):
    workspace = Workspace(office)
    beside = write(office, OFFICE, "plans/2026/office.yaml")
    root = write(office, OFFICE, "office.yaml")

    assert workspace.office_path(beside.parent) == beside
    assert workspace.office_path() == office / "plans" / OFFICE_NAME
    (office / "plans" / OFFICE_NAME).unlink()
    assert workspace.office_path() == root
    root.unlink()
    assert workspace.office_path() is None


def test_plans_are_the_yaml_files_but_no_office_and_nothing_hidden(office):
    names = ["a.yaml", "b.yml", "2026/c.yaml", "d.txt", ".e.yaml", ".git/f.yaml", "2026/.g/h.yaml", "2026/office.yaml"]
    for name in names:
        write(office / "plans", "", name)

    assert [path.relative_to(office / "plans").as_posix() for path in plans_in(office / "plans")] == [
        "2026/c.yaml",
        "a.yaml",
        "b.yml",
    ]


def test_a_hidden_folder_above_hides_nothing(tmp_path):
    path = write(tmp_path, "", ".work/plans/a.yaml")

    assert plans_in(path.parent) == [path]


def test_files_are_named_from_the_working_directory(office, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "a.yaml"

    assert shown(office / "plans" / "a.yaml") == "plans/a.yaml"
    assert shown(Path("plans/a.yaml")) == "plans/a.yaml"
    assert shown(elsewhere) == elsewhere.as_posix()


# --- loading ---


def test_a_sound_plan_is_loaded_with_its_office(office):
    loaded = load(write(office, PLAN))

    assert loaded.diagnostics == ()
    assert loaded.name == "plans/a.yaml"
    assert loaded.plan.title == "省发展改革委调研组来云溪县调研"
    assert loaded.office.office.name == "云溪县接待办公室"
    assert loaded.workspace == Workspace(office)


def test_without_an_office_file_there_is_none(tmp_path):
    loaded = load(write(tmp_path, PLAN))

    assert loaded.plan is not None
    assert loaded.office is None
    assert loaded.office_file is None


def test_an_office_file_with_errors_keeps_the_plan(office):
    write(office, "单位: {名称: 接待办}\n部门们: []\n", "plans/office.yaml")
    loaded = load(write(office, PLAN))

    assert loaded.plan is not None
    assert loaded.diagnostics == ()
    assert loaded.office is None
    (finding,) = loaded.office_file.diagnostics
    assert (finding.code, finding.file, finding.span) == ("GS02", "plans/office.yaml", Span(2, 1, 2, 4))
    assert finding.hint == "是不是想写“部门”？"


def test_an_office_file_is_read_once_while_it_stays_as_it_is(office):
    path = office / "plans" / OFFICE_NAME
    first = load_office(path)

    assert load_office(path) is first
    path.write_text("单位: {名称: 新名称}\n", "utf-8")
    os.utime(path, ns=(1, 1))
    assert load_office(path).office.office.name == "新名称"


def test_an_office_file_that_is_gone_is_reported_not_raised(tmp_path):
    (finding,) = load_office(tmp_path / OFFICE_NAME).diagnostics

    assert (finding.code, finding.level) == ("GS01", Level.ERROR)
    assert "找不到文件" in finding.message


def test_a_plan_that_is_not_there_is_unreadable(office):
    with pytest.raises(Unreadable, match=r"找不到文件“plans/none\.yaml”"):
        load(office / "plans" / "none.yaml")


def test_standard_input_has_the_office_of_the_working_directory(office):
    loaded = load_text(PLAN.encode(), "<stdin>")

    assert loaded.plan is not None
    assert loaded.path is None
    assert loaded.name == "<stdin>"
    assert loaded.office is not None


def test_nodes_know_their_place_in_the_users_own_keys(office):
    text = changed("来宾:", "guests:") + "住宿: {hotel: 云溪宾馆, 房间: [{房号: '0801'}]}\n"
    plan = load(write(office, text)).plan
    places = [path_of(node) for node in walk(plan)]

    assert places == [
        (),
        ("guests", 0),
        ("guests", 1),
        ("日程", 0),
        ("日程", 0, "安排", 0),
        ("住宿",),
        ("住宿", "房间", 0),
    ]
    assert plan.lodging[0].rooms[0].number == "0801"


@pytest.mark.parametrize(
    ("hosts", "places"),
    [
        ("陪同: [马明, 顾晓岚]\n", [("马明", ("陪同", 0)), ("顾晓岚", ("陪同", 1))]),
        ("hosts: 马明、顾晓岚\n", [("马明", ("hosts",)), ("顾晓岚", ("hosts",))]),
        ("陪同: {姓名: 马明}\n", [("马明", ("陪同",))]),
        (
            "陪同: [马明、顾晓岚, {姓名: 林峰}, 徐正]\n",
            [("马明", ("陪同", 0)), ("顾晓岚", ("陪同", 0)), ("林峰", ("陪同", 1)), ("徐正", ("陪同", 2))],
        ),
        ("陪同: [马明、顾晓岚, 待填, 徐正]\n", [("马明", ("陪同", 0)), ("顾晓岚", ("陪同", 0)), ("徐正", ("陪同", 2))]),
        ("陪同: [待填, 马明、顾晓岚]\n", [("马明", ("陪同", 1)), ("顾晓岚", ("陪同", 1))]),
    ],
)
def test_a_bare_name_stands_where_its_text_does(office, hosts, places):
    loaded = load(write(office, PLAN + hosts))

    assert [(host.name, path_of(host)) for host in loaded.plan.hosts] == places
    assert all(path in loaded.source.spans for _name, path in places)


@pytest.mark.parametrize("field", ["陪同", "工作人员", "来宾"])
def test_a_blank_for_people_is_nobody_and_a_warning(office, field):
    text = PLAN[: PLAN.index("来宾:")] + f"{field}: 待填\n" + PLAN[PLAN.index("日程:") :]
    loaded = load(write(office, text))

    assert [(finding.code, finding.path) for finding in loaded.diagnostics] == [("GS13", (field,))]
    assert loaded.plan.guests == loaded.plan.hosts == loaded.plan.crew == []


def test_an_error_among_names_stands_where_it_is(office):
    text = PLAN + "陪同: [马明、顾晓岚, 待填, {姓名: 林峰, 电话: 无}]\n"

    assert found(write(office, text)) == [
        ("GS13", Span(14, 14, 14, 16), ("陪同", 1)),
        ("GS04", Span(14, 31, 14, 32), ("陪同", 2, "电话")),
    ]


def test_blanks_in_a_single_section_are_warnings_too(office):
    loaded = load(write(office, PLAN + "审批: {审批人: 徐正, 时间: 待填}\n住宿: {宾馆: 云溪宾馆, 入住: 待填}\n"))

    assert [(finding.code, finding.path) for finding in loaded.diagnostics] == [
        ("GS13", ("审批", "时间")),
        ("GS13", ("住宿", "入住")),
    ]
    assert path_of(loaded.plan.approval) == ("审批",)
    assert (loaded.plan.approval.time, loaded.plan.lodging[0].check_in) == (None, None)


def test_a_length_to_be_filled_in_leaves_the_plan_whole(office):
    loaded = load(write(office, changed('时间: "09:20"', "时长: 待填")))

    assert [(finding.code, finding.path[-1]) for finding in loaded.diagnostics] == [("GS13", "时长")]
    assert loaded.plan.items()[0][1].time.unfilled


@pytest.mark.parametrize("text", ["- 标题: x\n", "只是一段文字\n"])
def test_a_file_that_holds_no_fields_says_so(office, text):
    loaded = load(write(office, text))

    assert loaded.plan is None
    assert [finding.code for finding in loaded.diagnostics] == ["GS04"]


def test_an_empty_file_is_reported_once(office):
    assert [code for code, _span, _path in found(write(office, ""))] == ["GS01"]


def test_the_vocabulary_holds_both_spellings_of_both_files():
    assert {"标题", "title", "场所", "places", "从", "from", "过敏原", "allergens"} <= vocabulary()
    assert "from_" not in vocabulary()


# --- what the vocabulary reports, to the column ---


@pytest.mark.parametrize(
    ("old", "new", "code", "span", "path"),
    [
        ("事由: 调", "事油: 调", "GS02", Span(3, 1, 3, 3), ("事油",)),
        ("职务: 处长", "职务: 处长\n    职称: 高工", "GS02", Span(10, 5, 10, 7), ("来宾", 1, "职称")),
        (", 职务: 副主任", "", "GS03", Span(6, 5, 6, 26), ("来宾", 0)),
        ("类型: 调研", "类型: 调妍", "GS04", Span(2, 5, 2, 7), ("类型",)),
        ('"09:20"', '"25:00"', "GS04", Span(13, 22, 13, 29), ("日程", 0, "安排", 0, "时间")),
        ("类型: 调研", "类型:", "GS04", Span(2, 1, 2, 3), ("类型",)),
        ("类型: 调研", "类型: 调研\nkind: research", "GS09", Span(3, 1, 3, 5), ("kind",)),
    ],
)
def test_a_refusal_stands_at_its_line_and_column(office, old, new, code, span, path):
    loaded = load(write(office, changed(old, new)))

    # A misspelt required field is both unknown and missing.
    first = next(finding for finding in loaded.diagnostics if finding.code == code)
    assert (first.span, first.path, first.level, first.file) == (span, path, Level.ERROR, "plans/a.yaml")
    assert first.title
    assert loaded.plan is None


def test_a_field_in_both_spellings_is_told_where_it_is_written_again(office):
    (finding,) = load(write(office, changed("类型: 调研", "kind: research\n类型: 调研"))).diagnostics

    assert (finding.code, finding.span, finding.path) == ("GS09", Span(3, 1, 3, 3), ("类型",))
    assert [related.span for related in finding.related] == [Span(2, 1, 2, 5)]


def test_the_other_spelling_of_a_field_is_shown_too(office):
    (finding,) = load(write(office, changed("类型: 调研", "类型: 调研\nkind: research"))).diagnostics

    assert [(other.file, other.span) for other in finding.related] == [("plans/a.yaml", Span(2, 1, 2, 3))]


def test_all_refusals_are_told_at_once(office):
    text = changed("类型: 调研", "类型: 调妍").replace("职务: 处长", "职位: 处长")

    assert [code for code, _span, _path in found(write(office, text))] == ["GS04", "GS03", "GS02"]


# --- blanks to fill in ---


def test_a_blank_is_a_warning_at_its_value(office):
    loaded = load(write(office, changed("职务: 处长", "职务: 待填")))

    (finding,) = loaded.diagnostics
    assert (finding.code, finding.level) == ("GS13", Level.WARNING)
    assert (finding.span, finding.path) == (Span(9, 9, 9, 11), ("来宾", 1, "职务"))
    assert finding.message == "“职务”还没有填写"
    assert loaded.plan.guests[1].post == "待填"


@pytest.mark.parametrize("blank", ["待填", "TODO", "（待补充）", "'×××'"])
def test_a_blank_that_its_field_cannot_hold_leaves_the_field_out(office, blank):
    loaded = load(write(office, PLAN + f"密级: {blank}\n"))

    assert [finding.code for finding in loaded.diagnostics] == ["GS13"]
    assert loaded.plan.classification is None


def test_a_blank_the_plan_cannot_do_without_is_no_error_but_there_is_no_plan(office):
    loaded = load(write(office, changed("类型: 调研", "类型: 待填")))

    assert [finding.code for finding in loaded.diagnostics] == ["GS13"]
    assert loaded.plan is None


def test_a_blank_excuses_no_other_field(office):
    text = changed("类型: 调研", "类型: 待填").replace("事由: 调研县域经济\n", "")
    codes = [(code, path) for code, _span, path in found(write(office, text))]

    assert codes == [("GS13", ("类型",)), ("GS03", ())]


def test_a_blank_in_a_section_excuses_nothing_missing_there(office):
    codes = found(write(office, changed("姓名: 李娜\n    单位: 省发展改革委", "姓名: 待填\n    性别: 待填")))

    assert [(code, path) for code, _span, path in codes] == [
        ("GS13", ("来宾", 1, "姓名")),
        ("GS13", ("来宾", 1, "性别")),
        ("GS03", ("来宾", 1)),
    ]


def test_a_blank_makes_no_unknown_field_known(office):
    assert [code for code, _span, _path in found(write(office, PLAN + "没有的字段: 待填\n"))] == ["GS13", "GS02"]
    assert [code for code, _span, _path in found(write(office, PLAN + "kind: 待填\n"))] == ["GS13", "GS09"]


def test_behind_a_blank_in_a_list_places_stay_right(office):
    text = changed("来宾:\n", "来宾:\n  - 待填\n")
    loaded = load(write(office, text))

    assert [finding.code for finding in loaded.diagnostics] == ["GS13"]
    assert [(guest.name, path_of(guest)) for guest in loaded.plan.guests] == [
        ("陈志远", ("来宾", 1)),
        ("李娜", ("来宾", 2)),
    ]


def test_an_error_behind_a_blank_in_a_list_stands_where_it_is(office):
    text = changed("来宾:\n", "来宾:\n  - 待填\n").replace("职务: 处长", "职务: 处长\n    性别: 不详")

    assert found(write(office, text)) == [
        ("GS13", Span(6, 5, 6, 7), ("来宾", 0)),
        ("GS04", Span(11, 9, 11, 11), ("来宾", 2, "性别")),
    ]


def test_blanks_do_not_hide_each_other(office):
    text = PLAN + "密级: 待填\n版本: 待填\n用餐: [{日程: A1, 人均: 待填, 形式: 待填}]\n"
    loaded = load(write(office, text))

    assert [finding.code for finding in loaded.diagnostics] == ["GS13"] * 4
    assert loaded.plan.version == 1
    assert loaded.plan.meals[0].price is None


@cases(
    ("path", "original"),
    [
        ((), ()),
        (("a", 0), ("a", 1)),
        (("a", 1), ("a", 3)),
        (("a", 1, "x"), ("a", 3, "x")),
        (("b", 0), ("b", 0)),
        (("b", 0, 0), ("b", 0, 1)),
    ],
)
def test_places_before_values_were_taken_out(path, original):
    data = {"a": ["-", 1, "-", {"x": 2, "y": "-"}], "b": [["-", 3]]}
    without = Without(data, [("a", 0), ("a", 2), ("a", 3, "y"), ("b", 0, 0)])

    assert without.data == {"a": [1, {"x": 2}], "b": [[3]]}
    assert without.original(path) == original


# --- office files by another name ---


@pytest.mark.parametrize("name", ["office.yml", "office(1).yaml", "Office.yaml", "office.yaml.txt", "单位.yaml"])
def test_an_office_file_by_another_name_is_told_in_one_line(office, name):
    path = write(office, OFFICE + "部门: [{名称: 县接待办}]\n译文: {甲: A}\n", f"plans/{name}")
    loaded = load(path)
    (finding,) = loaded.diagnostics
    assert (finding.code, finding.level) == ("GS04", Level.ERROR)
    assert finding.message == "这像是单位文件，不是方案；单位文件只认 office.yaml 这个名字"
    assert (loaded.plan, loaded.partial, loaded.is_plan) == (None, None, False)
    assert examined(loaded).unchecked == frozenset()


@pytest.mark.parametrize(
    "text", [PLAN, PLAN + OFFICE, "标题: 甲\n" + OFFICE, "译文: {甲: A}\n", "场所: [{名称: 甲}]\n", "甲: 乙\n"]
)
def test_a_file_with_anything_of_a_plan_in_it_is_a_plan(office, text):
    loaded = load(write(office, text))
    assert loaded.is_plan
    assert not any("单位文件" in finding.message for finding in loaded.diagnostics)


# --- plans with errors of format ---


def test_a_plan_with_errors_is_kept_in_part(office):
    loaded = load(write(office, changed("职务: 副主任", "职务: []")))
    assert loaded.plan is None
    assert loaded.partial is not None
    assert [path_of(node) for node in walk(loaded.partial.guests[1])] == [("来宾", 1)]
    assert load(write(office, PLAN)).partial is None
    assert load(write(office, changed("日期: 2026-05-11 至 2026-05-12", "日期: 五月"))).partial is None


def test_a_line_may_begin_with_any_number_of_anchors():
    assert load_text(b"&a " * 3000, "x").plan is None

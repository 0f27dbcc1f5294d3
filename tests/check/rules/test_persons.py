"""GS16 one person with two numbers, posts or units; GS14 one person or unit in two spellings."""

from __future__ import annotations

import pytest

from tests.batch import cases
from tests.check.bench import Bench

HOSTS = (
    "陪同: [{姓名: 林峰, 单位: 县政府, 职务: 副县长, 电话: 13900001001}, {姓名: 沈浩, 单位: 县发改局, 职务: 局长}]\n"
)


def crew(phone: str, unit: str = "县接待办") -> str:
    return f"工作人员: [{{姓名: 姚晨, 单位: {unit}, 岗位: 联络, 电话: {phone}}}]\n"


def tasks(*phones: str, owner: str = "姚晨") -> str:
    lines = (
        f"  - {{编号: T{n}, 事项: 准备, 责任人: {owner}, 电话: {phone}, 时限: T-1}}\n" for n, phone in enumerate(phones)
    )
    return "任务:\n" + "".join(lines)


class TestPhones:
    def test_a_task_with_another_mobile(self, bench: Bench) -> None:
        found = bench(crew("13900000201") + tasks("⟦13900000299⟧"), only="GS16")
        assert found.spans("GS16") == found.marks
        assert found.levels("GS16") == ["warning"]
        (one,) = found.of("GS16")
        assert one.message == "姚晨的手机写的是 13900000299，别处是 13900000201"
        assert one.related[0].message == "这里写的是 13900000201"

    def test_the_line_that_says_something_else_than_most(self, bench: Bench) -> None:
        found = bench(crew("⟦13900000299⟧") + tasks("13900000201", "13900000201"), only="GS16")
        assert found.spans("GS16") == found.marks

    def test_one_finding_for_all_lines(self, bench: Bench) -> None:
        found = bench(crew("13900000201") + tasks("⟦13900000299⟧", "13900000299"), only="GS16")
        assert len(found.of("GS16")) == 1
        found = bench(crew("13900000201") + tasks("13900000201", "⟦13900000298⟧", "13900000299"), only="GS16")
        assert found.spans("GS16") == found.marks
        assert len(found.of("GS16")[0].related) == 2

    def test_of_many_lines_the_usual_one_and_five_others_are_shown(self, bench: Bench) -> None:
        usual = ["13900000201"] * 9
        for others in (5, 6, 8):
            phones = [*usual, *(f"1390000029{number}" for number in range(others))]
            assert len(bench(crew(usual[0]) + tasks(*phones), only="GS16").of("GS16")[0].related) == min(others, 6)

    @cases(
        "phone",
        [
            "0570-5550101",
            "13900000201",
            "139-0000-0201",
            '"+86 13900000201"',
            "13900000201、13900000299",
            "待填",
            "110",
        ],
    )
    def test_the_same_a_desk_line_or_nothing(self, bench: Bench, phone: str) -> None:
        assert bench(crew("13900000201") + tasks(phone), only="GS16").codes == []

    def test_the_office_file_beside_the_plan(self, bench: Bench) -> None:
        office = "人员: [{姓名: 姚晨, 电话: 13900000299}]\n"
        found = bench(crew("⟦13900000201⟧"), office=office, only="GS16")
        assert found.spans("GS16") == found.marks
        (related,) = found.of("GS16")[0].related
        assert related.file.endswith("office.yaml")
        assert related.message == "常备资料里写的是 13900000299"

    def test_a_driver_in_the_crew(self, bench: Bench) -> None:
        member = "工作人员: [{姓名: 郑涛, 单位: 县接待办, 岗位: 驾驶员, 电话: ⟦13900000999⟧}]\n"
        found = bench(member, only="GS16")
        assert found.spans("GS16") == found.marks

    def test_the_number_of_a_unit_or_a_place_is_nobody_s_own(self, bench: Bench) -> None:
        office = (
            "部门: [{名称: 县接待办, 联系人: 姚晨, 电话: 13900000299}]\n"
            "场所: [{名称: 云溪宾馆, 联系人: 姚晨, 电话: 13900000298}]\n"
        )
        assert bench(crew("13900000201"), office=office, only="GS16").codes == []

    def test_people_only_the_office_knows_are_not_this_plan_s_matter(self, bench: Bench) -> None:
        office = "人员: [{姓名: 方芳, 电话: 13900000299}, {姓名: 方芳, 电话: 13900000298}]\n"
        assert bench(office=office, only="GS16").codes == []


class TestPostsAndUnits:
    @cases(
        ("post", "told"),
        [("县长", True), ("副县长", False), ("县委常委、副县长", False), ("副局长", True), ("待填", False)],
    )
    def test_a_post(self, bench: Bench, post: str, told: bool) -> None:
        plan = HOSTS.replace("职务: 副县长", "职务: ⟦副县长⟧")
        found = bench(plan, office=f"人员: [{{姓名: 林峰, 职务: {post}}}]\n", only="GS16")
        assert found.spans("GS16") == (found.marks if told else ())

    @cases(("unit", "told"), [("县委", True), ("县政府", False), ("云溪县人民政府", False), ("县政府办公室", False)])
    def test_a_unit(self, bench: Bench, unit: str, told: bool) -> None:
        plan = HOSTS.replace("单位: 县政府", "单位: ⟦县政府⟧")
        found = bench(plan, office=f"人员: [{{姓名: 林峰, 单位: {unit}}}]\n", only="GS16")
        assert found.spans("GS16") == (found.marks if told else ())

    def test_in_two_lists_of_the_plan(self, bench: Bench) -> None:
        plan = HOSTS + "工作人员: [{姓名: 沈浩, 单位: ⟦县卫健局⟧, 岗位: 联络}]\n"
        found = bench(plan, only="GS16")
        assert found.spans("GS16") == found.marks

    @cases(
        ("post", "told"),
        [("县委办公室主任", True), ("副县长", False), ("县委常委、副县长", False), ("待定", False)],
    )
    def test_who_approved_has_the_post_of_the_lists(self, bench: Bench, post: str, told: bool) -> None:
        approval = f"审批: {{审批人: 林峰, 职务: {post}, 意见: 同意}}\n"
        found = bench(HOSTS.replace("职务: 副县长", "职务: ⟦副县长⟧") + approval, only="GS16")
        assert [one.message for one in found.of("GS16")] == (
            ["林峰的职务写的是“县委办公室主任”，别处是“副县长”"] if told else []
        )
        assert bench(HOSTS + "审批: {审批人: 徐正, 职务: 县委书记, 意见: 同意}\n", only="GS16").codes == []

    def test_the_unit_of_a_task_says_nothing_of_its_owner(self, bench: Bench) -> None:
        task = "任务: [{编号: T1, 事项: 准备, 责任单位: 县卫健局, 责任人: 沈浩, 时限: T-1}]\n"
        assert bench(HOSTS + task, only="GS16").codes == []

    def test_a_guest_and_somebody_of_the_office_with_the_same_name(self, bench: Bench) -> None:
        office = "人员: [{姓名: 李娜, 单位: 县接待办, 职务: 科员, 电话: 13900000299}]\n"
        assert bench(office=office, only="GS16").codes == []

    def test_a_guest_and_a_host_with_the_same_name(self, bench: Bench) -> None:
        """All papers would mix them up."""
        found = bench("陪同: [{姓名: 李娜, 单位: ⟦县政府⟧, 职务: ⟦副县长⟧}]\n", only="GS16")
        assert set(found.spans("GS16")) == set(found.marks)


class TestSpellings:
    def test_a_host_and_everywhere_else(self, bench: Bench) -> None:
        """Each is seen more than once, and each is the other's witness."""
        office = "部门: [{名称: 县发改局, 联系人: 沈浩}]\n"
        hosts = "陪同: [{姓名: ⟦沈皓⟧, 单位: 县发改局, 职务: 局长}]\n"
        risks = "预案: [{情形: 停电, 责任人: 沈浩}, {情形: 降雨, 责任人: 沈浩}]\n"
        found = bench(hosts + risks, office=office, only="GS14")
        assert found.spans("GS14") == found.marks
        assert found.levels("GS14") == ["info"]
        (one,) = found.of("GS14")
        assert "“沈皓”和别处的“沈浩”读音相同、只差一字" in one.message

    @pytest.mark.parametrize("unit", ["县卫健局", "县发改局"])
    def test_two_people_of_two_units(self, bench: Bench, unit: str) -> None:
        hosts = f"陪同: [{{姓名: 沈皓, 单位: {unit}, 职务: 局长}}]\n"
        assert (bench(hosts, only="GS14").codes == ["GS14"]) is (unit == "县发改局")

    def test_two_guests_of_one_unit(self, bench: Bench) -> None:
        guests = "来宾: [{姓名: 王芳, 单位: 省发改委, 职务: 处长}, {姓名: 王方, 单位: 省发改委, 职务: 科员}]\n"
        assert bench(guests, only="GS14").codes == []

    def test_a_name_seen_once_is_told_once(self, bench: Bench) -> None:
        found = bench("预案: [{情形: 停电, 责任人: ⟦何婧⟧}]\n", only="GS14")
        assert found.spans("GS14") == found.marks

    def test_other_names_are_other_people(self, bench: Bench) -> None:
        risks = "预案: [{情形: 停电, 责任人: 沈涛}, {情形: 降雨, 责任人: 沈涛}]\n"
        assert bench(risks, only="GS14").codes == []

    def test_a_unit_of_guests_in_a_long_and_a_short_form(self, bench: Bench) -> None:
        guests = (
            "来宾: [{姓名: 甲甲, 单位: 省发展改革委, 职务: 丙}, {姓名: 乙乙, 单位: ⟦省发改委⟧, 职务: 丙}, "
            "{姓名: 丙丙, 单位: 省发展改革委, 职务: 丙}, {姓名: 丁丁, 单位: 省科学院, 职务: 丙}]\n"
        )
        found = bench(guests, only="GS14")
        assert found.spans("GS14") == found.marks
        assert found.of("GS14")[0].message == "单位写成“省发改委”，别的来宾是“省发展改革委”（2 人）"

    def test_different_units(self, bench: Bench) -> None:
        guests = (
            "来宾: [{姓名: 甲甲, 单位: 省科学院, 职务: 丙}, {姓名: 乙乙, 单位: 省医学科学院, 职务: 丙}, "
            "{姓名: 丙丙, 单位: 省发展改革委, 职务: 丙}, {姓名: 丁丁, 单位: 省发展改革委投资处, 职务: 丙}]\n"
        )
        assert bench(guests, only="GS14").codes == []


class TestDeskLines:
    def test_one_digit_apart_is_mistyped(self, bench: Bench) -> None:
        found = bench(tasks("⟦0570-5550119⟧", owner="唐凯"), only="GS16")
        assert found.spans("GS16") == found.marks
        (one,) = found.of("GS16")
        assert one.message == "唐凯的电话写的是 0570-5550119，别处是 0570-5550109，差一位"

    def test_two_digits_in_another_order_are_mistyped(self, bench: Bench) -> None:
        found = bench(tasks("⟦0570-5550190⟧", owner="唐凯"), only="GS16")
        assert found.spans("GS16") == found.marks

    def test_two_lines_of_one_person_are_none(self, bench: Bench) -> None:
        for phone in ("0570-5550109", "0570-5550192", "5550119", "13900000201"):
            assert bench(tasks(phone, owner="唐凯"), only="GS16").codes == []


@pytest.mark.parametrize(
    ("units", "told"),
    [
        (("省发改委", "省发改委", "⟦省发改委员⟧"), True),
        (("省发改委", "省发改委", "省发改委"), False),
        (("⟦县医院⟧", "县医院部", "县医院部"), True),
        (("省发改委员", "省发改委"), False),
    ],
)
def test_a_unit_with_a_sign_more_than_the_others(bench: Bench, units: tuple[str, ...], told: bool) -> None:
    guests = ", ".join(f"{{姓名: 甲{n}, 单位: {unit}, 职务: 丙}}" for n, unit in zip("乙丙丁", units, strict=False))
    found = bench(f"来宾: [{guests}]\n", only="GS14")
    assert found.spans("GS14") == (found.marks if told else ())


@pytest.mark.parametrize(
    ("units", "told"),
    [
        (("省发展改革委", "省发展改革委", "⟦省发展改革局⟧"), True),
        (("省发展改革委", "省发展改革处", "省发展改革委"), False),
        (("省财政厅", "⟦省财政局⟧", "省财政厅"), True),
        (("县委办", "县委部", "县委办"), False),
        (("省发展改革委", "市发展改革局", "省发展改革委"), False),
    ],
)
def test_a_unit_of_another_kind_than_the_others(bench: Bench, units: tuple[str, ...], told: bool) -> None:
    guests = ", ".join(f"{{姓名: 甲{n}, 单位: {unit}, 职务: 丙}}" for n, unit in zip("乙丙丁", units, strict=True))
    found = bench(f"标题: 客人来访\n公函: {{来函单位: 省政府}}\n来宾: [{guests}]\n", only="GS14")
    assert found.spans("GS14") == (found.marks if told else ())


@pytest.mark.parametrize(
    ("units", "told"),
    [
        (("海川智能装备公司", "海川智能装备公司", "⟦海川智能设备公司⟧"), True),
        (("海川智能装备公司", "海川智能装备公司", "海川智造设备公司"), False),
        (("海川智能装备公司", "海川智能设备公司", "省财政厅"), False),  # nobody knows which is usual
        (("海川智能装备厂", "海川智能装备厂", "海川智能设备厂"), False),  # shorter
        (("海川智能一号公司", "海川智能一号公司", "海川智能二号公司"), False),
    ],
)
def test_a_long_unit_with_one_sign_otherwise_than_the_others(bench: Bench, units: tuple[str, ...], told: bool) -> None:
    guests = ", ".join(f"{{姓名: 甲{n}, 单位: {unit}, 职务: 丙}}" for n, unit in zip("乙丙丁", units, strict=True))
    found = bench(f"标题: 客人来访\n公函: {{来函单位: 省政府}}\n来宾: [{guests}]\n", only="GS14")
    assert found.spans("GS14") == (found.marks if told else ())


def test_a_desk_line_mistyped_in_a_task_is_beside_that_of_the_office(bench: Bench) -> None:
    office = "部门: [{名称: 县接待办, 联系人: 姚晨, 电话: 0570-5550101}]\n"
    found = bench(tasks("⟦0570-5550102⟧"), office=office, only="GS16")
    assert found.spans("GS16") == found.marks
    (one,) = found.of("GS16")
    assert one.related[0].message == "常备资料里写的是 0570-5550101"
    assert one.related[0].file.endswith("office.yaml")

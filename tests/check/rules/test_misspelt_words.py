"""GS14 for words that a plan writes otherwise elsewhere, by a sign that sounds or looks alike."""

from __future__ import annotations

from tests.batch import cases
from tests.check.bench import Bench, programme

ROWS = (
    "编号: A1, 时间: 09:00-10:00, 事项: 县域经济运行座谈会, 类别: 座谈",
    "编号: A2, 时间: 10:00-11:00, 事项: 县域经济运行情况汇报, 类别: 座谈",
)


@cases(
    ("purpose", "usual"),
    [
        ("调研县城经济运行", "县域经济运"),  # looks alike
        ("调研县预经济运行", "县域经济运"),  # sounds alike
        ("调研县域经济运行", None),
        ("调研县中经济运行", None),  # is another word
        ("调研县城经营运行", None),  # two signs
        ("调研县城经济", None),  # too short to say
        ("调研县 城经济运行", None),
    ],
)
def test_what_is_written_otherwise_twice(bench: Bench, purpose: str, usual: str | None) -> None:
    found = bench(f"事由: ⟦{purpose}⟧\n公函: {{来函单位: 省政府}}\n" + programme(*ROWS), only="GS14")
    assert found.spans("GS14") == (found.marks if usual else ())
    assert found.levels("GS14") == ["info"] * bool(usual)
    assert all(one.message.endswith(f"别处是“{usual}”") for one in found.of("GS14"))


def test_once_is_not_enough_and_both_may_be_meant(bench: Bench) -> None:
    other = "公函: {来函单位: 省政府}\n事由: 调研县城经济运行\n"
    title = "标题: 来访\n"
    assert bench(title + other + programme(ROWS[0]), only="GS14").codes == []
    both = programme(*ROWS, "编号: A3, 时间: 11:00-12:00, 事项: 县城经济运行分析, 类别: 座谈")
    assert bench(other + both, only="GS14").codes == []


@cases(
    ("one", "other", "told"),
    [
        ("认真得研究部署", "认真地研究部署", False),
        ("研究试政府工作", "研究市政府工作", True),
        ("研究省政府工作", "研究市政府工作", False),
        ("研究是政府工作", "研究市政府工作", True),
    ],
)
def test_signs_of_which_both_may_stand(bench: Bench, one: str, other: str, told: bool) -> None:
    rows = (f"编号: A{n}, 时间: 0{n}:00-0{n}:50, 事项: {other}（{n}）, 类别: 座谈" for n in (7, 8))
    day = programme(*rows, f"编号: A9, 时间: 09:00-10:00, 事项: 座谈, 类别: 座谈, 目的: ⟦{one}⟧")
    found = bench(day, only="GS14")
    assert found.spans("GS14") == (found.marks if told else ())


def test_what_guests_read_is_a_warning(bench: Bench) -> None:
    day = programme(*ROWS)
    found = bench("标题: ⟦县城经济运行调研⟧\n公函: {来函单位: 省政府}\n" + day, only="GS14")
    assert found.spans("GS14") == found.marks
    assert found.levels("GS14") == ["warning"]
    found = bench("欢迎词: [您好, ⟦欢迎调研县城经济运行⟧]\n" + day, only="GS14")
    assert found.spans("GS14") == found.marks
    found = bench("类型: 会议\n布置: {横幅: ⟦[县城经济运行工作会]⟧}\n" + day, only="GS14")
    assert [one.level.value for one in found.of("GS14")] == ["warning"]


def test_in_the_letter_and_in_contingencies(bench: Bench) -> None:
    day = programme(*ROWS)
    found = bench("公函: {来函单位: 省政府, 主题: ⟦县城经济运行⟧}\n" + day, only="GS14")
    assert found.spans("GS14") == found.marks
    found = bench("预案: [{情形: 停电, 措施: [备灯, ⟦县城经济运行座谈会顺延⟧]}]\n" + day, only="GS14")
    assert found.spans("GS14") == found.marks


def test_the_title_is_enough_for_what_repeats_it(bench: Bench) -> None:
    plan = "标题: 中央媒体采访团来访\n公函: {{来函单位: 省政府, 主题: ⟦{0}⟧}}\n"
    found = bench(plan.format("中央媒休采访团来访"), only="GS14")
    assert found.spans("GS14") == found.marks
    assert bench(plan.format("中央媒体采访团来访"), only="GS14").codes == []
    letter = plan.format("来访").replace("⟦", "").replace("⟧", "")
    found = bench(letter + "欢迎词: [⟦欢迎中央媒休采访团⟧]\n", only="GS14")
    assert found.spans("GS14") == found.marks
    day = "编号: A1, 时间: 09:00-10:00, 事项: 中央媒休采访团座谈, 类别: 座谈"
    assert bench(letter + programme(day), only="GS14").codes == []


OFFICE = (
    "部门: [{名称: 云和镇, 联系人: 余亮}, {名称: 县委办, 联系人: 徐正}]\n"
    "场所: [{名称: 石桥村, 类别: 乡村}, {名称: 县体育馆}]\n"
)


@cases(
    ("purpose", "usual"),
    [
        ("观摩云合镇茶产业", "云和镇"),
        ("观摩云和镇茶产业", None),
        ("观摩石乔村工坊", "石桥村"),
        ("观摩云上镇茶产业", None),
        ("县委班子调研", None),  # 县委办 is another word
        ("县体育管理调研", None),
        ("运和镇茶产业", None),
        ("观摩云西县茶产业", "云溪县"),
        ("观摩云溪县、云西县茶产业", None),  # where the name stands too another one may be meant
        ("观摩云溪站", None),
    ],
)
def test_names_of_the_office(bench: Bench, purpose: str, usual: str | None) -> None:
    found = bench(f"标题: 来访\n事由: ⟦{purpose}⟧\n公函: {{来函单位: 省政府}}\n", office=OFFICE, only="GS14")
    said = [one for one in found.of("GS14") if "常备资料里是" in one.message]
    assert tuple(one.span for one in said) == (found.marks if usual else ())
    assert [one.message[-4:-1] for one in said] == [usual] * bool(usual)


def test_names_in_a_title_are_a_warning_and_without_an_office_nothing_is_known(bench: Bench) -> None:
    plan = "标题: ⟦云合镇茶产业现场会⟧\n公函: {来函单位: 省政府}\n"
    found = bench(plan, office=OFFICE, only="GS14")
    said = [one for one in found.of("GS14") if "常备资料里是" in one.message]
    assert tuple(one.span for one in said) == found.marks
    assert [one.level.value for one in said] == ["warning"]
    assert not [one for one in bench(plan, office=None, only="GS14").of("GS14") if "常备资料里是" in one.message]


def test_a_longer_name_may_be_wrong_at_its_ends(bench: Bench) -> None:
    office = "场所: [{名称: 县行政中心食堂}, {名称: 县机关食堂}]\n"
    for purpose, told in (
        ("现行政中心食堂", 1),
        ("县行政中心食唐", 1),
        ("县行政中心食唐口", 0),
        ("县行政中心食汤，", 1),
    ):
        found = bench(f"标题: 来访\n事由: {purpose}\n公函: {{来函单位: 省政府}}\n", office=office, only="GS14")
        assert len([one for one in found.of("GS14") if "常备资料里是" in one.message]) == told

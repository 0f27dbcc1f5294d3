"""GS14 for signs that nobody writes there: in posts, nationalities and names of several parts."""

from __future__ import annotations

from tests.batch import cases
from tests.check.bench import Bench

GUEST = "来宾: [{{姓名: {name}, 单位: 省发展改革委, 职务: {post}{more}}}]\n"


@cases(
    ("post", "meant"),
    [
        ("投资处付处长", "投资处副处长"),
        ("付主任科员", "副主任科员"),
        ("付总工程师", None),
        ("市副长", "副市长"),
        ("投资处副长", "投资副处长"),
        ("主副任", "副主任"),
        ("县副长助理", None),
        ("付秘书长", "副秘书长"),
        ("投资处副处长", None),
        ("办公室主认", "办公室主任"),
        ("办公室主人", "办公室主任"),
        ("党组书计", "党组书记"),
        ("四级调研圆", "四级调研员"),
        ("副理事长", None),
        ("办公室主任", None),
        ("会计师", None),
        ("办公室处场", "办公室处长"),
        ("办公室处头", None),
        ("长", None),
        ("待定", None),
    ],
)
def test_posts(bench: Bench, post: str, meant: str | None) -> None:
    found = bench(GUEST.format(name="陈志远", post=f"⟦{post}⟧", more=""), only="GS14")
    said = [one.message for one in found.of("GS14")]
    assert said == ([f"职务“{post}”像是“{meant}”的笔误"] if meant else [])
    assert found.spans("GS14") == (found.marks if meant else ())
    assert found.levels("GS14") == ["warning"] * bool(meant)


def test_posts_of_hosts_and_of_who_approved(bench: Bench) -> None:
    found = bench("陪同: [{姓名: 林峰, 单位: 县政府, 职务: ⟦付县长⟧}]\n", only="GS14")
    assert found.spans("GS14") == found.marks
    found = bench("审批: {审批人: 徐正, 职务: ⟦县委办公室付主任⟧, 意见: 同意}\n", only="GS14")
    assert found.spans("GS14") == found.marks


@cases(
    ("nation", "meant"),
    [
        ("德囯", "德国"),
        ("德国", None),
        ("奥地力", "奥地利"),
        ("德意志联邦共和国（德国）", None),
        ("中囯", "中国"),
        ("中国香港", None),
        ("马里", None),
        ("加纳", None),
        ("冈比亚", None),
        ("乍得", None),
        ("瑞土", "瑞士"),
        ("Germany", None),
        ("待填", None),
        ("德", None),
    ],
)
def test_nationalities(bench: Bench, nation: str, meant: str | None) -> None:
    guest = GUEST.format(name="Anna", post="丙", more=f", 国籍: ⟦{nation}⟧")
    found = bench("类型: 外事\n" + guest, only="GS14")
    assert [one.message for one in found.of("GS14")] == ([f"国籍“{nation}”像是“{meant}”的笔误"] if meant else [])
    assert found.spans("GS14") == (found.marks if meant else ())


@cases(
    ("name", "told"),
    [
        ("阿依努尔.买买提", True),
        ("阿依努尔．买买提", True),
        ("阿依努尔。买买提", True),
        ("阿依努尔·买买提", False),
        ("阿依努尔•买买提", False),
        ("J. 史密斯", False),
        ("陈志远", False),
    ],
)
def test_dots_in_names(bench: Bench, name: str, told: bool) -> None:
    found = bench(GUEST.format(name=f"⟦{name}⟧", post="丙", more=""), only="GS14")
    assert found.spans("GS14") == (found.marks if told else ())
    found = bench(GUEST.format(name="Anna", post="丙", more=f", 中文名: ⟦{name}⟧"), only="GS14")
    assert found.spans("GS14") == (found.marks if told else ())
    assert found.levels("GS14") == ["warning"] * told


@cases(
    ("people", "meant"),
    [
        ("维吾尔簇", "维吾尔族"),
        ("回足", "回族"),
        ("维吾尔族", None),
        ("回", None),
        ("足", None),
        ("汉", None),
        ("穿青人", None),
    ],
)
def test_peoples(bench: Bench, people: str, meant: str | None) -> None:
    found = bench(GUEST.format(name="陈志远", post="副主任", more=f", 民族: ⟦{people}⟧"), only="GS14")
    assert [one.message for one in found.of("GS14")] == ([f"民族“{people}”像是“{meant}”的笔误"] if meant else [])
    assert found.spans("GS14") == (found.marks if meant else ())


@cases(
    ("unit", "meant"),
    [
        ("县接代办", "县接待办"),
        ("县接待办", None),
        ("县外事办", None),
        ("县街待办", "县接待办"),
        ("县工商局", None),  # sounds otherwise than 县工信局
        ("县会计局", None),
        ("待填", None),
    ],
)
def test_units_of_the_host_side(bench: Bench, unit: str, meant: str | None) -> None:
    crew = f"工作人员: [{{姓名: 姚晨, 单位: ⟦{unit}⟧, 岗位: 联络}}]\n"
    found = bench(crew, only="GS14")
    said = [one for one in found.of("GS14") if "笔误" in one.message]
    assert tuple(one.span for one in said) == (found.marks if meant else ())
    assert [one.message for one in said] == [f"单位“{unit}”像是“{meant}”的笔误"] * bool(meant)
    assert not [one for one in bench(crew, office=None, only="GS14").of("GS14") if "笔误" in one.message]


def test_of_a_contact_the_unit_is_compared_as_one_person_s(bench: Bench) -> None:
    found = bench("陪同: [{姓名: 沈浩, 单位: 县发该局, 职务: 局长}]\n", only=("GS14", "GS16"))
    assert len(found.of("GS16")) == 1
    assert not [one for one in found.of("GS14") if "笔误" in one.message]

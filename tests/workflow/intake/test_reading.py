"""What holds of every reading: it says what stands there, wherever that is, and no text brings it down."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from jiedai.workflow.intake import intake, lists, units
from jiedai.workflow.intake.entries import read_line
from jiedai.workflow.intake.found import Line, Read, Refused, split_guest
from jiedai.workflow.intake.moments import Base
from jiedai.workflow.intake.paper import folded
from jiedai.workflow.intake.persons import is_name
from jiedai.workflow.intake.sources import read_source
from tests.workflow.intake.collection import readings

DAY = dt.date(2026, 6, 1)
VERBATIM = ("name", "unit", "post", "phone", "arrive.by", "arrive.place", "leave.by", "leave.place")


def bare(text: str) -> str:
    plain = re.sub(r"[\s、，,；;/・·.\-－—()（）]", "", unicodedata.normalize("NFKC", text)).upper()
    return re.sub(r"(?<=\d)O(?=\d)", "0", plain)  # 2O26, as scans have it


def said(case) -> str:
    source = read_source(case.data, case.name)
    parts = (
        part.text if isinstance(part, Line) else "".join(c.text for row in part.rows for c in row)
        for part in source.parts
    )
    return bare("".join(parts))


def test_names_units_posts_and_numbers_stand_in_the_text():
    """A person's words come from the text piece by piece, for a unit may stand before the posts of several people."""
    for case, read in readings():
        text = said(case)
        for value in read.values:
            facet = split_guest(value.path)[1] if value.path.startswith("guests.") else value.path
            if facet in VERBATIM or facet in ("letter.number", "contact.name", "contact.phone"):
                pieces = re.split("[、 ]", str(value.value))
                around = (
                    text.replace(bare(split_guest(value.path)[0]), "") if facet == "post" else ""
                )  # 政法处|冶青云|处长
                assert all(bare(piece) in text or bare(piece) in around for piece in pieces), (case.id, value)


def test_every_value_has_a_place_in_its_source():
    for case, read in readings():
        places = {
            place
            for part in read_source(case.data, case.name).parts
            for place in ([part.where] if isinstance(part, Line) else [c.where for row in part.rows for c in row])
        }
        assert {value.where for value in read.values} <= places, case.id


WORDS = st.lists(
    st.sampled_from(
        (
            *"，。；：、（）\n\t 0179人一行由的副|",
            *[
                "6月16日",
                "下周二",
                "局长",
                "李明",
                "王芳",
                "省农业农村厅",
                "联系人：",
                "13900001111",
                "素食",
                "不来",
                "改为",
                "至",
                "上午9:00",
                "名单",
                "G7311",
                "姓名",
                "单位",
            ],
            *["〔2026〕8号", "关于", "的函", "县政府：", "2026年6月1日"],
        )
    ),
    max_size=40,
).map("".join)


def read_or_refused(data: bytes, name: str) -> Read | None:
    """What a file says; None where nothing of a letter is in it, which is told."""
    try:
        return intake.read(data, name, DAY)
    except Refused:
        return None


@settings(max_examples=120)
@given(text=WORDS)
def test_no_text_brings_the_reader_down(text):
    data = text.encode()
    if data.strip():
        found = read_or_refused(data, "来函.txt")
        if found is None:
            return
        assert all(value.where for value in found.values)
        assert len({value.path for value in found.values}) == len(found.values)


@settings(max_examples=60)
@given(rows=st.lists(st.lists(WORDS, min_size=3, max_size=3), max_size=6))
def test_no_table_brings_the_reader_down(rows):
    lines = ["姓名,单位,抵达时间", *(",".join(re.sub(r'[",\n]', "", cell) for cell in row) for row in rows)]
    found = read_or_refused("\n".join(lines).encode(), "名单.csv")
    assert found is None or found.kind == "list"


def test_unit_and_post_are_told_apart():
    told = {text: units.split(text) for text in SPLIT}
    assert told == SPLIT


SPLIT = {
    "省农业农村厅党组成员、副厅长": ("省农业农村厅", "党组成员、副厅长"),
    "省农业农村厅乡村产业发展处四级调研员": ("省农业农村厅", "乡村产业发展处四级调研员"),
    "澄江市委常委、宣传部部长": ("澄江市委", "常委、宣传部部长"),
    "县委组织部副部长": ("县委组织部", "副部长"),
    "县人民政府办公室副主任": ("县人民政府办公室", "副主任"),
    "市纪委监委第三监督检查室主任": ("市纪委监委", "第三监督检查室主任"),
    "罗森贝格县国际交流处处长": ("罗森贝格县", "国际交流处处长"),
    "竹溪镇党委书记": ("竹溪镇", "党委书记"),
    "东澜日报社记者部主任": ("东澜日报社", "记者部主任"),
    "宁川华泽生物科技有限公司董事长": ("宁川华泽生物科技有限公司", "董事长"),
    "教育部基础教育司一级巡视员": ("教育部", "基础教育司一级巡视员"),
    "城建科科长": ("", "城建科科长"),
    "办公室副主任": ("", "办公室副主任"),
    "副市长": ("", "副市长"),
    "副县长兼县公安局局长": ("", "副县长兼县公安局局长"),
    "市畜牧站副站长兼总农艺师": ("市畜牧站", "副站长兼总农艺师"),
    "市教育局社会教育科科长": ("市教育局", "社会教育科科长"),
    "《澜江日报》记者": ("《澜江日报》", "记者"),
    "市场部经理": ("", "市场部经理"),
    "组织宣传部副部长": ("", "组织宣传部副部长"),
    "市委组织部副部长": ("市委组织部", "副部长"),
}


def test_names_are_known_from_words_that_look_like_them():
    names = ["李明", "欧阳修远", "汉斯·穆勒", "李时珍", "张延年", "终军", "车明远", "上官婉儿", "山田太郎"]
    others = [
        "农业局",
        "高新区",
        "党组",
        "成员",
        "安全",
        "温州",
        "白云镇",
        "常务",
        "明晚",
        "宣教科",
        "李",
        "王某某某某",
        "董事长",
        "蒙古族",
        "市校辅导员艾山·玉素甫",
    ]
    assert [text for text in names if not is_name(text)] == []
    assert [text for text in others if is_name(text)] == []


def test_a_line_of_a_list_is_read_in_any_order():
    base = Base(DAY)
    read = [
        read_line("1. 邓琳，女，土家族，区政协委员", "第1行", base),
        read_line("邓  琳    区政协委员（女，土家族）", "第1行", base),
        read_line("组员：区政协委员 邓琳（女、土家族）", "第1行", base),
    ]
    wanted = {"name": "邓琳", "sex": "female", "ethnicity": "土家族", "unit": "区政协", "post": "委员"}
    assert [person.known if person else None for person in read] == [wanted] * 3
    apart = read_line("副组长  何  必  市科协科普部部长（联络员，手机：139 0000 1122）", "第1行", base)
    assert apart
    assert apart.known == {"name": "何必", "phone": "13900001122", "unit": "市科协", "post": "科普部部长"}
    assert apart.to_call == "第1行"
    abroad = read_line("2) Ann Berg 女士，Nord Timber AB 采购经理，素食（代王平）", "第1行", base)
    assert abroad
    assert (abroad.known["unit"], abroad.known["post"]) == ("Nord Timber AB", "采购经理")
    assert read_line("8:30  市政府大院出发", "第1行", base) is None
    assert read_line("李明局长，王芳处长", "第1行", base) is None


def test_blanks_within_words_do_not_count():
    assert folded("２０２６ 年１０ 月１ ３日") == "2026年10月13日"
    assert folded("联 系 人 ： 吕 子 航  １３６  ０００９  ９９６７") == "联系人：吕子航13600099967"
    assert folded("G7315 11:26 抵达，Hans Müller") == "G7315 11:26抵达，Hans Müller"


def test_the_same_list_is_read_from_shuffled_columns():
    head, rows = ["姓名", "性别", "单位", "职务", "手机"], [["时迁", "男", "县公安局", "副局长", "13811110001"]]
    want = None
    for order in ([0, 1, 2, 3, 4], [4, 3, 2, 1, 0], [2, 0, 4, 1, 3]):
        text = "\n".join(",".join(row[at] for at in order) for row in [head, *rows])
        table = read_source(text.encode(), "名单.csv").tables[0]
        [person] = lists.read_table(table, Base(DAY)).people
        want = want or person.known
        assert person.known == want


def test_a_letter_dated_without_its_year_is_of_the_last_such_day_that_is_one():
    letter = "临溪县人民政府：\n我局拟于近期赴贵县考察，请予支持。\n市农业农村局\n{}"
    for day, as_of, dated in (
        ("12月2日", "2026-12-03", "2026-12-02"),
        ("12月2日", "2027-01-05", "2026-12-02"),
        ("1月5日", "2026-12-30", "2027-01-05"),
        ("2月29日", "2027-12-20", None),
    ):
        read = intake.read(letter.format(day).encode(), "函.txt", dt.date.fromisoformat(as_of))
        assert read.text("letter.date") == (dated or ""), (day, as_of)
        assert read.text("letter.issuer") == "市农业农村局"

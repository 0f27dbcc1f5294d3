"""The papers that keep a visit in order, read back: briefing, service checks, contingencies, safety plan, conduct."""

from __future__ import annotations

from pathlib import Path

import pytest

from jiedai import blocks as b
from jiedai import formats
from tests.documents.opened import from_docx, from_pdf
from tests.documents.samples import changed, example, in_turn, plan, printed, text_of
from tests.documents.test_papers import flat
from tests.documents.test_papers_after import EXAMPLE, codes, rows, tables

PUBLIC = ("预案:", "安全: {公众活动: 是, 预计人数: 3000, 警车: 1, 依据: 县公安局批复}\n预案:")
NINE = (
    "一、活动的时间、地点、内容和组织方式", "二、安全工作人员的数量、任务分配和识别标志", "三、活动场所消防安全措施",
    "四、可容纳人数和预计参加人数", "五、治安缓冲区域的设定及其标识", "六、入场人员的票证查验和安全检查措施",
    "七、车辆停放、疏导措施", "八、现场秩序维护、人员疏导措施", "九、应急救援预案",
)  # fmt: skip


# --- contingencies ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("format_", ["pdf", "docx"])
def test_each_contingency_is_a_card_that_stays_whole(format_: str) -> None:
    document = printed(example(EXAMPLE), "contingency")
    cards = [block for block in document.blocks if isinstance(block, b.Keep)][:6]
    assert [block.blocks[0].caption for block in cards if isinstance(block.blocks[0], b.Table)] == [
        f"卡片{number}　{name}"
        for number, name in enumerate(["降雨", "列车晚点", "突发疾病", "交通拥堵", "食物中毒", "停电"], start=1)
    ]
    data = formats.writer(format_).write(document)
    text = flat(from_pdf(data) if format_ == "pdf" else from_docx(data))
    in_turn(text, ["报告顺序", "夏禾", "13900001003", "许静", "13900001001", "贺兰", "13900001021"])
    in_turn(
        text,
        ["降雨", "气象部门发布降雨预报", "1.步道考察改到", "2.车上备伞", "丁向阳", "0571-55500108", "取消步道一项"],
    )
    in_turn(text, ["就近医院", "县人民医院", "报告和处置记录"])


def test_units_see_no_contingency_numbers_of_guests() -> None:
    text = text_of(printed(example(EXAMPLE), "contingency", "unit"))
    for canary in ("13900002001", "膝关节", "回族"):
        assert canary not in text


# --- safety plan ------------------------------------------------------------------------------------------------------


def test_a_plain_visit_has_no_safety_plan() -> None:
    assert codes(plan(), "safety-plan") == ["WD03"]
    assert codes(example(EXAMPLE), "safety-plan") == ["WD03"]


def test_the_safety_plan_has_the_nine_parts_in_order(tmp_path: Path) -> None:
    document = printed(changed(tmp_path, PUBLIC), "safety-plan")
    headings = [b.plain(block.inlines) for block in b.walk(document.blocks) if isinstance(block, b.Heading)][1:]
    assert tuple(headings) == NINE
    text = text_of(document)
    in_turn(
        text,
        [
            "《大型群众性活动安全管理条例》第六条所列九项",
            "☑面向公众的活动",
            "1000人以上的，提前20日",
            "警车1辆",
            "县公安局批复",
        ],
    )
    in_turn(
        text, ["县公安局韩磊", "0570-5550103", "县交警大队罗斌", "全部参加人数", "3000", "列车晚点", "公安机关意见"]
    )


def test_what_is_not_said_is_left_blank_and_not_denied(tmp_path: Path) -> None:
    loaded = changed(tmp_path, ("预案:", "安全: {公众活动: 是, 清场: 否}\n预案:"))
    text = text_of(printed(loaded, "safety-plan"))
    assert "封闭道路：＿＿＿清场：否" in text
    assert "警车＿＿＿辆" in text


def test_the_police_get_no_sensitive_data_of_guests(tmp_path: Path) -> None:
    text = text_of(printed(changed(tmp_path, PUBLIC), "safety-plan"))
    for canary in ("回族", "维吾尔", "清真", "花生", "13900000106"):
        assert canary not in text


# --- service checks ---------------------------------------------------------------------------------------------------


def test_points_of_acceptance_name_their_source_and_have_a_box_a_column() -> None:
    document = printed(example(EXAMPLE), "service-check")
    cars, meals, hotels, sites, sessions = [table for table in tables(document) if not table.form]
    assert [len(table.columns) - 2 for table in (cars, meals, hotels, sites, sessions)] == [1, 4, 1, 3, 1]
    (wine,) = [row[1] for row in rows(meals) if row[1].startswith("不上酒")]
    number = wine.removeprefix("不上酒")  # the source stands once, below the tables
    sources = text_of(document).partition("依据：")[2].replace("\n", "")
    assert f"{number}《党政机关厉行节约反对浪费条例》第二十三条" in sources or (
        f"{number}第二十三条" in sources.partition("《党政机关厉行节约反对浪费条例》")[2].partition("；")[0]
    )
    assert "每样菜留样不少于125克，冷藏48小时以上" in str(rows(meals))
    assert rows(meals)[-1] == ["检查人（签名）", "", "", "", ""]


def test_a_foreign_delegation_is_not_checked_by_rules_for_domestic_visits() -> None:
    text = text_of(printed(plan("foreign"), "service-check"))
    assert "不上酒" not in text
    assert "饮食禁忌和过敏原" in text


# --- conduct ----------------------------------------------------------------------------------------------------------


def test_drivers_get_the_rules_of_the_road_and_not_those_of_the_till() -> None:
    driver, staff = (text_of(printed(plan(), "discipline", audience)) for audience in ("driver", "staff"))
    assert "连续开车4小时，停车休息20分钟以上" in driver
    assert "签单挂账" not in driver
    assert "签单挂账" in staff
    unit = text_of(printed(plan(), "discipline", "unit"))
    assert "疲劳驾驶" not in unit
    in_turn(staff, ["一、保密", "二、廉洁", "《党政机关国内公务接待管理规定》", "三、现场", "四、行车", "签名"])


# --- briefing ---------------------------------------------------------------------------------------------------------


def test_the_briefing_tells_hosts_of_guests_sessions_and_sites() -> None:
    text = text_of(printed(example(EXAMPLE), "briefing"))
    in_turn(
        text,
        [
            "来访概况",
            "省卫生健康委办公室",
            "省卫生健康委副主任梁国栋",
            "来宾情况",
            "会见座谈",
            "县域医共体建设座谈会",
            "谈话要点",
            "欢迎梁国栋副主任一行来临溪县",
            "听取医共体建设和家庭医生签约服务情况汇报",
            "可以介绍的县情：面积1200平方公里；户籍人口31万人",
        ],
    )
    in_turn(
        text,
        [
            "考察点情况",
            "考察县人民医院",
            "二级甲等综合医院",
            "看点",
            "影像共享中心阅片大厅",
            "县情和产业",
            "户籍人口",
            "礼俗和饮食",
            "只询问、不猜测",
        ],
    )


def test_what_the_office_knows_is_printed_for_who_may_see_it() -> None:
    handbook, menu = (text_of(printed(example(EXAMPLE), document)) for document in ("handbook", "menu"))
    in_turn(handbook, ["风土人情", "临溪竹编", "一根竹篾", "敬茶"])
    assert "县文旅局" not in handbook  # where it is from
    assert "来宾不喝茶的上温水" not in handbook  # a note for the staff
    assert "医生还留得住吗" not in handbook
    assert "用清明前后烘的毛竹笋干" in menu
    assert "成本" not in menu
    outline = text_of(printed(example(EXAMPLE), "script"))
    in_turn(outline, ["考察县人民医院", "乡镇拍片、县里出报告", "影像共享中心阅片大厅", "心电集中判读室", "22分钟"])
    assert "来宾不喝茶的上温水" in text_of(printed(example(EXAMPLE), "briefing"))


def test_words_of_welcome_come_from_the_library_where_the_plan_has_none(tmp_path: Path) -> None:
    loaded = changed(tmp_path)
    assert "欢迎到甲县" not in text_of(printed(loaded, "handbook"))
    folder = loaded.path.parent / "knowledge" if loaded.path else tmp_path
    folder.mkdir()
    (folder / "a.yaml").write_text("欢迎词: [欢迎到甲县。]\n", encoding="utf-8")
    in_turn(text_of(printed(loaded, "handbook")), ["欢迎词", "欢迎到甲县。", "来宾须知"])


def test_the_briefing_has_ranks_as_they_were_written(tmp_path: Path) -> None:
    text = text_of(printed(changed(tmp_path, ("职级: 厅局级", "职级: 副厅级")), "briefing"))
    assert "副厅级" in text
    assert "厅局级" not in text
    assert "县处级" in text


@pytest.mark.parametrize("audience", ["leader", "unit"])
def test_the_briefing_of_hosts_has_no_sensitive_data(audience: str) -> None:
    text = text_of(printed(example(EXAMPLE), "briefing", audience))
    for canary in ("回族", "藏族", "海明本人", "膝关节", "花生", "低糖", "13900002001", "希望多看基层"):
        assert canary not in text


def test_the_office_s_own_copy_says_what_guests_need_and_what_to_ask() -> None:
    text = text_of(printed(example(EXAMPLE), "briefing", "staff"))
    in_turn(text, ["膝关节不适", "饮食：低糖", "饮食：清真", "过敏：花生"])
    in_turn(text, ["来宾本人提出的饮食要求", "清真", "海明", "还要询问的事项（不作推定）", "才让"])
    assert "藏族" not in text

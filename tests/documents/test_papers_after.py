"""The papers of the end of a visit, read back: report, list of the visit, settlement, feedback, review, index."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pdfplumber
import pytest

from jiedai import blocks as b
from jiedai.documents.build import Edition, build
from jiedai.documents.catalog import catalog
from jiedai.loading import Loaded
from tests.batch import cases
from tests.documents.opened import from_docx, from_pdf
from tests.documents.samples import (
    CREATED,
    changed,
    example,
    file_of,
    find,
    in_turn,
    plan,
    printed,
    scenes_of,
    text_of,
)
from tests.documents.test_papers import flat

EXAMPLE = Path(__file__).parents[2] / "plans" / "2026-10-20-省卫健委调研.yaml"
REAL = sorted((Path(__file__).parents[2] / "plans" / "real").glob("2*.yaml"))


def tables(document: b.Document) -> list[b.Table]:
    return [block for block in b.walk(document.blocks) if isinstance(block, b.Table)]


def rows(table: b.Table) -> list[list[str]]:
    return [[b.plain(cell.inlines) for cell in row] for row in table.body]


def codes(loaded: Loaded, document: str) -> list[str]:
    template = find(catalog(loaded.workspace), document)
    return [one.code for one in build(loaded, template, template.audience, Edition(CREATED)).diagnostics]


# --- the list of the visit --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("format_", ["pdf", "docx"])
def test_the_list_has_every_field_that_the_rules_ask_for(format_: str) -> None:
    data = file_of(printed(example(EXAMPLE), "receipt"), format_)
    text = flat(from_pdf(data) if format_ == "pdf" else from_docx(data))
    in_turn(text, ["接待清单", "临溪县接待办公室", "省卫办函〔2026〕215号"])
    in_turn(text, ["接待对象", "梁国栋", "省卫生健康委", "副主任"])
    in_turn(text, ["公务活动", "考察县人民医院医共体共享中心", "10月20日", "县人民医院", "费用", "工作餐", "500"])
    in_turn(text, ["陪同（陪餐）人员", "贺", "副县长", "相关工作保障人员", "夏", "联络", "赵大海", "驾驶"])
    in_turn(text, ["经办人（签字）", "审签（签字）"])


@cases("audience", ["finance", "staff", "leader"])
def test_the_list_keeps_private_what_it_does_not_need(audience: str) -> None:
    text = text_of(printed(example(EXAMPLE), "receipt", audience))
    for canary in ("回族", "藏族", "清真", "膝关节", "花生", "13900002001", "13900001011", "0601"):
        assert canary not in text


def test_amounts_are_blank_until_they_are_paid() -> None:
    costs = costs_of(plan())
    assert rows(costs)[0] == ["工作餐", "", "480", "", "接待方", "公务卡", ""]
    assert [cell.strip() for cell in rows(costs)[1]] == [""] * 7
    costs = costs_of(example(EXAMPLE))
    assert [costs.body[0][at].value for at in (1, 2, 3)] == [Decimal(50), Decimal(500), Decimal(500)]
    assert rows(costs)[-2][:3] == ["接待方合计", "500", "500"]
    assert rows(costs)[-1][:3] == ["来宾单位合计", "1820", ""]


def costs_of(loaded: Loaded) -> b.Table:
    """The table of costs of a visit's list."""
    made = tables(printed(loaded, "receipt"))
    return next(table for table in made if table.head and "费用" in b.plain(table.head[0][0].inlines))


def test_the_list_is_one_sheet_with_its_signatures() -> None:
    """Long lists stand on a second one that is signed, too."""
    for path in sorted(EXAMPLE.parent.glob("2026*.yaml")):
        loaded = example(path)
        with pdfplumber.open(BytesIO(file_of(printed(loaded, "receipt"), "pdf"))) as opened:
            pages = [flat(page.extract_text() or "") for page in opened.pages]
        assert all("审签（签字）" in text for text in pages), path.stem
        assert loaded.plan is not None
        assert len(pages) == (2 if len(loaded.plan.guests) > 14 else 1)
    assert "市卫生健康委主任江立群等28人，名单附后" in pages[0]


def test_the_list_has_the_order_and_the_units_that_other_papers_have() -> None:
    for path in sorted(EXAMPLE.parent.glob("2026*.yaml")):
        loaded = example(path)
        text = text_of(printed(loaded, "receipt"))
        assert loaded.plan is not None
        listed = [cell for line in rows(tables(printed(loaded, "guests", "leader"))[0]) for cell in line[1:2]]
        names = [name.replace("\u3000", "") for name in listed]
        if len(names) <= 14:
            in_turn(text, names)
    assert "竹溪镇讲解" in text_of(printed(example(EXAMPLE), "receipt"))


def test_actual_times_take_the_place_of_planned_ones(tmp_path: Path) -> None:
    loaded = changed(
        tmp_path,
        ("经费:", "实际:\n  安排:\n    - {编号: A5, 实际开始: 2026-05-11 10:41, 实际结束: 2026-05-11 11:30}\n经费:"),
    )
    made = tables(printed(loaded, "receipt"))
    (activities,) = [table for table in made if table.head and "公务活动项目" in b.plain(table.head[0][1].inlines)]
    assert rows(activities)[0][3] == "10:41—11:30"
    assert rows(activities)[1][3] == "11:50—12:40"


@cases("document", ["receipt", "settlement", "feedback", "archive", "report", "service-check"])
@cases("path", REAL, ids=lambda path: path.stem)
def test_forms_print_before_the_visit_with_room_to_write(path: Path, document: str) -> None:
    made = printed(example(path), document)
    # A field still to be filled in is room to write, not a word in the way.
    if document in ("receipt", "settlement", "archive"):
        heads = [line for table in tables(made) for line in rows(table) if line[0] in ("来访单位", "1")]
        assert "待填" not in str(heads)
    assert any(
        not b.plain(cell.inlines).strip() for table in tables(made) for row in table.body for cell in row
    ) or any(
        isinstance(inline, b.Tick)
        for table in tables(made)
        for row in table.body
        for cell in row
        for inline in cell.inlines
    )


# --- settlement -------------------------------------------------------------------------------------------------------


def test_the_settlement_compares_plan_and_payment_in_numbers() -> None:
    from openpyxl import load_workbook

    data = file_of(printed(example(EXAMPLE), "settlement"), "xlsx")
    (sheet,) = load_workbook(BytesIO(data))
    cells = [tuple(value for value in row if value is not None) for row in sheet.iter_rows(values_only=True)]
    assert ("工作餐", 50, 500, 500, 0, 50, "接待方", "公务卡", "033001900104-12345678") in cells
    assert ("接待方合计", 500, 500) in cells
    assert (dt.datetime(2026, 10, 20), "晚餐", 7, 50, 350, "按标准收取，开具收据") in cells
    assert ("临溪宾馆", "标准间", 4, 1, 340, 1360, "来宾单位") in cells
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.fitToHeight in (None, 1)  # one page is what is meant where nothing is said


def test_the_settlement_asks_for_the_three_vouchers() -> None:
    text = text_of(printed(example(EXAMPLE), "settlement"))
    in_turn(text, ["报销附件", "来访公函（省卫办函〔2026〕215号）", "接待清单", "财务票据"])


# --- report and review ------------------------------------------------------------------------------------------------


def test_the_report_before_the_visit_says_what_is_to_come() -> None:
    text = text_of(printed(plan(), "report"))
    in_turn(
        text,
        ["（接待前）", "一行6人将于2026年5月11日至12日到云溪县", "行程要点", "请领导出席的活动", "县政府副县长林峰"],
    )
    in_turn(text, ["准备情况", "共8项任务，已完成0项", "核对来宾名单", "请示事项", "特此报告。", "云溪县接待办公室"])
    assert "接待经过" not in text


def test_the_report_after_the_visit_says_what_was() -> None:
    text = text_of(printed(example(EXAMPLE), "report"))
    in_turn(text, ["（接待后）", "一行7人于2026年10月20日至21日", "接待经过", "接待方支出500元（预计500元）"])
    in_turn(
        text,
        ["来宾反映", "收到评分2项，其中4分以上2项", "建议早餐增加杂粮", "需要跟进的事项", "向调研组补送签约服务数据"],
    )
    assert "请示事项" not in text


def test_there_is_no_review_before_the_visit() -> None:
    assert codes(plan(), "review") == ["WD03"]


def test_the_review_measures_and_remembers() -> None:
    document = printed(example(EXAMPLE), "review")
    text = text_of(document)
    in_turn(
        text,
        ["指标", "—", "1项中1项", "17%", "—", "2项中2项", "500元", "日程执行", "9:40—9:55", "9:43—9:58", "晚3分钟"],
    )
    in_turn(text, ["一、原定", "二、实际", "经费执行", "来宾反馈", "三、为什么", "差错和原因", "没有记录差错。"])
    in_turn(text, ["四、下次怎么做", "继续做好的", "经验", "后续跟进"])
    assert not [table for table in tables(document) if table.form]  # nothing is left to be written by hand
    follow = tables(document)[-1]
    assert rows(follow) == [["1", "向调研组补送签约服务数据", "", "", ""]]


def test_faults_are_listed_where_there_are_some(tmp_path: Path) -> None:
    loaded = changed(tmp_path, ("经费:", "评估: {差错: [席卡写错一字]}\n经费:"))
    text = text_of(printed(loaded, "review"))
    in_turn(text, ["差错和原因", "席卡写错一字"])
    assert "没有记录差错" not in text


@pytest.mark.parametrize("document", ["report", "review"])
def test_leaders_get_no_sensitive_data_of_guests(document: str) -> None:
    text = text_of(printed(example(EXAMPLE), document))
    for canary in ("回族", "藏族", "膝关节", "花生", "13900002001"):
        assert canary not in text


# --- feedback and index -----------------------------------------------------------------------------------------------


def test_the_form_has_six_boxes_for_each_question_and_asks_for_no_name() -> None:
    document = printed(example(EXAMPLE), "feedback")
    questions = tables(document)[0]
    assert len(questions.body) == 14
    for row in questions.body:
        assert [cell.inlines for cell in row[2:]] == [(b.Tick(False),)] * 6
    text = text_of(document)
    assert "不记名" in text
    for canary in ("梁国栋", "姓名", "诸葛文"):
        assert canary not in text


def test_foreign_guests_are_asked_in_english_too() -> None:
    assert "Information before arrival" in "\n".join(
        str(row) for row in rows(tables(printed(plan("foreign"), "feedback"))[0])
    )
    assert "Information" not in str(rows(tables(printed(plan(), "feedback"))[0]))


@pytest.mark.parametrize("path", [EXAMPLE, *REAL], ids=lambda path: path.stem)
def test_the_form_is_one_page(path: Path) -> None:
    from pypdf import PdfReader

    data = file_of(printed(example(path), "feedback"), "pdf")
    assert len(PdfReader(BytesIO(data)).pages) == 1


def test_the_index_knows_numbers_and_dates_of_what_is_filed() -> None:
    document = printed(example(EXAMPLE), "archive")
    (index,) = [table for table in tables(document) if table.caption == "卷内文件目录"]
    letter = index.body[0]
    assert [b.plain(cell.inlines) for cell in letter[2:5]] == [
        "关于赴临溪县调研县域医共体建设的函",
        "省卫生健康委办公室",
        "省卫办函〔2026〕215号",
    ]
    assert letter[5].value == dt.date(2026, 10, 9)
    assert all(cell.inlines == (b.Tick(False),) for row in index.body for cell in row[:1])


# --- as an office reads them ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("document", "words"), [("receipt", "大写：伍佰元整"), ("settlement", "人民币伍佰元整")])
def test_what_was_paid_is_written_in_words_too(document: str, words: str) -> None:
    assert words in text_of(printed(example(EXAMPLE), document))
    assert "元整" not in text_of(printed(plan(), document))


def test_the_file_ends_with_a_note_on_it_that_is_signed() -> None:
    blocks = printed(example(EXAMPLE), "archive").blocks
    (kept,) = [block for block in blocks if isinstance(block, b.Keep)]
    note, signers = (block for block in kept.blocks if isinstance(block, b.Table))
    assert note.caption == "卷内备考表"
    assert [b.plain(cell.inlines) for cell in signers.body[0]] == ["立卷人", "检查人", "接收人"]
    text = text_of(printed(example(EXAMPLE), "archive"))
    in_turn(text, ["保管期限", "永久", "30年", "10年"])


def test_the_report_names_each_leader_beside_what_he_attends() -> None:
    (attended,) = [
        table
        for table in tables(printed(plan(), "report"))
        if table.head and b.plain(table.head[0][0].inlines) == "陪同领导"
    ]
    assert [b.plain(row[0].inlines) for row in attended.body] == [
        "县政府副县长林峰", "县发改局局长沈浩", "县接待办主任周敏",
    ]  # fmt: skip
    assert b.plain(attended.body[0][1].inlines).startswith("5月11日")


@pytest.mark.parametrize(("answers", "told"), [(9, "收到评分9项，其中4分以上9项"), (10, "平均5分，满意率100%")])
def test_no_share_is_drawn_from_a_few_answers(tmp_path: Path, answers: int, told: str) -> None:
    listed = "\n".join(f"  - {{项目: 餐饮, 分数: 5, 份号: {number}}}" for number in range(answers))
    loaded = changed(tmp_path, ("经费:", f"反馈:\n{listed}\n经费:"))
    for document in ("report", "review"):
        text = text_of(printed(loaded, document))
        assert ("%" in text) == (answers == 10 or document == "review"), document
    assert told in text_of(printed(loaded, "report"))
    assert ("100%" in text_of(printed(loaded, "review"))) == (answers == 10)


def test_the_report_says_who_pays_only_where_the_plan_does(tmp_path: Path) -> None:
    known = text_of(printed(plan(), "report"))
    assert known.count("来宾自付") == 3
    open_yet = changed(tmp_path, ("接待方承担: false, 人均: 60, 来宾: 6, 收费: 按标准收取", "人均: 60, 来宾: 6"))
    assert text_of(printed(open_yet, "report")).count("来宾自付") < 3


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.stem)
def test_what_is_still_open_is_room_for_a_pen(path: Path) -> None:
    loaded = example(path)
    for document in ("approval", "plan", "checklist", "run-sheet", "receipt", "settlement", "report"):
        template = find(catalog(loaded.workspace), document)
        made = build(loaded, template, template.audience, Edition(CREATED), scenes_of(loaded)).document
        assert made is not None
        for table in tables(made):
            # Words of the plan may hold the mark themselves; a cell of its own never does.
            assert not [
                cell for row in table.body for cell in row if b.plain(cell.inlines).strip() in {"待填", "待填\n待填"}
            ]
        assert "根据待填" not in text_of(made)


def test_meals_of_an_unknown_number_of_guests_are_not_settled() -> None:
    loaded = example(next(path for path in REAL if path.stem.startswith("2021")))
    (meals,) = [table for table in tables(printed(loaded, "settlement")) if "餐次" in str(table.head)]
    assert b.plain(meals.body[0][2].inlines) == ""


def test_what_is_signed_never_stands_alone() -> None:
    for document in ("settlement", "archive"):
        kept = [block for block in printed(plan(), document).blocks if isinstance(block, b.Keep)][-1]
        assert len([block for block in kept.blocks if isinstance(block, b.Table)]) > 1


# --- what is kept of a visit ------------------------------------------------------------------------------------------

KEPT = """反馈: [{项目: 餐饮, 分数: 3, 意见: 少盐, 份号: 1}, {项目: 车辆, 分数: 5, 份号: 2}]
结案: {时间: 2026-05-20 09:00, 经办人: 周敏, 备注: 材料齐全}
评估:
  差错:
    - {事项: 车晚到十分钟, 责任单位: 县接待办, 程度: 一般, 原因: 衔接, 措施: 提前到位, 审核人: 周敏}
    - {事项: 席卡写错一字, 责任单位: 县发改局, 程度: 一般, 状态: 申辩}
  经验: [{经验: 提前留电梯, 类型: 调研}]
  后续:
    - {编号: F1, 事项: 寄产业规划, 责任单位: 县发改局, 责任人: 沈浩, 时限: L+3, 结果: 已寄出}
    - 回访
经费:"""


def kept(folder: Path, audience: str, document: str, more: str = KEPT) -> str:
    return text_of(printed(changed(folder, ("经费:", more)), document, audience))


@pytest.mark.parametrize(("audience", "told"), [("leader", False), ("staff", True)])
def test_of_few_forms_leaders_are_told_no_means_by_question(tmp_path: Path, audience: str, told: bool) -> None:
    text = flat(kept(tmp_path, audience, "review"))
    assert ("样本不足3份" in text) is not told
    assert ("餐饮13" in text) is told
    third = KEPT.replace("份号: 2}]", "份号: 2}, {项目: 车辆, 分数: 4, 份号: 3}]")
    assert "样本不足" not in flat(kept(tmp_path, audience, "review", third))


def test_the_review_has_four_parts_with_what_is_known_of_each(tmp_path: Path) -> None:
    text = kept(tmp_path, "leader", "review")
    in_turn(text, ["一、原定", "预算480元", "二、实际", "三、为什么", "车晚到十分钟", "衔接", "县接待办", "提前到位"])
    in_turn(text, ["四、下次怎么做", "提前留电梯", "寄产业规划", "县发改局", "沈浩", "5月15日", "已寄出", "回访"])


def test_the_report_and_the_index_say_what_is_followed_up_and_who_closed_it(tmp_path: Path) -> None:
    in_turn(kept(tmp_path, "leader", "report"), ["需要跟进的事项", "寄产业规划（县发改局", "沈浩，5月15日）", "回访"])
    in_turn(kept(tmp_path, "staff", "archive"), ["结案时间", "5月20日", "经办人", "周敏", "材料齐全"])


def test_a_unit_gets_what_it_follows_up_and_its_established_faults_alone(tmp_path: Path) -> None:
    loaded = changed(tmp_path, ("经费:", KEPT))
    template = find(catalog(loaded.workspace), "unit-sheet")
    texts = {}
    for unit in ("县接待办", "县发改局", "县卫健局"):
        built = build(loaded, template, "unit", Edition(CREATED, reader=unit))
        assert built.document is not None
        texts[unit] = text_of(built.document)
    said = {
        unit: [one for one in ("车晚到", "席卡", "寄产业规划", "回访", "留电梯", "少盐") if one in text]
        for unit, text in texts.items()
    }
    assert said == {"县接待办": ["车晚到"], "县发改局": ["寄产业规划"], "县卫健局": []}
    assert "只列事实" in texts["县接待办"]

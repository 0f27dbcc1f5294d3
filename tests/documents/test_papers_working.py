"""The working papers, read back from their files: everybody and everything that belongs is there, in order, on time."""

from __future__ import annotations

import datetime as dt
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest

from jiedai import blocks as b
from jiedai.documents.build import Edition, build
from jiedai.documents.catalog import catalog
from jiedai.documents.wording import day, money, time24
from jiedai.model.plan import Plan
from jiedai.model.schedule import Item
from jiedai.model.times import TimeRange
from tests.batch import cases
from tests.documents.opened import from_docx, from_pdf
from tests.documents.samples import (
    CREATED,
    built_of,
    changed,
    example,
    file_of,
    find,
    in_turn,
    plan,
    printed,
    scenes_of,
    text_of,
    typed,
)
from tests.documents.test_papers import EXAMPLES, flat

WORKING = (
    "reply", "phone-record", "approval", "unit-sheet", "run-sheet", "guests", "rooms", "meals", "kitchen", "vehicles",
    "driver-sheet", "agenda", "script",
)  # fmt: skip
EXAMPLE = next(Path(__file__).parents[2].joinpath("plans").glob("2026-10-20*.yaml"))


def the_plan() -> Plan:
    made = example(EXAMPLE).plan
    assert made is not None
    return made


@cache
def read_back(document: str, format_: str) -> str:
    data = file_of(printed(example(EXAMPLE), document), format_)
    return from_pdf(data) if format_ == "pdf" else from_docx(data)


def clock(minutes: int | None) -> list[str]:
    return [] if minutes is None else [time24(TimeRange(minutes))]


def lines(item: Item) -> list[str]:
    """An item and its steps as the run sheet has them: begin, end, minutes, what."""
    found = [*clock(item.time.start), *clock(item.time.end), str(item.time.minutes), item.what]
    now = item.time.start or 0
    for step in item.steps:
        assert step.minutes is not None
        found += [*clock(now), *clock(now + step.minutes), str(step.minutes), step.what, step.owner or ""]
        now += step.minutes
    return found


def wanted(document: str) -> list[list[str]]:
    """Runs of texts, each of which the document must hold in order."""
    made = the_plan()
    days = [(found.date, item) for found, item in made.items()]
    rides = [(date, item) for date, item in days if item.vehicles]
    legs = [[*clock(item.time.start), *clock(item.time.end), str(item.time.minutes), str(item.from_), str(item.to)]
            for _date, item in rides]  # fmt: skip
    guests = [guest.name for guest in made.guests]
    meals = {meal.item: meal for meal in made.meals}
    match document:
        case "reply":
            assert made.letter is not None
            kept = [[time24(item.time), item.what] for _date, item in days if item.kind != "transfer"]
            letter = [
                made.letter.issuer or "",
                made.letter.number or "",
                "梁国栋一行7人",
                "临溪宾馆",
                "夏禾",
                "13900001003",
            ]
            return [letter, [part for run in kept for part in run]]
        case "phone-record":
            return [["省卫生健康委办公室", made.purpose, *guests, "G7315", "G7336", "接听人"]]
        case "approval":
            venues = ["县人民医院", "县行政中心二号会议室", "竹溪镇卫生院", "溪畔健康步道"]
            signs = ["经办人", "部门负责人意见", "办公室意见", "分管领导意见", "主要领导意见"]
            return [
                ["省卫办函〔2026〕215号", "梁国栋", made.purpose, *venues, "贺兰", "50元/人", "陪餐3人", "临溪宾馆"],
                signs,
            ]
        case "unit-sheet":
            led = [part for _date, item in days if item.lead == "竹溪镇" for part in (time24(item.time), item.what)]
            return [
                [*(task.what for task in made.tasks if task.unit == "县接待办"), "列车晚点", "停电"],
                [
                    "竹溪镇任务单",
                    "丁向阳",
                    "夏禾",
                    "卫生院和步道现场准备",
                    "配合县接待办：踩点",
                    *led,
                    "降雨",
                    "步道考察改到",
                ],
            ]
        case "run-sheet":
            return [[part for _date, item in days for part in lines(item)], ["夏禾", "13900001003", "郑一鸣"]]
        case "guests":
            rows = [[guest.name, guest.unit, guest.post, guest.phone or ""] for guest in made.guests]
            return [[part for row in rows for part in row], [host.name for host in made.hosts]]
        case "rooms":
            rooms = made.lodging[0].rooms
            return [[room.number or "" for room in rooms], [name for room in rooms for name in room.guests]]
        case "meals":
            rows = [[day(date), time24(item.time), *item.place, "7", money(meals[item.id].price or 0)]
                    for date, item in days if item.id in meals]  # fmt: skip
            return [[part for row in rows for part in row], [dish.dish for dish in made.meals[0].menu]]
        case "kitchen":
            needs = ["清真1", "低糖1", "花生过敏1"]
            lunch, supper = ["11:50—12:40", "7人", *needs, "清蒸鲈鱼"], ["18:00—18:50", *needs, "7:20—8:10", *needs]
            return [["县机关食堂厨房单", *lunch, "11:40—12:30", *needs, "临溪宾馆厨房单", *supper]]
        case "vehicles":
            return [["浙A·D1001", "20", "赵大海", "13900001011", *(part for leg in legs for part in leg)]]
        case "driver-sheet":
            return [["1号车行车单", "浙A·D1001", "赵大海", *guests, "夏禾", "13900001003", "G7315", "G7336"],
                    [part for leg in legs for part in leg]]  # fmt: skip
        case "agenda":
            (talks,) = (item for _date, item in days if item.steps)
            steps = [[step.what, step.owner or "", str(step.minutes)] for step in talks.steps]
            return [
                [talks.what, *talks.place, talks.chair or "", *guests, "14:30—14:40", *steps[0], *steps[1], *steps[3]]
            ]
        case _:
            guided = [item.what for _date, item in days if item.guide]
            return [
                [
                    "主持",
                    "贺兰",
                    "尊敬的梁国栋副主任",
                    "14:30",
                    "开场",
                    "介绍与会人员",
                    *guests,
                    "顾晓岚",
                    "许静",
                    "14:40",
                    "医共体建设情况汇报",
                    "16:30",
                    "结束",
                    "16:35乘车返回临溪宾馆",
                ],
                guided,
            ]


@pytest.mark.parametrize("format_", ["pdf", "docx"])
@pytest.mark.parametrize("document", WORKING)
def test_everything_is_there_in_order_and_on_time(document: str, format_: str) -> None:
    text = read_back(document, format_)
    for run in wanted(document):
        assert run
        in_turn(text, run)


def test_every_room_has_its_people_beside_it() -> None:
    (rooms, _stay) = (block for block in b.walk(printed(plan(), "rooms").blocks) if isinstance(block, b.Table))
    rows = [["".join(b.plain(cell.inlines).split()) for cell in row] for row in rooms.body]
    assert [row[:4] for row in rows] == [
        ["0801", "单间", "陈志远", "男"], ["0802", "标准间", "李娜", "女"], ["欧阳靖", "女"],
        ["0803", "标准间", "马国强", "男"], ["王磊", "男"], ["0804", "标准间", "阿依努尔·买买提", "女"],
    ]  # fmt: skip
    assert rows[0][4:6] == ["480", "来宾单位"]


def test_a_guest_without_a_room_is_named(tmp_path: Path) -> None:
    assert "尚未安排房间" not in text_of(printed(plan(), "rooms"))
    loaded = changed(tmp_path, ("[马国强, 王磊]", "[马国强]"))
    assert "尚未安排房间：王磊" in text_of(printed(loaded, "rooms"))


@pytest.mark.parametrize(
    ("pairs", "words"),
    [
        ([], "单间1间、标准间3间，共4间，6人"),
        ([("房型: 单间, ", "")], "标准间3间，共4间，6人"),
        ([("房型: 单间, ", ""), *[(f"{number}\", 房型: 标准间", f'{number}"') for number in ("0802", "0803", "0804")]],
         "共4间，6人"),
        ([("房型: 单间", "房型: 标准间")], "标准间4间，6人"),
    ],
)  # fmt: skip
def test_all_rooms_are_counted_whether_their_type_is_said_or_not(
    pairs: list[tuple[str, str]], words: str, tmp_path: Path
) -> None:
    assert f"\n{words}\n" in text_of(printed(changed(tmp_path, *pairs), "rooms"))


def test_each_unit_has_a_slip_of_its_own_that_is_cut_off_whole() -> None:
    slips = [block.blocks for block in printed(plan(), "unit-sheet").blocks if isinstance(block, b.Keep)]
    titles = [[b.plain(one.inlines) for one in slip if isinstance(one, b.Heading) and one.level == 1] for slip in slips]
    assert sorted(titles) == sorted([f"{name}任务单"] for name in (
        "县接待办", "县发改局", "县交警大队", "县卫健局", "县市场监管局", "县工信局", "青山镇",
    ))  # fmt: skip
    cut = [isinstance(slip[0], b.Paragraph) and slip[0].role == "cut" for slip in slips]
    assert cut == [False] + [True] * (len(slips) - 1)
    versions = [sum("（第1版）" in "".join(text.split()) for text in texts(slip)) for slip in slips]
    assert versions == [1] * len(slips)


def texts(blocks: tuple[b.Block, ...]) -> list[str]:
    """The cells of the tables among some blocks."""
    return [b.plain(cell.inlines) for one in blocks if isinstance(one, b.Table) for row in one.body for cell in row]


def test_long_slips_and_short_ones_take_turns() -> None:
    slips = [block.blocks for block in printed(plan(), "unit-sheet").blocks if isinstance(block, b.Keep)]
    lengths = [sum(len(one.body) for one in b.walk(slip) if isinstance(one, b.Table)) for slip in slips]
    assert lengths[0] == max(lengths)
    assert lengths[1] == min(lengths)


def test_a_unit_still_to_be_filled_in_gets_no_sheet(tmp_path: Path) -> None:
    loaded = changed(tmp_path, ("责任单位: 县工信局", "责任单位: 待填"))
    text = text_of(printed(loaded, "unit-sheet"))
    assert "待填任务单" not in text
    assert "县工信局任务单" not in text


TWO_CARS = (
    ("从: 云溪站, 到: 云溪宾馆, 车辆: [1]", "从: 云溪站, 到: 云溪宾馆, 车辆: [1, 2]"),
    (
        "座次:\n",
        "乘车:\n  - {日程: A2, 车辆: 1, 乘车人: [陈志远, 李娜], 带车人: 姚晨}\n"
        "  - {日程: A2, 车辆: 2, 乘车人: [马国强, 周敏]}\n\n座次:\n",
    ),
)


def test_each_driver_gets_his_own_trips_and_riders(tmp_path: Path) -> None:
    blocks = printed(changed(tmp_path, *TWO_CARS), "driver-sheet").blocks
    cut = next(at for at, block in enumerate(blocks) if isinstance(block, b.PageBreak))
    first, second = text_of_blocks(blocks[:cut]), text_of_blocks(blocks[cut:])
    assert "1号车行车单" in first
    assert "钱江" not in first
    assert "郑涛" not in second
    assert "G7401" in first
    assert "G7401" not in second
    in_turn(second, ["2号车行车单", "马国强、周敏", "9:30", "9:55", "25", "云溪站", "云溪宾馆"])
    assert "产业园" not in second


def text_of_blocks(blocks: tuple[b.Block, ...]) -> str:
    return "\n".join(
        b.plain(block.inlines)
        if isinstance(block, (b.Heading, b.Paragraph))
        else "\n".join(b.plain(cell.inlines) for row in (*block.head, *block.body) for cell in row)
        for block in b.walk(blocks)
        if isinstance(block, (b.Heading, b.Paragraph, b.Table))
    )


def test_dishes_that_somebody_must_not_eat_are_marked(tmp_path: Path) -> None:
    loaded = changed(
        tmp_path,
        ("{菜名: 清蒸鲈鱼, 过敏原: [鱼类]}", "{菜名: 花生糕, 过敏原: [花生]}"),
        ("{菜名: 手抓羊肉}", "{菜名: 回锅肉}"),
        ("{菜名: 时令青菜}", "{菜名: 宫保鸡丁}"),
    )
    text = text_of(printed(loaded, "kitchen"))
    assert "×花生过敏1人" in text
    assert "核对：清真2人（猪）" in text
    assert "核对：花生过敏1人（宫保）" in text
    assert "×" not in text_of(printed(plan(), "kitchen")).replace("“×”", "")


def test_forms_leave_a_line_for_what_is_not_known(tmp_path: Path) -> None:
    loaded = changed(
        tmp_path, ("文号: 浙发改办函〔2026〕118号", "文号: 待填"), ("来函单位: 省发展改革委办公室", "来函单位: 待填")
    )
    for document in ("reply", "approval", "phone-record"):
        assert "待填" not in text_of(printed(loaded, document))


def test_the_approval_says_who_pays_only_where_the_plan_does(tmp_path: Path) -> None:
    loaded = changed(tmp_path, ("接待方承担: false, 人均: 60, 来宾: 6, 收费: 按标准收取", "人均: 60, 来宾: 6"))
    for document in ("approval", "reply"):
        text = text_of(printed(loaded, document))
        assert "按标准" not in text.replace("晚餐(自助，来宾按标准交纳)", "").replace("午餐(自助，来宾按标准交纳)", "")
        assert "含房费" in text


SMALL = {"title": "来访", "kind": "research", "purpose": "调研", "dates": "2026-05-11"}
LINE = {"id": "A1", "time": "09:20-09:30", "what": "接站"}


@cases("document", ["rooms", "meals", "kitchen", "vehicles", "driver-sheet", "agenda", "script", "guests"])
def test_a_plan_without_such_content_has_no_such_paper(document: str) -> None:
    loaded = typed(SMALL | {"schedule": [{"date": "2026-05-11", "items": [LINE]}]})
    template = find(catalog(), document)
    built = build(loaded, template, template.audience, Edition(CREATED))
    assert built.document is None
    assert [found.code for found in built.diagnostics] == ["WD03"]


@cases("document", ["phone-record", "approval", "run-sheet"])
def test_papers_that_every_visit_needs_print_for_the_barest_plan(document: str) -> None:
    loaded = typed(SMALL | {"schedule": [{"date": "2026-05-11", "items": [LINE]}]})
    assert printed(loaded, document).blocks


@pytest.mark.parametrize("document", WORKING)
def test_labels_may_be_english(document: str) -> None:
    made = printed(example(EXAMPLE), document, labels="en")
    template = find(catalog(), document)
    assert (template.title if template.answers else template.title_en) in made.meta.title
    assert "上午" not in text_of(made)


@pytest.mark.parametrize(
    ("issuer", "languages"), [("市外事办公室", ["zh-CN"] * 3), ("City of Lindenfeld", ["zh-CN", "en-GB", "zh-CN"])]
)
def test_a_reply_speaks_the_language_of_the_letter(tmp_path: Path, issuer: str, languages: list[str]) -> None:
    loaded = changed(tmp_path, ("来函单位: 省发展改革委办公室", f"来函单位: {issuer}"))
    made = [printed(loaded, "reply", labels=labels) for labels in ("zh", "en", "both")]
    assert [one.meta.language for one in made] == languages
    assert ["Withkindregards" in text_of(one) for one in made] == [False, *[issuer.isascii()] * 2]


LUNCH, SUPPER, BREAKFAST = (dt.datetime(2026, 10, day_) for day_ in (20, 20, 21))


@pytest.mark.parametrize(
    ("document", "head", "values"),
    [
        ("run-sheet", "开始", [dt.time(9, 40), dt.time(9, 55), dt.time(10, 25)]),
        ("run-sheet", "分钟", [15, 30, 65]),
        ("guests", "序号", [1, 2, 3, 4, 5, 6, 7]),
        ("guests", "抵达时间", [dt.datetime(2026, 10, 20, 9, 40)]),
        ("rooms", "房价元/天", [460, 340, 340, 340, 340]),
        ("meals", "日期", [LUNCH, SUPPER, BREAKFAST, BREAKFAST]),
        ("meals", "来宾", [7, 7, 7, 7]),
        ("meals", "标准元/人", [50, 50, 20, 50]),
        ("kitchen", "人数", [1, 1, 1]),
        ("vehicles", "核载", [20]),
        ("vehicles", "到达", [dt.time(10, 25), dt.time(11, 45)]),
        ("driver-sheet", "日期", [LUNCH, LUNCH, LUNCH]),
        ("driver-sheet", "出发", [dt.time(9, 55), dt.time(11, 30), dt.time(12, 40)]),
        ("unit-sheet", "完成时限", [dt.datetime(2026, 10, 14), dt.datetime(2026, 10, 12, 17, 0)]),
        ("agenda", "分钟", [10, 30, 55, 25]),
    ],
)
def test_workbooks_hold_dates_times_and_numbers(document: str, head: str, values: list[object]) -> None:
    from openpyxl import load_workbook

    book = load_workbook(BytesIO(file_of(printed(example(EXAMPLE), document), "xlsx")))
    columns = [
        [line[0] for line in sheet.iter_rows(cell.row + 1, None, cell.column, cell.column, True)]
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if flat(str(cell.value)) == head
    ]
    found = [[value for value in column if value is not None and not isinstance(value, str)] for column in columns]
    assert values in [column[: len(values)] for column in found]


@cases("document", WORKING)
@cases("path", EXAMPLES, ids=lambda path: path.stem)
def test_no_paper_ends_in_a_heading_or_holds_an_empty_one(path: Path, document: str) -> None:
    loaded = example(path)
    template = find(catalog(loaded.workspace), document)
    made = build(loaded, template, template.audience, Edition(CREATED), scenes_of(loaded)).document
    if made is None:
        return
    blocks = [block for block in b.walk(made.blocks) if not isinstance(block, (b.Keep, b.Landscape))]
    for one, after in zip(blocks, [*blocks[1:], b.PageBreak()], strict=True):
        if isinstance(one, b.Heading):
            assert not isinstance(after, b.PageBreak), b.plain(one.inlines)
            assert not (isinstance(after, b.Heading) and after.level <= one.level), b.plain(one.inlines)


def test_diets_that_every_meal_has_are_said_once_and_others_beside_their_meal(tmp_path: Path) -> None:
    alike = text_of(printed(plan(), "meals"))
    assert alike.count("花生过敏1人（欧阳靖）") == 1
    assert "各餐禁忌：清真2人（马国强、阿依努尔·买买提）" in alike
    loaded = changed(
        tmp_path, ("陪餐: [林峰, 沈浩]", "陪餐: [林峰, 沈浩]\n    来宾: [陈志远, 马国强]"), ("    来宾: 6\n", "")
    )
    apart = text_of(printed(loaded, "meals"))
    assert "各餐禁忌" not in apart
    in_turn(apart, ["午餐工作餐", "清真1人（马国强）", "晚餐自助餐", "清真2人（马国强、阿依努尔·买买提）；花生过敏1人"])


def test_a_driver_reads_when_and_where_each_day_begins() -> None:
    text = text_of(printed(example(EXAMPLE), "driver-sheet"))
    in_turn(text, ["共8人", "发车", "10月20日 9:55 临溪北站", "10月21日 8:30 临溪宾馆", "提前10分钟到位"])
    in_turn(text, ["饮用水", "雨伞", "药箱", "出车公里数", "收车公里数"])


def test_the_agenda_lists_both_sides_as_it_does_time_and_place() -> None:
    (terms,) = [block for block in printed(example(EXAMPLE), "agenda").blocks if isinstance(block, b.Definitions)]
    assert [b.plain(term) for term, _text in terms.items] == ["时间", "地点", "主持", "来宾", "接待方"]


def test_a_single_action_has_no_number() -> None:
    (risk,) = [risk for risk in the_plan().risks if len(risk.actions) == 1]
    for document in ("contingency", "unit-sheet"):
        text = text_of(printed(example(EXAMPLE), document))
        assert risk.actions[0] in text
        assert f"1. {risk.actions[0]}" not in text
        assert "1.步道考察改到" in text.replace(" ", "")


def test_a_short_approval_leaves_more_room_for_opinions(tmp_path: Path) -> None:
    def lines(document: b.Document) -> int:
        (table,) = [block for block in b.walk(document.blocks) if isinstance(block, b.Table)]
        (row,) = [row for row in table.body if b.plain(row[0].inlines) == "主要领导\n意见"]
        return b.plain(row[1].inlines).count("\n")

    full, short = example(EXAMPLE), example(next(EXAMPLE.parent.joinpath("real").glob("2012*.yaml")))
    assert lines(printed(short, "approval")) == lines(printed(full, "approval")) + 2


def test_a_bus_full_of_people_is_told_below_its_row() -> None:
    meeting = example(next(EXAMPLE.parent.glob("2026-12-03*.yaml")))
    for document in ("vehicles",):
        rows = [
            row
            for block in b.walk(printed(meeting, document).blocks)
            if isinstance(block, b.Table)
            for row in block.body
            if b.plain(row[0].inlines).startswith("乘车人员：")
        ]
        (riders,) = rows
        assert len(b.plain(riders[0].inlines).split("、")) == 33
        assert "33人，见下行" in text_of(printed(meeting, document))


@pytest.mark.parametrize("path", sorted(EXAMPLE.parent.glob("2*.yaml")), ids=lambda path: path.stem[:10])
def test_an_approval_is_one_page(path: Path) -> None:
    import pypdfium2

    with pypdfium2.PdfDocument(file_of(printed(example(path), "approval"), "pdf")) as opened:
        assert len(opened) == 1


def test_nobody_wants_a_record_of_the_telephone_where_a_letter_came_but_who_asks_for_it() -> None:
    loaded = example(EXAMPLE)
    assert built_of(loaded, "phone-record", asked=False).document is None
    assert built_of(loaded, "phone-record").document is not None

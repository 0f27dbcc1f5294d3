import datetime as dt
from dataclasses import replace

from jiedai.blocks import Column, Document, Event, Table
from jiedai.formats import txt as writer
from tests.batch import cases
from tests.documents.samples import plan, printed
from tests.formats.sample import (
    DRAFT,
    FORM,
    IN_ORDER,
    KITCHEN_SINK,
    META,
    NASTY,
    SHOWN,
    assert_in_order,
    cell,
    schedule,
)


def read(document):
    return writer.write(document).decode()


def programme(*events, **meta):
    return Document(replace(META, **meta), KITCHEN_SINK.blocks, events=events)


def test_a_message_has_a_line_for_each_item():
    day, night = dt.datetime(2026, 5, 11), dt.datetime(2026, 5, 12)
    message = read(
        programme(
            Event("a", day.replace(hour=9, minute=5), day.replace(hour=9, minute=30), "接站", "云溪站"),
            Event("b", day.replace(hour=12), None, "到云溪县机关食堂用餐", "云溪县机关食堂", "自助餐\n请刷卡"),
            Event("c", night.replace(hour=22), night.replace(day=13, hour=0, minute=30), "返程"),
        )
    )
    assert message.split("\n\n") == [
        "【内部】　【注意保存】",
        META.title,
        "5月11日（星期一）\n9:05—9:30 接站，云溪站\n12:00 到云溪县机关食堂用餐\n  自助餐 请刷卡",
        "5月12日（星期二）\n22:00—次日0:30 返程",
        META.footer + "\n",
    ]


RIDE = Event(
    "r", dt.datetime(2026, 5, 11, 9, 30), dt.datetime(2026, 5, 11, 9, 55), "乘车前往云溪宾馆", "云溪站—云溪宾馆",
    vehicles=("1", "2"), boarding="云溪站",
)  # fmt: skip
NEXT = Event("n", dt.datetime(2026, 5, 12, 7, 30), None, "早餐", "云溪宾馆")


@cases(("now", "days"), [((10, 23, 59), [11, 12]), ((11, 0, 0), [11]), ((12, 23, 59), [12]), ((13, 0, 0), [11, 12])])
def test_on_a_day_of_the_visit_it_is_that_day_alone(now, days):
    day, hour, minute = now
    message = read(programme(RIDE, NEXT, created=dt.datetime(2026, 5, day, hour, minute)))
    assert [number for number in (11, 12) if f"5月{number}日（" in message] == days
    assert ("早餐" in message) is (12 in days)
    assert ("乘车" in message) is (11 in days)


def test_a_message_to_one_person_says_the_car_where_it_waits_and_whom_to_call():
    message = read(
        programme(
            RIDE, created=dt.datetime(2026, 5, 11, 7), person="周敏", marks=("内部", "周敏"),
            contacts=(("姚晨", "13900000201"), ("周敏", "13900000202")),
        )
    )  # fmt: skip
    assert message.split("\n\n") == [
        "【内部】",
        "周敏：公务接待，5月11日（星期一）\n9:30—9:55 乘车前往云溪宾馆，1、2号车，云溪站上车",
        "联络员：姚晨 13900000201",
        META.footer + "\n",
    ]


def test_the_day_of_a_visit_fits_into_a_message():
    """A long message is sent in parts of 67 characters."""
    made = printed(plan("domestic"), "programme")
    assert made.events
    for day in {event.start.date() for event in made.events}:
        text = read(replace(made, meta=replace(made.meta, created=dt.datetime.combine(day, dt.time(7)))))
        assert 60 < len(text) <= 8 * 67
        assert "姚晨 13900000201" in text
        assert "号车，" in text
        assert "〖" not in text


def test_a_message_in_english():
    start = dt.datetime(2026, 9, 8, 9, 0)
    event = Event("a", start, start.replace(hour=10), "Talks", "Town Hall")
    lines = read(programme(event, language="en-GB", marks=(), footer="")).splitlines()
    assert lines[2:] == ["Tue 2026-09-08", "9:00–10:00 Talks, Town Hall"]


def test_a_document_without_events_is_its_text():
    text = read(replace(KITCHEN_SINK, events=()))
    assert_in_order(text, IN_ORDER)
    assert all(nasty in text for nasty in NASTY)
    assert SHOWN in text
    assert "　　正文第一段。" in text
    assert "1. 第一项\n2. 第二项\n" in text
    assert "   · 子项甲" in text


def test_a_table_is_a_line_for_each_row_that_says_what_is_what():
    text = read(Document(META, (schedule(6),)))
    assert "〖表1　活动日程〗" in text
    assert (
        "日期：5月11日；时间：09:30—10:20；活动内容：第0项：察看产业园智能车间；参加人员：张建国、欧阳明月、李四"
        in text
    )
    assert "\n时间：09:30—10:20；活动内容：第1项" in text
    assert "来访单位：＿＿；有无公函：☑有 □无\n领导意见：同意" in read(Document(META, (FORM,)))


def test_a_heading_within_a_row_says_what_comes_behind_it():
    def row(*texts):
        return tuple(cell(one.strip("#"), header=one.startswith("#")) for one in texts)

    rows = (
        row("#时间", "11:50", "#形式", "工作餐"),
        row("#标准", "50元/人", "#留样", ""),
        row("#经办", "#审核"),
    )
    text = read(Document(META, (Table((Column(),) * 4, (), rows),)))
    assert "时间：11:50；形式：工作餐\n标准：50元/人；留样：＿＿\n经办；审核\n" in text


def test_a_column_that_counts_stands_in_front():
    table = Table((Column(),) * 2, ((cell("序号"), cell("任务")),), ((cell("1"), cell("核对名单")),))
    assert "\n1. 任务：核对名单\n" in read(Document(META, (table,)))
    other = Table((Column(),) * 2, ((cell("车号"), cell("车型")),), ((cell("1"), cell("考斯特")),))
    assert "\n车号：1；车型：考斯特\n" in read(Document(META, (other,)))


def test_a_cell_over_several_columns_stands_under_none_of_their_headings():
    head = (cell("序号"), cell("项目"), cell("金额"), cell("票据号"))
    total = (cell("合计", colspan=2), cell("500"), cell("大写", colspan=1))
    lines = read(Document(META, (Table((Column(),) * 4, (head,), (total,)),))).split("\n")
    assert "合计；金额：500；票据号：大写" in lines
    whole = (cell("用餐", colspan=2), cell("费用", colspan=2))
    lines = read(Document(META, (Table((Column(),) * 4, (whole,), (total,)),))).split("\n")
    assert "用餐：合计；费用：500；费用：大写" in lines


def test_a_row_of_one_cell_beside_a_tall_one_says_what_it_is():
    rows = ((cell("0602", rowspan=2), cell("苏敏")), (cell("罗佳"),), (cell("二楼", colspan=2),))
    text = read(Document(META, (Table((Column(),) * 2, ((cell("房号"), cell("入住人")),), rows),)))
    assert "\n房号：0602；入住人：苏敏\n入住人：罗佳\n二楼\n" in text


def test_a_draft_says_so():
    assert read(DRAFT).startswith("【内部】　【注意保存】　【草稿】\n")

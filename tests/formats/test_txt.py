import datetime as dt
from dataclasses import replace

from jiedai.blocks import Document, Event
from jiedai.formats import txt as writer
from tests.formats.sample import DRAFT, FORM, IN_ORDER, KITCHEN_SINK, META, NASTY, SHOWN, assert_in_order, schedule


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
    assert "来访单位；有无公函；☑有 □无\n领导意见；同意" in read(Document(META, (FORM,)))


def test_a_draft_says_so():
    assert read(DRAFT).startswith("【内部】　【注意保存】　【草稿】\n")

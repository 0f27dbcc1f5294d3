"""Letters in traditional characters are read as others are, and their words given back as they were written."""

from __future__ import annotations

import datetime as dt

from jiedai.workflow.intake import intake, script
from jiedai.workflow.intake.found import Line, Source

DAY = dt.date(2026, 12, 2)


def source(text: str) -> Source:
    return Source(tuple(Line(line, f"第{number}行") for number, line in enumerate(text.splitlines(), 1)))


def test_a_name_alone_does_not_make_a_text_traditional():
    assert not script.is_traditional(source("省文联主席陳國華一行3人，12月9日到青溪县调研"))
    assert script.is_traditional(source("本會擬於12月9日組織會員赴貴縣考察"))


def test_simplifying_keeps_the_length_and_what_is_simple_already():
    text = "本會擬於12月9日組織會員赴貴縣考察 Tel. 123"
    simple = script.simplified(source(text)).lines[0].text
    assert simple == "本会拟于12月9日组织会员赴贵县考察 Tel. 123"
    assert script.simplified(source(simple)).lines[0].text == simple


def test_names_and_posts_come_back_as_written():
    lines = (
        "致：青溪縣人民政府",
        "關於赴貴縣考察的函",
        "我會副會長鄧啟明擬於2026年12月9日率團一行5人考察茶產業。",
        "聯絡人：鄧啟明 13800000001",
    )
    text = "\n".join(lines)
    read = intake.read(text.encode(), "來函.txt", DAY)
    assert read.text("guests.鄧啟明.post") == "副會長"
    assert read.text("dates") == "2026-12-09"
    assert read.text("contact.name") == "鄧啟明"
    assert read.text("letter.subject") == "關於赴貴縣考察的函"

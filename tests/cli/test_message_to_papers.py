"""From a pasted message to printed papers in an office begun by `init`: every edit by hand is counted.

A hand may replace one text everywhere (the editor's 全部替换 is one edit) or mend what a finding names; what a command
writes is no edit. Each journey says how many edits it takes today, so that one more is noticed.
"""

from __future__ import annotations

import io
import re
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[2]
MOST = 12
"""So many edits by hand may lie between a message and its papers."""

NOTE = """\
电话记录
来电时间：2027年4月12日 16时05分
来电单位：澜州市交通运输局办公室
来电人：米兰    电话：0571-66020011
内容：市交通运输局副局长时宜一行4人，4月19日（星期一）下午2点半左右开车到县里，调研农村公路养护，住一晚，20日上午走。公函随后发。时局长不吃牛肉。
"""
NOTE_LETTER = """\
澜州市交通运输局
澜交函〔2027〕41号
关于赴贵县调研农村公路养护工作的函
县交通运输局：
    我局拟于2027年4月19日至20日赴贵县调研农村公路养护工作。
    一、行程
    4月19日14时30分左右抵达，15时30分座谈；4月20日上午返回。
    二、人员
    时  宜  副局长
    卓  然  农村公路科科长（女）
    易水寒  农村公路科副科长
    常  青  办公室科员
    联系人：米兰，0571-66020011
    澜州市交通运输局
    2027年4月13日
"""
CHAT = """\
市科技局 米禾  2027年5月10日 09:12
许主任好，下周三（19号）我们副局长柏青带队去你们那里看看竹材加工技术中心，一共3个人
市科技局 米禾  2027年5月10日 09:15
上午9点半左右到，自己开车，吃个便饭下午3点回来
县接待办许静  2027年5月10日 09:20
收到，请发个公函和名单
市科技局 米禾  2027年5月10日 09:31
好的，我电话 13900002244
"""
CHAT_LIST = """\
姓名,性别,单位,职务,手机,忌口
柏青,男,市科技局,副局长,13900002243,无
米禾,女,市科技局,农村科技科科长,13900002244,素食
全知,男,市科技局,农村科技科科员,13900002245,无
"""
LETTER = """\
怀安县供销合作社联合社
怀供函〔2027〕9号
关于赴贵县考察学习农产品集配工作的函
县供销合作社联合社：
    为学习借鉴贵县农产品集配体系建设经验，我社拟于2027年6月8日（星期二）赴贵县考察学习。8日上午10点左右自驾到达，下午4点返程。一行5人：
    党组书记、理事会主任海青，监事会主任安宁（女），农业服务科科长路遥，办公室副主任谷雨（女），驾驶员何师傅。
    联系人：谷雨，电话：13900003355
    怀安县供销合作社联合社
    2027年6月1日
"""
APPROVED = "{审批人: 马明, 职务: 副县长, 时间: %s 10:30, 意见: 同意}"


class Journey(NamedTuple):
    """What arrives and when, what follows it, the options that say what is decided, and the edits by hand in order.

    An edit puts a text for another one wherever that stands; each line of the new text counts.
    """

    message: str
    as_of: str
    follows: tuple[tuple[str, str], ...]
    options: tuple[str, ...]
    edits: tuple[tuple[str, str], ...]
    count: int


JOURNEYS = {
    "a telephone note, then the letter": Journey(
        NOTE,
        "2027-04-12",
        (("公函.txt", NOTE_LETTER),),
        ("--kind=调研",),
        (
            ("审批: 待填", "审批: " + APPROVED % "2027-04-14"),
            ("待填 主陪", "马明"),
            ("待填 对口部门", "县商务局"),
            ("待填 考察点1", "临溪生命健康产业园"),
            ("人均: 待填", "人均: 50"),
        ),
        6,
    ),
    "a chat, then a list": Journey(
        CHAT,
        "2027-05-10",
        (("名单.csv", CHAT_LIST),),
        ("--kind=调研",),
        (
            ("文号: 待填", "文号: 澜科函〔2027〕8号"),
            (
                "  日期: 待填",
                "  日期: 2027-05-11\n  主题: 关于赴贵县考察竹材加工技术中心的函\n  人员: [柏青, 米禾, 全知]",
            ),
            ("审批: 待填", "审批: " + APPROVED % "2027-05-12"),
            ("待填 主陪", "马明"),
            ("待填 对口部门", "县商务局"),
            ("待填 考察点1", "临溪生命健康产业园"),
            ("人均: 待填", "人均: 50"),
        ),
        10,
    ),
    "a letter with its people": Journey(
        LETTER,
        "2027-06-01",
        (),
        (),
        (
            ("审批: 待填", "审批: " + APPROVED % "2027-06-03"),
            ("待填 主陪", "马明"),
            ("待填 对口部门", "县商务局"),
            ("待填 考察点1", "临溪生命健康产业园"),
            ("人均: 待填", "人均: 50"),
        ),
        5,
    ),
}


@pytest.fixture
def office(run, tmp_path, monkeypatch):
    """A folder of a new office, filled in once from the workbook of what it has."""
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    monkeypatch.chdir(ROOT)
    assert run("office", "export", "-o", str(tmp_path / "常备.xlsx")).status == 0
    monkeypatch.chdir(tmp_path)
    made = run("init", "青溪", "--from", "常备.xlsx", "--name", "青溪县接待办公室", "--region", "青溪县")
    assert made.status == 0, made.err
    monkeypatch.chdir(tmp_path / "青溪")
    return tmp_path / "青溪"


@pytest.mark.parametrize("name", JOURNEYS)
def test_papers_are_printed_after_few_edits(run, office, name):
    journey = JOURNEYS[name]
    (office / "来件.txt").write_text(journey.message, encoding="utf-8")
    begun = run("new", "--from-letter", "来件.txt", "--as-of", journey.as_of, *journey.options)
    assert begun.status == 0, begun.err
    plan = office / begun.out.splitlines()[0]
    for file, text in journey.follows:
        (office / file).write_text(text, encoding="utf-8")
        assert run("import", file, str(plan), "--write", "--as-of", journey.as_of).status in (0, 1)
    edited = plan.read_text(encoding="utf-8")
    for old, new in journey.edits:
        assert old in edited, old
        edited = edited.replace(old, new)
    plan.write_text(edited, encoding="utf-8")
    if "\n住宿:" in edited:
        assert run("arrange", "rooms", str(plan), "--write").status == 0
    checked = run("check", str(plan), "--as-of", journey.as_of)
    assert checked.status == 0, checked.out
    assert re.search(r"0 个错误，0 个警告", checked.out), checked.out
    assert "还要填" not in checked.out
    printed = run("render", str(plan), "-d", "接待方案", "-f", "md", "-o", "印", "--as-of", journey.as_of)
    assert printed.status == 0, printed.err
    [paper] = (office / "印").rglob("*接待方案*.md")
    assert "草稿" not in str(paper.relative_to(office)) + paper.read_text(encoding="utf-8")
    by_hand = len(journey.options) + sum(len(new.splitlines()) for _old, new in journey.edits)
    assert by_hand == journey.count <= MOST

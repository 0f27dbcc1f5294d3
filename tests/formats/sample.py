"""One document with everything in it, and texts that would like to be something else."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from jiedai.blocks import (
    Align,
    Attachments,
    Blank,
    Block,
    Cell,
    Column,
    Cover,
    Definitions,
    Document,
    Event,
    Figure,
    Heading,
    Imprint,
    Keep,
    Landscape,
    LineBreak,
    Link,
    ListBlock,
    Meta,
    PageBreak,
    Paper,
    Paragraph,
    Signature,
    Table,
    Text,
    Tick,
)

NASTY = (
    '#read("/etc/passwd")',
    "$x^2$ #let a = 1",
    "*粗* _斜_ `码` ~删~",
    "@ref <label> </b><script>alert(1)</script>",
    r"反斜杠\ \u{41} \n \"引号\" '单'",
    "[链接](https://example.cn) ![图](x)",
    "| 管道 | // 注释 /* 块 */",
    "{{ 7*7 }} {% raw %} ${x} %s {0}",
    "&amp; &lt; ]]> <!-- -->",
    "“引号”——破折号……省略·间隔",
)
"""Strings that are markup somewhere; every format must print them as they are."""

CONTROLS = "铃\x07空\x00转\x1b反\u202e向\ud800代"
SHOWN = "铃〓空〓转〓反向〓代"

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 60" width="200" height="60">'
    '<rect x="5" y="5" width="190" height="50" fill="none" stroke="black"/>'
    '<text x="100" y="35" text-anchor="middle" font-family="no such family" font-size="14">主席台</text></svg>'
)

META = Meta(
    id="plan",
    title="清溪县接待“周文远”一行方案 <1>",
    created=dt.datetime(2026, 5, 8, 17, 30),
    author="清溪县接待办",
    subject="公务接待",
    marks=("内部", "注意保存"),
    footer="编号 2026-05-11　第2版　打印 2026年5月8日 17:30　以最新版为准",
    version=2,
    code="2026-05-11 第2版",
)

BODY = "接待工作方案制定完善落实"
"""Twelve Chinese characters without punctuation, to count on the grid."""


def text(content: str, **style: bool) -> tuple[Text]:
    return (Text(content, **style),)


def paragraph(content: str, **how: object) -> Paragraph:
    return Paragraph(text(content), **how)  # type: ignore[arg-type]


def cell(content: str = "", **how: object) -> Cell:
    return Cell(text(content), **how)  # type: ignore[arg-type]


def schedule(rows: int) -> Table:
    """A schedule with a day that spans five rows each."""
    body = []
    for row in range(rows):
        day = (cell(f"5月{11 + row // 5}日", rowspan=5),) if row % 5 == 0 else ()
        body.append((*day, cell("09:30—10:20"), cell(f"第{row}项：察看产业园智能车间"), cell("张建国、欧阳明月、李四")))
    return Table(
        columns=(Column(0, Align.CENTER), Column(0, Align.CENTER), Column(3), Column(2)),
        head=((cell("日期"), cell("时间"), cell("活动内容"), cell("参加人员")),),
        body=tuple(body),
        caption="表1　活动日程",
    )


FORM = Table(
    columns=(Column(0), Column(2), Column(0), Column(2)),
    head=(),
    body=(
        (cell("来访单位", header=True), cell(), cell("有无公函", header=True),
         Cell((Tick(True), Text("有 "), Tick(), Text("无")))),
        (cell("领导意见", header=True), cell("同意", colspan=3)),
    ),
    form=True,
)  # fmt: skip

BLOCKS: tuple[Block, ...] = (
    Heading(1, text("省发展改革委来我县调研县域经济高质量发展情况接待工作方案")),
    paragraph("（2026年5月8日）", role="lead"),
    paragraph("各有关单位：", indent=False),
    Heading(2, text("一、基本情况"), anchor="basics"),
    paragraph("正文第一段。"),
    Heading(3, text("（一）来访人员")),
    Heading(4, text("1. 主要客人")),
    Heading(5, text("（1）随行人员")),
    Definitions(
        (
            (text("来访单位"), text("省发展改革委")),
            (text("联络员"), (Text("李明 "), Link("tel:0578-6000000", "0578-6000000"))),
        )
    ),
    ListBlock(
        ((paragraph("第一项"),), (paragraph("第二项"), ListBlock(((paragraph("子项甲"),),))), (paragraph("第三项"),)),
        ordered=True,
    ),
    ListBlock(((paragraph("另表一项"),),), ordered=True),
    Paragraph(
        (
            Text("加粗", bold=True), Text("楷体", italic=True), Text("小字", small=True), LineBreak(),
            Text("签字"), Blank(6),
            Link("#basics", "见基本情况"), Link("#nowhere", "见无处"), Link("https://example.cn", "外链"),
        )
    ),
    *(paragraph(nasty) for nasty in NASTY),
    paragraph(CONTROLS),
    schedule(60),
    Keep((Heading(2, text("二、不分开")), paragraph(BODY * 20))),
    Attachments((text("来宾名单"), text("住宿安排表"))),
    Signature((text("清溪县人民政府办公室"), text("2026年5月9日"))),
    paragraph("注：以最新版为准。", role="note"),
    Landscape((Heading(2, text("附件：横排表")), schedule(4))),
    PageBreak(),
    FORM,
    Figure(SVG, "主席台座次", "图1　座次图"),
    Imprint(text("县委办公室。"), text("清溪县接待办公室"), text("2026年5月10日印发")),
)  # fmt: skip

EVENTS = (
    Event(
        "a@plan", dt.datetime(2026, 5, 11, 9, 30), dt.datetime(2026, 5, 11, 10, 20),
        "察看产业园，智能车间\r\nATTENDEE:mailto:x@example.cn; a,b\\c" * 3, "清溪镇；东门", "第一行\n第二行",
    ),
    Event("b@plan", dt.datetime(2026, 5, 11, 12, 0), None, "午餐"),
)  # fmt: skip

KITCHEN_SINK = Document(META, BLOCKS, events=EVENTS)
DRAFT = replace(KITCHEN_SINK, meta=replace(META, draft=True))
HANDBOOK = Document(
    META,
    (
        Cover(
            (paragraph("省发展改革委调研接待手册", role="cover-title"), paragraph("二〇二六年五月", role="cover-line"))
        ),
        Heading(2, text("一、欢迎")),
        paragraph(BODY * 5),
    ),
    paper=Paper.A5,
)
GRID = Document(replace(META, marks=(), footer=""), (paragraph(BODY * 200, indent=False),))
EMPTY = Document(META, ())

IN_ORDER = (
    "各有关单位", "一、基本情况", "正文第一段", "（一）来访人员", "主要客人", "（1）随行人员", "来访单位", "联络员",
    "第一项", "第二项",
    "子项甲", "第三项", "另表一项", "加粗", "楷体", "见基本情况", "见无处", "外链", "二、不分开",
    "附件：", "来宾名单", "住宿安排表", "清溪县人民政府办公室", "2026年5月9日", "注：以最新版",
    "附件：横排表", "有无公函", "领导意见", "抄送：", "县委办公室。", "清溪县接待办公室", "2026年5月10日印发",
)  # fmt: skip


def assert_in_order(found: str, wanted: tuple[str, ...] = IN_ORDER) -> None:
    """Every text is there, after the one before it."""
    place = 0
    for part in wanted:
        next_place = found.find(part, place)
        assert next_place >= 0, f"{part!r} is missing or out of order"
        place = next_place

from __future__ import annotations

from jiedai.model.placeholder import WORD, is_placeholder
from tests.batch import cases


@cases(
    "text",
    [
        WORD,
        "待填写",
        "（待补充）",
        "(待填)",
        "【待核实】",
        "〔待确认〕",
        "待定",
        "待填：带队领导职务",
        "待确认，等对方回函",
        "待补 车次",
        "TODO",
        "todo",
        "Todo: 车次",
        "tbd",
        "FIXME",
        "×××",
        "XX",
        "xx",
        "**",
        "____",
        "？？",
        "??",
        "  待填  ",
        "待填：\n第二行",
    ],
)
def test_blanks(text):
    assert is_placeholder(text)


@cases(
    "text",
    [
        "",
        "待",
        "接待办",
        "招待所",
        "待遇座谈会",
        "待填写的表格",
        "待定点宾馆确认后入住",
        "等待列车",
        "TODOS",
        "tbdx",
        "×",
        "X",
        "XX市",
        "×××同志",
        "A×B",
        "是？",
        "--",
        "……",
    ],
)
def test_ordinary_text(text):
    assert not is_placeholder(text)

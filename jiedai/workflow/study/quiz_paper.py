"""A quiz on paper: the questions for who is asked, and the key for who marks them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from jiedai import blocks as b
from jiedai.language import _
from jiedai.model.office import Office
from jiedai.workflow.after.paper import heading, paper, paragraph, table
from jiedai.workflow.study.quiz import LETTERS, Question


def questions(asked: Sequence[Question], number: str, office: Office | None, created: dt.datetime) -> b.Document:
    """The paper to be filled in, with the number it is marked by."""
    blanks = (b.Text(_("姓名：")), b.Blank(8), b.Text("　" + _("得分：")), b.Blank(5))
    head: list[b.Block] = [paragraph(_("卷号 {number}").format(number=number), "note")]
    head.append(b.Paragraph(blanks, indent=False))
    return paper("quiz", _("接待业务测验"), (*head, *_asked(asked)), office, created)


def _asked(asked: Sequence[Question]) -> Iterator[b.Block]:
    kind = ""
    for at, one in enumerate(asked, 1):
        if one.kind != kind:
            kind = one.kind
            yield heading(_("判断题（对的写“对”，错的写“错”）") if kind == "judgement" else _("单选题"))
        text, *lines = one.text.split("\n")
        mark = _("（　　）")
        parts: list[b.Inline] = [b.Text(f"{at}.{mark}{text}")]
        for line in lines:
            parts += [b.LineBreak(), b.Text(line.replace(" ", "\u00a0"), small=True)]
        blocks: list[b.Block] = [b.Paragraph(tuple(parts), b.Align.LEFT, indent=False)]
        if one.options:
            listed: list[b.Inline] = []
            for letter, option in zip(LETTERS, one.options, strict=False):
                listed += [b.Text(f"{letter}. {option}", nowrap=True), b.Text("　　")]
            blocks.append(b.Paragraph(tuple(listed[:-1]), b.Align.LEFT))
        yield b.Keep(tuple(blocks))


def key(asked: Sequence[Question], number: str, office: Office | None, created: dt.datetime) -> b.Document:
    """The answers, with what each rests on."""
    head = (_("题号"), _("答案"), _("内容"), _("依据"))
    rows = [(str(at), one.said, _answer(one), one.basis) for at, one in enumerate(asked, 1)]
    content = (paragraph(_("卷号 {number}").format(number=number), "note"), table(head, rows, (0, 0, 3, 5)))
    return paper("quiz-key", _("接待业务测验答案"), content, office, created)


def _answer(one: Question) -> str:
    """The option that is right; of a statement nothing more."""
    return one.options[LETTERS.index(one.answer)] if one.options else ""

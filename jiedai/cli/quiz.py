"""`jiedai study quiz` and `study mark`: a paper with its key, and answers written down in the log of who gave them."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jiedai.cli import console
from jiedai.cli.failure import FINE, Failure, words
from jiedai.cli.findings import book_here
from jiedai.cli.learners import library_here, log_of, told
from jiedai.cli.moments import now
from jiedai.cli.saved import office_here, save
from jiedai.language import _
from jiedai.workflow.study import log
from jiedai.workflow.study.cards import digest
from jiedai.workflow.study.quiz import FALSE, LETTERS, TRUE, Question, marked, pool, quiz

if TYPE_CHECKING:
    from jiedai.cli.commands.learning import Mark, Quiz

_NUMBER = re.compile(r"(\d+)-(\d+)-(\d{8})-([0-9a-f]{4})((?:-[A-Za-z]+)*)")
_SAID = {"对": TRUE, "√": TRUE, "✓": TRUE, "T": TRUE, "Y": TRUE, "错": FALSE, "×": FALSE, "F": FALSE, "N": FALSE}
_SKIPPED = ("-", "_", "空", "?", "？")


def run(options: Quiz) -> int:
    """Make a quiz; the key is a file of its own. Failure where nothing can be asked."""
    day = options.as_of or now().date()
    areas = tuple(_area(word) for word in words(options.areas))
    asked = _questions(options.seed, options.limit, day, areas)
    number = _numbered(options.seed, options.limit, day, areas, asked)
    match options.format:
        case "json":
            console.data(json.dumps(_data(asked, number, options.seed, day, areas), ensure_ascii=False, indent=2))
        case "text":
            console.data("\n\n".join(_told(at, one) for at, one in enumerate(asked, 1)))
            console.say(_("卷号 {number}；答案用 -f docx 印，或 -f json 看").format(number=number))
        case _:
            from jiedai import formats
            from jiedai.workflow.study.quiz_paper import key, questions

            writer, office = formats.writer(options.format), office_here()
            created = dt.datetime.combine(day, dt.time(9))
            for made, name, output in (
                (questions, _("接待业务测验-{number}"), options.output),
                (key, _("接待业务测验-{number}-答案"), _beside(options.output)),
            ):
                document = made(asked, number, office, created)
                title = name.format(number=number)
                save(lambda document=document: writer.write(document), writer.SUFFIX, title, output)  # type: ignore[misc]
    if len(asked) < options.limit:
        console.say(_("只出得了 {count} 题").format(count=len(asked)))
    return FINE


def mark(options: Mark) -> int:
    """Hold answers against a quiz and write down how it went. Failure for a paper that cannot be made again."""
    found = _NUMBER.fullmatch(options.paper.strip())
    if found is None:
        raise Failure(_("“{number}”不是卷号").format(number=options.paper), _("卷号印在卷头，如 7-20-20260511-3f0c"))
    try:
        day = dt.date.fromisoformat(f"{found[3][:4]}-{found[3][4:6]}-{found[3][6:]}")
    except ValueError:
        raise Failure(_("“{number}”不是卷号").format(number=options.paper)) from None
    seed, count, areas = int(found[1]), int(found[2]), tuple(filter(None, found[5].split("-")))
    asked = _questions(seed, count, day, areas)
    if _numbered(seed, count, day, areas, asked) != options.paper.strip():
        message = _("规则或资料在出卷以后改过，{number} 判不了").format(number=options.paper)
        raise Failure(message, _("重新出一份：jiedai study quiz"))
    given = _read(options.answers, len(asked))
    result = marked(asked, given)
    path = log_of(options.person)
    with told(path):
        noted = log.quizzed(path, options.paper.strip(), result, options.at or now())
    if not noted:
        console.say(_("这份卷已经记过同样的成绩，没有再记；再做一次，先用 --seed 另出一份"))
    data = {
        "version": 1,
        "person": path.stem,
        "paper": options.paper.strip(),
        "right": result.right,
        "asked": result.asked,
        "percent": result.percent,
        "areas": [{"area": area, "right": right, "asked": of} for area, (right, of) in result.areas.items()],
        "wrong": list(result.wrong),
    }
    if options.format == "json":
        console.data(json.dumps(data, ensure_ascii=False, indent=2))
        return FINE
    console.data(_("{person}：{asked} 题对 {right} 题，{percent}%").format(**{**data, "person": path.stem}))
    for at in result.wrong:
        console.data(
            _("第 {number} 题：{answer}；{basis}").format(
                number=at, answer=asked[at - 1].said, basis=asked[at - 1].basis
            )
        )
    return FINE


def _questions(seed: int, count: int, day: dt.date, areas: tuple[str, ...]) -> list[Question]:
    every = pool(book_here(), office_here(), library_here(), day)
    asked = quiz(every, count, seed, areas)
    if not asked:
        known = _("、").join(sorted({one.area for one in every}))
        raise Failure(_("这些方面出不了题"), _("可选：{names}").format(names=known))
    return asked


def _area(word: str) -> str:
    """An area as its questions have it: letters of rules in capitals."""
    return word.upper() if len(word) == 2 and word.isascii() else word.lower()


def _numbered(seed: int, count: int, day: dt.date, areas: tuple[str, ...], asked: list[Question]) -> str:
    """What a paper is marked by: how it was made, and four digits that are others where the questions are."""
    said = digest([[one.key, list(one.state), one.answer] for one in asked])[:4]
    return "-".join((str(seed), str(count), f"{day:%Y%m%d}", said, *areas))


def _beside(output: str | None) -> str | None:
    """Where the key goes that belongs to a paper with a name of its own."""
    return None if output is None else str(Path(output).with_stem(Path(output).stem + _("-答案")))


def _read(text: str, count: int) -> list[str]:
    """Answers in one text: `ABCD对错`, with blanks or commas between or none; `-` for one that was left out.

    Failure for what is no answer, or more answers than questions.
    """
    signs = [sign for sign in text.strip().upper() if not sign.isspace() and sign not in ",，、;；.。"]
    found = []
    for at, sign in enumerate(signs, 1):
        if sign in _SKIPPED:
            found.append("")
        elif sign in LETTERS or sign in _SAID:
            found.append(_SAID.get(sign, sign))
        else:
            message = _("第 {number} 个答案“{sign}”看不懂").format(number=at, sign=sign)
            raise Failure(message, _("写成 ABCD对错，没有答的写 -"))
    if len(found) > count:
        raise Failure(_("卷子有 {count} 题，答案有 {given} 个").format(count=count, given=len(found)))
    return found


def _told(at: int, one: Question) -> str:
    lines = [f"{at}. {one.text}"]
    lines += [f"   {letter}. {option}" for letter, option in zip(LETTERS, one.options, strict=False)]
    return "\n".join(lines)


def _data(asked: list[Question], number: str, seed: int, day: dt.date, areas: tuple[str, ...]) -> dict[str, Any]:
    return {
        "version": 1,
        "paper": number,
        "seed": seed,
        "as_of": day.isoformat(),
        "areas": list(areas),
        "questions": [
            {
                "number": at,
                "kind": one.kind,
                "area": one.area,
                "card": one.card,
                "question": one.text,
                "options": list(one.options),
            }
            for at, one in enumerate(asked, 1)
        ],
        "key": [{"number": at, "answer": one.answer, "basis": one.basis} for at, one in enumerate(asked, 1)],
    }

"""`jiedai study`: cards that come back when they are due, what was answered, and what is left to train."""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from jiedai.cli import console
from jiedai.cli.failure import FINE, Failure, nearest
from jiedai.cli.findings import book_here
from jiedai.cli.learners import library_here, log_of, told, workspace_here
from jiedai.cli.moments import moment_data, now
from jiedai.cli.saved import office_here
from jiedai.language import _
from jiedai.workflow.study import log
from jiedai.workflow.study.cards import Card, cards
from jiedai.workflow.study.lessons import lessons
from jiedai.workflow.study.record import Record as Learnt
from jiedai.workflow.study.record import Share, record
from jiedai.workflow.study.schedule import Rating, Standing, rating, standings
from jiedai.workspace import shown

if TYPE_CHECKING:
    from jiedai.cli.commands.learning import Answer, Due, Forget, Record, Session
    from jiedai.workflow.records import Entry

_LEAVE = ("q", "Q", "退出")


class _Student(NamedTuple):
    """Who learns, their log, and the cards there are."""

    name: str
    path: Path
    cards: Mapping[str, Card]


class _Due(NamedTuple):
    """Cards that are due, the longest due first, with where they stand; and those never answered."""

    due: Sequence[tuple[Card, Standing]]
    new: Sequence[Card]


def _student(person: str | None, day: dt.date) -> _Student:
    path = log_of(person)
    workspace = workspace_here()
    return _Student(path.stem, path, cards(book_here(), office_here(), lessons(workspace, day), day, library_here()))


def _due_of(student: _Student, day: dt.date) -> _Due:
    with told(student.path):
        entries = log.answers(student.path)
    stand = standings(entries, {card.id: card.state for card in student.cards.values()})
    due = [(student.cards[card], at) for card, at in stand.items() if at.next <= day]
    new = [card for card in student.cards.values() if card.id not in stand]
    return _Due(sorted(due, key=lambda one: (one[1].next, one[0].id)), new)


def _answered(student: _Student, card: Card, given: Rating, at: dt.datetime) -> Standing:
    with told(student.path):
        return _standing(log.answer(student.path, card, given, at), card)


def _standing(entries: Iterable[Entry], card: Card) -> Standing:
    mine = [entry for entry in entries if entry.fields.get("card") == card.id]
    return standings(mine, {card.id: card.state})[card.id]


# --- at the terminal --------------------------------------------------------------------------------------------------


def run(options: Session) -> int:
    """Ask cards until all are answered, or the person leaves. Failure without a terminal."""
    log_of(options.person)
    if not (console.is_terminal(sys.stdin) and console.is_terminal(sys.stdout)):
        raise Failure(_("这里不是终端，没法一问一答"), _("用 jiedai study due 看要温习什么，study answer 记下记得怎样"))
    moment = now()
    student = _student(options.person, moment.date())
    found = _due_of(student, moment.date())
    asked = [*(card for card, _stand in found.due), *found.new][: options.limit]
    if not asked:
        console.say(_("今天没有要温习的"))
        return FINE
    done = 0
    for number, card in enumerate(asked, 1):
        console.data(f"\n[{number}/{len(asked)}] {card.front}")
        if _line(_("想好了按回车看答案，q 退出：")) is None:
            break
        console.data(card.back)
        given = _rated()
        if given is None:
            break
        stand = _answered(student, card, given, now())
        console.say(_("{day} 再来").format(day=stand.next.isoformat()))
        done += 1
    console.say(
        _("答了 {done} 张；到期的 {due} 张，没学过的 {new} 张").format(
            done=done, due=len(found.due), new=len(found.new)
        )
    )
    return FINE


def _line(question: str) -> str | None:
    """What the person types; None where they leave."""
    sys.stderr.write(question)
    sys.stderr.flush()
    typed = sys.stdin.readline()
    return None if not typed or typed.strip() in _LEAVE else typed.strip()


def _rated() -> Rating | None:
    question = " ".join(f"{int(one)} {one.label}" for one in Rating) + _("：")
    while (typed := _line(question)) is not None:
        if (given := rating(typed)) is not None:
            return given
    return None


# --- for scripts ------------------------------------------------------------------------------------------------------


def due(options: Due) -> int:
    """Show what a person should repeat on a day."""
    day = options.as_of or now().date()
    student = _student(options.person, day)
    found = _due_of(student, day)
    if options.format == "json":
        data = {
            "version": 1,
            "person": student.name,
            "as_of": day.isoformat(),
            "due": len(found.due),
            "new": len(found.new),
            "cards": [_standing_data(card, stand) for card, stand in found.due],
        }
        console.data(json.dumps(data, ensure_ascii=False, indent=2))
        return FINE
    rows = [(card.id, stand.next.isoformat(), str(stand.reps), card.front.split("\n")[0]) for card, stand in found.due]
    console.data(console.table((_("卡片"), _("到期"), _("答过"), _("问题")), rows) or _("今天没有要温习的"))
    console.say(_("到期的 {due} 张，没学过的 {new} 张").format(due=len(found.due), new=len(found.new)))
    return FINE


def _standing_data(card: Card, stand: Standing) -> dict[str, Any]:
    return {
        "id": card.id,
        "front": card.front,
        "last": moment_data(stand.last),
        "next": stand.next.isoformat(),
        "reps": stand.reps,
    }


def answer(options: Answer) -> int:
    """Write down how well a card was remembered; Failure for a card or a rating that there is none of."""
    moment = options.at or now()
    given = rating(options.rating)
    if given is None:
        known = _("、").join(f"{int(one)} {one.name.lower()} {one.label}" for one in Rating)
        raise Failure(_("没有“{name}”这种答法").format(name=options.rating), _("可选：{names}").format(names=known))
    student = _student(options.person, moment.date())
    card = _card(options.card, student.cards)
    with told(student.path):
        before = log.answers(student.path)
    if log.is_said_again(before, card, given, moment):
        console.say(_("刚刚记过同样的，没有再记"))
        stand = _standing(before, card)
    else:
        stand = _answered(student, card, given, moment)
    if options.format == "json":
        data = {
            "version": 1,
            "person": student.name,
            "card": card.id,
            "rating": given.name.lower(),
            "next": stand.next.isoformat(),
            "interval": stand.interval,
            "reps": stand.reps,
        }
        console.data(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        text = _("{card} {rating}，{day} 再来（{count} 天后）")
        console.data(text.format(card=card.id, rating=given.label, day=stand.next.isoformat(), count=stand.interval))
    return FINE


def _card(word: str, known: Mapping[str, Card]) -> Card:
    """The card that a word names: its number, or a rule's code alone. Failure for another."""
    typed = word.strip().replace("：", ":")
    for name in (typed, f"rule:{typed.removeprefix('rule:').upper()}"):
        if name in known:
            return known[name]
    close = nearest(typed, known)
    hint = _("是不是想写“{name}”？").format(name=close) if close else _("用 jiedai study due 看有哪些")
    raise Failure(_("没有“{name}”这张卡片").format(name=word), hint)


# --- what was learnt --------------------------------------------------------------------------------------------------


def records(options: Record) -> int:
    """Show what everybody, or one person, has learnt."""
    known = log.logs(workspace_here())
    wanted = [log_of(options.person)] if options.person else list(known.values())
    rows: list[tuple[str, Learnt]] = []
    for path in wanted:
        with told(path):
            rows.append((path.stem, record(log.answers(path), options.year)))
    if options.format == "json":
        data = {"version": 1, "year": options.year, "people": [_record_data(name, one) for name, one in rows]}
        console.data(json.dumps(data, ensure_ascii=False, indent=2))
        return FINE
    quizzed = any(one.quizzes for _name, one in rows)
    head = (_("姓名"), _("学过"), _("答过"), _("记得"), *([_("测验")] if quizzed else []), _("要补的"))
    cells = [
        (
            *(name, str(one.cards), str(one.total.answers), _percent(one.total)),
            *([_quizzes(one)] if quizzed else []),
            _("、").join(one.gaps),
        )
        for name, one in rows
    ]
    console.data(console.table(head, cells) or _("还没有人学过"))
    return FINE


def _quizzes(found: Learnt) -> str:
    """How many quizzes, and how they went; empty where there was none."""
    told = _("{count} 次 {right}/{asked}")
    return (
        told.format(count=found.quizzes, right=found.quizzed.good, asked=found.quizzed.answers) if found.quizzes else ""
    )


def _percent(share: Share) -> str:
    return _("样本不足") if share.percent is None else f"{share.percent}%"


def _record_data(name: str, found: Learnt) -> dict[str, Any]:
    return {
        "person": name,
        "cards": found.cards,
        "answers": found.total.answers,
        "remembered": found.total.percent,
        "areas": [
            {"area": area, "answers": share.answers, "remembered": share.percent} for area, share in found.areas.items()
        ],
        "quizzes": {"count": found.quizzes, "answers": found.quizzed.answers, "right": found.quizzed.good},
        "gaps": found.gaps,
    }


def forget(options: Forget) -> int:
    """Remove the log of a person, who owns it; Failure where there is none."""
    path = log_of(options.person)
    if not path.is_file():
        raise Failure(_("没有{name}的学习记录").format(name=path.stem))
    with told(path):
        log.forget(path)
    console.say(_("删去了 {path}").format(path=shown(path)))
    return FINE

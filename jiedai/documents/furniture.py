"""What stands around the text of a paper: secrecy, marks, the line at the foot, the code, the head of a letter.

Decided here for every paper, by who gets it. A paper that leaves the house (what guests and the public get, and papers
that say so of themselves, as a letter does) carries nothing of the office's own book-keeping: no code, no print time,
no 内部; guests are told the version from the second on. What stays in the house has all of it, so that nobody works by
a paper that no longer holds. 版式 in the office file puts each on every paper or on none. A mark of secrecy other than
内部 is on every paper.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from jiedai import blocks as b
from jiedai.documents import wording
from jiedai.documents.catalog import Template
from jiedai.documents.scene import Scene, called
from jiedai.documents.translation import said
from jiedai.language import N_
from jiedai.language import catalog as texts
from jiedai.model.choice import Classification

if TYPE_CHECKING:
    from jiedai.documents.build import Edition

_MARKS = {
    "staff": N_("工作人员用"),
    "unit": N_("责任单位用"),
    "driver": N_("驾驶员用"),
    "kitchen": N_("厨房用"),
    "hotel": N_("宾馆用"),
    "security": N_("安全保卫用"),
    "finance": N_("财务用"),
}
"""The mark of a copy that is not for everybody. Leaders and guests get theirs without one."""
_OUTSIDE = frozenset({"guest", "public"})


@dataclass(frozen=True, slots=True)
class Furniture:
    """What stands around a paper's text; see `blocks.Meta`."""

    secrecy: tuple[str, ...]
    marks: tuple[str, ...]
    footer: str
    code: str
    letterhead: b.Letterhead | None
    numbered: bool


def leaves(template: Template, audience: str) -> bool:
    """Whether a paper leaves the house."""
    return template.outward or audience in _OUTSIDE


def furniture(scene: Scene, template: Template, edition: Edition) -> Furniture:
    """What stands around a paper, in the language of its labels."""
    away = leaves(template, scene.audience)
    secrecy = _secrecy(scene, edition, away)
    return Furniture(
        secrecy,
        _marks(scene, edition, template, away),
        _footer(scene, edition, template, away),
        _code(scene, edition, secrecy) if _wanted(scene.office.house.code, away) else "",
        _letterhead(scene, edition) if template.form is b.Form.LETTER else None,
        not template.outward or template.form is b.Form.LETTER,
    )


def without_time(footer: str, created: dt.datetime) -> str:
    """The line at the foot without the time of printing, in whichever language."""
    for language in ("zh", "en"):
        footer = footer.replace(wording.stamp(created, language), "")
    return footer


def _wanted(said: Any, away: bool) -> bool:
    """What the office says of a piece; where it says nothing, papers that stay in the house have it."""
    return bool(said) if isinstance(said, bool) else not away


def _secrecy(scene: Scene, edition: Edition, away: bool) -> tuple[str, ...]:
    """The number of the copy and the mark of secrecy."""
    lines = [f"{edition.copy:06d}"] if edition.copy else []
    grade = scene.plan.classification
    shown = grade and grade is not Classification.PUBLIC
    if shown and (grade is not Classification.INTERNAL or _wanted(scene.office.house.internal, away)):
        lines.append(wording.capital(str(wording.printed(grade, edition.labels))))
    return tuple(lines)


def _marks(scene: Scene, edition: Edition, template: Template, away: bool) -> tuple[str, ...]:
    """Whose copy it is, and whether it is a draft."""
    say = texts(edition.labels).gettext
    marks = [say(_MARKS[scene.audience])] if scene.audience in _MARKS and not away else []
    marks += [said(edition.person)] if edition.person else []
    marks += [called(template.each, edition.reader, edition.labels)] if edition.reader else []
    marks += [say("草稿")] if edition.draft else []
    return tuple(marks)


def _footer(scene: Scene, edition: Edition, template: Template, away: bool) -> str:
    """Number, version, print time, which version counts, whom to call, and what the office adds."""
    say = texts(edition.labels).gettext
    phone, house = scene.office.office.duty_phone, scene.office.house
    version = scene.plan.version or 1
    stamp = say("{time}打印").format(time=wording.stamp(edition.moment, edition.labels))
    parts = [
        str(scene.plan.number) if not away else "",
        say("第{version}版").format(version=version) if not away or (version > 1 and not template.outward) else "",
        stamp if _wanted(house.print_time, away) else "",
        say("以最新版为准") if not away else "",
        say("值班电话 {phone}").format(phone=phone) if phone and not away else "",
        said(str(house.footer)),
    ]
    return ("\u2002" if edition.labels == "zh" else " · ").join(part for part in parts if part)


def _code(scene: Scene, edition: Edition, secrecy: tuple[str, ...]) -> str:
    """What the code at the foot says: which plan, which version, which copy."""
    version = texts(edition.labels).gettext("第{version}版").format(version=scene.plan.version or 1)
    parts = [str(scene.plan.number or scene.plan.title), version, *secrecy[: 1 if edition.copy else 0]]
    return " ".join(part for part in parts if part)


def _letterhead(scene: Scene, edition: Edition) -> b.Letterhead:
    """The organ, and the letter's own number or a slot for it."""
    say = texts(edition.labels).gettext
    year = (scene.plan.approval.time.day or edition.moment).year
    number = scene.plan.letter.reply_number or say("＿＿＿＿〔{year}〕＿＿号").format(year=year)
    printed = scene.office.house.letterhead
    return b.Letterhead(said(str(scene.office.office.name)), str(number), printed is not False)

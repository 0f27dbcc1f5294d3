"""The manual of a rule, as its entry in the national pack holds it below the fields of its row:

    ZS06:
      manual:
        zh: {what: 住宿费由来宾单位支付。, why: 规定住宿费回单位报销。, fix: “付费”改为来宾单位。}
        en: {what: Guests pay for their rooms., why: …, fix: …}
      wrong: |
        住宿:
          宾馆: 云溪宾馆
          房间:
            - {房型: 单间, 入住人: [陈志远], 付费: 接待方}
            - {房型: 单间, 入住人: [李娜], 付费: 来宾单位}
      right:
        4: |
          - {房型: 单间, 入住人: [陈志远], 付费: 来宾单位}

`what` is checked, `why`, and how to `fix` it. `wrong` and `right` are top-level sections of a plan that replace those
of a sound one, so that both can be run. `right` says only what stands in place of lines of `wrong`, by their numbers
from 1: one line or several, indented as the line that goes, or null for none; the number behind the last adds lines at
the end. Where hardly a line stays it is a text of its own. Both are left out where no example fits.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from jiedai.language import _, current
from jiedai.source.packaged import packaged
from jiedai.visit.book import Row
from jiedai.visit.packs import NATIONAL, PACKS_DIR


class Manual(NamedTuple):
    """What a rule checks, why, how to mend it.

    `wrong` and `right` are pieces of a plan as YAML, empty where none fits.
    """

    what: str
    why: str = ""
    fix: str = ""
    wrong: str = ""
    right: str = ""


def manual(code: str, language: str | None = None) -> Manual:
    """The manual of a rule in a language (the one in use by default); KeyError for an unknown code."""
    entry = _entries()[code]
    texts = {part: text.strip() for part, text in entry["manual"][language or current()].items()}
    wrong = entry.get("wrong", "").rstrip("\n")
    right = entry.get("right", "")
    return Manual(**texts, wrong=wrong, right=_mended(wrong, right) if isinstance(right, dict) else right.rstrip("\n"))


def own_manual(row: Row) -> Manual | None:
    """The manual of a rule that an office has written itself, made from its entry; None for any other."""
    asked = row.condition
    if asked is None:
        return None
    what = [_("本单位的规定，写在规则包 {pack} 里。").format(pack=row.pack)]
    what += [_("逐条看：{each}").format(each=asked.each)] if asked.each else []
    what += [_("只看：{when}").format(when=asked.when)] if asked.when else []
    what.append(_("要满足：{must}").format(must=asked.must))
    return Manual("\n".join(what), "", asked.hint, asked.wrong, asked.right)


def figure_lines(figures: Mapping[str, Any]) -> Iterator[str]:
    """The figures as a pack writes them; those of a group under its name with a point: `chief.city = 5`."""
    for name, value in figures.items():
        if isinstance(value, Mapping):
            yield from (f"{name}.{line}" for line in figure_lines(value))
        elif isinstance(value, bool):
            yield f"{name} = {str(value).lower()}"
        else:
            shown = _("、").join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)
            yield f"{name} = {shown}"


def _mended(text: str, changes: Mapping[str, str | None]) -> str:
    """A text with other lines in place of some of its own, which are named by their numbers."""
    lines: list[str | None] = [*text.split("\n"), None]
    for number in sorted(map(int, changes), reverse=True):
        line, change = lines[number - 1] or "", changes[str(number)]
        indent = line[: len(line) - len(line.lstrip())]
        lines[number - 1 : number] = [] if change is None else [indent + new for new in change.rstrip("\n").split("\n")]
    return "\n".join(line for line in lines if line is not None)


@lru_cache(maxsize=1)
def _entries() -> Mapping[str, Mapping[str, Any]]:
    return {
        code: entry
        for contents in packaged(PACKS_DIR / NATIONAL).values()
        for code, entry in contents.get("rules", {}).items()
    }

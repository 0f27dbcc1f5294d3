"""`jiedai guests forget` and `guests purge`: what is kept of guests taken out, with the proof that nothing is left."""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jiedai.cli import console
from jiedai.cli.failure import FINE, FOUND, Failure, near
from jiedai.cli.journals import told_plainly
from jiedai.cli.moments import now
from jiedai.cli.paths import choice
from jiedai.language import _
from jiedai.model.people import Guest
from jiedai.workflow.memory.carrying_out import carry_out
from jiedai.workflow.memory.carrying_out import forget as forget_facts
from jiedai.workflow.memory.clearing import units_of
from jiedai.workflow.memory.forgetting import Going, expired, left, of_guest, words_elsewhere
from jiedai.workflow.memory.holdings import may_name, source_of, visits
from jiedai.workflow.memory.looking import histories_in
from jiedai.workflow.memory.store import Remembered, guests, store_path
from jiedai.workspace import Workspace, shown

if TYPE_CHECKING:
    from jiedai.cli.commands.guests import Forget, Purge

_SHOWN = 12
"""Lines of one kind on a terminal; the rest is counted."""


def _told() -> AbstractContextManager[None]:
    return told_plainly(lambda error: error.filename or "records")


def forget(options: Forget) -> int:
    """Forget a guest: what is remembered at once, the rest with `--write`. Failure for nobody, or for two of a name."""
    moment = options.at or now()
    workspace = Workspace.around(Path.cwd())
    name = options.name.strip()
    with _told():
        known = guests(store_path(workspace))
        unit = _unit(workspace, known, name, options.unit)
        going = of_guest(workspace, known, name, unit, moment.date())
        alone = not words_elsewhere(going)
        done = options.write or alone
        if options.write:
            carry_out(going, moment)
        elif alone:  # nothing else is found by it, so it need not wait
            forget_facts(going)
    about = {"name": name, "unit": unit, "facts": len(going.facts)}
    return _end(going, about, options.format, written=options.write, forgot=done and bool(going.facts))


def purge(options: Purge) -> int:
    """Take out what was kept for long enough; without `--write` only shown."""
    day = options.as_of or now().date()
    workspace = Workspace.around(Path.cwd())
    with _told():
        going = expired(workspace, guests(store_path(workspace)), day)
        if options.write:
            carry_out(going, now())
    about = {"as_of": day.isoformat(), "facts": len(going.facts)}
    return _end(going, about, options.format, written=options.write, forgot=options.write and bool(going.facts))


def _unit(workspace: Workspace, known: Iterable[Remembered], name: str, given: str | None) -> str | None:
    """The unit of the guest who is meant. Failure where nobody has the name, or two have and none is named."""
    if not name:
        raise Failure(_("要写明是哪一位来宾"))
    units = {one.unit for one in known if one.name == name}
    names = {one.name for one in known}
    for path in (path for visit in visits(workspace) for path in visit.files):
        source = source_of(path) if may_name(path, name) else None
        units |= units_of(source, name) if source else set()
    if given is not None:
        given = given.strip()
        if given not in units:
            raise Failure(_("没有{unit}的{name}").format(unit=given, name=name), choice(sorted(units)) if units else "")
        return given
    if not units:
        raise Failure(_("没有叫{name}的来宾").format(name=name), near(name, sorted(names)))
    if len(units) > 1:
        message = _("有 {count} 位来宾叫{name}，用 --unit 写明是哪个单位的").format(count=len(units), name=name)
        raise Failure(message, choice(sorted(units)))
    return next(iter(units))


# --- what came of it --------------------------------------------------------------------------------------------------


def _end(going: Going, about: dict[str, Any], format_: str, *, written: bool, forgot: bool) -> int:
    with _told():
        after = left(going) if written else going
    data = {
        "version": 1,
        **about,
        "fields": len(going.fields),
        "papers": sorted(shown(one.path) for one in going.papers),
        "copies": sorted(map(shown, going.versions)),
        "kept": sorted(map(shown, going.kept)),
        "waiting": sorted(map(shown, going.waiting)),
        "remaining": [{"file": shown(path), "why": why} for path, why in sorted(after.remaining.items())],
        "written": written,
    }
    if format_ == "json":
        console.data(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        _show(going, after, written=written, forgot=forgot)
    unfinished = going.elsewhere or (going.facts and not forgot) if not written else False
    return FOUND if unfinished or after.remaining else FINE


def _show(going: Going, after: Going, *, written: bool, forgot: bool) -> None:
    lines = [*_facts(going), *_fields(going), *_list(_("印出的文件"), [one.path for one in going.papers])]
    lines += _list(_("印发的存本"), going.versions)
    again = [*going.leftovers, *going.journals]
    lines += [_("撤销用的旧稿、流水和缓存 {count} 处").format(count=len(again))] if again else []
    console.data("\n".join(lines) or _("没有要清除的"))
    if going.kept:
        console.say(_("接待还没有结束，照常要用，没有动：{plans}").format(plans=_named(going.kept)))
    if going.waiting:
        console.say(
            _("过了保存的天数，但没有结案，没有动；先 jiedai close：{plans}").format(plans=_named(going.waiting))
        )
    for path, why in sorted(after.remaining.items()):
        console.say(_("{path}：{why}").format(path=shown(path), why=why))
    if written and lines:
        _proof(going, after)
    elif forgot and not going.elsewhere:
        console.say(_("忘掉了"))
    elif forgot:
        console.say(_("记住的已经忘掉；别处的还没有动，核对后加 --write 一并清除"))
    elif lines:
        console.say(_("没有动；核对后加 --write 清除，清除以后找不回来"))


def _proof(going: Going, after: Going) -> None:
    """What was looked at afterwards, and what came of it."""
    if after.looked_at and not after.remaining:
        console.say(_("清除了；逐个查过 {count} 个文件，没有留下").format(count=after.looked_at))
    elif after.remaining:
        told = _("清除了；逐个查过 {count} 个文件，还有 {left} 个要自己处理")
        console.say(told.format(count=after.looked_at, left=len(after.remaining)))
    else:
        console.say(_("清除了"))
    for folder in histories_in(going.workspace.root):
        console.say(_("{folder} 里的旧版本 jiedai 改不了，要另外处理").format(folder=folder.name))


def _facts(going: Going) -> list[str]:
    told = _("记住的：{name}（{unit}）{kind} {value}，到 {until} 为止")
    return [
        told.format(name=one.name, unit=one.unit, kind=fact.kind.label, value=fact.text, until=fact.until.isoformat())
        for one, fact in going.facts
    ]


def _fields(going: Going) -> list[str]:
    """One line a guest and visit."""
    called: dict[tuple[str, str], list[str]] = {}
    for stem, name, field in sorted(going.fields):
        called.setdefault((stem, name), []).append(_label(field))
    return [f"{stem}  {name}  " + _("、").join(labels) for (stem, name), labels in called.items()]


def _label(field: str) -> str:
    """The name of a field of a guest, in Chinese, as it stands in plans."""
    return str(Guest.model_fields[field].title)


def _list(title: str, paths: list[Path]) -> list[str]:
    names = sorted(map(shown, paths))
    more = [_("  ……共 {count} 份").format(count=len(names))] if len(names) > _SHOWN else []
    return [_("{title}：").format(title=title), *(f"  {name}" for name in names[:_SHOWN]), *more] if names else []


def _named(paths: Iterable[Path]) -> str:
    return _("、").join(sorted(map(shown, paths)))

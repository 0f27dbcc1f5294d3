"""The way of a usual command line past typer: read by what an earlier command kept of the declared options.

Importing typer, making the options of sixty commands and reading words with them is 0.66 of what `import typer,
pydantic` takes, a fifth of a `status`. What typer makes of usual words is known beforehand: which names take a value,
and what kind of one. A command line that holds anything else (an unknown name, a value that is refused, one argument
too many, a question for help) is left to typer, which also words what is wrong; so is every line while nothing is
kept, or anything of the declarations has changed since.
"""

from __future__ import annotations

import json
import os
import sys
import zlib
from collections import namedtuple
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from jiedai.cli.help_page import Described
from jiedai.language import current
from jiedai.source.packaged import keep, recall

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jiedai.cli.command import Commands, Declared

_FORM = 2
"""Counts the changes of what is kept and how."""
_HERE = Path(__file__).parent
_DECLARING = (_HERE, _HERE / "commands", _HERE.parent / "report", _HERE.parent / "locale/en/LC_MESSAGES")
"""Folders whose files declare options, or are offered by one, and what is said of them."""
_MOST_DIGITS = 15
"""Of a whole number that is read here."""


class Parameter(NamedTuple):
    """An option or an argument of a command; an argument has no names.

    `known` are the only words it takes, `least` and `most` bound a whole number (`number`), `parser` is the function of
    `times` that reads it: what is kept can name no other.
    """

    field: str
    names: Sequence[str]
    default: Any
    required: bool
    flag: bool
    many: bool
    number: bool
    known: Sequence[str] | None
    least: int | None
    most: int | None
    parser: str | None


class Chosen(NamedTuple):
    """The work that a command line asks for, and the options it is done with."""

    module: str
    function: str
    options: Any


class _Unusual(Exception):
    """Typer has to read the words."""


def chosen(words: Sequence[str]) -> Chosen | None:
    """What a command line asks for; None where typer has to read it."""
    declared: Any = _kept().get("declared") if words and not words[0].startswith("-") else None
    left = list(words)
    while isinstance(declared, dict) and left:
        declared = declared.get(left.pop(0))
    if not isinstance(declared, list):
        return None
    module, function, parameters = declared
    try:
        values = _values([Parameter(*one) for one in parameters], left)
    except _Unusual:
        return None
    return Chosen(module, function, namedtuple("Options", values)(**values))


def whole_page(words: Sequence[str]) -> Described | None:
    """What the help page of all commands says, where a command line asks for it; None where typer has to say it."""
    told = _kept().get("page") if list(words) in _FOR_HELP else None
    return told and Described(*told)


_FOR_HELP: tuple[list[str], ...] = ([], ["--help"], ["-h"])


def _values(parameters: Sequence[Parameter], words: list[str]) -> dict[str, Any]:
    """The value of each parameter, by its field."""
    named = {name: one for one in parameters for name in one.names}
    given: dict[str, list[str]] = {}
    loose: list[str] = []
    waiting = iter(words)
    for word in waiting:
        if word == "--":
            loose += waiting
        elif not word.startswith("-") or word == "-":
            loose.append(word)
        else:
            name, equals, value = word.partition("=") if word.startswith("--") else (word, "", "")
            option = named.get(name)
            if option is None or (option.flag and equals):
                raise _Unusual
            if not option.flag and not equals:
                value = _following(waiting)
            given.setdefault(option.field, []).append(value)
    _hand_out(loose, [one for one in parameters if not one.names], given)
    return {one.field: _value(one, given.get(one.field)) for one in parameters}


def _following(waiting: Any) -> str:
    """The word after the name of an option, which is its value."""
    word: str = next(waiting, "--")
    if word.startswith("-") and word != "-":
        raise _Unusual
    return word


def _hand_out(words: list[str], arguments: Sequence[Parameter], given: dict[str, list[str]]) -> None:
    """Give each argument its word in their order, and one of many all that are left."""
    for place, one in enumerate(arguments):
        if one.many and place < len(arguments) - 1:
            raise _Unusual
        taken, words = (words, []) if one.many else (words[:1], words[1:])
        if taken:
            given[one.field] = list(taken)
    if words:
        raise _Unusual


def _value(parameter: Parameter, words: list[str] | None) -> Any:
    """What a parameter is after its words; the last one holds where there are several and it takes one."""
    if words is None:
        if parameter.required:
            raise _Unusual
        return list(parameter.default) if isinstance(parameter.default, list) else parameter.default
    if parameter.flag:
        return True
    read = [_read(parameter, word) for word in words]
    return read if parameter.many else read[-1]


def _read(parameter: Parameter, word: str) -> Any:
    if parameter.known is not None and word not in parameter.known:
        raise _Unusual
    if parameter.number:
        if not (word.isascii() and word.isdigit() and len(word) <= _MOST_DIGITS):
            raise _Unusual
        number = int(word)
        least, most = parameter.least, parameter.most
        if (least is not None and number < least) or (most is not None and number > most):
            raise _Unusual
        return number
    if parameter.parser is not None:
        from jiedai.cli import times

        try:
            return getattr(times, parameter.parser)(word)
        except Exception:  # whatever is wrong with it, typer says it
            raise _Unusual from None
    return word


# --- what is kept -----------------------------------------------------------------------------------------------------


@cache
def _kept() -> Mapping[str, Any]:
    """The `declared` commands by name, those of a group by theirs, and the help `page` of all; empty where nothing is
    kept, or another state.
    """
    if "_JIEDAI_COMPLETE" in os.environ:  # a shell asks what could be typed
        return {}
    try:
        state, kept = json.loads(recall(_name()) or b"null")
    except (ValueError, TypeError):
        return {}
    return kept if state == _state() else {}


def keep_commands() -> None:
    """Keep what typer has just read a command line by, where nothing is kept of it as it is now."""
    if _kept() or f"{__package__}.app" not in sys.modules or "_JIEDAI_COMPLETE" in os.environ:
        return
    from jiedai.cli.app import whole_page
    from jiedai.cli.groups import app

    kept = {"declared": _told(app), "page": whole_page()}
    keep(_name(), json.dumps([_state(), kept], ensure_ascii=False, separators=(",", ":")).encode())


def _name() -> str:
    """Another one for each installation and language."""
    return f"commands-{current()}-{zlib.crc32(str(_HERE).encode()):08x}.json"


@cache
def _state() -> list[Any]:
    """What has to be the same where declarations are used again."""
    files = sorted(
        [entry.path, (status := entry.stat()).st_size, status.st_mtime_ns]
        for folder in _DECLARING
        for entry in os.scandir(folder)
        if entry.name.endswith((".py", ".mo"))
    )
    return [_FORM, sys.version, zlib.crc32(json.dumps(files).encode())]


def _told(commands: Commands) -> dict[str, Any]:
    from jiedai.cli.command import Commands

    return {
        name: _told(one) if isinstance(one, Commands) else [one.module, one.function, _parameters(one)]
        for name, one in commands.declared.items()
    }


def _parameters(declared: Declared) -> list[Parameter]:
    import inspect

    return [_parameter(one) for one in inspect.signature(declared.options).parameters.values()]


def _parameter(declared: Any) -> Parameter:
    from typer.models import OptionInfo

    kind, told = declared.annotation.__origin__, declared.annotation.__metadata__[0]
    option = isinstance(told, OptionInfo)
    names: list[Any] = [told.default, *(told.param_decls or ())] if option else []  # typer keeps the first one apart
    words = str(kind)
    if told.parser is not None:
        assert told.parser.__module__ == f"{__package__}.times", declared
    required = declared.default is declared.empty
    return Parameter(
        declared.name,
        names,
        None if required else declared.default,
        required,
        kind is bool,
        "list" in words,
        "int" in words,
        getattr(told.callback, "known", None),
        told.min,
        told.max,
        told.parser and told.parser.__name__,
    )

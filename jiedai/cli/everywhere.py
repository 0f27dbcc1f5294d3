"""The options that hold everywhere: they may stand before or after the command, and are taken out before it is read."""

from __future__ import annotations

from typing import NamedTuple

LANG, NO_COLOR, DEBUG = EVERYWHERE = ("--lang", "--no-color", "--debug")


class Everywhere(NamedTuple):
    """What a command line says in these options, and its other words."""

    words: list[str]
    lang: str | None = None
    no_color: bool = False
    debug: bool = False


def everywhere(words: list[str]) -> Everywhere:
    """Take the options that hold everywhere out of a command line; what follows `--` is left alone."""
    rest: list[str] = []
    lang: str | None = None
    flags = set()
    waiting = list(words)
    while waiting:
        word = waiting.pop(0)
        if word == "--":
            rest += [word, *waiting]
            break
        if word == LANG:
            lang = waiting.pop(0) if waiting else ""
        elif word.startswith(LANG + "="):
            lang = word.partition("=")[2]
        elif word in EVERYWHERE:
            flags.add(word)
        else:
            rest.append(word)
    return Everywhere(rest, lang, NO_COLOR in flags, DEBUG in flags)

"""How an option or an argument of a command is declared: its names, help, completion, and how it is read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import typer

from jiedai.cli import completion
from jiedai.cli.failure import Failure, suggestion
from jiedai.language import N_, _


def flag(names: str, text: str) -> Any:
    """An option without a value: its names with blanks between them, and its help."""
    return typer.Option(*names.split(), help=text)


def option(names: str, metavar: str, text: str, offers: completion.Offering | None = None, **more: Any) -> Any:
    """An option with a value: its names with blanks between them, what the help page calls the value, its help."""
    return typer.Option(*names.split(), metavar=metavar, help=text, autocompletion=offers, **more)


def argument(metavar: str, text: str, offers: completion.Offering | None = None, **more: Any) -> Any:
    """A word of the command line: what the help page calls it, and its help."""
    return typer.Argument(metavar=metavar, help=text, autocompletion=offers, **more)


def one_of(known: Sequence[str], refusal: str) -> dict[str, Any]:
    """What lets a parameter take one of the known words only; for another a Failure whose text holds `{name}`."""

    def read(word: str | None) -> str | None:
        if word is not None and word not in known:
            raise Failure(_(refusal).format(name=word), suggestion(word, known))
        return word

    vars(read)["known"] = tuple(known)  # for who reads a command line without typer
    return {"offers": completion.among(known), "callback": read}


def written_as(text: str, known: Sequence[str]) -> Any:
    """`--format` of a command that shows one thing in several ways."""
    return option("--format -f", "FORMAT", text, **one_of(known, N_("没有“{name}”这种输出")))

"""`jiedai` with all its commands, each declared in a module of `commands/`."""

from functools import cache
from importlib import import_module
from typing import Any

import typer

from jiedai.cli import completion, help
from jiedai.cli import options as o
from jiedai.cli.command import need_command
from jiedai.cli.groups import GROUPS, app
from jiedai.cli.help_page import Described

for _module in (
    "plans",
    "changes",
    "following",
    "after",
    "learning",
    "guests",
    "reference",
):  # in the order of the help
    import_module(f"jiedai.cli.commands.{_module}")
app.declared.update(GROUPS)


@cache
def commands() -> Any:
    """The group of all commands, as typer reads a command line with it."""
    made = app.built("jiedai", add_completion=True)
    completion.speak_our_language(made)
    return made


def whole_page() -> Described:
    """What the help page of all commands says, in the language in use."""
    return help.described(commands(), typer.Context(commands(), info_name="jiedai"))


def run(words: list[str]) -> int:
    """Run a command; the exit status. Failure for wrong usage."""
    try:
        status = commands().main(words or ["--help"], prog_name="jiedai", standalone_mode=False)
    except typer.Abort:
        raise KeyboardInterrupt from None
    return status if isinstance(status, int) else 0


def everywhere(
    ctx: typer.Context,
    lang: o.Lang = "zh",
    no_color: o.NoColor = False,
    debug: o.Debug = False,
    version: o.Version = False,
) -> None:
    """Options before the command; `start` has already taken those of EVERYWHERE out."""
    if version:
        from jiedai import __version__

        print(f"jiedai {__version__}")
        raise typer.Exit
    need_command(ctx)


app.before = everywhere

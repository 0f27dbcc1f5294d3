"""How a command is declared: a class of options becomes a command, whose work is imported when it runs."""

import inspect
import re
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any, TypeVar

import typer

from jiedai.cli import help
from jiedai.cli.failure import Failure
from jiedai.language import _

Options = TypeVar("Options", bound=tuple[Any, ...])

_SETTINGS: dict[str, Any] = {"help_option_names": ["-h", "--help"]}
NUMBERS_BELOW_ZERO = {"ignore_unknown_options": True}
"""For a command that takes numbers as arguments: -20 is none of its options. It refuses what is neither itself."""


def group() -> typer.Typer:
    """Commands under one name."""
    return typer.Typer(
        cls=help.Group,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        invoke_without_command=True,
        context_settings=_SETTINGS,
    )


def command(
    within: typer.Typer, text: str, work: str = "", settings: Mapping[str, Any] | None = None
) -> Callable[[type[Options]], type[Options]]:
    """Declare a command whose options are the fields of the decorated NamedTuple, and whose name is that of the class
    (`FollowUps` is follow-ups).

    `text` is its help, `settings` are click's for it. Its work is the function `work`, as "module:function" of this
    folder, without it `run` of the module of the command's name: the options go in, the exit status comes out.
    """

    def declare(options: type[Options]) -> type[Options]:
        name = re.sub(r"(?<!^)(?=[A-Z])", "-", options.__name__).lower()
        module, _colon, function = (work or f"{name}:run").partition(":")

        def run(**given: Any) -> Any:
            return work_of(module, function)(options(**given))

        vars(run)["__signature__"] = inspect.signature(options)  # what typer reads the options from
        context = _SETTINGS | dict(settings or {})
        within.command(name, cls=help.Command, context_settings=context, help=text)(run)
        return options

    return declare


def work_of(module: str, function: str) -> Callable[[Any], int]:
    """The work of a command, from a module of this folder that is imported now."""
    found: Callable[[Any], int] = getattr(import_module(f"{__package__}.{module}"), function)
    return found


def need_command(ctx: typer.Context) -> None:
    """Failure where a group of commands is called without one."""
    if ctx.invoked_subcommand is None:
        raise Failure(_("后面要写一个命令"), help.see_help(ctx))

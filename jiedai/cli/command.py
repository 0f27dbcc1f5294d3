"""How a command is declared: a class of options becomes a command, whose work is imported when it runs.

Of some forty commands typer builds only the one that is called: each costs it a third of a millisecond, and what is
asked most is one check.
"""

import inspect
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple, TypeVar

import typer

from jiedai.cli import help
from jiedai.cli.failure import Failure
from jiedai.cli.work import perform
from jiedai.language import _

Options = TypeVar("Options", bound=tuple[Any, ...])

_SETTINGS: dict[str, Any] = {"help_option_names": ["-h", "--help"]}
NUMBERS_BELOW_ZERO = {"ignore_unknown_options": True}
"""For a command that takes numbers as arguments: -20 is none of its options. It refuses what is neither itself."""


def need_command(ctx: typer.Context) -> None:
    """Failure where a group of commands is called without one."""
    if ctx.invoked_subcommand is None:
        raise Failure(_("后面要写一个命令"), help.see_help(ctx))


class Declared(NamedTuple):
    """A command as it is declared; its work is `function` of a module of this folder."""

    name: str
    text: str
    options: type[tuple[Any, ...]]
    module: str
    function: str
    settings: Mapping[str, Any]

    def built(self) -> Any:
        """The command, as typer reads its words."""
        options, module, function = self.options, self.module, self.function

        def run(**given: Any) -> Any:
            return perform(module, function, options(**given))

        vars(run)["__signature__"] = inspect.signature(options)  # what typer reads the options from
        alone = _typer()
        settings = _SETTINGS | dict(self.settings)
        alone.command(self.name, cls=help.Command, context_settings=settings, help=self.text)(run)
        return typer.main.get_command(alone)


class Commands:
    """Commands under one name, in the order of the help page, and what runs before any of them.

    `before` is a function whose arguments are the options that stand before the command, as typer reads them.
    """

    def __init__(self, text: str = "", before: Callable[..., Any] = need_command) -> None:
        self.text = text
        self.before = before
        self.declared: dict[str, Declared | Commands] = {}

    def built(self, name: str, **settings: Any) -> Any:
        """The group, as typer reads its words: its commands are built when they are asked for."""
        holder = _typer(**settings)
        holder.callback(help=self.text)(self.before)
        made = typer.main.get_command(holder)
        made.name = name
        vars(made)["commands"] = _Built(self.declared)
        return made


class _Built(Mapping[str, Any]):
    """Commands by name, each built when it is first asked for."""

    def __init__(self, declared: Mapping[str, Declared | Commands]) -> None:
        self._declared = declared
        self._made: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._made:
            found = self._declared[name]
            self._made[name] = found.built(name) if isinstance(found, Commands) else found.built()
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._declared)

    def __len__(self) -> int:
        return len(self._declared)

    def text_of(self, name: str) -> str:
        """The help of a command, which need not be built for it."""
        return self._declared[name].text


def _typer(**settings: Any) -> typer.Typer:
    return typer.Typer(
        cls=help.Group,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        invoke_without_command=True,
        context_settings=_SETTINGS,
        **({"add_completion": False} | settings),
    )


def command(
    within: Commands, text: str, work: str = "", settings: Mapping[str, Any] | None = None
) -> Callable[[type[Options]], type[Options]]:
    """Declare a command whose options are the fields of the decorated NamedTuple, and whose name is that of the class
    (`FollowUps` is follow-ups).

    `text` is its help, `settings` are click's for it. Its work is the function `work`, as "module:function" of this
    folder, without it `run` of the module of the command's name: the options go in, the exit status comes out.
    """

    def declare(options: type[Options]) -> type[Options]:
        name = re.sub(r"(?<!^)(?=[A-Z])", "-", options.__name__).lower()
        module, _colon, function = (work or f"{name}:run").partition(":")
        within.declared[name] = Declared(name, text, options, module, function, settings or {})
        return options

    return declare

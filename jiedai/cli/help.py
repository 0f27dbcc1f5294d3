"""Help pages and usage errors in the language in use.

typer's own are English, and count a Chinese character as one column. Texts are declared in Chinese and translated
here, when they are shown.
"""

import inspect
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from jiedai.cli.everywhere import EVERYWHERE
from jiedai.cli.failure import Failure, ReaderGone, suggestion
from jiedai.cli.help_page import Described, Row, page
from jiedai.language import N_, _

_HELP_OPTION = N_("显示用法")


class Paged:
    """What a command and the group of commands share: our help page, texts translated, extra words refused."""

    name: str | None
    help: str | None

    def get_short_help_str(self, limit: int = 45) -> str:
        """The first line of the help, for completion."""
        return _first_line(self.help)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help page."""
        formatter.write(page(described(self, ctx)))

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the words; Failure where they are wrong."""
        try:
            return super().parse_args(ctx, args)  # type: ignore[misc, no-any-return]
        except USAGE_ERROR as error:
            raise failure(error, ctx) from None

    def shell_complete(self, ctx: Any, incomplete: str) -> Any:
        """Completions of option names, their help translated."""
        found = super().shell_complete(ctx, incomplete)  # type: ignore[misc]
        for item in found:
            item.help = _(item.help) if item.help else item.help
        return found


def _first_line(text: str | None) -> str:
    return _told(inspect.cleandoc(text or "")).split("\n", 1)[0]


class Command(Paged, TyperCommand):
    """A command of jiedai."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse the words after the command; Failure where more are given than it takes."""
        ctx.allow_extra_args = True
        rest = super().parse_args(ctx, args)
        if rest and not ctx.resilient_parsing:
            raise Failure(_("多出来的内容“{words}”").format(words=" ".join(rest)), see_help(ctx))
        return rest


class Group(Paged, TyperGroup):
    """The commands of jiedai."""

    def make_context(self, info_name: str | None, args: list[str], parent: Any = None, **extra: Any) -> Any:
        """Read the words, which may print a help page; ReaderGone where nobody reads it."""
        with _reader():
            return super().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: Any) -> Any:
        """Run the command; ReaderGone where nobody reads what it prints."""
        with _reader():
            return super().invoke(ctx)

    def list_commands(self, ctx: Any) -> list[str]:
        """The names of the commands, none of which is built for it."""
        return list(self.commands)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that the first word names; Failure with a suggestion where there is none."""
        known = list(self.list_commands(ctx))
        if args[0] not in known and not ctx.resilient_parsing and not args[0].startswith("-"):
            raise Failure(_("没有“{name}”这个命令").format(name=args[0]), suggestion(args[0], known))
        return super().resolve_command(ctx, args)


@contextmanager
def _reader() -> Iterator[None]:
    """Name a broken pipe before typer sees it and ends the process as if there were findings."""
    try:
        yield
    except BrokenPipeError:
        raise ReaderGone from None


def see_help(ctx: Any) -> str:
    """Where the right usage can be read."""
    return _("用法见 {command} --help").format(command=ctx.command_path)


# --- usage errors ----------------------------------------------------------------------------------------------------

USAGE_ERROR: type[Exception] = typer.BadParameter.__mro__[1]
"""typer's error of wrong usage; where it lives depends on the version, that BadParameter is one of them does not."""


def failure(error: Any, ctx: Any) -> Failure:
    """A usage error of typer as a failure with our own words."""
    where = see_help(ctx)
    kinds = {kind.__name__ for kind in type(error).__mro__}
    param = getattr(error, "param", None)
    if "NoSuchOption" in kinds:
        known = _options_of(ctx)
        return Failure(
            _("没有“{name}”这个选项").format(name=error.option_name), _close_option(error.option_name, known) or where
        )
    if "BadOptionUsage" in kinds:
        takes = _takes_value(ctx, error.option_name)
        text = _("选项“{name}”后面要写内容") if takes else _("选项“{name}”后面不写内容")
        return Failure(text.format(name=error.option_name), where)
    if "MissingParameter" in kinds and param is not None:
        return Failure(_("缺少“{name}”").format(name=_shown(param)), where)
    if "BadParameter" in kinds and param is not None:
        return Failure(_bad_value(param), where)
    return Failure(_("命令写得不对"), where)


def _bad_value(param: Any) -> str:
    """What is wrong with the value of a parameter; whole numbers are the only values that typer itself reads."""
    least = getattr(param, "min", None)  # the newest typer keeps it here, an older one in the parameter's type
    least = getattr(getattr(param, "type", None), "min", None) if least is None else least
    text = _("“{name}”要写整数") if least is None else _("“{name}”要写整数，至少是 {least}")
    return text.format(name=_shown(param), least=least)


def _close_option(word: str, known: Sequence[str]) -> str:
    from difflib import get_close_matches

    bare = {name.lstrip("-"): name for name in known}  # all options are alike in their dashes
    close = get_close_matches(word.lstrip("-"), bare, 1, 0.65)
    return _("是不是想写“{name}”？").format(name=bare[close[0]]) if close else ""


def _options_of(ctx: Any) -> list[str]:
    params = ctx.command.get_params(ctx)
    own = [name for param in params if param.param_type_name == "option" for name in param.opts]
    return [*own, *EVERYWHERE]


def _takes_value(ctx: Any, name: str) -> bool:
    params = ctx.command.get_params(ctx)
    return not any(name in param.opts and getattr(param, "is_flag", False) for param in params)


def _shown(param: Any) -> str:
    """A parameter as its help page calls it."""
    return str(max(param.opts, key=len) if param.param_type_name == "option" else _metavar(param))


# --- what a page says -------------------------------------------------------------------------------------------------


def described(command: Any, ctx: Any) -> Described:
    """What there is to say about a command, in the language in use."""
    params = [param for param in command.get_params(ctx) if not getattr(param, "hidden", False)]
    arguments = [param for param in params if param.param_type_name == "argument"]
    options = [param for param in params if param.param_type_name == "option"]
    group = isinstance(command, TyperGroup)
    pieces = [_("[选项]"), *(_usage(param) for param in arguments), *([_("命令 …")] if group else [])]
    sections = [
        (_("参数"), [(_metavar(param), _told(param.help)) for param in arguments]),
        (_("选项"), [_option(param) for param in options]),
    ]
    if group:
        rows = [(name, _first_line(command.commands.text_of(name))) for name in command.commands]
        sections.insert(0, (_("命令"), rows))
    paragraphs = _told(inspect.cleandoc(command.help or "")).split("\n\n")
    return Described(" ".join([ctx.command_path, *pieces]), paragraphs, [section for section in sections if section[1]])


def _told(text: str | None) -> str:
    """A text in the language in use; nothing stays nothing: under the empty text a catalog keeps its own header."""
    return _(text) if text else ""


def _metavar(param: Any) -> str:
    return _(param.metavar) if param.metavar else str(param.name).upper()


def _usage(param: Any) -> str:
    name = _metavar(param)
    name += "…" if param.nargs == -1 and not name.endswith("…") else ""
    return name if param.required else f"[{name}]"


def _option(param: Any) -> Row:
    names = ", ".join(sorted(param.opts, key=len))
    if not getattr(param, "is_flag", False):
        names += f" {_metavar(param)}"
    return names, _told(_HELP_OPTION if param.name == "help" else param.help)

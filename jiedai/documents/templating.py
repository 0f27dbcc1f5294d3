"""Jinja, kept in: templates read the view they are given, their own folders, and nothing else.

The sandbox refuses private attributes and changes; on top of it there is no way to switch escaping off, no filter that
builds huge texts, and a bound on loops. Every start tag of a template carries the file and line it stands on
(`html.LINE`), so that a mistake in the HTML is found where it was written.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, Environment, StrictUndefined, TemplateNotFound, TemplateSyntaxError, nodes
from jinja2.bccache import Bucket, BytecodeCache
from jinja2.exceptions import SecurityError, TemplateError, UndefinedError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from jiedai import __version__
from jiedai.documents import bounds, catalog, html, seams, wording
from jiedai.documents.syntax import explained
from jiedai.documents.translation import said
from jiedai.documents.view import UnknownField
from jiedai.language import _
from jiedai.language import catalog as texts
from jiedai.model.choice import Choice
from jiedai.source.kept import keep, recall

MOST_OUTPUT = 5_000_000
"""Characters a template may print: a thousand pages."""
MOST_STEPS = 10_000
"""Numbers all `range()` of one rendering may count together."""
_REFUSED_FILTERS = (
    "safe",
    "format",
    "center",
    "pprint",
    "urlize",
    "xmlattr",
    "wordwrap",
    "indent",
    "tojson",
    "striptags",
    "random",
)
_HIGHEST_POWER = 64
_REFUSED_GLOBALS = ("lipsum", "cycler", "joiner", "dict")


class TemplateFault(Exception):
    """A template that cannot be printed: a sentence for its author, the file and the line."""

    def __init__(self, message: str, name: str, line: int) -> None:
        super().__init__(message)
        self.message, self.name, self.line = message, name, line


# --- reading ----------------------------------------------------------------------------------------------------------

_TOKENS = re.compile(r"\{#.*?#\}|\{\{.*?\}\}|\{%.*?%\}|<!--.*?-->|<(?P<tag>[A-Za-z][\w-]*)", re.DOTALL)
_VOID = re.compile(rf"<({'|'.join(html.VOID)})\b((?:\"[^\"]*\"|'[^']*'|[^<>\"'])*?)\s*/?>")


def numbered(text: str, name: str) -> str:
    """The text with its place on every start tag, lines unchanged; tags without content closed."""

    def place(match: re.Match[str]) -> str:
        if match["tag"] is None:
            return match[0]
        line = text.count("\n", 0, match.start()) + 1
        return f'<{match["tag"]} {html.LINE}="{name}:{line}"'

    return _VOID.sub(r"<\1\2/>", _TOKENS.sub(place, text))


class _Loader(BaseLoader):
    """Templates by their bare file name, from the first folder that has it."""

    def __init__(self, folders: tuple[Path, ...]) -> None:
        self.folders = folders

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        if not re.fullmatch(r"\w[\w-]*\.html", template):
            raise TemplateNotFound(template)
        for folder in self.folders:
            path = folder / template
            if path.is_file():
                return _source(path, template), template, _watch(path)
        raise TemplateNotFound(template)


def _watch(path: Path) -> Callable[[], bool]:
    """Whether the file is still as it is now."""
    changed = path.stat().st_mtime_ns

    def unchanged() -> bool:
        try:
            return path.stat().st_mtime_ns == changed
        except OSError:
            return False

    return unchanged


def _source(path: Path, name: str) -> str:
    try:
        text = path.read_text(encoding="utf-8").removeprefix("\ufeff")
        body = text if name.startswith("_") else catalog.split(text)[1]
    except (OSError, UnicodeDecodeError):
        raise TemplateSyntaxError(_("模板读不出来，应当是 UTF-8 文本"), 1, name, name) from None
    except catalog.FrontMatterError as error:
        raise TemplateSyntaxError(str(error), error.line, name, name) from None
    return numbered(body, name)


# --- the sandbox ------------------------------------------------------------------------------------------------------


class Label(Markup):
    """A label of a template; what is put into it or joined by it is said in the language of the paper."""

    __slots__ = ()

    @classmethod
    def escape(cls, s: Any) -> Label:
        """What a label takes up, escaped."""
        return cls(escape(said(s)))


class _Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, in which escaping stays on and products stay small."""

    intercepted_binops = frozenset({"*", "**", "%", "+"})

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        if operator == "+":
            bounds.shorter(sum(len(side) for side in (left, right) if hasattr(side, "__len__")))
            return super().call_binop(context, operator, left, right)
        small = operator != "**" or right <= _HIGHEST_POWER
        if not small or not all(isinstance(value, (int, float)) and abs(value) < 1_000_000 for value in (left, right)):
            raise SecurityError(_("模板里只能用不大的数做乘法、乘方和取余"))
        return super().call_binop(context, operator, left, right)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        switch = next(tree.find_all((nodes.ScopedEvalContextModifier, nodes.EvalContextModifier)), None)
        if switch is not None:
            raise TemplateSyntaxError(_("模板里不能关闭转义"), switch.lineno, name, filename)
        return bounds.led(tree)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        return bounds.plain_method(obj, attr) and super().is_safe_attribute(obj, attr, value)

    def wrap_str_format(self, value: Any) -> Callable[..., str] | None:
        wrapped = super().wrap_str_format(value)
        if wrapped is not None:
            bounds.narrow(value.__self__)
        return wrapped

    def call(__self, __context: Any, __obj: Any, *args: Any, **kwargs: Any) -> Any:
        bounds.spend(bounds.CALL)
        return super().call(__context, __obj, *args, **kwargs)


class _Compiled(BytecodeCache):
    """Templates as Jinja has compiled them for earlier commands; it uses one while its source is the same.

    What is compiled has passed one sandbox and calls its filters, in one language of labels: where the modules that
    make the sandbox are others, templates are compiled anew.
    """

    def __init__(self, labels: str) -> None:
        files = (__file__, bounds.__file__, seams.__file__, wording.__file__)
        code = zlib.crc32(repr([Path(file).stat().st_mtime_ns for file in files]).encode())
        self._kind = f"template-{__version__}-{code:08x}-{labels}"

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give Jinja what was kept of a template, if anything was."""
        data = recall(f"{self._kind}-{bucket.key}")
        if data:
            bucket.bytecode_from_string(data)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what Jinja has compiled."""
        keep(f"{self._kind}-{bucket.key}", bucket.bytecode_to_string())


@lru_cache(maxsize=16)
def environment(folders: tuple[Path, ...], labels: str) -> Environment:
    """The environment of some folders in a language of labels, made once in a process."""
    if labels == "zh":
        return _made(_Loader(folders), labels, lambda value: wording.printed(value, labels))

    def printed(value: Any) -> Any:
        text = wording.printed(value, labels)
        first = value[0] if isinstance(value, tuple) and value else value
        return seams.marked(seams.chosen(text) if isinstance(first, Choice) else text)

    return _made(_Loader(folders), labels, printed)


@lru_cache(maxsize=2)
def plain_environment(labels: str) -> Environment:
    """The environment of templates that are no HTML: they print plain text, and include nothing."""
    return _made(_Loader(()), labels, lambda value: wording.plain_text(wording.printed(value, labels)))


def counting() -> dict[str, Any]:
    """The variables that a rendering needs beside its values: its own bounded `range`. All other counts begin anew."""
    bounds.begin()
    return {"range": _counted()}


def _made(loader: BaseLoader, labels: str, finalize: Callable[[Any], Any]) -> Environment:
    """A sandbox with the filters of the templates."""
    made = _Sandbox(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        finalize=finalize,
        cache_size=200,
        bytecode_cache=_Compiled(labels),
    )
    for name in _REFUSED_FILTERS:
        made.filters.pop(name, None)
    for name in _REFUSED_GLOBALS:
        made.globals.pop(name, None)
    made.filters.update(bounds.filters())
    made.filters.update(wording.filters(labels))
    # Markup, so that a label keeps the blanks at its ends, which a plan's own text loses.
    made.globals["_"] = lambda text: Label(escape(texts(labels).gettext(text)))
    made.globals["labels"] = labels
    return made


def _counted() -> Callable[..., Iterator[int]]:
    """`range`, with one bound on all loops of a rendering."""
    left = [MOST_STEPS]

    def counted(*bounds: int) -> Iterator[int]:
        for number in range(*bounds):
            left[0] -= 1
            if left[0] < 0:
                raise SecurityError(_("模板的循环太长，最多 {count} 次").format(count=MOST_STEPS))
            yield number

    return counted


# --- printing ---------------------------------------------------------------------------------------------------------


def fill(env: Environment, name: str, values: dict[str, Any]) -> str:
    """The HTML of a template with values. Raises TemplateFault for whatever is wrong with the template."""
    with faults(env, values, lambda error: _at(error, name)):
        template = env.get_template(name)
        parts, size = [], 0
        for part in template.generate(**values, **counting()):
            size += len(part)
            if size > MOST_OUTPUT:
                raise SecurityError(_("模板打印的内容太多"))
            parts.append(part)
        return seams.closed("".join(parts))


@contextmanager
def faults(env: Environment, values: dict[str, Any], at: Callable[[BaseException], tuple[str, int]]) -> Iterator[None]:
    """Turn whatever is wrong with a template into a TemplateFault; `at` tells its file and line from an exception."""
    try:
        yield
    except TemplateSyntaxError as error:
        name, line = at(error)
        raise TemplateFault(
            explained(error.message or ""), error.name or name, line if error.name is None else error.lineno
        ) from None
    except TemplateNotFound as error:
        raise TemplateFault(_("没有模板“{name}”").format(name=error.name), *at(error)) from None
    except UnknownField as error:
        raise TemplateFault(_("没有这个字段：{field}").format(field=error.args[0]), *at(error)) from None
    except UndefinedError as error:
        raise TemplateFault(_undefined(error, env, values), *at(error)) from None
    except SecurityError as error:
        raise TemplateFault(_("模板里不允许这样写：{detail}").format(detail=error.message), *at(error)) from None
    except RecursionError as error:
        raise TemplateFault(_("模板一层套一层，没有尽头"), *at(error)) from None
    except (TemplateError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        raise TemplateFault(_("模板出错：{detail}").format(detail=error), *at(error)) from None


def _at(error: BaseException, name: str) -> tuple[str, int]:
    """The innermost template and line that an exception passed through."""
    place, trace = (name, 1), error.__traceback__
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if file.endswith(".html"):
            place = (file, trace.tb_lineno)
        trace = trace.tb_next
    return place


def _undefined(error: UndefinedError, env: Environment, values: dict[str, Any]) -> str:
    found = re.match(r"'(\w+)' is undefined", error.message or "")
    if not found:
        return _("模板用了不存在的内容：{detail}").format(detail=error.message)
    close = get_close_matches(found[1], [*values, *env.globals], 1, 0.6)
    hint = _("，是不是想写 {name}？").format(name=close[0]) if close else ""
    return _("模板里没有“{name}”这个变量").format(name=found[1]) + hint

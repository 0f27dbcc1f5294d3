"""Templates filled with values: read from their own folders, kept compiled, and their mistakes told to their author.

Every start tag of a template carries the file and line it stands on (`html.LINE`), so that a mistake in the HTML is
found where it was written.
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

from jinja2 import BaseLoader, Environment, StrictUndefined, TemplateNotFound, TemplateSyntaxError
from jinja2.bccache import Bucket, BytecodeCache
from jinja2.exceptions import SecurityError, TemplateError, UndefinedError
from markupsafe import Markup, escape

from jiedai import __version__
from jiedai.documents import catalog, html, sandbox, tracing, translation, wording
from jiedai.documents.translation import said
from jiedai.documents.view import UnknownField
from jiedai.language import _
from jiedai.language import catalog as texts
from jiedai.model.enumeration import Choice
from jiedai.patterns import regex
from jiedai.source.packaged import keep, recall


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
    """Templates by their bare file name, or by that and the folder they are apart in, from the first that has it."""

    def __init__(self, folders: tuple[Path, ...]) -> None:
        self.folders = folders

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        if not re.fullmatch(r"(?:\w[\w-]*/)?\w[\w-]*\.html", template):
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


# --- environments -----------------------------------------------------------------------------------------------------


class Label(Markup):
    """A label of a template; what is put into it or joined by it is said in the language of the paper."""

    __slots__ = ()

    @classmethod
    def escape(cls, s: Any) -> Label:
        """What a label takes up, escaped."""
        return cls(escape(said(s)))


class _Compiled(BytecodeCache):
    """Templates as Jinja has compiled them for earlier commands; it uses one while its source is the same.

    What is compiled has passed one sandbox and calls its filters, in one language of labels: where the modules that
    make the sandbox are others, templates are compiled anew.
    """

    def __init__(self, labels: str) -> None:
        files = (__file__, sandbox.__file__, translation.__file__, wording.__file__)
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
        return _made(_Loader(folders), labels, lambda value: tracing.marked(value, wording.printed(value, labels)))

    def printed(value: Any) -> Any:
        text = wording.printed(value, labels)
        first = value[0] if isinstance(value, tuple) and value else value
        return translation.marked(translation.chosen(text) if isinstance(first, Choice) else text)

    return _made(_Loader(folders), labels, printed)


@lru_cache(maxsize=2)
def plain_environment(labels: str) -> Environment:
    """The environment of templates that are no HTML: they print plain text, and include nothing."""
    return _made(_Loader(()), labels, lambda value: wording.plain_text(wording.printed(value, labels)))


def _made(loader: BaseLoader, labels: str, finalize: Callable[[Any], Any]) -> Environment:
    """A sandbox with the filters of the templates."""
    made = sandbox.Sandbox(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        finalize=finalize,
        cache_size=200,
        bytecode_cache=_Compiled(labels),
    )
    made.filters.update(wording.filters(labels))
    # Markup, so that a label keeps the blanks at its ends, which a plan's own text loses.
    made.globals["_"] = lambda text: Label(escape(texts(labels).gettext(text)))
    made.globals["labels"] = labels
    return made


# --- printing ---------------------------------------------------------------------------------------------------------


def fill(env: Environment, name: str, values: dict[str, Any]) -> str:
    """The HTML of a template with values. Raises TemplateFault for whatever is wrong with the template."""
    with faults(env, values, lambda error: _at(error, name)):
        template = env.get_template(name)
        sandbox.begin()
        return translation.closed(sandbox.gathered(template.generate(**values)))


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


# --- in plain words ---------------------------------------------------------------------------------------------------

# Jinja speaks to programmers. What authors of templates get wrong again and again is told in their words.

_TAGS = (
    "if", "elif", "else", "endif", "for", "endfor", "set", "endset", "include", "macro", "endmacro", "block",
    "endblock", "filter", "endfilter", "with", "endwith", "raw", "endraw", "call", "endcall",
)  # fmt: skip
_BRACES = {
    "begin of statement block": "{%",
    "end of statement block": "%}",
    "begin of print statement": "{{",
    "end of print statement": "}}",
}
"""What Jinja calls the braces."""
_TYPED = dict(zip("，（）“”‘’：。｜　", (*",()", '"', '"', "'", "'", *":.| "), strict=True))
"""Full-width characters where the half-width one is meant."""
_UNKNOWN = regex(r"Encountered unknown tag '(?P<tag>\w+)'(?:.*closed is '(?P<opened>\w+)')?")
_UNENDED = regex(r"Unexpected end of template.*closed is '(?P<opened>\w+)'")
_CHARACTER = regex(r"unexpected char ['\"](?P<got>.)['\"] at")
_MISSING = regex(r"No (?P<what>filter|test) named '(?P<name>.*)'")
_MISPLACED = regex(r".*(?:got|unexpected) '(?P<got>[^']*)'")


def explained(message: str) -> str:
    """A message of Jinja's parser as a sentence for the author of a template; our own come back as they are."""
    if found := _UNENDED.match(message):
        return _("{{% {tag} %}} 没有结束，少了 {{% end{tag} %}}").format(tag=found["opened"])
    if found := _UNKNOWN.match(message):
        return _unknown_tag(found["tag"], found["opened"] or "")
    if found := _CHARACTER.match(message):
        typed = _TYPED.get(found["got"])
        if typed:
            return _("“{got}”是全角的，花括号里要用半角的 {typed}").format(got=found["got"], typed=typed)
        return _("这里不应当有“{got}”").format(got=found["got"])
    if found := _MISSING.match(message):
        return _("没有“{name}”这个过滤器或判断").format(name=found["name"])
    if found := _MISPLACED.match(message):
        return _("“{got}”前面少了内容，或者不该写在这里").format(got=_BRACES.get(found["got"], found["got"]))
    return _("模板语法错误：{detail}").format(detail=message) if message.isascii() else message


def _unknown_tag(tag: str, opened: str) -> str:
    if tag.startswith("end") or tag in ("else", "elif"):
        if opened:
            return _("这里不能写 {{% {tag} %}}：前面的 {{% {opened} %}} 要先用 {{% end{opened} %}} 结束").format(
                tag=tag, opened=opened
            )
        before = "if" if tag in ("else", "elif") else tag.removeprefix("end")
        return _("多了 {{% {tag} %}}：前面没有 {{% {opened} %}}").format(tag=tag, opened=before)
    close = get_close_matches(tag, _TAGS, 1, 0.6)
    hint = _("，是不是想写 {name}？").format(name=close[0]) if close else ""
    return _("没有 {{% {tag} %}} 这种写法").format(tag=tag) + hint

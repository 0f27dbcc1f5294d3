"""The templates there are: one file `<id>.html` each, in `templates/` of the package or of the office's workspace.

A template begins with front matter, YAML between two lines `---`:

    ---
    title: {zh: 日程安排表, en: Programme}
    order: 8                      # the number in front of the file's name; gaps and equal numbers do no harm
    audience: guest               # whom it is printed for when nobody says otherwise
    audiences: [guest, staff]     # all who may get it; `audience` is always one of them
    events: true                  # its items are also entries of a calendar
    without: [xlsx, txt]          # formats that it is not printed in
    formats: [pdf, docx]          # or these formats alone
    paper: A4                     # or A5; left out: what the office prints on
    landscape: false
    form: work                    # a paper to work with, set smaller; voucher, letter or spoken; left out: official
    outward: true                 # it leaves the house, whoever prints it: nothing on it but what it says
    needs: [schedule]             # fields of the plan without which there is nothing to print
    each: units                   # who gets a file alone, if wanted: units, cars, kitchens or lodging; left out: nobody
    asked: true                   # printed where it is asked for by name, not with everything else
    anonymous: true               # it never names the person it is printed for
    phone: true                   # on a telephone its HTML is cards, with what is on now and whom to call
    revised: true                 # from version 2 on what differs from the version issued before is on grey
    answers: true                 # it answers the letter of who comes, in Chinese to who wrote in Chinese
    designed: true                # the layout of its PDF is one that 版式 can switch off (素版)
    ---

A file in the workspace wins over the built-in one with the same name. Names beginning with `_` are parts that templates
include, not documents. This module reads front matter only; it knows nothing of Jinja.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from jiedai import formats
from jiedai.blocks import Form, Paper
from jiedai.diagnostics import Diagnostic, Level, Span
from jiedai.language import _
from jiedai.model.base import AUDIENCES
from jiedai.source import files
from jiedai.workspace import Workspace, shown

_KEYS = frozenset(
    {"id", "title", "order", "audience", "audiences", "events", "without", "formats", "paper", "landscape", "needs"}
    | {"each", "asked", "once", "form", "outward", "answers", "anonymous", "designed", "phone", "revised"}
)
_EVENTS = "events"
_FENCE = "---"
READERS = {"units": "name", "cars": "number", "kitchens": "key", "lodging": "hotel"}
"""What of a visit has readers who may each get a copy of their own, with the field that names the reader."""


@dataclass(frozen=True, slots=True)
class Template:
    """A document that can be printed: its front matter, and where its text is."""

    id: str
    path: Path
    title: str
    title_en: str
    order: int
    audience: str
    audiences: frozenset[str]
    alone: tuple[str, ...]
    """The formats it is printed in and no others, where its front matter names them."""
    without: frozenset[str]
    calendar: bool
    paper: Paper | None
    landscape: bool
    needs: tuple[str, ...]
    own: bool
    """Whether it is the office's own, from its workspace."""
    each: str = ""
    """The facts of the visit that have a reader each; see `readers`."""
    asked: bool = False
    """Whether it is printed only where it is asked for."""
    once: bool = False
    """Whether one copy is all there is of it, however many read it."""
    anonymous: bool = False
    """Whether it must not name the person that it is printed for."""
    phone: bool = False
    """Whether it is read on a telephone as much as on paper."""
    designed: bool = False
    """Whether its own layout is a design that the office can do without (`house.plain`)."""
    revised: bool = False
    """Whether what differs from the version issued before is marked on it."""
    form: Form = Form.OFFICIAL
    outward: bool = False
    """Whether it leaves the house, whatever audience it is printed for."""
    answers: bool = False
    """Whether it goes to who sent the letter, whose language it speaks whatever the others of the set speak."""

    def name(self, labels: str = "zh") -> str:
        """The title in the language of the labels."""
        return self.title if labels == "zh" else self.title_en

    @property
    def events(self) -> bool:
        """Whether its items are also entries of a calendar."""
        return self.calendar or any(formats.only(name) == _EVENTS for name in self.alone)

    def prints(self, name: str) -> bool:
        """Whether it is printed in a format: in every one there is, unless either says otherwise."""
        if self.alone:
            return name in self.alone
        if name in self.without:
            return False
        part = formats.only(name)
        return not part or (part == _EVENTS and self.calendar)

    @property
    def formats(self) -> tuple[str, ...]:
        """The formats it is printed in, those that take but a part of it last. Imports every writer."""
        return tuple(sorted(filter(self.prints, formats.names()), key=lambda name: bool(formats.only(name))))


@dataclass(frozen=True)
class Catalog:
    """The documents of a workspace by id, in their order, and what is wrong with front matter."""

    templates: dict[str, Template] = field(default_factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()

    def find(self, text: str) -> Template | None:
        """The document meant by its id or its title in either language, with or without its number (`08-programme`)."""
        wanted = text.strip().lower()
        if wanted in self.templates:
            return self.templates[wanted]
        for template in self.templates.values():
            names = (template.title.lower(), template.title_en.lower())
            if wanted in names or wanted in (f"{template.order:02d}-{name}" for name in (template.id, *names)):
                return template
        return None


def apart(name: str, workspace: Workspace | None = None) -> Template:
    """A document that is not printed from a plan alone, by its file below `templates/` without the suffix.

    Such files stand in folders of their own, so `render` does not know them. FrontMatterError, or KeyError for none.
    """
    for folder in folders(workspace):
        path = folder / f"{name}.html"
        if path.is_file():
            own = folder != builtin_folder().resolve()
            return replace(_template(path, own, path.stat().st_mtime_ns), id=name)
    raise KeyError(name)


class FrontMatterError(ValueError):
    """Front matter that cannot be used: a sentence, and the line of the file."""

    def __init__(self, message: str, line: int = 1) -> None:
        super().__init__(message)
        self.line = line


def builtin_folder() -> Path:
    """Where the templates of jiedai are: in the installed package, else beside it in the source tree."""
    package = Path(__file__).parents[1]
    installed = package / "templates"
    return installed if installed.is_dir() else package.parent / "templates"


def folders(workspace: Workspace | None) -> tuple[Path, ...]:
    """The folders that templates are looked for in, the winning one first."""
    own = (workspace.templates_dir,) if workspace is not None and files.is_dir(workspace.templates_dir) else ()
    return tuple(dict.fromkeys(path.resolve() for path in (*own, builtin_folder())))


def catalog(workspace: Workspace | None = None) -> Catalog:
    """Every document, by order and id. A broken front matter leaves its document out and says so (WD01)."""
    paths: dict[str, Path] = {}
    for folder in reversed(folders(workspace)):
        found = sorted(folder.glob("*.html")) if folder.is_dir() else []
        paths |= {path.stem: path for path in found if not path.stem.startswith(("_", "."))}
    templates, diagnostics = [], []
    hint = _("改正模板开头两行 --- 之间的内容")
    for path in paths.values():
        own = path.parent != builtin_folder().resolve()
        try:
            templates.append(_template(path, own, path.stat().st_mtime_ns))
        except FrontMatterError as error:
            name = shown(path) if own else f"templates/{path.name}"
            diagnostics.append(
                Diagnostic(
                    "WD01",
                    Level.ERROR,
                    str(error),
                    name,
                    Span.point(error.line, 1),
                    hint=hint,
                )
            )
    templates.sort(key=lambda template: (template.order, template.id))
    return Catalog({template.id: template for template in templates}, tuple(diagnostics))


def split(text: str) -> tuple[str, str]:
    """A template's file as front matter and body; the body keeps its line numbers, with empty lines in front.

    Raises FrontMatterError when there is no front matter, or no end of it.
    """
    lines = text.removeprefix("\ufeff").splitlines(keepends=True)
    if not lines or lines[0].strip() != _FENCE:
        raise FrontMatterError(_("模板开头没有 --- 之间的说明"))
    for number, line in enumerate(lines[1:], start=1):
        if line.strip() == _FENCE:
            return "".join(lines[1:number]), "\n" * (number + 1) + "".join(lines[number + 1 :])
    raise FrontMatterError(_("模板开头的说明没有用 --- 结束"))


@lru_cache(maxsize=256)
def _template(path: Path, own: bool, _changed: int) -> Template:
    """The template in a file; cached while the file stays as it is."""
    try:
        head, _body = split(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise FrontMatterError(_("模板读不出来，应当是 UTF-8 文本")) from error
    given = _mapping(head)
    titles = given.get("title")
    if not isinstance(titles, dict) or not isinstance(titles.get("zh"), str):
        raise FrontMatterError(_("title 应当写成 {zh: 中文名, en: 英文名}"), _line(head, "title"))
    audience = _one_of(given.get("audience"), tuple(AUDIENCES), "audience", head)
    return Template(
        id=path.stem,
        path=path,
        title=titles["zh"],
        title_en=str(titles.get("en", path.stem)),
        order=_number(given.get("order", 99), head),
        audience=audience,
        audiences=frozenset({audience, *_words(given, "audiences", tuple(AUDIENCES), head)}),
        alone=tuple(_words(given, "formats", formats.names(), head)),
        without=frozenset(_words(given, "without", formats.names(), head)),
        calendar=bool(given.get("events", False)),
        paper=Paper(_one_of(given["paper"], tuple(Paper), "paper", head)) if "paper" in given else None,
        landscape=bool(given.get("landscape", False)),
        needs=tuple(_words(given, "needs", None, head)),
        own=own,
        each=_one_of(given["each"], tuple(READERS), "each", head) if "each" in given else "",
        asked=bool(given.get("asked", False)),
        once=bool(given.get("once", False)),
        anonymous=bool(given.get("anonymous", False)),
        designed=bool(given.get("designed", False)),
        phone=bool(given.get("phone", False)),
        revised=bool(given.get("revised", False)),
        form=Form(_one_of(given["form"], tuple(Form), "form", head) if "form" in given else Form.OFFICIAL),
        outward=bool(given.get("outward", False)),
        answers=bool(given.get("answers", False)),
    )


def _mapping(head: str) -> dict[str, Any]:
    import yaml

    from jiedai.source.compose import LOADER

    try:
        given = yaml.load(head, LOADER) or {}
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        raise FrontMatterError(_("模板开头的说明不是正确的 YAML"), mark.line + 2 if mark else 1) from error
    if not isinstance(given, dict):
        raise FrontMatterError(_("模板开头的说明应当是“title: …”这样的字段"), 2)
    for key in given:
        if key not in _KEYS:
            raise FrontMatterError(_("模板开头的说明里没有“{name}”这一项").format(name=key), _line(head, str(key)))
    return given


def _words(given: dict[str, Any], key: str, known: tuple[str, ...] | None, head: str) -> list[str]:
    """A list of words, each one of those known."""
    value = given.get(key, [])
    entries = value if isinstance(value, list) else [value]
    return [str(entry) if known is None else _one_of(entry, known, key, head) for entry in entries]


def _one_of(value: object, known: tuple[str, ...], key: str, head: str) -> str:
    if value not in known:
        text = _("{key} 应当是其中之一：{names}").format(key=key, names=_("、").join(known))
        raise FrontMatterError(text, _line(head, key))
    return str(value)


def _number(value: object, head: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise FrontMatterError(_("order 应当是整数"), _line(head, "order"))
    return value


def _line(head: str, key: str) -> int:
    """The line of the file that a key of the front matter stands on."""
    for number, line in enumerate(head.splitlines(), start=2):
        if line.startswith(f"{key}:"):
            return number
    return 1

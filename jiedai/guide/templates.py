"""What a template can use, found by making the variables of an example: so it is what the code offers, no more or less.

Only what a variable is good for is written by hand (`variables.yaml`); one that nobody has described yet is listed with
its value in the example and the built-in templates that use it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from jiedai.documents import wording
from jiedai.documents.build import Edition
from jiedai.documents.build import variables as given_to
from jiedai.documents.catalog import builtin_folder, catalog
from jiedai.documents.scene import Scene
from jiedai.documents.templating import environment
from jiedai.documents.topics import names as topics
from jiedai.documents.view import View, entries
from jiedai.guide.fields import sections, seen_by
from jiedai.guide.tables import code, table
from jiedai.language import _, current
from jiedai.loading import load
from jiedai.model.office import Office
from jiedai.model.plan import Plan
from jiedai.visit.case import Case

_LONGEST = 24
"""Characters of an example."""
_MOST_USERS = 3


def documents() -> str:
    """A table of the built-in documents."""
    rows = [
        (
            f"{template.order:02d}",
            code(template.id),
            template.name(current()),
            seen_by(template.audiences),
            " ".join(template.formats),
        )
        for template in catalog().templates.values()
    ]
    return table((_("序"), _("文件"), _("名称"), _("可以发给"), _("格式")), rows)


def variables(example: Mapping[str, str]) -> str:
    """A table for each variable that holds others, made from an example: the files of an office by their paths."""
    with TemporaryDirectory() as folder:
        values = _values(Path(folder), example)
        seen: dict[tuple[str, ...], str] = {}
        named = ["document", "visit", *topics()]
        return "\n".join(f"### {name}\n\n{_table(name, values[name], seen)}" for name in named)


def _values(folder: Path, example: Mapping[str, str]) -> dict[str, Any]:
    """What a template for the staff gets of the example."""
    for name, text in example.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    plan = next(folder / name for name in example if not name.endswith("office.yaml"))
    template = catalog().templates["plan"]
    scene = Scene.of(Case.of(load(plan)), "staff")
    return given_to(scene, template, Edition(dt.datetime(2026, 5, 8, 9), labels=current()))


def _table(name: str, view: View, seen: dict[tuple[str, ...], str]) -> str:
    rows = []
    for field in view:
        whole, value = f"{name}.{field}", view[field]
        parts = (_about(whole), _inside(whole, value, seen))
        told = _("{about}：{inside}").format(about=parts[0], inside=parts[1]) if all(parts) else "".join(parts)
        rows.append((code(whole), told, _shown(value), _users(name, field)))
    return table((_("变量"), _("是什么"), _("例子里"), _("用在")), rows)


def _inside(name: str, value: Any, seen: dict[tuple[str, ...], str]) -> str:
    """The fields of a record, or of the entries of a list, beyond those that the plan has; told once, then referred to.

    `seen` remembers which fields were told at which variable.
    """
    entry = value if isinstance(value, View) else next((one for one in _entries(value) if isinstance(one, View)), None)
    if entry is None:
        return ""
    known = _own_fields(frozenset(entry))
    more = tuple(field for field in entry if field not in known)
    first = seen.setdefault(more, name)
    if not more or first != name:
        return _("字段同 {name}").format(name=code(first)) if more else ""
    told = (f"{code(field)} {_about(f'{name}.{field}')}".strip() for field in more)
    return (_("另有 {fields}") if known else _("有 {fields}")).format(fields=_("；").join(told))


def _entries(value: Any) -> tuple[Any, ...]:
    return entries(value) if isinstance(value, tuple) else ()


@cache
def _models() -> tuple[frozenset[str], ...]:
    """The fields of each section of a plan or an office file, as views name them; sections with most fields first."""
    models = {*sections(Plan), *sections(Office)}
    fields = {frozenset(name.rstrip("_") for name in model.model_fields) for model in models}
    return tuple(sorted(fields, key=len, reverse=True))


def _own_fields(names: frozenset[str]) -> frozenset[str]:
    """Those fields of a record that its section of the plan has; none where it is of no section."""
    return next((fields for fields in _models() if fields <= names), frozenset())


def _shown(value: Any) -> str:
    """A value as a template prints it, short; of a list of records how many there are."""
    if isinstance(value, (View, Mapping)):
        return "…"
    if not all(isinstance(one, str) for one in _entries(value)):
        return _("{count} 项").format(count=len(value))
    text = " ".join(str(wording.plain_text(wording.printed(value, current()))).split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


@cache
def _texts() -> Mapping[str, str]:
    """The built-in templates by name."""
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted(builtin_folder().glob("*.html"))}


@cache
def _using() -> Mapping[tuple[str, str], list[str]]:
    """The built-in templates in which a name stands behind another, as `plan.guests` or `visit["days"]`."""
    found: dict[tuple[str, str], list[str]] = {}
    for stem, text in _texts().items():
        for record, dotted, indexed in set(_FIELD.findall(text)):
            found.setdefault((record, dotted or indexed), []).append(stem)
    return {names: sorted(set(stems)) for names, stems in found.items()}


_FIELD = re.compile(r'(?=\b(\w+)(?:\.(\w+)\b|\["(\w+)"\]))')


def _users(record: str, field: str) -> str:
    """Some built-in templates that use a variable."""
    found = _using().get((record, field), [])
    return " ".join(code(stem) for stem in found[:_MOST_USERS]) + (" …" if len(found) > _MOST_USERS else "")


def filters() -> str:
    """A table of jiedai's own filters with a place where a built-in template uses each, and the names of Jinja's."""
    own = wording.filters("zh")
    rows = [(code(name), _about(f"filters.{name}"), next(_uses(name), "")) for name in own]
    others = sorted(name for name in environment((builtin_folder(),), "zh").filters if not name.startswith("_"))
    rest = " ".join(code(name) for name in others if name not in own)
    own_ones = table((_("过滤器"), _("印成什么"), _("内置模板里的用法")), rows)
    return own_ones + "\n" + _("Jinja 自带的：{names}").format(names=rest) + "\n"


def _uses(name: str) -> Iterator[str]:
    """Expressions of the built-in templates that end in a filter."""
    wanted = re.compile(rf"\{{\{{ ([\w.]+\|{name}) \}}\}}")
    for text in _texts().values():
        yield from (code(use) for use in wanted.findall(text))


def _about(name: str) -> str:
    """What a variable or filter is good for, in the language in use; empty where nobody has said so."""
    return _written().get(name, {}).get(current(), "")


@cache
def _written() -> Mapping[str, Mapping[str, str]]:
    from jiedai.source.packaged import packaged

    found: Mapping[str, Mapping[str, str]] = packaged(Path(__file__).parent)["variables"]
    return found

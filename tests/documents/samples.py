"""Plans that the tests of documents print: the two of `office/`, and small ones made from a mapping."""

from __future__ import annotations

import datetime as dt
import json
from collections import OrderedDict
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from jiedai import blocks as b
from jiedai import formats, language
from jiedai.documents.build import Built, Edition, build
from jiedai.documents.catalog import Catalog, Template, catalog
from jiedai.documents.scene import Scenes
from jiedai.formats import fonts
from jiedai.loading import Loaded, load, load_text

ROOT = Path(__file__).parents[2]
OFFICE = Path(__file__).parent / "office"
PLANS = {name: OFFICE / "plans" / f"{name}.yaml" for name in ("domestic", "foreign")}
UNTRANSLATED = "WD04"
"""What English papers of plans without a glossary have to say; see `test_translation`."""
CREATED = dt.datetime(2026, 5, 8, 9, 5)


_SCENES = Scenes()
"""The scenes of the plans that are read once."""


@cache
def example(path: Path) -> Loaded:
    """A plan of the repository, read once: no test changes the file, and none can change what was read."""
    loaded = load(path)
    assert loaded.plan is not None, loaded.diagnostics
    return loaded


def plan(name: str = "domestic") -> Loaded:
    """One of the two plans, which have no errors."""
    loaded = example(PLANS[name])
    assert not loaded.diagnostics
    return loaded


def scenes_of(loaded: Loaded) -> Scenes | None:
    """The scenes that a plan of the repository has in common with other tests; None for another plan."""
    kept = loaded.path is not None and loaded.path.is_relative_to(ROOT) and example(loaded.path) is loaded
    return _SCENES if kept else None


def changed(folder: Path, *pairs: tuple[str, str], name: str = "domestic", office: bool = True) -> Loaded:
    """A copy of a plan in a workspace of its own, with texts replaced; each must occur."""
    plans = folder / "plans"
    plans.mkdir(parents=True, exist_ok=True)
    text = PLANS[name].read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    (plans / f"{name}.yaml").write_text(text, encoding="utf-8")
    if office:
        (plans / "office.yaml").write_text((OFFICE / "plans" / "office.yaml").read_text(encoding="utf-8"), "utf-8")
    loaded = load(plans / f"{name}.yaml")
    assert loaded.plan is not None, loaded.diagnostics
    return loaded


def own_template(folder: Path, name: str, body: str, head: str = "") -> None:
    """A template of the office's own, its body beginning on line 5 of the file."""
    templates = folder / "templates"
    templates.mkdir(parents=True, exist_ok=True)
    front = head or "title: {zh: 试印, en: Trial}\naudience: staff"
    (templates / f"{name}.html").write_text(f"---\n{front}\n---\n{body}", encoding="utf-8")


class Shelf:
    """The papers of a plan that no test changes, each built once."""

    def __init__(self, loaded: Loaded, scenes: Scenes | None = None) -> None:
        self.loaded = loaded
        self._known = catalog(loaded.workspace)
        self._scenes = Scenes() if scenes is None else scenes
        self._built: dict[tuple[Any, ...], Built] = {}

    def built(self, document: str, audience: str | None = None, **options: Any) -> Built:
        """What building a document gave, for its own audience where none is named."""
        template = find(self._known, document)
        key = (template.id, audience or template.audience, language.current(), *sorted(options.items()))
        if key not in self._built:
            edition = Edition(CREATED, **{"asked": True, **options})
            self._built[key] = build(self.loaded, template, audience or template.audience, edition, self._scenes)
        return self._built[key]


@cache
def _shelf(path: Path) -> Shelf:
    return Shelf(example(path), _SCENES)


def built_of(loaded: Loaded, document: str, audience: str | None = None, **options: Any) -> Built:
    """What building a document gave; that of a plan of the repository is built once for all tests."""
    kept = scenes_of(loaded) is not None and all(isinstance(value, str | bool) for value in options.values())
    shelf = _shelf(loaded.path) if kept and loaded.path else Shelf(loaded, scenes_of(loaded))
    return shelf.built(document, audience, **options)


def printed(loaded: Loaded, document: str, audience: str | None = None, **options: Any) -> b.Document:
    """A document of a plan; it must come out without findings."""
    built = built_of(loaded, document, audience, **options)
    assert built.document is not None, built.diagnostics
    assert [one.code for one in built.diagnostics if one.code != UNTRANSLATED] == []
    return built.document


_FILES: OrderedDict[tuple[int, str, str], tuple[b.Document, bytes]] = OrderedDict()
_MOST_FILES = 400
"""Files that are kept; the one that was not asked for longest goes first."""


def file_of(document: b.Document, format_: str) -> bytes:
    """A document in a format: most are looked at by several tests, which have it of `built_of`, and are made once."""
    key = (id(document), format_, repr(fonts.library(False)))  # with each machine's type it is another one
    if key not in _FILES:
        _FILES[key] = (document, formats.writer(format_).write(document))  # held, lest its place be another's
        if len(_FILES) > _MOST_FILES:
            _FILES.popitem(last=False)
    _FILES.move_to_end(key)
    return _FILES[key][1]


def papers(loaded: Loaded, audience: str | None = None, **options: Any) -> dict[str, b.Document]:
    """Every document that prints for an audience (each for its own, unless one is named); the others say WD03."""
    made: dict[str, b.Document] = {}
    for template in catalog(loaded.workspace).templates.values():
        if audience is None or audience in template.audiences:
            built = built_of(loaded, template.id, audience, **options)
            found = [one.code for one in built.diagnostics if one.code != UNTRANSLATED]
            assert found == ([] if built.document else ["WD03"])
            made |= {template.id: built.document} if built.document else {}
    return made


def find(known: Catalog, document: str) -> Template:
    """A template that exists."""
    template = known.find(document)
    assert template is not None
    return template


def text_of(document: b.Document) -> str:
    """All text of a document, a line for each paragraph, cell or term; blanks and breaks inside are gone."""
    lines = [document.meta.title, document.meta.footer, *document.meta.marks]
    for block in b.walk(document.blocks):
        match block:
            case b.Heading() | b.Paragraph():
                lines.append(b.plain(block.inlines))
            case b.Table():
                lines.append(block.caption)
                lines += [b.plain(cell.inlines) for row in (*block.head, *block.body) for cell in row]
            case b.Definitions(items):
                lines += [b.plain(part) for pair in items for part in pair]
            case b.Signature(parts) | b.Attachments(parts):
                lines += [b.plain(part) for part in parts]
    lines += [f"{event.summary} {event.location} {event.description}" for event in document.events]
    return "\n".join("".join(line.split()) for line in lines)


def in_turn(text: str, wanted: list[str]) -> None:
    """Assert that the texts occur one after the other, blanks aside."""
    place = 0
    flat = "".join(text.split())
    for part in wanted:
        found = flat.find("".join(part.split()), place)
        assert found >= 0, f"{part} is missing, or out of order"
        place = found + 1


def typed(raw: dict[str, Any]) -> Loaded:
    """A plan from a mapping, without an office."""
    loaded = replace(load_text(json.dumps(raw, ensure_ascii=False).encode(), "plan.yaml"), office_file=None)
    assert loaded.plan is not None, loaded.diagnostics
    return loaded

"""A plan through a template into a document, as one audience may see it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from hashlib import sha256
from types import MappingProxyType
from typing import Any

from jiedai import blocks as b
from jiedai.diagnostics import Diagnostic, Level, Span
from jiedai.documents import catalog, html
from jiedai.documents.furniture import furniture, without_time
from jiedai.documents.house import house_of
from jiedai.documents.pictures import Album
from jiedai.documents.scene import Scene, Scenes, events
from jiedai.documents.topics import Sight, topics
from jiedai.documents.tracing import tracing
from jiedai.documents.translation import Names, Terms, said, speaking, untranslated
from jiedai.documents.view import UnknownField, View, entries
from jiedai.language import _
from jiedai.loading import Loaded
from jiedai.model.plan import Plan
from jiedai.model.times import CHINA
from jiedai.patterns import regex
from jiedai.visit.case import Case
from jiedai.workspace import shown

_HAN = regex("[\u3400-\u9fff]")
_LANGUAGES = {"zh": "zh-CN", "en": "en-GB"}


@dataclass(frozen=True, slots=True)
class Edition:
    """Which printing this is. `created` is the print time (naive means Chinese time).

    `labels` is one of `language.PAPERS`; `paired`: it is one half of a paper in both languages. With `person` a
    programme holds the items that concern this person alone. With `reader` a document holds what is for one of its
    readers alone: a unit, a vehicle by its number, a kitchen, a hotel (see `readers`). `since` is an earlier version of
    the plan: calendar entries that it had and this one has not are called off. `before` is the version that was issued
    before this one, what differs from it is marked on papers that say so. `copy` numbers a copy, from 1; 0 for
    none. With `full` a paper that has a short and a long form is printed in the long one; `asked`: it was asked for by
    name. `values` are names that the command which prints gives to the template beside those of every template.
    """

    created: dt.datetime
    labels: str = "zh"
    draft: bool = False
    person: str = ""
    since: Loaded | None = None
    before: Loaded | None = None
    copy: int = 0
    reader: str = ""
    paired: bool = False
    full: bool = False
    asked: bool = False
    values: Mapping[str, Any] = field(default_factory=dict)

    @property
    def moment(self) -> dt.datetime:
        """The print time as a clock in China shows it."""
        return self.created.astimezone(CHINA).replace(tzinfo=None) if self.created.tzinfo else self.created


@dataclass(frozen=True, slots=True)
class Built:
    """A document, or None and why there is none.

    `cancelled` holds the calendar entries that are called off, `values` what an office's own template can use, `terms`
    the language that it is to speak.
    """

    document: b.Document | None
    diagnostics: tuple[Diagnostic, ...] = ()
    cancelled: b.Document | None = None
    values: dict[str, Any] = field(default_factory=dict)
    terms: Terms | Names | None = None


def timeless(document: b.Document) -> b.Document:
    """A document without the time it was printed at and what it was printed from, to be held against an earlier one."""
    footer = without_time(document.meta.footer, document.meta.created)
    return replace(document, meta=replace(document.meta, created=dt.datetime.min, footer=footer), trace={})


def build(
    loaded: Loaded,
    template: catalog.Template,
    audience: str,
    edition: Edition,
    scenes: Scenes | None = None,
    given: Mapping[str, Any] = MappingProxyType({}),
) -> Built:
    """The document of a template for an audience; `scenes` are those of the run that it is printed in.

    An answer to a letter in Chinese is in Chinese, in whichever language the other papers are.

    `given` are variables of this template alone, for what does not stand in a plan.

    A mistake in the template is WD01 with its file and line; a plan that lacks what the template needs is WD03.
    Raises ValueError when the plan has errors of format, or when the template is not for this audience.
    """
    if loaded.plan is None:
        raise ValueError("the plan has errors of format")
    if audience not in template.audiences:
        raise ValueError(f"{template.id} is not for {audience}")
    scenes = scenes or Scenes()
    if template.anonymous:
        edition = replace(edition, person="", copy=0)
    if template.answers and _HAN.search(str(loaded.plan.letter and loaded.plan.letter.issuer)):
        edition = replace(edition, labels="zh", paired=False)
    if edition.labels == "both":
        halves = (replace(edition, labels=one, paired=True) for one in _LANGUAGES)
        return _joined(*(build(loaded, template, audience, half, scenes, given) for half in halves))
    scene = scenes.of(loaded, audience, edition.person)
    if edition.reader:
        scene = scene.for_reader(template.each, edition.reader)
    if audience == "staff" and edition.labels == "zh":
        built = _traced(loaded, template, scene, edition, given, scenes.case(loaded))
    else:
        with speaking(terms := scene.spoken(edition.labels)):
            built = _built(loaded, template, scene, edition, terms, given)
    if template.revised and edition.before is not None:
        built = _revised(built, edition.before, template, audience, edition, scenes)
    return replace(built, cancelled=_cancelled(built.document, edition, audience, scenes))


def _revised(
    built: Built, before: Loaded, template: catalog.Template, audience: str, edition: Edition, scenes: Scenes
) -> Built:
    """A paper with what differs from that of an earlier version marked; as it is where that version had none."""
    from jiedai.documents.revised import marked

    if built.document is None or before.plan is None:
        return built
    scene = scenes.of(before, audience, edition.person)
    if edition.reader:
        scene = scene.for_reader(template.each, edition.reader)
    with speaking(terms := scene.spoken(edition.labels)):
        earlier = _built(before, template, scene, replace(edition, since=None, before=None), terms, {})
    if earlier.document is None:
        return built
    return replace(built, document=marked(built.document, earlier.document, edition.labels))


def _traced(
    loaded: Loaded, template: catalog.Template, scene: Scene, edition: Edition, given: Mapping[str, Any], case: Case
) -> Built:
    """A paper of the staff, which may come back changed: it knows what it says of the plan.

    A template that does more with what it prints than print it gets by without a trace.
    """
    with speaking(terms := scene.spoken(edition.labels)):
        with tracing(case) as tracer:
            built = _built(loaded, template, scene, edition, terms, given)
        if built.document is None:
            return _built(loaded, template, scene, edition, terms, given)
        source = loaded.source
        trace = {
            "paper": template.id,
            "plan": loaded.path.stem if loaded.path else "",
            "number": case.plan.number or "",
            "plan_version": case.plan.version or 1,
            "sha256": sha256(source.encoded(source.raw)).hexdigest(),
            "at": [list(address) for address in tracer.addresses],
        }
        return replace(built, document=replace(built.document, trace=trace))


def reckoned(loaded: Loaded, template: catalog.Template, edition: Edition) -> b.Document | None:
    """The paper of the staff with what is reckoned in it marked: `trace["from"]` has the addresses that each text was
    made from, by the number below -1 that it is marked with. None where there is no such paper, or where a template
    does more with what it prints than print it.
    """
    scenes = Scenes()
    scene, case = scenes.of(loaded, "staff", ""), scenes.case(loaded)
    with speaking(terms := scene.spoken("zh")), tracing(case, reckoning=True) as tracer:
        document = _built(loaded, template, scene, edition, terms, {}).document
    sources = [[list(address) for address in addresses] for addresses in tracer.made_from]
    return document and replace(document, trace={"paper": template.id, "from": sources})


def _joined(chinese: Built, english: Built) -> Built:
    """Both papers as one; the Chinese one's finding where there is no paper. What own templates ask for is Chinese."""
    from jiedai.documents.bilingual import both

    found = tuple(dict.fromkeys((*chinese.diagnostics, *english.diagnostics)))
    if chinese.document is None or english.document is None:
        return replace(chinese, document=None, diagnostics=chinese.diagnostics or found)
    cancelled = None
    if chinese.cancelled is not None and english.cancelled is not None:
        cancelled = both(chinese.cancelled, english.cancelled)
    return replace(chinese, document=both(chinese.document, english.document), diagnostics=found, cancelled=cancelled)


def _built(
    loaded: Loaded,
    template: catalog.Template,
    scene: Scene,
    edition: Edition,
    terms: Terms | Names,
    given: Mapping[str, Any],
) -> Built:
    """The document of a scene, in the language that is being spoken."""
    if edition.person and not scene.plan.schedule:
        return Built(None, (_nothing_for_person(loaded, template, edition.person),))
    try:
        if missing := next((name for name in template.needs if not scene.plan[name]), None):
            return Built(None, (_nothing_for(loaded, template, missing),))
        album = Album(loaded, plain=bool(scene.office.house.plain))
        values = variables(scene, template, edition) | {"album": album} | dict(given)
        blocks = album.put_in(_blocks(loaded, template, edition.labels, values))
    except UnknownField as error:
        fault = (_("没有这个字段：{field}").format(field=error.args[0]), f"{template.id}.html", 1)
        return Built(None, (_fault(loaded, template, *fault),))
    except html.HtmlError as error:
        file, _colon, line = error.place.rpartition(":")
        return Built(None, (_fault(loaded, template, str(error), file or f"{template.id}.html", int(line or 1)),))
    except _template_fault() as error:
        return Built(None, (_fault(loaded, template, error.message, error.name, error.line),))
    if not blocks:
        return Built(None, (_nothing_at_all(loaded, template),))
    house, found = house_of(loaded)
    found += album.diagnostics
    house = replace(house, name=said(house.name))
    meta = _meta(scene, template, edition, house)
    # A booklet carries the calendar too: on a telephone it says what is on now and next.
    carried = template.events or any(isinstance(block, b.Cover) for block in blocks)
    listed = events(scene, labels=edition.labels) if carried else ()
    clock = events(scene, template.each, edition.labels) if template.phone and not carried else ()
    paper = template.paper or b.Paper(str(scene.office.house.paper.value) if scene.office.house.paper else "A4")
    document = b.Document(
        meta,
        blocks,
        paper,
        template.landscape,
        listed,
        phone=template.phone,
        clock=clock,
        form=_form(template, edition),
    )
    return Built(document, (*found, *untranslated(loaded, terms)), values=values, terms=terms)


def _form(template: catalog.Template, edition: Edition) -> b.Form:
    """What a paper is. GB/T 9704 sets Chinese, 28 characters to a line: what is in English alone is set smaller."""
    english = edition.labels == "en" and not edition.paired
    return b.Form.WORK if english and template.form is b.Form.OFFICIAL else template.form


def _cancelled(document: b.Document | None, edition: Edition, audience: str, scenes: Scenes) -> b.Document | None:
    """The entries that an earlier version of the plan had and this one has not; None where there are none."""
    if edition.since is None or edition.since.plan is None or document is None or not document.events:
        return None
    kept = {event.uid for event in document.events}
    before = events(scenes.of(edition.since, audience, edition.person), labels=edition.labels)
    dropped = tuple(event for event in before if event.uid not in kept)
    return replace(document, events=dropped, cancelled=True) if dropped else None


def _template_fault() -> Any:
    from jiedai.documents.templating import TemplateFault

    return TemplateFault


def _blocks(loaded: Loaded, template: catalog.Template, labels: str, values: dict[str, Any]) -> tuple[b.Block, ...]:
    from jiedai.documents.templating import environment, fill

    env = environment(catalog.folders(loaded.workspace), labels)
    return html.read(fill(env, f"{template.id}.html", values))


def variables(scene: Scene, template: catalog.Template, edition: Edition) -> dict[str, Any]:
    """The names a template can use, beside the filters and `_`."""
    title, labels = template.name(edition.labels), edition.labels
    terms = cache(scene.terms)
    around = furniture(scene, template, edition)
    return {
        **topics(
            Sight(
                scene.plan,
                scene.office,
                scene.facts,
                labels,
                lambda: scene.charts(labels),
                edition.paired,
                scene.book,
                lambda text: terms().said(text),
                edition.moment,
                scene.earlier,
                scene.county,
            )
        ),
        **edition.values,
        "plan": scene.plan,
        "office": scene.office["office"],
        "places": entries(scene.office.places),
        "visit": scene.facts,
        "document": View(
            "document",
            {
                "id": template.id,
                "title": title,
                "full_title": full_title(said(str(scene.plan.title)), title, labels),
                "created": edition.moment,
                "person": edition.person,
                "paired": edition.paired,
                "full": edition.full,
                "asked": edition.asked,
                "secrecy": around.secrecy,
                "marks": (*around.secrecy, *around.marks),
                "footer": around.footer,
            },
        ),
        "audience": scene.audience,
    }


# --- what went wrong --------------------------------------------------------------------------------------------------


def _fault(loaded: Loaded, template: catalog.Template, message: str, name: str, line: int) -> Diagnostic:
    own = loaded.workspace.templates_dir / name
    file = shown(own) if own.is_file() else f"templates/{name}"
    title = _("模板错误")
    return Diagnostic("WD01", Level.ERROR, message, file, Span.point(line, 1), title=title, hint=_("改正模板后再打印"))


def _nothing_for(loaded: Loaded, template: catalog.Template, field: str) -> Diagnostic:
    from jiedai.model.base import chinese_key

    key = chinese_key(Plan.model_fields[field])
    message = _("方案里没有“{field}”，不打印《{document}》").format(field=key, document=template.title)
    return Diagnostic("WD03", Level.INFO, message, loaded.name, title=_("没有可打印的内容"))


def _nothing_at_all(loaded: Loaded, template: catalog.Template) -> Diagnostic:
    """For a template that prints nothing: it found nothing to print in the plan."""
    message = _("方案里没有《{document}》要写的内容，不打印").format(document=template.title)
    return Diagnostic("WD03", Level.INFO, message, loaded.name, title=_("没有可打印的内容"))


def _nothing_for_person(loaded: Loaded, template: catalog.Template, person: str) -> Diagnostic:
    message = _("日程里没有“{person}”参加的安排，不打印《{document}》").format(person=person, document=template.title)
    return Diagnostic("WD03", Level.INFO, message, loaded.name, title=_("没有可打印的内容"))


# --- what every page says ---------------------------------------------------------------------------------------------


def _meta(scene: Scene, template: catalog.Template, edition: Edition, house: b.House) -> b.Meta:
    around = furniture(scene, template, edition)
    return b.Meta(
        id=template.id,
        title=full_title(said(str(scene.plan.title)), template.name(edition.labels), edition.labels),
        created=edition.moment,
        author=said(str(scene.office.office.name)),
        subject=said(str(scene.plan.title)),
        language=_LANGUAGES.get(edition.labels, edition.labels),
        secrecy=around.secrecy,
        marks=around.marks,
        footer=around.footer,
        draft=edition.draft,
        version=scene.plan.version or 1,
        code=around.code,
        house=house,
        person=said(edition.person) if edition.person else "",
        contacts=tuple((said(str(one.name)), str(one.phone)) for one in entries(scene.facts.liaisons) if one.phone),
        numbered=around.numbered,
        letterhead=around.letterhead,
    )


def full_title(visit: str, document: str, labels: str = "zh") -> str:
    """A paper's title: `…来访` and `接待方案` give `…来访接待方案`; a visit already called `…方案` says it once.

    A plan of one matter, such as safety, is always called by its whole name.
    """
    if labels != "zh":
        return f"{visit} – {document}"
    return visit if len(document) <= 4 and visit.endswith(document[-2:]) else visit + document

"""A plan through a template into a document, as one audience may see it."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from typing import Any

from jiedai import blocks as b
from jiedai.diagnostics import Diagnostic, Level, Span
from jiedai.documents import catalog, html, wording
from jiedai.documents.facts import visit
from jiedai.documents.topics import Sight, topics
from jiedai.documents.view import Nothing, UnknownField, View, entries, project
from jiedai.language import N_, _
from jiedai.language import catalog as texts
from jiedai.model.choice import Classification
from jiedai.workspace import Loaded, shown

CHINA = dt.timezone(dt.timedelta(hours=8))
_LANGUAGES = {"zh": "zh-CN", "en": "en-GB"}
_MARKS = {
    "staff": N_("工作人员用"),
    "unit": N_("责任单位用"),
    "driver": N_("驾驶员用"),
    "kitchen": N_("厨房用"),
    "hotel": N_("宾馆用"),
    "security": N_("安全保卫用"),
    "finance": N_("财务用"),
}
"""The mark of a copy that is not for everybody. Leaders and guests get theirs without one."""


@dataclass(frozen=True, slots=True)
class Built:
    """A document, or None and why there is none."""

    document: b.Document | None
    diagnostics: tuple[Diagnostic, ...] = ()


def build(
    loaded: Loaded,
    template: catalog.Template,
    audience: str,
    *,
    labels: str = "zh",
    draft: bool = False,
    created: dt.datetime,
) -> Built:
    """The document of a template for an audience; `created` is the print time (naive means Chinese time).

    A mistake in the template is WD01 with its file and line; a plan that lacks what the template needs is WD03.
    Raises ValueError when the plan has errors of format, or when the template is not for this audience.
    """
    if loaded.plan is None:
        raise ValueError("the plan has errors of format")
    if audience not in template.audiences:
        raise ValueError(f"{template.id} is not for {audience}")
    created = created.astimezone(CHINA).replace(tzinfo=None) if created.tzinfo else created
    plan, office = project(loaded.plan, audience), project(loaded.office, audience)
    assert isinstance(plan, View)
    try:
        if missing := next((name for name in template.needs if not plan[name]), None):
            return Built(None, (_nothing_for(loaded, template, missing),))
        facts = visit(plan, office)
        blocks = _blocks(loaded, template, labels, _variables(plan, office, facts, template, audience, labels, created))
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
    meta = _meta(plan, office, template, audience, labels, draft, created)
    events = _events(plan, facts) if "ics" in template.formats else ()
    return Built(b.Document(meta, blocks, template.paper, template.landscape, events))


def _template_fault() -> Any:
    from jiedai.documents.templating import TemplateFault

    return TemplateFault


def _blocks(loaded: Loaded, template: catalog.Template, labels: str, values: dict[str, Any]) -> tuple[b.Block, ...]:
    from jiedai.documents.templating import environment, fill

    env = environment(catalog.folders(loaded.workspace), labels)
    return html.read(fill(env, f"{template.id}.html", values))


def _variables(
    plan: View,
    office: View | Nothing,
    facts: View,
    template: catalog.Template,
    audience: str,
    labels: str,
    created: dt.datetime,
) -> dict[str, Any]:
    """The names a template can use, beside the filters and `_`."""
    return {
        **topics(Sight(plan, office, facts, labels)),
        "plan": plan,
        "office": office["office"],
        "places": entries(office.places),
        "visit": facts,
        "document": View(
            "document",
            {
                "id": template.id,
                "title": template.name(labels),
                "full_title": full_title(str(plan.title), template.name(labels), labels),
                "created": created,
            },
        ),
        "audience": audience,
    }


# --- what went wrong --------------------------------------------------------------------------------------------------


def _fault(loaded: Loaded, template: catalog.Template, message: str, name: str, line: int) -> Diagnostic:
    own = loaded.workspace.templates_dir / name
    file = shown(own) if own.is_file() else f"templates/{name}"
    title = _("模板错误")
    return Diagnostic("WD01", Level.ERROR, message, file, Span.point(line, 1), title=title, hint=_("改正模板后再打印"))


def _nothing_for(loaded: Loaded, template: catalog.Template, field: str) -> Diagnostic:
    from jiedai.model.base import chinese_key
    from jiedai.model.plan import Plan

    key = chinese_key(Plan.model_fields[field])
    message = _("方案里没有“{field}”，不打印《{document}》").format(field=key, document=template.title)
    return Diagnostic("WD03", Level.INFO, message, loaded.name, title=_("没有可打印的内容"))


def _nothing_at_all(loaded: Loaded, template: catalog.Template) -> Diagnostic:
    """For a template that prints nothing: it found nothing to print in the plan."""
    message = _("方案里没有《{document}》要写的内容，不打印").format(document=template.title)
    return Diagnostic("WD03", Level.INFO, message, loaded.name, title=_("没有可打印的内容"))


# --- what every page says ---------------------------------------------------------------------------------------------


def _meta(
    plan: View,
    office: View | Nothing,
    template: catalog.Template,
    audience: str,
    labels: str,
    draft: bool,
    created: dt.datetime,
) -> b.Meta:
    say = texts(labels).gettext
    marks = []
    if plan.classification and plan.classification is not Classification.PUBLIC:
        marks.append(str(wording.printed(plan.classification, labels)))
    if audience in _MARKS:
        marks.append(say(_MARKS[audience]))
    if draft:
        marks.append(say("草稿"))
    return b.Meta(
        id=template.id,
        title=full_title(str(plan.title), template.name(labels), labels),
        created=created,
        author=str(office.office.name),
        subject=str(plan.title),
        language=_LANGUAGES.get(labels, labels),
        marks=tuple(marks),
        footer=_footer(plan, office, labels, created),
        draft=draft,
        version=plan.version or 1,
    )


def full_title(visit: str, document: str, labels: str = "zh") -> str:
    """A paper's title: `…来访` and `接待方案` give `…来访接待方案`; a visit already called `…方案` says it once."""
    if labels != "zh":
        return f"{visit} – {document}"
    return visit if visit.endswith(document[-2:]) else visit + document


def _footer(plan: View, office: View | Nothing, labels: str, created: dt.datetime) -> str:
    """Number, version, print time, which version counts, and whom to call."""
    say = texts(labels).gettext
    parts = [
        str(plan.number),
        say("第{version}版").format(version=plan.version or 1),
        say("{time}打印").format(time=wording.stamp(created, labels)),
        say("以最新版为准"),
        say("值班电话 {phone}").format(phone=office.office.duty_phone) if office.office.duty_phone else "",
    ]
    return ("\u2002" if labels == "zh" else " · ").join(part for part in parts if part)


# --- the calendar -----------------------------------------------------------------------------------------------------


def _events(plan: View, facts: View) -> tuple[b.Event, ...]:
    """The items that have a time, as calendar entries; their UIDs stay the same over versions of the plan."""
    visit_id = hashlib.sha256(f"{plan.number or plan.title}|{plan.dates.first.year}".encode()).hexdigest()[:20]
    return tuple(
        b.Event(
            uid=f"{visit_id}-{item.id}@jiedai",
            start=item.start,
            end=item.end or None,
            summary=str(item.what),
            location=str(item.where),
            description=str(item.notes),
        )
        for item in entries(facts["items"])
        if item.start
    )

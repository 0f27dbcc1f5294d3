"""What is told of the word under the pointer: what was found there, with the rule's manual; the field; the name."""

from __future__ import annotations

from collections.abc import Iterator

from jiedai.check.manual import manual
from jiedai.diagnostics import Diagnostic, KeyPath, Span
from jiedai.language import _, current
from jiedai.lsp.completion import choices_in
from jiedai.lsp.cursor import field_at
from jiedai.lsp.desk import Desk, Reading
from jiedai.lsp.facts import about
from jiedai.lsp.names import REGISTER_OF, mention_at
from jiedai.lsp.rpc import Json
from jiedai.model.base import AUDIENCES, audiences_of, spellings_of


def hover(desk: Desk, uri: str, position: Json) -> Json | None:
    """What there is to tell at a place; None for nothing."""
    from jiedai.formats.md import escape  # what a plan says is no markup: an editor would fetch a picture

    document, reading = desk.document(uri), desk.reading(uri)
    line, column = document.places.place(position)
    parts = [*_found(reading, line, column)]
    span: Span | None = None
    name = mention_at(reading, line, column)
    if name is not None:
        told = about(name.name, REGISTER_OF[name.kind], desk.case(uri), reading.office)
        if told:
            parts.append(f"**{escape(name.name)}**  \n" + "  \n".join(map(escape, told)))
            span = name.span
    at = _key_at(reading, line, column)
    if at is not None and reading.root is not None:
        path, span = at
        field = field_at(path, reading.root)
        parts += [_field(*field)] if field else []
    if not parts:
        return None
    told_at = {"range": document.places.range(span)} if span else {}
    return {"contents": {"kind": "markdown", "value": "\n\n---\n\n".join(parts)}, **told_at}


def _found(reading: Reading, line: int, column: int) -> Iterator[str]:
    """The manuals of the rules that found something at a place, each once."""
    here = [
        one
        for one in reading.findings
        if one.file == reading.source.name and one.span[:2] <= (line, column) <= one.span[2:]
    ]
    yield from (_rule(one) for one in {one.code: one for one in reversed(here)}.values())


def _rule(found: Diagnostic) -> str:
    from jiedai.formats.md import escape

    parts = [f"**{found.code} {escape(found.title)}**", escape(found.message)]
    try:
        text = manual(found.code)
        parts += [text.what, text.why, _("怎么改：{fix}").format(fix=text.fix) if text.fix else ""]
    except KeyError:
        parts.append(escape(found.hint))
    parts.append(_("依据 {source}").format(source=found.source) if found.source else "")
    return "\n\n".join(part for part in parts if part)


def _key_at(reading: Reading, line: int, column: int) -> tuple[KeyPath, Span] | None:
    """The key that a place is in."""
    for path, span in reading.source.key_spans.items():
        if span[:2] <= (line, column) <= span[2:]:
            return path, span
    return None


def _field(model: type, name: str) -> str:
    """What a field is for, what may stand in it, and whom it is printed for."""
    info = model.model_fields[name]  # type: ignore[attr-defined]
    english, zh = spellings_of(model)[name]
    parts = [f"**{zh}** · `{english}`", _(info.description) if info.description else ""]
    for choice in choices_in(info.annotation):
        names = (member.zh if current() == "zh" else member.value for member in choice)
        parts.append(_("可选：{names}").format(names=_("、").join(names)))
    seen = audiences_of(info)
    readers = [_(zh_name) for audience, zh_name in AUDIENCES.items() if audience in seen]
    told = _("所有人") if len(readers) == len(AUDIENCES) else _("、").join(readers)
    parts.append(_("印给：{readers}").format(readers=told) if readers else "")
    return "\n\n".join(part for part in parts if part)

"""A person, a place, a unit, a vehicle or an item under another name, everywhere: in fields, and in sentences that name
it for certain. What would no longer read as before is refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from jiedai.diagnostics import Span
from jiedai.language import _
from jiedai.lsp.desk import Desk, Reading
from jiedai.lsp.documents import Lines
from jiedai.lsp.names import Kind, Mention, everywhere, mention_at, mentions
from jiedai.lsp.rpc import INVALID_PARAMS, Json, Refused
from jiedai.model.placeholder import is_placeholder
from jiedai.model.plan import Plan
from jiedai.patterns import regex
from jiedai.source import Source, read_bytes
from jiedai.visit.case import Case
from jiedai.workflow.late import subjects
from jiedai.workflow.late.draft import Draft
from jiedai.workflow.late.standing import hits, words

_UNFIT = regex(r"[、，,;；:：#\[\]{}\"“”\\|>&*!%@`\n\r\t]|^[-?'~ ]|\s$")
"""What no name holds: it would end the name, or the text that the name stands in."""
_IN_WORDS = {
    Kind.PERSON: subjects.Kind.PERSON,
    Kind.PLACE: subjects.Kind.PLACE,
}


def named_at(reading: Reading, line: int, column: int) -> Mention:
    """The name at a place. Refused where there is none."""
    found = mention_at(reading, line, column)
    if found is None:
        raise Refused(_("这里没有可以改的名称；光标放在人、地点、单位、车号或编号上"))
    return found


def renamed(desk: Desk, reading: Reading, wanted: Mention, new: str) -> Json:
    """The edits that give something another name, file by file. Refused for a name that cannot be, or is another's."""
    new = new.strip()
    if not new or _UNFIT.search(new) or is_placeholder(new):
        raise Refused(_("“{name}”不能作名称").format(name=new), INVALID_PARAMS)
    if any(one.name == new and one.kind is wanted.kind for one in mentions(reading)):
        raise Refused(_("“{name}”已经有了，改了就分不清").format(name=new))
    if reading.root is Plan and not reading.is_sound:  # what cannot be read may name it too
        raise Refused(_("方案里还有读不成的地方，先改好再改名"))
    found = everywhere(desk, reading, wanted)
    files: dict[str, tuple[Source, set[Span]]] = {}
    for one in found:
        files.setdefault(one.source.name, (one.source, set()))[1].add(one.span)
    if wanted.kind in _IN_WORDS and reading.case is not None:
        spans = files.setdefault(reading.source.name, (reading.source, set()))[1]
        spans.update(_in_words(reading.case, reading.source, wanted, new, _others(reading, wanted)))
    changes: Json = {}
    for name, (source, spans) in sorted(files.items()):
        _need_same_reading(source, spans, wanted.name, new)
        lines = Lines(source.lines)
        changes[desk.uri_named(name)] = [{"range": lines.range(span), "newText": new} for span in sorted(spans)]
    return {"changes": changes}


def _others(reading: Reading, wanted: Mention) -> frozenset[str]:
    """The names of everything else in a plan: what stands in a longer one is not meant."""
    return frozenset(one.name for one in mentions(reading)) - {wanted.name}


def _in_words(case: Case, source: Source, wanted: Mention, new: str, others: frozenset[str]) -> Iterator[Span]:
    """Where sentences of the plan name something for certain."""
    for spot in words(Draft(case)):
        if wanted.name not in spot.text:
            continue
        sure = hits(spot.text, wanted.name, _IN_WORDS[wanted.kind], others).sure
        span = source.spans.get(spot.path)
        for start, _end in sure if span else ():
            assert span is not None
            yield from _stretch(source, span, spot.text, start, wanted.name)


def _stretch(source: Source, span: Span, text: str, start: int, name: str) -> Iterator[Span]:
    """The place in the file of a name that begins at a character of a value, by which of its mentions it is."""
    nth = text.count(name, 0, start)
    for line in range(span.line, span.end_line + 1):
        raw = source.line(line)
        begin = span.column - 1 if line == span.line else 0
        end = span.end_column - 1 if line == span.end_line else len(raw)
        at = raw.find(name, begin, end)
        while at >= 0:
            if nth == 0:
                yield Span.point(line, at + 1, len(name))
                return
            nth -= 1
            at = raw.find(name, at + len(name), end)


def _need_same_reading(source: Source, spans: Iterable[Span], old: str, new: str) -> None:
    """Refused where a file would read otherwise than with the one name in the place of the other."""
    lines = list(source.lines)
    for span in sorted(spans, reverse=True):
        row = lines[span.line - 1]
        lines[span.line - 1] = row[: span.column - 1] + new + row[span.end_column - 1 :]
    changed = read_bytes("\n".join(lines).encode("utf-8", "replace"), source.name)
    before = read_bytes(source.text.encode("utf-8", "replace"), source.name)
    same = _shape(changed.data) == _shape(before.data) and len(changed.problems) == len(before.problems)
    if not same:
        raise Refused(_("把“{old}”改成“{new}”会打乱 {file} 的写法，没有改").format(old=old, new=new, file=source.name))


def _shape(data: object) -> object:
    """The keys and lists of data, without its texts."""
    if isinstance(data, dict):
        return [_shape(value) for value in data.values()]
    return [_shape(value) for value in data] if isinstance(data, list) else None

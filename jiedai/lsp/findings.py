"""Findings as an editor shows them, and what may be done about each: as `check --fix` does, or as a hint offers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import cache

from jiedai.check.manual import Manual, manual
from jiedai.diagnostics import Diagnostic, Level, Replacement, Span
from jiedai.language import _, current
from jiedai.lsp.desk import Desk, Reading
from jiedai.lsp.documents import Document, Lines, units
from jiedai.lsp.rpc import Json
from jiedai.model.office import Office
from jiedai.model.plan import Plan
from jiedai.patterns import regex
from jiedai.source import Source
from jiedai.source.packaged import cache_folder
from jiedai.source.repairs import repair
from jiedai.source.save import write_atomic
from jiedai.workflow.mending import Damaged, Mended, mended_source

SOURCE = "jiedai"
_LEVELS = {Level.ERROR: 1, Level.WARNING: 2, Level.INFO: 3}
_HINT, _UNNECESSARY = 4, 1
_QUOTED = regex(r"[“\"]([^”\"]+)[”\"]")


# --- findings ---------------------------------------------------------------------------------------------------------


def diagnostic(found: Diagnostic, lines: Lines, desk: Desk, around: Mapping[str, Source]) -> Json:
    """A finding as the protocol has it: one that was accepted is a hint, what follows from a rule names its source."""
    parts = [found.message]
    if found.hint:
        parts.append(_("建议 {hint}").format(hint=found.hint))
    if found.source:
        parts.append(_("依据 {source}").format(source=found.source))
    if found.waived:
        parts.append(_("已由{by}接受：{reason}").format(by=found.waived.by, reason=found.waived.reason))
    told: Json = {
        "range": lines.range(found.span),
        "severity": _HINT if found.waived else _LEVELS[found.level],
        "code": found.code,
        "source": f"{SOURCE} {found.title}" if found.title else SOURCE,
        "message": "\n".join(parts),
    }
    if found.waived:
        told["tags"] = [_UNNECESSARY]
    if page := manual_page(found):
        told["codeDescription"] = {"href": page}
    if found.related:
        told["relatedInformation"] = [
            {
                "location": {
                    "uri": desk.uri_named(one.file),
                    "range": desk.lines_of(one.file, around).range(one.span),
                },
                "message": one.message,
            }
            for one in found.related
        ]
    return told


# --- what may be done -------------------------------------------------------------------------------------------------


class Mending:
    """What can be done to one text about what was found in it."""

    def __init__(self, document: Document, reading: Reading, desk: Desk) -> None:
        self._document, self._reading, self._desk = document, reading, desk
        self._places = document.places

    def actions(self, wanted: Span, only: Sequence[str]) -> list[Json]:
        """The actions for a stretch of the text, those that are sure first."""
        found: list[Json] = []
        if _asked(only, "quickfix"):
            for one in self._reading.findings:
                if one.file == self._reading.source.name and _meets(one.span, wanted):
                    found += self._quick(one)
        if _asked(only, "source.fixAll") and (all_at_once := self._all()):
            found.append(all_at_once)
        return found

    def _quick(self, found: Diagnostic) -> Iterator[Json]:
        fixes = self._mended.fix_of(found) if self._mended else ()
        if fixes:
            yield self._action(_("改正：{what}").format(what=_told(fixes)), found, fixes, sure=True)
            return
        for replacement in meant(found, self._reading.source):
            title = _("改成“{name}”").format(name=replacement.text)
            yield self._action(title, found, (replacement,), sure=False)

    def _action(self, title: str, found: Diagnostic, fixes: Sequence[Replacement], *, sure: bool) -> Json:
        edits = [{"range": self._places.range(one.span), "newText": one.text} for one in fixes]
        told = diagnostic(found, self._places, self._desk, {})
        return {
            "title": title,
            "kind": "quickfix",
            "diagnostics": [told],
            "isPreferred": sure,
            "edit": {"changes": {self._document.uri: edits}},
        }

    def _all(self) -> Json | None:
        """Everything that `check --fix` would do, at once."""
        mended = self._mended
        if mended is None or not mended.done or mended.text == self._document.text:
            return None
        return {
            "title": _("全部改正（{count} 处）").format(count=len(mended.done)),
            "kind": "source.fixAll.jiedai",
            "edit": {"changes": {self._document.uri: line_edits(self._document.text, mended.text)}},
        }

    @property
    def _mended(self) -> Mended | None:
        reading = self._reading
        if reading.root not in (Plan, Office):
            return None
        try:
            return mended_source(reading.source, reading.path if reading.root is Plan else None)
        except Damaged:
            return None


def _asked(only: Sequence[str], kind: str) -> bool:
    return not only or any(kind == one or kind.startswith(one + ".") or one.startswith(kind + ".") for one in only)


def _meets(one: Span, other: Span) -> bool:
    """Whether two stretches have a place in common, be it where one ends."""
    return one[:2] <= other[2:] and other[:2] <= one[2:]


def _told(fixes: Sequence[Replacement]) -> str:
    return _("、").join(dict.fromkeys(one.text.strip() or _("删去") for one in fixes))


def meant(found: Diagnostic, source: Source) -> Iterator[Replacement]:
    """The name that a finding's hint offers, in the place of the word that its message quotes."""
    opening, closing = _("是不是想写“{name}”？").split("{name}")
    at = found.hint.find(opening)
    end = found.hint.find(closing, at + len(opening))
    if at < 0 or end < 0 or found.span.line != found.span.end_line:
        return
    name, line = found.hint[at + len(opening) : end], source.line(found.span.line)
    shown = line[found.span.column - 1 : found.span.end_column - 1]
    for quoted in _QUOTED.findall(found.message):
        start = shown.find(quoted)
        if start >= 0:
            column = found.span.column + start
            yield Replacement(Span.point(found.span.line, column, len(quoted)), name)
            return


# --- whole texts ------------------------------------------------------------------------------------------------------


def formatting(document: Document, reading: Reading) -> list[Json]:
    """The punctuation put right, and nothing else: what cannot change the meaning."""
    if reading.root is None or not document.text.strip():
        return []
    from jiedai.loading import vocabulary

    text, _repairs = repair(reading.source, vocabulary())
    return line_edits(document.text, text)


def line_edits(before: str, after: str) -> list[Json]:
    """The edits that make one text of another, each the lines that change and no others."""
    old, new = before.split("\n"), after.split("\n")
    edits = []
    for tag, start, end, first, last in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        if end < len(old):
            stop, text = {"line": end, "character": 0}, "".join(line + "\n" for line in new[first:last])
            begin: Json = {"line": start, "character": 0}
        else:
            stop = {"line": len(old) - 1, "character": units(old[-1])}
            begin = {"line": start, "character": 0} if start < len(old) else stop
            text = "\n".join(new[first:last])
            text = text if start < len(old) else "\n" + text
        edits.append({"range": {"start": begin, "end": stop}, "newText": text})
    return edits


# --- manuals ----------------------------------------------------------------------------------------------------------


def manual_text(code: str, title: str, citation: str) -> str:
    """What a rule checks, why, how to mend it and where that is laid down, as Markdown."""
    parts = [f"# {code} {title}"]
    try:
        text = manual(code)
    except KeyError:
        text = Manual("")
    parts += [text.what, text.why, _("怎么改：{fix}").format(fix=text.fix) if text.fix else ""]
    parts.append(_("依据 {source}").format(source=citation) if citation else "")
    for head, piece in ((_("不对的："), text.wrong), (_("对的："), text.right)):
        parts.append(f"{head}\n\n```yaml\n{piece}\n```" if piece else "")
    return "\n\n".join(part for part in parts if part) + "\n"


@cache
def _manual_page(code: str, title: str, citation: str, language: str) -> str:
    try:
        folder = cache_folder() / "manual" / language
        folder.mkdir(parents=True, exist_ok=True)
        write_atomic(folder / f"{code}.md", manual_text(code, title, citation).encode())
        return (folder / f"{code}.md").as_uri()
    except (OSError, RuntimeError):
        return ""


def manual_page(found: Diagnostic) -> str:
    """The URI of a page with the manual of a finding's rule; empty where none can be written.

    It is Markdown: an editor shows a file in itself, not in a browser.
    """
    return _manual_page(found.code, found.title, found.source, current()) if found.code.isalnum() else ""

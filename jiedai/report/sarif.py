"""Findings as SARIF 2.1.0, the exchange format of code hosts and editors."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from jiedai import __version__
from jiedai.diagnostics import Level
from jiedai.language import current
from jiedai.report.common.rows import document

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jiedai.diagnostics import Diagnostic, Replacement, Span
    from jiedai.report import Report

ENCODING = "utf-8"

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFO: "note"}
_LANGUAGES = {"zh": "zh-CN", "en": "en-US"}


def render(report: Report) -> Iterator[str]:
    """One run with a rule for each code found, in the order of the codes.

    Offices may call a rule by other names and sources: each has its own descriptor, and results point at theirs.
    """
    first: dict[tuple[str, str, str], Diagnostic] = {}
    for found in report.diagnostics:
        first.setdefault(_key(found), found)
    rules = {key: index for index, key in enumerate(sorted(first))}
    driver = {
        "name": "jiedai",
        "version": __version__,
        "semanticVersion": __version__,
        "language": _LANGUAGES[current()],
        "rules": [_rule(first[key], report) for key in rules],
    }
    run = {
        "tool": {"driver": driver},
        "language": _LANGUAGES[current()],
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(report)],
        "results": [],
    }
    results = (_result(found, rules[_key(found)], report) for found in report.diagnostics)
    return document({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, "results", results)


def _key(found: Diagnostic) -> tuple[str, str, str]:
    """What makes a rule one of its own: its code, and what the rule book of the office says of it."""
    return found.code, found.title, found.source


def _invocation(report: Report) -> dict[str, Any]:
    notes = [{"level": "warning", "message": {"text": report.note}}] if report.note else []
    return {"executionSuccessful": True, **({"toolExecutionNotifications": notes} if notes else {})}


def _rule(found: Diagnostic, report: Report) -> dict[str, Any]:
    """The descriptor of a rule from the first finding that has it, and from its manual."""
    name = found.title or found.code
    if manual := report.manual(found.code):
        text = "\n\n".join(filter(None, (manual, found.source)))
    else:
        text = "\n".join(filter(None, (found.title, found.source, found.hint))) or name
    facts = report.rules.get(_key(found))
    return {
        "id": found.code,
        "name": name,
        "shortDescription": {"text": name},
        "help": {"text": text},
        "helpUri": f"urn:jiedai:rule:{quote(found.code)}",
        "defaultConfiguration": {"level": _LEVELS[facts.level if facts else found.level]},
        **({"properties": {"status": facts.status, "pack": facts.pack}} if facts else {}),
    }


def _result(found: Diagnostic, rule: int, report: Report) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": found.code,
        "ruleIndex": rule,
        "level": _LEVELS[found.level],
        "message": {"text": "\n".join(filter(None, (found.message, found.source, found.hint)))},
    }
    if found.file:
        result["locations"] = [_location(found.file, found.span)]
    if found.related:
        result["relatedLocations"] = [
            {"id": number, **_location(other.file, other.span), "message": {"text": other.message}}
            for number, other in enumerate(found.related, 1)
        ]
    if fixes := report.fixes.get(found):
        result["fixes"] = [_fix(found, fixes)]
    # Once one result names its suppressions all of them must, an empty list meaning none.
    result["suppressions"] = list(_suppressions(found))
    return result


def _fix(found: Diagnostic, replacements: Iterable[Replacement]) -> dict[str, Any]:
    """What `jiedai check --fix` would change in the file to mend a finding."""
    changes = [
        {"deletedRegion": _region(one.span), "insertedContent": {"text": one.text}}
        if one.text
        else {"deletedRegion": _region(one.span)}
        for one in replacements
    ]
    change = {"artifactLocation": {"uri": uri(found.file)}, "replacements": changes}
    return {"description": {"text": found.hint or found.message}, "artifactChanges": [change]}


def _suppressions(found: Diagnostic) -> Iterable[dict[str, Any]]:
    if found.waived:
        yield {
            "kind": "inSource",
            "status": "accepted",
            "justification": f"{found.waived.reason} — {found.waived.by}",
        }


def _location(file: str, span: Span) -> dict[str, Any]:
    return {"physicalLocation": {"artifactLocation": {"uri": uri(file)}, "region": _region(span)}}


def _region(span: Span) -> dict[str, int]:
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }


def uri(file: str) -> str:
    """A file as a URI reference: relative where the name is, percent-encoded in UTF-8, `\\` as `/`."""
    path = file.replace("\\", "/") if re.match(r"[A-Za-z]:[\\/]", file) else file
    if re.match(r"[A-Za-z]:/", path):
        return f"file:///{path[:2]}{quote(path[2:], errors='surrogatepass')}"
    encoded = quote(path, errors="surrogatepass")
    return f"file://{encoded}" if path.startswith("/") else encoded

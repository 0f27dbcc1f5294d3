"""An office file that grows: rows of a workbook, and the places and roads of a plan, put into it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from jiedai.diagnostics import KeyPath, Level
from jiedai.language import _
from jiedai.loading import validated, vocabulary
from jiedai.model.base import keys_of
from jiedai.model.office import Office
from jiedai.model.placeholder import is_placeholder
from jiedai.source import EditError, read_bytes
from jiedai.source.edit import insert_items, set_values
from jiedai.source.emit import Inline
from jiedai.workflow.drafting.emit import Comments, Emitter, Flow, Keys
from jiedai.workflow.drafting.playbook import blank
from jiedai.workflow.drafting.settings import keys_used
from jiedai.workflow.intake.found import Cell
from jiedai.workflow.intake.merging import Merged, Put
from jiedai.workflow.returned.aligning import flat
from jiedai.workflow.returned.merging import Unreadable, read_as
from jiedai.workflow.standing.reading import Row, Rows, entry_name
from jiedai.workflow.standing.tables import ORGANISATION, SECTIONS, Section, cell_text, titles, typed_value


def office_of(rows: Rows, keys: Keys = "zh") -> str:
    """A new office file from a workbook, with blanks for what it does not say. No example is in it."""
    data: dict[str, Any] = {
        "office": {
            name: cell_text_or_blank(rows, name) for name in ("name", "short", "region", "duty_phone")
        } | {
            name: typed_value(ORGANISATION.model, name, cell.text)
            for name, cell in rows.organisation.items()
            if name not in ("name", "short", "region", "duty_phone")
        }
    }  # fmt: skip
    for section in SECTIONS:
        entries = [
            Flow({name: typed_value(section.model, name, cell.text) for name, cell in row.cells.items()})
            for row in rows.rows
            if row.section is section
        ]
        if entries:
            data[section.name] = entries
    return Emitter(Office, keys, _comments()).document(data)


def cell_text_or_blank(rows: Rows, name: str) -> str:
    """What the office says of itself, else a blank to be filled in."""
    return rows.organisation[name].text if name in rows.organisation else blank()


def _comments() -> Comments:
    above: dict[KeyPath, list[str]] = {
        (): [_("本单位的常备资料：部门、场所、车辆、标准只在这里写一次，各份方案引用名称。")]
    }
    return Comments(above=above, beside={("office", "duty_phone"): _("印在每页页脚")})


def merged(text: str, rows: Rows) -> Merged:
    """The office file `text` with the rows of a workbook: new entries added, blanks filled, three ways compared.

    Raises:
        EditError: the file cannot be changed there, or would not be an office file any more.
    """
    source = read_bytes(text.encode(), "", vocabulary=vocabulary())
    if not isinstance(source.data, dict):
        raise EditError(_("office.yaml 有格式错误，先用 jiedai check 找出并改正"))
    data = source.data
    result, keys = Merged(text), keys_used(data, Office)
    changes: list[tuple[KeyPath, Any]] = []
    _take_organisation(result, data, rows, changes, keys)
    new: dict[str, list[Inline]] = {}
    for section in SECTIONS:
        key, entries = _section(data, section, keys)
        at = {entry_name(_names(entry, section), section): number for number, entry in enumerate(entries)}
        for row in (one for one in rows.rows if one.section is section):
            if row.known in at:
                path = (key, at[row.known])
                _fill(result, section, row.known, entries[at[row.known]], row.cells, rows.printed, changes, path, keys)
                continue
            result.added.append(row.known)
            for name, cell in row.cells.items():
                result.applied.append(Put(_path(section, row.known, name), None, cell.text, cell.where))
            new.setdefault(key, []).append(_inline(section, row.cells, keys))
    result.refused += rows.refused
    if changes:
        result.text = set_values(result.text, changes)
    for key, items in new.items():
        result.text = insert_items(result.text, (key,), items)
    _refuse_faults(result.text)
    return result


def _section(data: Mapping[str, Any], section: Section, keys: Keys) -> tuple[str, list[Any]]:
    zh, english = titles(section)
    key = next((one for one in (zh, english) if one in data), zh if keys == "zh" else english)
    entries = data.get(key)
    if entries is None:
        return key, []
    if not isinstance(entries, list):
        raise EditError(_("“{path}”不是列表").format(path=key))
    return key, entries


def _names(entry: Any, section: Section) -> Sequence[Any]:
    if not isinstance(entry, dict):
        return [entry]
    found = []
    for attribute, english, zh in keys_of(section.model):
        if attribute in section.known_by:
            found.append(entry.get(zh, entry.get(english)))
    return found


def _path(section: Section, known: str, attribute: str) -> str:
    english = next((one for name, one, _zh in keys_of(section.model) if name == attribute), attribute)
    return ".".join(part for part in (section.name, known, english) if part)


def _inline(section: Section, cells: Mapping[str, Any], keys: Keys) -> Inline:
    entry = Inline()
    for attribute, english, zh in keys_of(section.model):
        if attribute in cells:
            entry[zh if keys == "zh" else english] = typed_value(section.model, attribute, cells[attribute].text)
    return entry


def _fill(
    result: Merged,
    section: Section,
    known: str,
    entry: Any,
    cells: Mapping[str, Any],
    printed: Mapping[str, str],
    changes: list[tuple[KeyPath, Any]],
    path: KeyPath,
    keys: Keys,
) -> None:
    """What a row says of an entry that is there: what it lacks is filled in, what differs is told."""
    bare = not isinstance(entry, dict)
    typed = {} if bare else entry
    added = Inline()
    for attribute, english, zh in keys_of(section.model):
        cell = cells.get(attribute)
        if cell is None or attribute in section.known_by:
            continue
        key = next((one for one in (zh, english) if one in typed), zh if keys == "zh" else english)
        ours = cell_text(typed.get(key))
        base = printed.get(f"{section.name}/{known}/{attribute}")
        if flat(cell.text) in (flat(ours), flat(base or "")) or _same(section, attribute, cell.text, ours):
            continue
        put = Put(_path(section, known, attribute), ours or None, cell.text, cell.where, base)
        if not ours or is_placeholder(ours) or (base is not None and flat(ours) == flat(base)):
            result.applied.append(put)
            value = typed_value(section.model, attribute, cell.text)
            if bare:
                added[key] = value
            else:
                changes.append(((*path, key), value))
        else:
            result.conflicts.append(put)
    if added:
        first = keys_of(section.model)[0]
        changes.append((path, Inline({first[2] if keys == "zh" else first[1]: entry, **added})))


def _same(section: Section, attribute: str, theirs: str, ours: str) -> bool:
    """Whether two texts of a field mean the same."""
    try:
        one, other = (
            read_as(section.model, attribute, typed_value(section.model, attribute, text), None)
            for text in (theirs, ours)
        )
    except Unreadable:
        return False
    return bool(one == other)


def _take_organisation(
    result: Merged, data: Mapping[str, Any], rows: Rows, changes: list[tuple[KeyPath, Any]], keys: Keys
) -> None:
    zh, english = titles(ORGANISATION)
    key = next((one for one in (zh, english) if one in data), zh if keys == "zh" else english)
    entry = data.get(key)
    if isinstance(entry, dict):
        _fill(result, ORGANISATION, "", entry, rows.organisation, rows.printed, changes, (key,), keys)


def _refuse_faults(text: str) -> None:
    """EditError, with the first fault, where a file made so is no office file."""
    source = read_bytes(text.encode(), "office.yaml", vocabulary=vocabulary())
    _office, found = validated(source, Office, None)
    fault = next((one for one in (*source.problems, *found) if one.level is Level.ERROR), None)
    if fault is not None:
        raise EditError(_("写进去以后 office.yaml 有错误，没有写：{message}").format(message=fault.message))


def with_own(text: str, plan: Mapping[str, Any]) -> Merged:
    """The office file `text` with the places and roads that a plan has for itself; `plan` is its data as typed.

    What the office has already stays as it is; where the plan says otherwise that is told. Raises EditError.
    """
    rows = Rows()
    for section in SECTIONS:
        if section.name not in ("places", "travel"):
            continue
        zh, english = titles(section)
        for number, entry in enumerate(plan.get(zh, plan.get(english)) or []):
            known = entry_name(_names(entry, section), section)
            where = f"{zh}.{number + 1}"
            typed = entry if isinstance(entry, dict) else dict.fromkeys((keys_of(section.model)[0][2],), entry)
            cells = {
                attribute: Cell(cell_text(typed.get(zh_, typed.get(en))), where)
                for attribute, en, zh_ in keys_of(section.model)
                if typed.get(zh_, typed.get(en)) is not None
            }
            if known:
                rows.rows.append(Row(section, cells, known))
    return merged(text, rows)

"""The JSON Schemas that editors without the language server read beside the plans: of plans, the office file, and the
files of the office's knowledge. Where a field refers to something they offer the names of the office file.
"""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

from jiedai.language import current
from jiedai.loading import load_office
from jiedai.model.base import Node
from jiedai.model.knowledge import Knowledge
from jiedai.model.office import Office
from jiedai.model.plan import Plan
from jiedai.model.schema import JsonSchema, schema, with_examples
from jiedai.source.save import write_atomic
from jiedai.visit.references import REGISTERS, known_to
from jiedai.workspace import KNOWLEDGE_NAME, Workspace

FOLDER = ".jiedai"
"""Where the schemas stand, beside the plans; hidden, so that no command takes what is in it for a plan."""
ROOTS: dict[str, type[Node]] = {"plan": Plan, "office": Office, "knowledge": Knowledge}
"""The files that there are schemas for."""


def file_of(name: str) -> str:
    """The name of a schema's file in its folder."""
    return f"{name}.schema.json"


def modeline(name: str) -> str:
    """The comment by which a file of an office leads editors to its schema."""
    above = "../" if name == KNOWLEDGE_NAME else ""
    return f"yaml-language-server: $schema={above}{FOLDER}/{file_of(name)}"


def office_schema(name: str, office: Office | None) -> JsonSchema:
    """The schema of a kind of file, with the names that an office knows."""
    return _offering(name, current(), _names_of(office))


_Names = tuple[tuple[str, tuple[str, ...]], ...]
"""What an office knows by its registers; nothing where there is none."""


def _names_of(office: Office | None) -> _Names:
    return () if office is None else tuple(known_to(office).items())


def _offering(name: str, language: str, names: _Names) -> JsonSchema:
    """A schema that offers names."""
    made = _schema(name, language)
    if not names:
        return made
    known = dict(names)
    people = known["host"]
    offered = {
        model: {
            field: people if register == "anyone" else known.get(register, ()) for field, register in fields.items()
        }
        for model, fields in REGISTERS.items()
    }
    return with_examples(made, ROOTS[name], offered)


@lru_cache(maxsize=6)
def _schema(name: str, _language: str) -> JsonSchema:
    """The schema without an office's names; to make it takes longer than all the rest of a plan."""
    return schema(ROOTS[name])


def text_of(made: JsonSchema) -> str:
    """A schema as it is written."""
    return json.dumps(made, ensure_ascii=False, separators=(",", ":")) + "\n"


@lru_cache(maxsize=8)
def _written(name: str, language: str, names: _Names) -> bytes:
    """What stands in a schema's file: it is long, and the same after each of many new plans of an office."""
    return text_of(_offering(name, language, names)).encode()


def write_schemas(workspace: Workspace, names: tuple[str, ...] = tuple(ROOTS)) -> list[Path]:
    """Put schemas where the modelines of an office's files lead; they are ours, so older ones are brought up to date.

    OSError where that cannot be written.
    """
    path = workspace.office_path()
    office = load_office(path).office if path else None
    folder = workspace.plans_dir / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name in names:
        write_atomic(folder / file_of(name), _written(name, current(), _names_of(office)))
        written.append(folder / file_of(name))
    return written

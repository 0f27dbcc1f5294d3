"""The software bill of materials (CycloneDX 1.6) that is built into the wheel, as `*.dist-info/sboms/` (PEP 770).

It names the packages of `requirements.txt` with version, licence, and what needs what. A wheel does not carry these
packages: whoever installs it may get other versions within the ranges of its metadata; the bill says which were tested.
"""

from __future__ import annotations

import json
import tomllib
import uuid
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from supply.locked import Package

LICENCES = Path(__file__).resolve().with_name("licences.toml")


def bill(version: str, locked: Sequence[Package], licences: Mapping[str, str], built: datetime | None = None) -> Any:
    """The bill as plain data for JSON, the same for the same arguments; `built` is its time, where one is to be said.

    Raises KeyError where the licence of a package is not known.
    """
    root = f"pkg:pypi/jiedai@{version}"
    document: dict[str, Any] = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            **({"timestamp": built.astimezone(UTC).isoformat()} if built else {}),
            "lifecycles": [{"phase": "build"}],
            "component": {"type": "application", **_named("jiedai", version, root, "MIT")},
        },
        "components": [_component(package, licences[package.name]) for package in locked],
        "dependencies": [
            {"ref": ref, "dependsOn": sorted({_ref(package) for package in locked if name in package.needed_by})}
            for name, ref in [("jiedai", root), *((package.name, _ref(package)) for package in locked)]
        ],
    }
    content = json.dumps(document, sort_keys=True)
    document["serialNumber"] = f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, content)}"
    return document


def _component(package: Package, licence: str) -> dict[str, Any]:
    marked = [{"name": "jiedai:installed-where", "value": package.marker}] if package.marker else []
    return {
        "type": "library",
        "scope": "required",
        **_named(package.name, package.version, _ref(package), licence),
        **({"properties": marked} if marked else {}),
    }


def _named(name: str, version: str, ref: str, licence: str) -> dict[str, Any]:
    return {"bom-ref": ref, "name": name, "version": version, "purl": ref, "licenses": [{"license": {"id": licence}}]}


def _ref(package: Package) -> str:
    return f"pkg:pypi/{package.name}@{package.version}"


def licences() -> dict[str, str]:
    """The licence of each package."""
    listed: dict[str, str] = tomllib.loads(LICENCES.read_text(encoding="utf-8"))["packages"]
    return listed

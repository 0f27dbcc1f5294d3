"""The bill of materials: valid CycloneDX, the same each time, whole."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from supply.bill import bill, licences
from supply.locked import LOCKED, packages

LOCK = packages(LOCKED.read_text(encoding="utf-8"))
BUILT = datetime(2026, 11, 30, 8, tzinfo=UTC)


def made(**more):
    return bill("0.1.0", LOCK, licences(), **more)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("built", [None, BUILT])
def test_a_bill_is_what_the_standard_asks_for(built):
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(json.dumps(made(built=built))) is None


def test_a_bill_is_the_same_each_time_and_another_for_another_version():
    assert made() == made()
    assert made()["serialNumber"] != bill("0.1.1", LOCK, licences())["serialNumber"]
    assert "timestamp" not in made()["metadata"]
    assert made(built=BUILT)["metadata"]["timestamp"] == "2026-11-30T08:00:00+00:00"


def test_a_bill_says_what_needs_what():
    document = made()
    refs = [one["bom-ref"] for one in document["components"]]
    assert len(refs) == len(set(refs)) == len(LOCK)
    needs = {one["ref"]: one["dependsOn"] for one in document["dependencies"]}
    reached, waiting = set(), ["pkg:pypi/jiedai@0.1.0"]
    while waiting:
        here = waiting.pop()
        waiting += [one for one in needs[here] if one not in reached]
        reached |= set(needs[here])
    assert reached == set(refs)


def test_what_is_not_installed_everywhere_says_where():
    marked = {one["name"]: one["properties"][0]["value"] for one in made()["components"] if "properties" in one}
    assert marked["colorama"] == 'sys_platform == "win32"'
    assert "lxml" not in marked


def test_a_package_without_a_known_licence_makes_no_bill():
    with pytest.raises(KeyError):
        bill("0.1.0", LOCK, {})

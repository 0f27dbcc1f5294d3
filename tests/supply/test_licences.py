"""The licences that are listed are those the packages say they have, and each of them is allowed."""

from __future__ import annotations

import tomllib

from packaging.utils import canonicalize_name

from supply.bill import LICENCES, licences
from supply.locked import LOCKED, packages
from tests.supply.installed import needed

ALLOWED = tomllib.loads(LICENCES.read_text(encoding="utf-8"))["allowed"]
BSD = {"BSD-2-Clause", "BSD-3-Clause"}
SPOKEN = {
    "Apache Software License": {"Apache-2.0"},
    "BSD License": BSD,
    "ISC License (ISCL)": {"ISC"},
    "MIT License": {"MIT"},
    "SIL Open Font License 1.1 (OFL-1.1)": {"OFL-1.1"},
}
"""What a package may say in words, and which licences that may be."""


def said(distribution):
    """The licences that the metadata of a package may mean."""
    metadata = distribution.metadata
    if expression := metadata.get("License-Expression"):
        return {expression}
    for classifier in metadata.get_all("Classifier", []):
        if classifier.startswith("License :: OSI Approved :: "):
            return SPOKEN[classifier.rpartition(" :: ")[2]]
    told = metadata["License"].splitlines()[0]
    return SPOKEN.get(told, {told})


def test_every_package_that_is_locked_has_a_licence_and_no_other_is_listed():
    assert set(licences()) == {package.name for package in packages(LOCKED.read_text(encoding="utf-8"))}


def test_a_package_has_the_licence_that_is_listed():
    listed = licences()
    wrong = {name: said(one) for name, one in needed().items() if listed[canonicalize_name(name)] not in said(one)}
    assert not wrong


def test_every_licence_is_allowed_and_every_allowed_one_is_met():
    assert sorted(set(licences().values())) == ALLOWED

"""Codes of rules on the command line."""

from __future__ import annotations

import pytest

from jiedai.check.selection import ALL, Selection
from jiedai.cli.failure import Failure
from jiedai.cli.findings import chosen_codes


def test_codes(office):
    assert chosen_codes([], []) is ALL
    assert chosen_codes(["yc02", "GS"], ["GS13,GS14"]) == Selection(("YC02", "GS"), ("GS13", "GS14"))


@pytest.mark.parametrize(("code", "hint"), [("YC91", "是不是想写"), ("QQ77", "领域有"), ("Y", None)])
def test_unknown_codes(office, code, hint):
    if hint is None:
        assert chosen_codes([code], []) == Selection((code,), ())
        return
    with pytest.raises(Failure) as failure:
        chosen_codes([code], [])
    assert hint in failure.value.hint
    assert len(failure.value.hint) < 120


def test_codes_of_a_local_pack(office):
    (office / "plans" / "packs").mkdir()
    (office / "plans" / "packs" / "county.yaml").write_text(
        "rules:\n  XX01: {title: {zh: 本地}, level: warning}\n", encoding="utf-8"
    )
    assert chosen_codes(["XX01"], []) == Selection(("XX01",), ())

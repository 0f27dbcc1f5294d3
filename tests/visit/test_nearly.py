"""What stands for a name with one sign otherwise."""

from __future__ import annotations

import pytest

from jiedai.visit.nearly import is_one_digit_off, is_one_slip, one_sign_off


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("赴海创公司总部", "海创公司总部"),
        ("赴海川公司总部", None),
        ("赴海公司总部", "海公司总部"),
        ("赴海川川公司总部", "海川川公司总部"),
        ("赴海公川司总部", "海公川司总部"),
        ("赴海川公司总店", None),
        ("赴河川公司总部", None),
        ("赴海创公厂总部", None),
        ("海川", None),
    ],
)
def test_a_name_within_a_text(text: str, found: str | None) -> None:
    assert one_sign_off(text, "海川公司总部", least=6) == found


def test_of_a_short_name_nothing_is_said() -> None:
    assert one_sign_off("海创公司总部", "海川公司总部", least=6) == "海创公司总部"
    assert one_sign_off("海创公司总部", "海川公司总部", least=7) is None


def test_an_organ_may_be_another_one() -> None:
    assert one_sign_off("省发展改革局来县", "省发展改革委", least=5) == "省发展改革局"
    assert one_sign_off("省发展改革会议", "省发展改革委", least=5) is None


@pytest.mark.parametrize(
    ("one", "other", "slip"),
    [
        ("农业局", "农业局", False),
        ("农业局", "农叶局", True),
        ("省农业局", "市农业局", False),
        ("一号会场", "二号会场", False),
        ("东山村", "西山村", False),
        ("东山村", "束山村", True),
        ("农业局", "业农局", True),
        ("农业局", "农局业局", True),
        ("农业局", "局业农", False),
        ("农业局", "农叶居", False),
        ("", "农", True),
    ],
)
def test_one_slip(one: str, other: str, slip: bool) -> None:
    assert is_one_slip(one, other) is slip
    assert is_one_slip(other, one) is slip


@pytest.mark.parametrize(
    ("one", "other", "off"),
    [
        ("1234", "1234", False),
        ("1234", "1235", True),
        ("1234", "1243", True),
        ("1234", "4231", False),
        ("1234", "1256", False),
    ],
)
def test_one_digit(one: str, other: str, off: bool) -> None:
    assert is_one_digit_off(one, other) is off

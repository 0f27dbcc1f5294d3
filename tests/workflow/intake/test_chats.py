"""Chats as programs export them: day, time and speaker above what is said."""

from __future__ import annotations

import pytest

from jiedai.workflow.intake.chats import is_chat
from jiedai.workflow.intake.found import Line


@pytest.mark.parametrize(
    ("text", "chat"),
    [
        ("2026-12-07 09:02 市科技局 江帆\n夏主任好\n2026-12-07 09:05 夏禾\n收到", True),
        ("2026-12-07 09:02 市科技局 江帆\n夏主任好", False),  # one such line may be of a programme
        ("2026-12-07 09:02 县医院\n2026-12-07 09:05 竹溪镇\n座谈", False),  # a programme: one below the other
        ("12-07 09:02 江帆\n夏主任好\n12-07 09:05 夏禾\n收到", False),  # without the year
    ],
)
def test_time_and_speaker_head_what_is_said(text, chat):
    lines = [Line(line, f"第{number}行") for number, line in enumerate(text.split("\n"), 1)]
    assert is_chat(lines) is chat

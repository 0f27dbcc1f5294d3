"""What the signal colours of cells look like: light enough that black words on them read well, also without colour."""

from __future__ import annotations

from jiedai.blocks import Tone

FILLS = {Tone.RED: "F4B3AC", Tone.YELLOW: "FFE58A", Tone.BLUE: "B5D3F1"}
"""Fills as RGB."""

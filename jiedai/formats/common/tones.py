"""What the signal colours of cells look like: light enough that black words on them read well, also without colour."""

from __future__ import annotations

from jiedai.blocks import Tone

FILLS = {Tone.RED: "F4B3AC", Tone.YELLOW: "FFE58A", Tone.BLUE: "B5D3F1", Tone.CHANGED: "D9D9D9"}
"""Fills as RGB."""
SIGN = "△"
"""Before a changed cell where there are no fills."""

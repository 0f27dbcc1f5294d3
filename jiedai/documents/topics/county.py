"""What the office knows of its county and that is worth telling on this visit, from `plans/knowledge/`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jiedai.documents.topics import Sight


def facts(sight: Sight) -> Mapping[str, Any]:
    """See `documents.county`: what the audience may see of it, about this visit and not past its date."""
    return sight.county()

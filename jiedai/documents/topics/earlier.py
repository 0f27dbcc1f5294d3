"""Earlier visits of the unit that comes: `visits`, the latest first, each as its plan, with `open` and `done`, what was
to be followed up then.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jiedai.documents.topics import Sight
from jiedai.documents.view import View, entries
from jiedai.model.choice import TaskStatus


def facts(sight: Sight) -> Mapping[str, Any]:
    """See the module."""
    return {"visits": tuple(map(_visit, sight.earlier()))}


def _visit(plan: View) -> View:
    promised = [one for one in entries(plan.review.follow_ups) if one.status is not TaskStatus.DROPPED]
    done = tuple(one for one in promised if one.status is TaskStatus.DONE)
    return plan.also(open=tuple(one for one in promised if one not in done), done=done)

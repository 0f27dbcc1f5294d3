"""What the model says of sections and makes of files; asked of pydantic's model, and of the one that stands in for it.

As a program it is the latter: it reads a list of [section, data] from standard input and prints what `all_told` says.
"""

from __future__ import annotations

import base64
import json
import pickle
import sys
from typing import Any, get_origin


def all_told(cases: list[tuple[str, Any]]) -> list[Any]:
    """What is said of every section, then what becomes of each case."""
    from jiedai.model.base import Node

    return [_declared(model) for model in _below(Node)] + [_read(name, data) for name, data in cases]


def _below(model: type) -> list[Any]:
    import jiedai.model.knowledge
    import jiedai.model.office
    import jiedai.model.plan  # noqa: F401 - their sections are below Node now

    found = {one.__name__: one for one in _all_below(model) if one.__module__.startswith("jiedai.model.")}
    return [found[name] for name in sorted(found)]


def _all_below(model: type) -> list[type]:
    return [inner for one in model.__subclasses__() for inner in (one, *_all_below(one))]


def _declared(model: Any) -> list[Any]:
    """Each field as commands ask for it, and one section that was made without being read."""
    from jiedai.model.base import audiences_of, instead_of, keys_of, nodes_in

    made = model.model_construct(**dict.fromkeys(list(model.model_fields)[:2], "甲"))
    return [
        model.__name__,
        keys_of(model),
        [
            [
                name,
                info.title,
                info.description,
                info.is_required(),
                sorted(audiences_of(info)),
                instead_of(info),
                [inner.__name__ for inner in nodes_in(info.annotation)],
                str(get_origin(info.annotation)),
                [type(one).__name__ for one in info.metadata],
            ]
            for name, info in model.model_fields.items()
        ],
        [repr(made), sorted(made.model_fields_set)],
    ]


def _read(name: str, data: Any) -> list[Any]:
    """The section in data, or why there is none; then what can be done with it."""
    from copy import copy, deepcopy

    from jiedai.model.base import path_of, set_path
    from jiedai.model.knowledge import Knowledge
    from jiedai.model.office import Office
    from jiedai.model.partial import Without, place, read_section
    from jiedai.model.plan import Plan

    root: Any = {one.__name__: one for one in (Plan, Office, Knowledge)}[name]
    without = Without(data, ())
    node, refused = read_section(root, without, None)
    if node is None:
        return [repr(refused)]
    place(node, without)
    first = next(iter(root.model_fields))
    other = node.model_copy(update={first: "另一个"})
    moved = copy(node)
    set_path(moved, ("别处",))
    frozen = ""
    try:
        node.title = "改"
    except Exception as error:  # one raises AttributeError, the other an error of pydantic's
        frozen = "frozen" if "frozen" in str(error) else repr(error)
    return [
        repr(node),
        sorted(node.model_fields_set),
        repr(getattr(other, first)),
        [node == other, node == deepcopy(node), node == copy(node), node == moved, path_of(moved), path_of(node)],
        [
            frozen,
            hash(node.model_copy(update=dict.fromkeys(root.model_fields, 1))) == hash((1,) * len(root.model_fields)),
        ],
        base64.b64encode(pickle.dumps(node)).decode(),
    ]


if __name__ == "__main__":
    from jiedai.model import kept

    kept.want()
    if kept.schemas() is None:
        sys.exit("nothing is kept")
    told = all_told(json.load(sys.stdin))
    assert "pydantic" not in sys.modules, "the real one was imported"
    json.dump(told, sys.stdout, default=str)

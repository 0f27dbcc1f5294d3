"""Sections declared with the stand-in against those of pydantic: the same fields, values, refusals and copies."""

from __future__ import annotations

import base64
import json
import os
import pickle
import random
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from jiedai.model import kept
from jiedai.model.base import Node
from tests.batch import cases
from tests.model.declared import all_told

HERE = Path(__file__).resolve().parents[2]
ODD: tuple[Any, ...] = (
    None,
    "",
    "无",
    "待定",
    "〔待填〕",
    [],
    {},
    7,
    -1,
    True,
    1.5,
    "A1、A2",
    ["甲"],
    {"甲": 1},
    "三点半",
)
KEEP = "from jiedai.model import kept; kept.want(); import jiedai.model.base; kept.keep_schemas()"


@cache
def _files() -> list[tuple[str, Any]]:
    """The example plans and what belongs to them, as YAML reads them."""
    plans = [("Plan", path) for path in sorted((HERE / "plans").glob("20*.yaml"))]
    files = [*plans, ("Office", HERE / "plans" / "office.yaml")]
    return [
        (name, json.loads(json.dumps(yaml.safe_load(path.read_text("utf-8")), default=str))) for name, path in files
    ]


def _spoilt(data: Any, dice: random.Random) -> Any:
    """The data with something else somewhere."""
    place = data
    while True:
        key = dice.choice(list(place) if isinstance(place, dict) else range(len(place)))
        if isinstance(place[key], (dict, list)) and place[key] and dice.random() < 0.8:
            place = place[key]
            continue
        how = dice.random()
        if how < 0.1 and isinstance(place, dict):
            place[f"{key}x"] = place.pop(key)
        elif how < 0.2:
            del place[key]
        else:
            place[key] = dice.choice(ODD)
        return data


def _cases() -> list[tuple[str, Any]]:
    """Sound files and spoilt ones."""
    dice = random.Random(20260511)
    sound = _files()
    spoilt = [(name, _spoilt(json.loads(json.dumps(data)), dice)) for name, data in dice.choices(sound, k=400)]
    return [*sound, *spoilt, ("Knowledge", {})]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of commands of a user of whom everything is kept that the model has."""
    environment = os.environ | {"XDG_CACHE_HOME": str(tmp_path_factory.mktemp("cache")), "PYTHONPATH": str(HERE)}
    subprocess.run([sys.executable, "-c", KEEP], env=environment, check=True)
    return environment


def test_same_as_pydantic(home: dict[str, str]) -> None:
    cases = _cases()
    command = [sys.executable, "-m", "tests.model.declared"]
    done = subprocess.run(command, input=json.dumps(cases), env=home, capture_output=True, text=True, cwd=HERE)
    assert done.returncode == 0, done.stderr[-2000:]
    theirs = json.loads(done.stdout)
    ours = json.loads(json.dumps(all_told(cases), default=str))
    assert len(theirs) == len(ours)
    for one, other in zip(ours, theirs, strict=True):
        assert one[:5] == other[:5]
    sound = [(one, other) for one, other in zip(ours, theirs, strict=True) if len(one) == 6]
    assert len(sound) > 50  # of the spoilt ones some are in order
    for one, other in sound:
        ours_again, theirs_again = (pickle.loads(base64.b64decode(told[5])) for told in (one, other))
        assert isinstance(theirs_again, Node)
        assert ours_again == theirs_again


def test_model_is_pydantics_where_nobody_asks() -> None:
    assert kept.schemas() is None
    assert Node.__mro__[1].__module__.startswith("pydantic")


def _schemas_in(environment: dict[str, str], code: str = "") -> str:
    ask = f"from jiedai.model import kept; {code or 'kept.want()'}; print(sorted(kept.schemas() or ()))"
    done = subprocess.run([sys.executable, "-c", ask], env=environment, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_used_only_as_it_was_kept(home: dict[str, str], tmp_path: Path) -> None:
    assert _schemas_in(home) == "['Knowledge', 'Office', 'Plan']"
    assert _schemas_in(home, "pass") == "[]"
    assert _schemas_in(home, "kept.want(); kept._FORM += 1") == "[]"
    assert _schemas_in(home | {"XDG_CACHE_HOME": str(tmp_path)}) == "[]"
    [place] = Path(home["XDG_CACHE_HOME"]).glob("jiedai/*.schemas")
    whole = place.read_bytes()
    place.write_bytes(whole[:-100])
    assert _schemas_in(home) == "[]"
    place.write_bytes(whole)
    assert _schemas_in(home) != "[]"


class Hostile:
    def __init__(self, called: Any, *given: Any) -> None:
        self.made = called, given

    def __reduce__(self) -> Any:
        return self.made


@cases(
    ("module", "name"),
    [
        ("os", "system"),
        ("builtins", "eval"),
        ("jiedai.model.reading", "re"),
        ("jiedai.model.reading", "re.compile"),
        ("jiedai.model.base", "Node.__init_subclass__"),
        ("jiedai.model.base", "Node.model_fields.items"),
        ("jiedai.model.kept", "import_module"),
        ("jiedai.cli.start", "run"),
    ],
)
def test_no_other_name_is_looked_up(module: str, name: str) -> None:
    class Naming(pickle.Pickler):
        def persistent_id(self, value: Any) -> Any:
            return (module, name) if value == "this" else None

    import io

    data = io.BytesIO()
    Naming(data).dump("this")
    with pytest.raises(pickle.UnpicklingError):
        kept._Reader(io.BytesIO(data.getvalue())).load()


def test_nothing_is_called_by_its_own_name() -> None:
    import io

    with pytest.raises(pickle.UnpicklingError):
        kept._Reader(io.BytesIO(pickle.dumps(Hostile(os.getcwd)))).load()

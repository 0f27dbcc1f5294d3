"""The picture of the layers: those of the import contract, and the ways that plans really take."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path
from xml.etree import ElementTree

import pytest

from jiedai import language
from jiedai.guide.layers import LAYERS, WAYS, drawing, picture
from jiedai.guide.pages import files, page
from tests.guide.running import write

ROOT = Path(__file__).resolve().parents[2]
SVG = "{http://www.w3.org/2000/svg}"


def test_the_layers_are_those_of_the_import_contract() -> None:
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = config["tool"]["importlinter"]["contracts"][0]["layers"]
    assert [layer.name for layer in LAYERS] == [one.split(" |")[0] for one in layers if one != "__main__"]


@pytest.mark.parametrize("way", WAYS)
def test_a_plan_passes_the_layers_with_a_dot(way: str, tmp_path: Path) -> None:
    write(tmp_path, files(page("plan").text))
    words = {"check": ["check"], "render": ["render", "-d", "programme,seating", "-f", "md"]}[way]
    code = (
        "import sys; from jiedai.__main__ import main\n"
        f"main({words!r}); print(*(name.split('.')[1] for name in sys.modules if name.startswith('jiedai.')))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, encoding="utf-8", check=True)
    passed = set(done.stdout.splitlines()[-1].split())
    assert {layer.name for layer in LAYERS if way in layer.ways} == passed & {layer.name for layer in LAYERS}


@pytest.mark.parametrize("use", ["zh", "en"])
def test_both_pictures_name_every_layer_and_every_way(use: str) -> None:
    language.use(use)
    letters, drawn = picture(), ElementTree.fromstring(drawing().replace("<svg", f'<svg xmlns="{SVG[1:-1]}"', 1))
    texts = [node.text for node in drawn.iter(f"{SVG}text")]
    lines = letters.splitlines()[2:-1]
    for layer, line in zip(LAYERS, lines, strict=True):
        assert layer.name in texts
        assert language._(layer.text) in texts
        assert line.split()[0] == layer.name
        assert line.count("●") == len(layer.ways)
        assert line.endswith(language._(layer.text))
    assert len(list(drawn.iter(f"{SVG}circle"))) == sum(len(layer.ways) for layer in LAYERS)
    assert letters.splitlines()[1].split() == list(WAYS)

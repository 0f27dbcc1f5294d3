"""The READMEs tell the truth: commands that run, set-up as CI has it, files that exist, pictures of what is printed."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from jiedai.formats import writer
from jiedai.guide import TOPICS
from jiedai.loading import load
from tests.documents.samples import printed
from tests.guide.running import Run, check_command, command_line, commands_in, rerun

ROOT = Path(__file__).resolve().parents[1]
READMES = {"README.md": "en", "README.zh-CN.md": "zh"}
MOST = 8192
"""Bytes of a README; what is longer belongs into the manual."""


def readme(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", READMES)
def test_a_readme_is_short(name: str) -> None:
    assert len((ROOT / name).read_bytes()) <= MOST


@pytest.mark.parametrize("name", READMES)
def test_the_readme_shows_exactly_two_set_up_commands_and_ci_runs_the_second(name: str) -> None:
    commands = re.findall(r"```sh\n(python3 -m venv [^\n]+)\n```", readme(name))
    assert len(commands) == 2
    assert "jiedai render" in commands[0]
    assert commands[1] in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", READMES)
def test_every_file_a_readme_names_exists(name: str) -> None:
    text = readme(name)
    shown = set(re.findall(r"^```yaml (\S+)$", text, re.MULTILINE))
    named = set(re.findall(r"\]\(([^)#:]+)\)", text)) | set(re.findall(r"plans/20[\w\-一-鿿/]+\.yaml", text))
    assert len(named) > 10
    assert not [path for path in named - shown if not (ROOT / path).exists()]


@pytest.mark.parametrize(("name", "use"), READMES.items())
def test_a_readme_links_to_every_topic_of_the_manual(name: str, use: str) -> None:
    linked = re.findall(rf"^\| \[(\w+)\]\(jiedai/guide/{use}/(\w+)\.md\)", readme(name), re.MULTILINE)
    assert linked == [(topic, topic) for topic in TOPICS]


@pytest.mark.parametrize(("name", "use"), READMES.items())
def test_every_command_of_a_readme_runs_as_it_says(
    name: str, use: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    for variable in ("JIEDAI_LANG", "LC_ALL", "LC_MESSAGES", "SOURCE_DATE_EPOCH"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("COLUMNS", "100")
    shutil.copytree(ROOT / "plans", tmp_path / "plans")
    monkeypatch.chdir(tmp_path)
    text = readme(name)
    made = rerun(text, Run(tmp_path, elsewhere=frozenset(re.findall(r"^python3 -m venv .*$", text, re.MULTILINE))))
    if request.config.getoption("--update-golden"):
        (ROOT / name).write_text(made, encoding="utf-8")
        return
    assert made == text, "run: pytest tests/test_readme.py --update-golden"
    for command in commands_in(text):
        check_command(command, command_line())


PICTURES = {
    "zh": ("plans/2026-10-20-省卫健委调研.yaml", "zh"),
    "en": ("plans/2026-11-10-德国林登费尔德市代表团.yaml", "en"),
}
"""The plan and the language of the page in each picture."""
_WIDTH = 620


@pytest.mark.parametrize(("use", "page"), PICTURES.items())
def test_the_picture_of_a_page_is_what_is_printed(
    use: str, page: tuple[str, str], tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """The picture carries a digest of the page's text: pixels depend on the fonts of a machine, the text does not."""
    plan, labels = page
    document = printed(load(ROOT / plan), "programme", labels=labels)
    digest = hashlib.sha256(writer("md").write(document)).hexdigest()
    path = ROOT / "jiedai" / "guide" / "pictures" / f"programme-{use}.png"
    if request.config.getoption("--update-golden") and shutil.which("pdftoppm"):
        draw(writer("pdf").write(document), path, digest, tmp_path)
    with Image.open(path) as picture:
        assert picture.info["text"] == digest, "run: pytest tests/test_readme.py --update-golden"
        assert picture.width == _WIDTH
    assert path.stat().st_size < 60_000
    assert f"(jiedai/guide/pictures/{path.name})" in readme(next(name for name in READMES if READMES[name] == use))


def draw(pdf: bytes, path: Path, digest: str, folder: Path) -> None:
    """The first page as a small picture in shades of grey."""
    (folder / "page.pdf").write_bytes(pdf)
    command = ["pdftoppm", "-png", "-gray", "-singlefile", "-scale-to-x", str(_WIDTH), "-scale-to-y", "-1"]
    subprocess.run([*command, folder / "page.pdf", folder / "page"], check=True)
    with Image.open(folder / "page.png") as page:
        information = PngInfo()
        information.add_text("text", digest)
        page.quantize(16).save(path, optimize=True, pnginfo=information)


def test_contributing_names_every_layer_and_folder_of_the_package() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = config["tool"]["importlinter"]["contracts"][0]["layers"]
    told = re.search(r"downwards only: `([^`]+)`", text)
    assert told is not None
    assert re.split(r"\s*→\s*", told[1]) == [one.split(" |")[0] for one in layers if one != "__main__"]
    folders = {path.parent.name for path in (ROOT / "jiedai").glob("*/__init__.py")}
    assert not {one for one in folders & set(layers) if f"| `jiedai/{one}/` |" not in text}

"""jiedai for a machine without a network: nothing forgotten, all or nothing, and installed from what there is."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from importlib import metadata
from pathlib import Path

import pip
import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from jiedai.guide.sizes import is_installed
from jiedai.workflow.handing import offline

LINUX = {"os_name": "posix", "sys_platform": "linux", "platform_system": "Linux"}
TARGETS = {
    "windows-x64": {
        "os_name": "nt",
        "sys_platform": "win32",
        "platform_system": "Windows",
        "platform_machine": "AMD64",
    },
    "linux-x64": {**LINUX, "platform_machine": "x86_64"},
    "linux-arm64": {**LINUX, "platform_machine": "aarch64"},
}


def needed(environment: dict[str, str]) -> set[str]:
    """Every distribution that jiedai needs on a machine, as those that are installed here say."""
    found: set[str] = set()
    waiting = [("jiedai", "")]
    while waiting:
        name, extra = waiting.pop()
        for text in metadata.requires(name) or ():
            one = Requirement(text)
            if one.marker is None or one.marker.evaluate({**environment, "extra": extra}):
                known = canonicalize_name(one.name)
                if known not in found:
                    found.add(known)
                    waiting += [(known, extra) for extra in ("", *one.extras)] if is_installed(known) else []
    return found


def test_every_system_is_a_target_here() -> None:
    assert set(TARGETS) == set(offline.SYSTEMS)


@pytest.mark.parametrize("version", offline.PYTHONS)
@pytest.mark.parametrize("name", TARGETS)
def test_what_pip_overlooks_for_another_system_is_named(name: str, version: str) -> None:
    there = {**TARGETS[name], "python_version": version, "python_full_version": f"{version}.0"}
    assert needed(there) <= needed({}) | set(offline.SYSTEMS[name].also)


def test_wheels_of_old_linux_systems_are_asked_for() -> None:
    tags = offline.SYSTEMS["linux-arm64"].tags
    assert {"manylinux2014_aarch64", "manylinux_2_17_aarch64", "manylinux_2_28_aarch64"} <= set(tags)
    assert "manylinux_2_29_aarch64" not in tags


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """What pip is asked, which makes a wheel and gets nothing."""
    words_of: list[tuple[str, ...]] = []

    def answer(*words: str) -> None:
        words_of.append(words)
        if words[0] == "wheel":
            (Path(words[words.index("--wheel-dir") + 1]) / "jiedai-1-py3-none-any.whl").write_bytes(b"")
        elif "3.12" in words:
            raise offline.Unavailable("no matching distribution")

    monkeypatch.setattr(offline, "_pip", answer)
    return words_of


def test_a_bundle_has_the_installer_as_a_clerk_finds_it(asked: list[tuple[str, ...]], tmp_path: Path) -> None:
    target = tmp_path / "包"
    told: list[str] = []
    pages = {"说明.txt": b"x"}
    offline.assemble(target, tmp_path, pages, ["linux-x64", "windows-x64"], ["3.11", "3.13"], told.append)
    assert {path.name for path in target.iterdir()} == {"wheels", "安装.bat", "安装.sh", "install.py", "说明.txt"}
    batch = (target / "安装.bat").read_bytes()
    assert batch.count(b"\n") == batch.count(b"\r\n") > 10
    assert b"\r" not in (target / "安装.sh").read_bytes()
    assert told == [
        f"{name} · Python {version}" for name in ("linux-x64", "windows-x64") for version in ("3.11", "3.13")
    ]
    downloads = [words for words in asked if words[0] == "download"]
    assert [("colorama" in words, "win_amd64" in words) for words in downloads] == [(False, False)] * 2 + [
        (True, True)
    ] * 2
    assert all("--only-binary=:all:" in words and "pip" in words for words in downloads)


def test_nothing_is_left_of_a_bundle_that_could_not_be_made(asked: list[tuple[str, ...]], tmp_path: Path) -> None:
    with pytest.raises(offline.Unavailable):
        offline.assemble(tmp_path / "包", tmp_path, {}, ["linux-x64"], ["3.11", "3.12"], lambda _step: None)
    assert list(tmp_path.iterdir()) == []


def test_what_pip_says_last_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with pytest.raises(offline.Unavailable) as told:
        offline._pip("download", "--no-index", "--dest", str(tmp_path), "no-such-package")
    assert "no-such-package" in told.value.message
    assert "\n" not in told.value.message


def test_cmd_reads_the_installer_in_any_code_page() -> None:
    lines = (offline.INSTALLER / "install.bat").read_text(encoding="utf-8").splitlines()
    changed = lines.index("chcp 65001 >nul")
    foreign = [number for number, line in enumerate(lines) if not line.isascii()]
    assert foreign
    assert all(number > changed and lines[number][-1].isascii() for number in foreign)
    labels = {line[1:] for line in lines if line.startswith(":")}
    assert {line.split()[-1] for line in lines if "goto " in line} <= labels


# --- the installer ----------------------------------------------------------------------------------------------------

_PROGRAM = """\
import sys


def main():
    print("ran", *sys.argv[1:])
    return 0
"""


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bundle whose jiedai only says that it ran, with the pip of this environment as a wheel."""
    folder = tmp_path_factory.mktemp("离线 包")
    wheels = folder / "wheels"
    wheels.mkdir()
    package = Path(pip.__file__).parent
    with zipfile.ZipFile(wheels / "pip-1-py3-none-any.whl", "w") as archive:
        for path in package.rglob("*.py"):
            archive.write(path, Path("pip") / path.relative_to(package))
        archive.writestr("pip/_vendor/certifi/cacert.pem", "")
    info = "jiedai-1.dist-info"
    files = {
        "jiedai.py": _PROGRAM,
        f"{info}/METADATA": "Metadata-Version: 2.1\nName: jiedai\nVersion: 1\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        f"{info}/entry_points.txt": "[console_scripts]\njiedai = jiedai:main\n",
    }
    files[f"{info}/RECORD"] = "".join(f"{name},,\n" for name in (*files, f"{info}/RECORD"))
    with zipfile.ZipFile(wheels / "jiedai-1-py3-none-any.whl", "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    for name, called in offline._NAMES.items():
        (folder / called).write_bytes((offline.INSTALLER / name).read_bytes())
    return folder


@pytest.mark.skipif(sys.platform == "win32", reason="a script of sh")
def test_it_installs_into_a_folder_with_blanks_and_says_what_comes_next(bundle: Path, tmp_path: Path) -> None:
    target = tmp_path / "程序 一"
    ran = subprocess.run(["sh", bundle / "安装.sh", target], capture_output=True, encoding="utf-8", check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "ran doctor" in ran.stdout
    assert ran.stdout.splitlines()[-1] == f'"{target}/bin/jiedai" init ~/接待'
    assert not list((target / "lib").rglob("pip")), "the environment holds jiedai and what it needs, no more"


def test_a_bundle_that_was_copied_in_part_is_told(bundle: Path, tmp_path: Path) -> None:
    (tmp_path / "install.py").write_bytes((bundle / "install.py").read_bytes())
    command = [sys.executable, tmp_path / "install.py", tmp_path / "a"]
    ran = subprocess.run(command, capture_output=True, encoding="utf-8", env={"PYTHONUTF8": "1"}, check=False)
    assert (ran.returncode, "wheels" in ran.stdout, ran.stderr) == (2, True, "")

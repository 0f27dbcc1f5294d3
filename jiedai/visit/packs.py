"""The files of rule packs: where they are, what is written in them, and whether they have changed.

A pack is a file, or a folder with a file an area: among the built-in ones (`jiedai/packs/`), or an office's own.
What an entry means is read in `book`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from jiedai.language import _
from jiedai.source import files
from jiedai.source.packaged import packaged

PACKS_DIR = Path(__file__).parents[1] / "packs"
NATIONAL = "national"

_MANUAL = r"^    (?:manual|wrong|right):.*(?:\n(?: {5}.*)?)*"
"""The lines of an entry of the national pack that a check does without; they take longer to read than the rest."""


class PackError(Exception):
    """A pack that cannot be used: `message` says which file and why, `place` the pack and the keys that lead there."""

    def __init__(self, message: str, *place: str) -> None:
        super().__init__(message)
        self.message = message
        self.place = place


def national_sources() -> Mapping[str, Mapping[str, str]]:
    """The instruments of the national pack by the keys that entries name them by, each in both languages."""
    found: Mapping[str, Mapping[str, str]] = packaged(PACKS_DIR / NATIONAL, without=_MANUAL)["sources"]["sources"]
    return found


def entries_of(path: Path) -> dict[str, tuple[Mapping[str, Any], ...]]:
    """The versions of each rule of a pack, sources written out; a pack is a file, or a folder with a file an area.

    Every pack may name the sources of the national one by their keys.
    """
    sources: dict[str, Any] = dict(national_sources())
    rules: dict[Any, Any] = {}
    for name, data in _files(path):
        try:
            sources.update((data or {}).get("sources") or {})
            rules.update((data or {}).get("rules") or {})
        except (AttributeError, TypeError, ValueError):
            form = _("要写成 rules: {代号: {level: …}}")
            raise PackError(_("规则包 {file} 读不出来：{error}").format(file=name, error=form)) from None
    return {str(code): _entries(path.stem, str(code), entry, sources) for code, entry in rules.items()}


def _entries(pack: str, code: str, entry: Any, sources: Mapping[str, Any]) -> tuple[Mapping[str, Any], ...]:
    """What an entry says of its rule, once for each version: the entries of a list, or of `versions` over the rest."""
    common: dict[Any, Any] = {}
    versions = entry if isinstance(entry, list) else [entry]
    if isinstance(entry, dict) and isinstance(entry.get("versions"), list):
        common, versions = entry.copy(), entry["versions"]
        del common["versions"]
    if not versions or not all(isinstance(version, dict) for version in versions):
        raise wrong(pack, code, _("要写成 {level: …, figures: {…}}"))
    return tuple(_with_source(common | version, sources) for version in versions)


def wrong(pack: str, code: str, error: object) -> PackError:
    """The error to say that an entry of a pack cannot be used."""
    message = _("规则包 {pack} 里 {code} 的写法不对：{error}").format(pack=pack, code=code, error=error)
    return PackError(message, pack, "rules", code)


def _files(path: Path) -> Iterator[tuple[str, Any]]:
    """(name, contents) of the files of a pack."""
    if path.parent == PACKS_DIR and path.is_dir():
        yield from ((f"{name}.yaml", data) for name, data in packaged(path, without=_MANUAL).items())
        return
    import yaml

    from jiedai.source.compose import LOADER

    for file in _within(path):
        try:
            yield file.name, yaml.load(files.text(file), LOADER)
        except (OSError, UnicodeDecodeError, yaml.YAMLError, ValueError) as error:
            raise PackError(_("规则包 {file} 读不出来：{error}").format(file=file.name, error=error)) from None


def _with_source(entry: Mapping[Any, Any], sources: Mapping[str, Any]) -> Mapping[str, Any]:
    """An entry with the full name of the source it names by its key; `on`, which YAML reads as true, is a name here."""
    entry = {"on" if name in (True, "true") else name: value for name, value in entry.items()}
    named = entry.get("source")
    return {**entry, "source": sources[named]} if isinstance(named, str) and named in sources else entry


def files_state(packs: tuple[str, ...], folder: Path | None) -> tuple[tuple[str, int, int], ...]:
    """What the named packs of an office are made of: its files with their times and sizes; the built-in ones stay."""
    if folder is None:
        return ()
    places = [place for pack in packs for place in (folder / f"{pack}.yaml", folder / pack)]
    every = [file for place in places for file in _within(place)]
    return tuple((str(file), *state) for file in every if (state := _state(file)))


def pack_files(packs: Iterable[str], folder: Path | None) -> list[Path]:
    """The files of the national pack and of the named ones over it, as they lie in their order."""
    found = sorted((PACKS_DIR / NATIONAL).glob("*.yaml"))
    for pack in packs:
        place = place_of(pack, folder)
        if place is not None:
            found += _within(place)
    return found


def _within(pack: Path) -> list[Path]:
    """The files of a pack, which is one itself or a folder of them."""
    return files.inside(pack, "*.yaml") if files.is_dir(pack) else [pack]


def _state(file: Path) -> tuple[int, int] | None:
    try:
        return files.state(file)
    except (OSError, ValueError):  # not there, or gone this moment; no name of a file at all
        return None


def place_of(pack: str, folder: Path | None) -> Path | None:
    """Where a pack is, the office's own folder first; None where there is none of this name."""
    return next((place for place in _places(pack, folder) if files.exists(place)), None)


def _places(pack: str, folder: Path | None) -> list[Path]:
    """Where a pack may be: the office's own folder first."""
    return [place / name for place in (folder, PACKS_DIR) if place is not None for name in (f"{pack}.yaml", pack)]


def available(folder: Path | None = None) -> list[str]:
    """The names of the packs an office can switch on."""
    found = {path.stem for place in (PACKS_DIR, folder) if place for path in files.inside(place, "*")}
    return sorted(found - {NATIONAL})

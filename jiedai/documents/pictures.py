"""Pictures of places, from beside the office file, for the papers whose templates ask for them.

A template gets no file and no bytes: it places a drawing that names a picture by a number (`album[site.name]`), and the
picture is put in when the template has been read, so that no template can name a file. What cannot be printed is left
out, and said once (WD06).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from markupsafe import Markup

from jiedai import blocks as b
from jiedai.diagnostics import Diagnostic, Level
from jiedai.documents.view import NOTHING, View
from jiedai.formats.common import photo
from jiedai.language import _
from jiedai.loading import Loaded
from jiedai.source import files

LARGEST_FILE = 2_000_000
"""Bytes of a picture: a book with several goes round by telephone."""
LARGEST_SIDE = 6_000
"""Pixels of its width and height."""
_HEIGHT = 0.6
"""How high a picture is at most, as a share of the text's width: two stand on a page with their words."""


class Unusable(ValueError):
    """A picture that cannot be printed; the text says why."""


def beside_office(loaded: Loaded, name: str) -> Path | None:
    """Where a picture is to be found that the office file names; None where that is outside the folder of the file."""
    office = loaded.workspace.office_path(loaded.path.parent if loaded.path else None) or Path()
    folder = files.resolved(office.parent)
    place = files.resolved(folder / name)
    return place if place.is_relative_to(folder) else None


class Album:
    """The pictures of a plan's places for one paper: by the name of the place, as a drawing and how wide it is."""

    def __init__(self, loaded: Loaded, *, plain: bool = False) -> None:
        self._loaded, self._plain = loaded, plain
        self._taken: list[photo.Photo] = []
        self._found: dict[str, Diagnostic] = {}

    def __getitem__(self, name: Any) -> Any:
        office = None if self._plain else self._loaded.office
        places = office.places if office is not None else ()
        number = next((number for number, place in enumerate(places) if place.name == str(name)), None)
        if number is None or (named := places[number].picture) is None:
            return NOTHING
        try:
            taken = _read(self._loaded, named)
        except Unusable as error:
            self._found[str(name)] = _warning(self._loaded, number, str(error))
            return NOTHING
        self._taken.append(taken)
        width, height = taken.size
        drawing = Markup('<svg xmlns="http://www.w3.org/2000/svg" id="{number}"></svg>').format(
            number=_MARK + str(len(self._taken) - 1)
        )
        return View("picture", {"drawing": drawing, "share": f"{min(1.0, _HEIGHT * width / height):.2f}"})

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """A warning for each picture that was asked for and cannot be printed."""
        return tuple(self._found.values())

    def put_in(self, blocks: tuple[b.Block, ...]) -> tuple[b.Block, ...]:
        """Blocks with the pictures in the places that the template has left for them."""
        return tuple(self._put_in(blocks)) if self._taken else blocks

    def _put_in(self, blocks: tuple[b.Block, ...]) -> Iterator[b.Block]:
        drawings = {f'id="{_MARK}{number}"': photo.drawing(taken) for number, taken in enumerate(self._taken)}
        for block in blocks:
            match block:
                case b.Keep(inner) | b.Landscape(inner) | b.Cover(inner):
                    yield replace(block, blocks=tuple(self._put_in(inner)))
                case b.Figure(svg=svg):
                    yield next((replace(block, svg=made) for mark, made in drawings.items() if mark in svg), block)
                case _:
                    yield block


_MARK = "picture-"


def _read(loaded: Loaded, name: str) -> photo.Photo:
    """The picture that an office file names. Raises Unusable."""
    place = beside_office(loaded, name)
    if place is None:
        raise Unusable(_("照片“{path}”不在单位文件所在的文件夹里").format(path=name))
    try:
        changed, size = files.state(place)
        if size > LARGEST_FILE:
            raise Unusable(_("照片“{path}”太大，最多 2 MB；先缩小再放").format(path=name))
        return _photo(place, changed, size)
    except OSError:
        raise Unusable(_("找不到照片“{path}”").format(path=name)) from None
    except ValueError as error:
        if isinstance(error, Unusable):
            raise
        raise Unusable(_("照片“{path}”用不了：要用 PNG 或 JPG，边长最多 6000 像素").format(path=name)) from None


@lru_cache(maxsize=16)
def _photo(place: Path, _changed: int, _size: int) -> photo.Photo:
    """The picture in a file, read once while it stays as it is. ValueError where it is none that can be printed."""
    taken = photo.photo(files.data(place))
    if max(taken.size) > LARGEST_SIDE:
        raise ValueError("too many pixels")
    return taken


def _warning(loaded: Loaded, number: int, message: str) -> Diagnostic:
    source = loaded.office_file.source if loaded.office_file else loaded.source
    paths = [(outer, number, inner) for outer in ("场所", "places") for inner in ("照片", "picture")]
    path = next((path for path in paths if path in source.spans), ())
    hint = _("把照片放进单位文件所在的文件夹，写文件名；没有照片的删去这一项")
    return Diagnostic("WD06", Level.WARNING, message, source.name, source.span(path), path, _("照片用不了"), hint=hint)

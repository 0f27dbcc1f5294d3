"""The look of an office, as its office file describes it, with the logo read from beside that file.

A logo is looked at before any writer gets it: it must lie in the folder of the office file, be a PNG or SVG of a
reasonable size, and a drawing may neither load nor run anything.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from jiedai import blocks as b
from jiedai.diagnostics import Diagnostic, Level
from jiedai.documents.pictures import Unusable, beside_office
from jiedai.formats.common.drawing import PNG, png_size
from jiedai.language import _
from jiedai.loading import Loaded
from jiedai.model.office import House
from jiedai.source import files

LARGEST_FILE = 1_000_000
"""Bytes of a logo."""
LARGEST_SIDE = 4_000
"""Pixels of a logo's width and height."""
_REFUSED_TAGS = frozenset({"script", "foreignObject", "iframe", "style", "use", "a", "animate", "set"})
_EMBEDDED = re.compile(r"#|data:image/(png|jpeg);base64,")


def house_of(loaded: Loaded) -> tuple[b.House, tuple[Diagnostic, ...]]:
    """The look of a plan's office, and a warning (WD01) where its logo cannot be used; then there is none."""
    house = loaded.office.house if loaded.office else None
    if house is None:
        return b.House(), ()
    logo: b.Picture | None = None
    found: tuple[Diagnostic, ...] = ()
    try:
        logo = _logo(loaded, house)
    except Unusable as error:
        found = (_warning(loaded, str(error)),)
    colours = house.colours
    return b.House(house.name or "", logo, (colours and colours.main) or "", (colours and colours.table) or ""), found


def logo_path(loaded: Loaded) -> Path | None:
    """Where the office's logo is to be found; None where it has none, or keeps it outside its folder."""
    house = loaded.office.house if loaded.office else None
    if house is None or house.logo is None:
        return None
    return beside_office(loaded, house.logo)


def _logo(loaded: Loaded, house: House) -> b.Picture | None:
    if house.logo is None:
        return None
    place = logo_path(loaded)
    if place is None:
        raise Unusable(_("徽标“{path}”不在单位文件所在的文件夹里").format(path=house.logo))
    try:
        changed, size = files.state(place)
        if size > LARGEST_FILE:
            raise Unusable(_("徽标“{path}”太大，最多 1 MB").format(path=house.logo))
        return _read(place, changed, size)
    except OSError:
        raise Unusable(_("找不到徽标“{path}”").format(path=house.logo)) from None
    except ValueError as error:
        reason = str(error) if isinstance(error, Unusable) else _("要用 PNG 或 SVG 图片")
        raise Unusable(_("徽标“{path}”用不了：{reason}").format(path=house.logo, reason=reason)) from None


@lru_cache(maxsize=8)
def _read(place: Path, _changed: int, _size: int) -> b.Picture:
    """The picture in a file, read once while it stays as it is. ValueError where it is none that can be printed."""
    data = files.data(place)
    if data.startswith(PNG):
        if max(png_size(data)) > LARGEST_SIDE:
            raise Unusable(_("边长最多 4000 像素"))
        return b.Picture(data, "png")
    return b.Picture(_drawing(data), "svg")


def _drawing(data: bytes) -> bytes:
    """A drawing that neither loads nor runs anything."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError from error
    if etree.QName(root).localname != "svg" or root.getroottree().docinfo.internalDTD is not None:
        raise ValueError
    for element in root.iter():
        if not isinstance(element.tag, str) or etree.QName(element).localname in _REFUSED_TAGS:
            raise Unusable(_("图里有不能印的内容"))
        for name, value in element.attrib.items():
            lower = str(name).rpartition("}")[2].lower()
            loads = (lower == "href" and not _EMBEDDED.match(str(value))) or re.search(
                r"url\(\s*['\"]?(?!#)", str(value)
            )
            if loads or lower.startswith("on"):
                raise Unusable(_("图里有不能印的内容"))
    return etree.tostring(root, encoding="utf-8")


def _warning(loaded: Loaded, message: str) -> Diagnostic:
    source = loaded.office_file.source if loaded.office_file else loaded.source
    paths = [(outer, inner) for outer in ("版式", "house") for inner in ("徽标", "logo")]
    path = next((path for path in paths if path in source.spans), ())
    hint = _("把图片放进单位文件所在的文件夹，写文件名")
    return Diagnostic("WD01", Level.WARNING, message, source.name, source.span(path), path, _("徽标用不了"), hint=hint)

"""The English catalog is complete and fresh: every text that the command or a document may show has its English."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po, write_po

from jiedai.guide.fields import sections
from jiedai.language import LOCALE_DIR
from jiedai.model.base import AUDIENCES
from jiedai.model.knowledge import Knowledge
from jiedai.model.office import Office
from jiedai.model.plan import Plan

ROOT = Path(__file__).resolve().parents[1]
PO = LOCALE_DIR / "en" / "LC_MESSAGES" / "jiedai.po"
MO = PO.with_suffix(".mo")
PLACEHOLDER = re.compile(r"\{([a-z_]+)(?::[^}\s]*)?\}")
WIDE = re.compile("[\u3000-\u303f一-鿿\uff00-\uffef]")
"""A text with nothing Chinese in it is a key or blanks, the same in every language."""
ABOUT = """\
# The English of jiedai. Terms: 接待 reception (official visit), 接待办 reception office, 公函 letter, 审批 approval,
# 来宾 guests, 陪同 hosts (who accompany), 陪餐 companions (at a meal), 主陪 principal host, 责任单位 responsible unit
# (in tables: unit), 责任人 person responsible (in tables: owner), 接站 pick-up, 送站 drive to the station, 座谈 talks,
# 考察 site visit, 预案 contingency, 席卡 name card, 主席台 dais, 留样 food samples, 公务卡 official card, 待填 to be
# filled in, 省部级 provincial or ministerial, 厅局级 bureau, 县处级 division, 乡科级 section level.
# Messages begin with a capital, have no full stop, and keep what a plan says in “quotation marks”; labels of documents
# begin with a capital; a text that is joined to others brings its own blanks."""


def source_texts() -> dict[str, list[tuple[str, int]]]:
    """Every text marked in the code and in the templates, and the help of every field, with where it stands."""
    found: dict[str, list[tuple[str, int]]] = {}
    kinds = (
        ("jiedai", "**.py", "python", ("_", "N_")),
        ("jiedai/documents", "**.py", "python", ("say", "gettext")),
        ("templates", "**.html", "jinja2", ("_",)),
    )
    for folder, files, method, keywords in kinds:
        extracted = extract_from_dir(str(ROOT / folder), [(files, method)], keywords=dict.fromkeys(keywords))
        for name, line, text, _comments, _context in extracted:
            if isinstance(text, str) and (WIDE.search(text) or "{" in text):
                found.setdefault(text, []).append((f"{folder}/{Path(name).as_posix()}", line))
    for root in (Plan, Office, Knowledge):
        for model in sections(root):
            for info in model.model_fields.values():
                found.setdefault(info.description or "", []).append((f"field of {model.__name__}", 0))
    for zh in AUDIENCES.values():
        found.setdefault(zh, []).append(("audience", 0))
    return found


def read_catalog() -> Catalog:
    return read_po(io.BytesIO(PO.read_bytes()))


def write_catalog(fresh: Catalog) -> None:
    """The .po without the dates and names that would change with every writing."""
    buffer = io.BytesIO()
    write_po(buffer, fresh, no_location=True, sort_output=True, width=120, omit_header=False)
    noise = rb'"(POT-Creation-Date|PO-Revision-Date|Last-Translator|Language-Team|Generated-By)[^\n]*\n'
    PO.parent.mkdir(parents=True, exist_ok=True)
    PO.write_bytes(re.sub(noise, b"", buffer.getvalue()))


def test_every_text_has_its_english(request: pytest.FixtureRequest) -> None:
    texts = source_texts()
    catalog = read_catalog() if PO.exists() else Catalog(locale="en")
    if request.config.getoption("--update-golden"):
        fresh = Catalog(locale="en", project="jiedai", charset="utf-8", fuzzy=False, header_comment=ABOUT)
        for text in sorted(texts):
            known = catalog.get(text)
            fresh.add(text, known.string if known else "")
        write_catalog(fresh)
        catalog = read_catalog()
    missing = [text for text in texts if not (catalog.get(text) and catalog.get(text).string)]
    assert not missing, f"{len(missing)} texts without English, e.g. {missing[:5]}"
    stale = [message.id for message in catalog if message.id and message.id not in texts]
    assert not stale, f"texts no longer used: {stale[:5]}"


def test_placeholders_are_the_same_in_both_languages() -> None:
    for message in read_catalog():
        if message.id and message.string:
            assert set(PLACEHOLDER.findall(message.id)) == set(PLACEHOLDER.findall(message.string)), message.id


def test_the_english_is_english() -> None:
    chinese = re.compile("[一-鿿]")
    # Words that name what a plan holds stay as the plan writes them, in quotes.
    quoted = re.compile(r"“[^”]*”|`[^`]*`|\([^)]*\)")
    left = [m.id for m in read_catalog() if m.id and chinese.search(quoted.sub("", m.string))]
    assert not left, left[:5]


def test_the_compiled_catalog_is_fresh(request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--update-golden"):
        buffer = io.BytesIO()
        write_mo(buffer, read_catalog())
        MO.write_bytes(buffer.getvalue())
    compiled = read_mo(io.BytesIO(MO.read_bytes()))
    expected = {m.id: m.string for m in read_catalog() if m.id and m.string}
    assert {m.id: m.string for m in compiled if m.id} == expected

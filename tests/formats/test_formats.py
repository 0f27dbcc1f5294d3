import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from jiedai import formats
from jiedai.documents.order import DEFAULT_FORMATS
from jiedai.formats.common.lines import stamp
from tests.batch import cases
from tests.copies import Copy
from tests.documents.samples import PLANS
from tests.formats.sample import DRAFT, EMPTY, HANDBOOK, KITCHEN_SINK, META


def test_listing_formats_imports_none():
    code = (
        "import sys, jiedai.formats as f; f.names(); f.resolve('md'); "
        "print([m for m in sys.modules if m.startswith('jiedai.formats.')])"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


def test_names_are_the_writers():
    modules = {path.stem for path in Path(formats.__file__).parent.glob("[!_]*.py")}
    assert sorted(formats.names()) == sorted(modules)
    assert formats.names()[: len(DEFAULT_FORMATS)] == DEFAULT_FORMATS, "what is printed by itself is offered first"


@pytest.mark.parametrize("name", formats.names())
class TestEveryWriter:
    def test_says_what_it_is(self, name):
        writer = formats.writer(name)
        assert writer.SUFFIX.startswith(".")
        assert writer.SUFFIX.islower()
        assert writer.TITLE

    def test_suffix_finds_it(self, name):
        writer = formats.writer(name)
        assert formats.resolve(writer.SUFFIX) == name
        assert formats.resolve(writer.SUFFIX.upper()) == name
        assert formats.resolve(name) == name

    @pytest.mark.parametrize("document", [KITCHEN_SINK, DRAFT, HANDBOOK, EMPTY], ids=["all", "draft", "a5", "empty"])
    def test_same_document_same_bytes(self, name, document):
        writer = formats.writer(name)
        first = writer.write(document)
        assert isinstance(first, bytes)
        assert first == writer.write(document)


@pytest.mark.parametrize(("language", "word"), [("zh-CN", "草稿"), ("en-GB", "DRAFT")])
def test_stamp_speaks_the_documents_language(language, word):
    meta = replace(META, language=language)
    assert stamp(replace(meta, draft=True)) == word
    assert stamp(meta) == ""


@cases("name", ["xls", "", "common", "layout", "fonts", "__init__", "../pdf"])
def test_unknown_format(name):
    assert formats.resolve(name) is None
    with pytest.raises(KeyError):
        formats.writer(name)


@pytest.mark.parametrize("name", ["pdf", "docx"])
def test_bytes_do_not_depend_on_the_process_or_the_clock(name, tmp_path):
    code = (
        "import sys; sys.path.insert(0, '.')\nfrom tests.formats.sample import DRAFT\n"
        "from jiedai.formats import writer\n"
        f"open(sys.argv[1], 'wb').write(writer('{name}').write(DRAFT))"
    )
    for number, seed in enumerate(("1", "2")):
        subprocess.run(
            [sys.executable, "-c", code, str(tmp_path / str(number))],
            check=True,
            env={"PYTHONHASHSEED": seed, "TZ": f"UTC{number}", "PATH": "/usr/bin:/bin", "HOME": str(tmp_path)},
        )
    assert (tmp_path / "0").read_bytes() == (tmp_path / "1").read_bytes()


CSV = '''"""CSV: the tables of a document."""

from __future__ import annotations

import csv
from io import StringIO

from jiedai.blocks import Document, Table, plain, walk

SUFFIX = ".csv"
TITLE = "CSV"


def write(document: Document) -> bytes:
    """The rows of all tables, one below the other."""
    made = StringIO()
    rows = (row for block in walk(document.blocks) if isinstance(block, Table) for row in (*block.head, *block.body))
    csv.writer(made).writerows([plain(cell.inlines) for cell in row] for row in rows)
    return made.getvalue().encode()
'''


def test_a_new_file_is_a_new_format(tmp_path):
    copy = Copy(tmp_path)
    copy.add("jiedai/formats/csv.py", CSV)
    assert "csv" in copy.run("list", "formats")
    wanted = ["guests", "cards", "approval", "programme"]  # the last three say in which formats they are printed
    chosen = [word for name in wanted for word in ("-d", name)]
    copy.run(
        "render", str(PLANS["domestic"]), "-f", "csv", "--draft", "--names", "en", "-o", str(tmp_path / "out"), *chosen
    )
    assert {path.stem.partition("-")[2] for path in (tmp_path / "out").rglob("*.csv")} == set(wanted)
    (guests,) = (tmp_path / "out").rglob("*-guests.csv")
    assert "陈志远" in guests.read_text(encoding="utf-8")

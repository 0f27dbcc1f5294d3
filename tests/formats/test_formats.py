import subprocess
import sys
from dataclasses import replace

import pytest

from jiedai import formats
from jiedai.formats.common.text import stamp
from tests.formats.sample import DRAFT, EMPTY, HANDBOOK, KITCHEN_SINK, META


def test_listing_formats_imports_none():
    code = (
        "import sys, jiedai.formats as f; f.names(); f.resolve('md'); "
        "print([m for m in sys.modules if m.startswith('jiedai.formats.')])"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


def test_names_are_the_writers():
    assert formats.names() == ("pdf", "docx", "html", "md", "xlsx", "ics", "txt")


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


@pytest.mark.parametrize("name", ["xls", "", "common", "layout", "fonts", "__init__", "../pdf"])
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

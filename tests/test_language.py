from __future__ import annotations

from jiedai import language
from jiedai.language import N_, _
from tests.batch import cases


@cases(
    ("argv", "environ", "expected"),
    [
        ([], {}, "zh"),
        (["--lang", "en"], {}, "en"),
        (["--lang=en"], {}, "en"),
        (["check", "--lang", "zh"], {"JIEDAI_LANG": "en"}, "zh"),
        (["--lang"], {"JIEDAI_LANG": "en"}, "en"),
        (["--lang=zh", "--lang=en"], {}, "zh"),
        ([], {"JIEDAI_LANG": "en", "LANG": "zh_CN.UTF-8"}, "en"),
        ([], {"JIEDAI_LANG": "zh", "LANG": "en_US.UTF-8"}, "zh"),
        ([], {"LC_ALL": "en_GB.UTF-8", "LANG": "zh_CN.UTF-8"}, "en"),
        ([], {"LC_MESSAGES": "zh_CN", "LANG": "en_US"}, "zh"),
        ([], {"LANG": "EN_us"}, "en"),
        ([], {"LANG": "C.UTF-8"}, "zh"),
        ([], {"LANG": ""}, "zh"),
    ],
)
def test_the_language_asked_for(argv, environ, expected):
    assert language.preferred(argv, environ) == expected


@cases(("asked", "used"), [("en", "en"), ("zh", "zh"), ("fr", "zh"), ("", "zh")])
def test_an_unknown_language_is_chinese(asked, used):
    language.use(asked)

    assert language.current() == used


def test_chinese_is_the_source_language():
    assert _("没有这个文件") == "没有这个文件"
    assert N_("没有这个文件") == "没有这个文件"


def test_a_text_without_translation_stays_chinese():
    language.use("en")

    assert _("〠 一句没有人翻译的话 〠") == "〠 一句没有人翻译的话 〠"


def test_a_catalog_is_loaded_once():
    assert language.catalog("en") is language.catalog("en")

"""What is wrong with the syntax of a template, in plain words: Jinja and the XML parser speak to programmers."""

from __future__ import annotations

import re
from collections.abc import Callable
from difflib import get_close_matches

from jiedai.language import N_, _
from jiedai.patterns import regex

_TAGS = (
    "if", "elif", "else", "endif", "for", "endfor", "set", "endset", "include", "macro", "endmacro", "block",
    "endblock", "filter", "endfilter", "with", "endwith", "raw", "endraw", "call", "endcall",
)  # fmt: skip
_INSIDE = ("else", "elif")
"""Tags that stand inside another."""
_TOKENS = {
    "begin of statement block": "{%",
    "end of statement block": "%}",
    "begin of print statement": "{{",
    "end of print statement": "}}",
    "name": N_("名称"),
    "string": N_("带引号的文字"),
    "integer": N_("数字"),
    "end of template": N_("模板的结尾"),
}
"""What Jinja calls the pieces of a template."""
_TYPED = dict(zip("，（）“”‘’：。｜　", (*",()", '"', '"', "'", "'", *":.| "), strict=True))
"""Full-width characters where the half-width one is meant."""


def explained(message: str) -> str:
    """A message of Jinja's parser as a sentence for the author of a template; our own come back as they are."""
    for words, answer in _ANSWERS:
        found = words.match(message)
        if found:
            return answer(found)
    return _("模板语法错误：{detail}").format(detail=message) if message.isascii() else message


def _piece(name: str) -> str:
    return _(_TOKENS[name]) if name in _TOKENS else name


def _ended(found: re.Match[str]) -> str:
    return _("{{% {tag} %}} 没有结束，少了 {{% end{tag} %}}").format(tag=found["open"])


def _unknown_tag(found: re.Match[str]) -> str:
    tag, opened = found["tag"], found["open"]
    if opened and (tag.startswith("end") or tag in _INSIDE):
        return _("这里不能写 {{% {tag} %}}：前面的 {{% {opened} %}} 要先用 {{% end{opened} %}} 结束").format(
            tag=tag, opened=opened
        )
    if tag.startswith("end") and tag in _TAGS:
        return _("多了 {{% {tag} %}}：前面没有 {{% {opened} %}}").format(tag=tag, opened=tag.removeprefix("end"))
    if tag in _INSIDE:
        return _("多了 {{% {tag} %}}：前面没有 {{% {opened} %}}").format(tag=tag, opened="if")
    close = get_close_matches(tag, _TAGS, 1, 0.6)
    hint = _("，是不是想写 {name}？").format(name=close[0]) if close else ""
    return _("没有 {{% {tag} %}} 这种写法").format(tag=tag) + hint


def _wanted(found: re.Match[str]) -> str:
    wanted, got = found["wanted"], found["got"]
    if wanted.startswith("end of") and wanted != "end of template":
        return _("“{got}”多余：{end} 前面的内容已经完整").format(got=_piece(got), end=_piece(wanted))
    return _("这里应当是“{wanted}”，却写了“{got}”").format(wanted=_piece(wanted), got=_piece(got))


def _unfinished(found: re.Match[str]) -> str:
    return _("模板没有写完：少了“{wanted}”").format(wanted=_piece(found["wanted"]))


def _nothing(found: re.Match[str]) -> str:
    return _("“{got}”前面少了内容").format(got=_piece(found["got"]))


def _unexpected(found: re.Match[str]) -> str:
    got = found["got"]
    if got in ("}", "%"):
        return _("“{got}”写得不对：{{{{ 要用 }}}} 关上，{{% 要用 %}} 关上").format(got=got)
    return _nothing(found) if got in _TOKENS else _("这里不应当有“{got}”").format(got=got)


def _character(found: re.Match[str]) -> str:
    got = found["got"]
    if got in _TYPED:
        return _("“{got}”是全角的，花括号里要用半角的 {typed}").format(got=got, typed=_TYPED[got])
    if got in "\"'":
        return _("引号 {got} 没有关上").format(got=got)
    return _("这里不应当有“{got}”").format(got=got)


def _said(sentence: str) -> Callable[[re.Match[str]], str]:
    return lambda found: _(sentence).format(**found.groupdict())


_OPEN = r"(?:.*The innermost block that needs to be closed is '(?P<open>\w+)'\.)?"
_ANSWERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = tuple(
    (regex(words), answer)
    for words, answer in (
        (r"Unexpected end of template\..*is '(?P<open>\w+)'\.", _ended),
        (rf"Encountered unknown tag '(?P<tag>\w+)'\.{_OPEN}", _unknown_tag),
        (r"unexpected end of template, expected '(?P<wanted>.*)'", _unfinished),
        (r"expected token '(?P<wanted>.*)', got '(?P<got>.*)'", _wanted),
        (r"unexpected '(?P<got>.*)', expected '(?P<wanted>.*)'", _wanted),
        (r"[Ee]xpected an expression, got '(?P<got>.*)'", _nothing),
        (r"unexpected char ['\"](?P<got>.)['\"] at", _character),
        (r"unexpected '(?P<got>.*)'", _unexpected),
        (r"No filter named '(?P<name>.*)'", _said(N_("没有“{name}”这个过滤器"))),
        (r"No test named '(?P<name>.*)'", _said(N_("is 后面没有“{name}”这种判断"))),
        (r"block '(?P<name>.*)' defined twice", _said(N_("“{name}”这一块写了两次"))),
        (r"Missing end of comment tag", _said(N_("注释没有关上，少了 #}}"))),
        (r"Missing end of raw directive", _said(N_("{{% raw %}} 没有结束，少了 {{% endraw %}}"))),
        (r"tag name expected", _said(N_("{{% 后面要写 if、for、set 等"))),
        (r"expected name or number", _said(N_("点号后面要写字段的名称"))),
    )
)

_MISMATCH = regex(r".*tag mismatch: (?P<opened>\S+) line (?P<line>\d+) and (?P<closed>[^\s,]+)")
_TOP = "document"
"""The element that holds a whole template; nobody wrote it."""


def tags_explained(message: str) -> str:
    """A message of the XML parser about the tags of a rendered template."""
    found = _MISMATCH.match(message)
    if found is None:
        detail = next((_(sentence) for words, sentence in _DETAILS if words in message), message)
        return _("模板的标签写得不对（{detail}）").format(detail=detail)
    if found["closed"] == _TOP:
        return _("<{opened}> 没有结束，少了 </{opened}>").format(opened=found["opened"])
    if found["opened"] == _TOP:
        return _("多了 </{closed}>：前面没有 <{closed}>").format(closed=found["closed"])
    return _("标签不成对：<{opened}> 还没有结束，就遇到了 </{closed}>").format(**found.groupdict())


def left_open(message: str) -> tuple[str, int] | None:
    """The tag that a message says was never closed, with the line of the rendered template on which it stands."""
    found = _MISMATCH.match(message)
    return (found["opened"], int(found["line"])) if found and found["closed"] == _TOP else None


_DETAILS = (
    ("AttValue", N_("属性的值要加引号")),
    ("redefined", N_("同一个属性写了两次")),
    ("EntityRef", N_("文字里的 & 要写成 &amp;")),
    ("invalid element name", N_("文字里的 < 要写成 &lt;")),
    ("Entity '", N_("没有这个 &…; 字符")),
    ("attribute name", N_("标签没有用 > 关上")),
    ("attributes construct", N_("属性之间要空一格")),
    ("Extra content", N_("结束标签多了")),
)

"""What is wrong with the syntax of a file, in plain words and at its place.

The parser's own words are for programmers and its place is often where it gave up. Both loaders of PyYAML are
understood: libyaml's wording and that of the pure one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jiedai.language import _
from jiedai.patterns import regex
from jiedai.source.findings import finding

if TYPE_CHECKING:
    from collections.abc import Callable

    import yaml

    from jiedai.diagnostics import Diagnostic
    from jiedai.source.layers import Repaired


@dataclass(frozen=True, slots=True)
class _Trouble:
    """A syntax error: the text, where it began (`context`) and where the parser noticed it (`at`)."""

    text: str
    problem: str
    context: str
    began: int
    at: int

    def line_start(self, at: int) -> int:
        """The offset of the first character of the line of `at`."""
        return self.text.rfind("\n", 0, at) + 1

    def line(self, at: int) -> str:
        """The line of `at`."""
        return self.text[self.line_start(at) :].partition("\n")[0]

    def content(self, at: int) -> int:
        """The offset of the first character of the line of `at` that is no blank."""
        line = self.line(at)
        return self.line_start(at) + len(line) - len(line.lstrip())

    def indent(self, at: int) -> int:
        """How many blanks the line of `at` begins with."""
        return self.content(at) - self.line_start(at)


_Answer = tuple[int, int, str, str]  # start, end, message, hint


def explain(error: yaml.YAMLError, repaired: Repaired, file: str) -> Diagnostic:
    """A syntax error of the parser as a finding of `file`, whose text in memory is `repaired`."""
    text = repaired.text

    def place(name: str) -> int | None:
        mark = getattr(error, name, None)
        return None if mark is None else min(mark.index, len(text))

    at = place("problem_mark")
    began = place("context_mark")
    position = getattr(error, "position", 0)
    at = at if at is not None else began if began is not None else min(position or 0, len(text))
    problem, context = getattr(error, "problem", None) or "", getattr(error, "context", None) or ""
    trouble = _Trouble(text, problem, context, at if began is None else began, at)
    start, end, message, hint = _foreign(trouble) or _by_words(trouble)
    return finding("GS01", message, file, repaired.span(start, end), hint=hint)


def _by_words(trouble: _Trouble) -> _Answer:
    """What the words of the parser mean."""
    for words, answer in _ANSWERS:
        if words.search(f"{trouble.context} | {trouble.problem}"):
            return answer(trouble)
    return _unknown(trouble)


_CONFLICT = regex(r"(<{7}|={7}|>{7})( |$)")
_MARK = regex(r"([*•●◆■▪·○①-⑳]|\(?\d{1,2}[.)、．]|（\d{1,2}）|[一二三四五六七八九十]{1,3}、)(?=[ \t{]|[^\x00-\x7f])")


def _foreign(trouble: _Trouble) -> _Answer | None:
    """A line written as other programs want it: a table, a list of Word or Markdown, code, a merge left undone."""
    for at in (trouble.began, trouble.at):
        start = trouble.content(at)
        line = trouble.line(at).strip()
        end = start + max(len(line), 1)
        if _CONFLICT.match(line):
            hint = _("两段里留下对的一段，把“<<<<<<<”“=======”“>>>>>>>”三行删去。")
            return start, end, _("这里留着合并两份文件时的冲突标记"), hint
        if line.startswith("//"):
            return start, start + 2, _("“//”不是注释的开头"), _("注释用“#”开头。")
        if line.startswith(("**", "|")):
            return start, end, _("这一行是 Markdown 的写法"), _("写成“键: 内容”；列表每一项用“- ”开头。")
        if "\t" in line and not re.search(r":\s|：", line):
            hint = _("每行写成一项，如 - {姓名: 张三, 单位: 县政府, 职务: 科员}。")
            return start, end, _("这一行像是从表格里粘贴来的"), hint
        mark = _MARK.match(line)
        if mark:
            message = _("“{mark}”不是列表的记号").format(mark=mark[1])
            return start, start + len(mark[1]), message, _("每一项用“- ”开头，短横线后空一格。")
    return None


def _unknown(trouble: _Trouble) -> _Answer:
    at = _back_to_text(trouble, trouble.at)
    hint = _("看看这一行和上一行：冒号后要空一格，引号和括号要成对，同级各行要对齐。")
    return at, at + 1, _("这里不符合 YAML 的写法"), hint


def _back_to_text(trouble: _Trouble, at: int) -> int:
    """`at`, or the last visible character before it when the parser only noticed at the end of the text."""
    if at < len(trouble.text) and trouble.text[at] != "\n":
        return at
    return max(len(trouble.text[:at].rstrip()) - 1, 0)


def _colon_in_text(trouble: _Trouble) -> _Answer:
    """Two colons on a line, or a line that is indented although the one above has its value already."""
    at, line_start = trouble.at, trouble.line_start(trouble.at)
    before = trouble.text[line_start:at]
    if re.search(r":\s", before) or re.match(r"\s*-\s.*\S:\s", before):
        hint = _("给这段文字加上引号，或者改用全角冒号“：”。")
        return at, at + 1, _("文字里有“: ”，被当成了又一个键"), hint
    start = trouble.content(at)
    above = trouble.content(max(line_start - 1, 0))
    if trouble.indent(at) > trouble.indent(above) and ":" in trouble.line(above):
        message = _("缩进比上一行多，但上一行已经有内容了")
        return start, at, message, _("与上一行对齐；如果是下一级内容，上一行冒号后应当空着。")
    return _line_without_colon(trouble, above)


def _no_colon(trouble: _Trouble) -> _Answer:
    return _line_without_colon(trouble, trouble.began)


def _line_without_colon(trouble: _Trouble, start: int) -> _Answer:
    line = trouble.text[start:].partition("\n")[0].rstrip()
    end = start + max(len(line), 1)
    if line[:1] in "\"'":
        return start, start + 1, _("引号没有关上，或者引号后面还有文字"), _("检查这一段文字两头的引号。")
    stuck = re.match(r"[^\s:]+:(?=\S)", line)
    if stuck:
        colon = start + stuck.end() - 1
        hint = _("写成“{key}: …”，冒号后空一格。").format(key=stuck.group()[:-1])
        return colon, colon + 1, _("冒号后面少了一个空格"), hint
    message = _("这一行没有冒号，“{word}”不知道是键还是内容").format(word=line[:20])
    return start, end, message, _("写成“键: 内容”，冒号后空一格；如果是上一行的续写，请比上一行多缩进。")


def _flow(trouble: _Trouble) -> _Answer:
    """Inside brackets: not closed, or a comma missing."""
    opening = trouble.text[trouble.began : trouble.began + 1]
    closing = {"[": "]", "{": "}"}.get(opening, "]")
    rest = trouble.text[trouble.began : trouble.line_start(trouble.began) + len(trouble.line(trouble.began))]
    closed = rest.count(closing) >= rest.count(opening)
    if closed and trouble.line_start(trouble.at) == trouble.line_start(trouble.began):
        at = _back_to_text(trouble, trouble.at)
        hint = _("两项之间用半角逗号“,”隔开；文字里有“: ”或括号时，给整段文字加上引号。")
        return at, at + 1, _("括号里的这个地方少了逗号，或者文字没有加引号"), hint
    message = _("括号“{bracket}”没有关上").format(bracket=opening)
    return trouble.began, trouble.began + 1, message, _("在这一项结尾补上“{closing}”。").format(closing=closing)


def _indentation(trouble: _Trouble) -> _Answer:
    """A line that fits no level; or something behind a value that is complete."""
    at = _back_to_text(trouble, trouble.at)
    start = trouble.content(at)
    if at > start:
        char = trouble.text[at]
        message = _("“{char}”前面的内容已经完整，后面不能再跟文字").format(char=char)
        return at, at + 1, message, _("把整段文字放进引号里；多余的括号或引号请删去。")
    if trouble.text[at] in "]}":
        return at, at + 1, _("多了一个“{char}”").format(char=trouble.text[at]), _("删去它，或者补上前面的括号。")
    end = start + max(len(trouble.line(at).strip()), 1)
    message = _("缩进对不上：这一行缩进 {count} 格，前面没有同级的行").format(count=trouble.indent(at))
    if trouble.text[at] == "-":
        message = _("列表项的缩进对不上：这一行缩进 {count} 格").format(count=trouble.indent(at))
    return start, end, message, _("与同一级的各行左边对齐，缩进只用空格。")


def _inline_dash(trouble: _Trouble) -> _Answer:
    at = trouble.at
    return at, at + 1, _("列表的“-”不能写在冒号同一行，也要与同级对齐"), _("另起一行写“- …”，或者写成 [甲, 乙]。")


def _open_quote(trouble: _Trouble) -> _Answer:
    at = trouble.began
    return at, at + 1, _("引号没有关上"), _("在这段文字结尾补上同样的引号。")


def _escape(trouble: _Trouble) -> _Answer:
    at = trouble.at
    start = at if trouble.text[at : at + 1] == "\\" else max(at - 1, 0)
    message = _("双引号里的反斜杠“\\”有特殊含义，这里用得不对")
    return start, start + 2, message, _("把双引号改成单引号，或者把“\\”写成“\\\\”。")


def _start_character(trouble: _Trouble) -> _Answer:
    at = trouble.at
    char = trouble.text[at : at + 1]
    if char == "\t":
        return at, at + 1, _("这里有制表符（Tab）"), _("改成空格。")
    message = _("文字不能以“{char}”开头").format(char=char)
    return at, at + 1, message, _("给这段文字加上引号。")


def _property(trouble: _Trouble) -> _Answer:
    at = trouble.began
    message = _("“{char}”开头的文字在 YAML 里有特殊含义").format(char=trouble.text[at : at + 1])
    return at, at + 1, message, _("给这段文字加上引号。")


def _block_header(trouble: _Trouble) -> _Answer:
    at = trouble.began
    message = _("“{char}”表示下面是一段多行文字，后面不能再写内容").format(char=trouble.text[at : at + 1])
    return at, at + 1, message, _("文字另起一行并缩进；如果文字本身以这个符号开头，请加上引号。")


def _block_tab(trouble: _Trouble) -> _Answer:
    at = _back_to_text(trouble, trouble.at)
    return at, at + 1, _("多行文字的缩进里有制表符（Tab）"), _("改成空格。")


def _directive(trouble: _Trouble) -> _Answer:
    at = trouble.began
    return at, at + 1, _("行首不能是“%”"), _("给这段文字加上引号，或者删去这一行。")


def _second_start(trouble: _Trouble) -> _Answer:
    at = _back_to_text(trouble, trouble.at)
    return at, at + 1, _("前面的内容已经结束，这里又出现了内容"), _("检查文件开头的括号或引号，以及同级各行是否对齐。")


def _no_content(trouble: _Trouble) -> _Answer:
    at = _back_to_text(trouble, trouble.at)
    char = trouble.text[at : at + 1]
    message = _("这里不应当出现“{char}”").format(char=char)
    return at, at + 1, message, _("删去多余的符号；如果它是文字的一部分，请给文字加上引号。")


_ANSWERS: tuple[tuple[re.Pattern[str], Callable[[_Trouble], _Answer]], ...] = tuple(
    (regex(words), answer)
    for words, answer in (
        (r"mapping values are not allowed", _colon_in_text),
        (r"could not find expected ':'", _no_colon),
        (r"quoted scalar.*(unexpected end of stream|document separator|indentation)", _open_quote),
        (r"unknown escape|expected escape|hexdecimal|escape sequence|Unicode character escape", _escape),
        (r"directive|%YAML|%TAG", _directive),
        (r"scanning an? (alias|anchor|tag)|tag handle|tag URI|parsing a tag|undefined tag", _property),
        (r"block scalar.*tab character", _block_tab),
        (r"scanning a block scalar", _block_header),
        (r"cannot start any token", _start_character),
        (r"sequence entries are not allowed|mapping keys are not allowed", _inline_dash),
        (r"<document start>", _second_start),
        (r"flow (sequence|mapping)", _flow),
        (r"block (mapping|collection|sequence)", _indentation),
        (r"node content|parsing a (block|flow) node", _no_content),
        (r"tab character", _block_tab),
    )
)

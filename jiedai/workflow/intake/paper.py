"""The anatomy of a letter: head, number, title, addressee, body, signature, annexes; lines joined to paragraphs."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from jiedai.patterns import regex
from jiedai.workflow.intake import units
from jiedai.workflow.intake.found import Line

_WIDE = str.maketrans(
    {chr(0xFF10 + n): str(n) for n in range(10)}
    | {chr(0xFF21 + n): chr(65 + n) for n in range(26)}
    | {chr(0xFF41 + n): chr(97 + n) for n in range(26)}
    | {"\u3000": " ", "\xa0": " ", "\t": " ", "∶": "：", "﹣": "-", "－": "-"}
)
_SPLIT_DIGIT = regex(r"(?<!\d)(\d)\s+(\d)(?=\s*[日月年号人])")
_MOBILE = regex(r"(?<!\d)(1[3-9]\d)\s*(\d{4})\s*(\d{4})(?!\d)")
_LETTER_FOR_NOUGHT = regex(r"(?<=[12])[Oo](?=\d\d\s*[年\]〕】）)])")
"""2O26, as scans have it."""
_DIGIT_BY_DIGIT = regex(r"(?<!\d)(?<!\d )1 [3-9](?: \d){9}(?! ?\d)")
_BLANKS = regex(r"\s+")


@lru_cache(maxsize=8192)
def folded(text: str) -> str:
    """A text without the blanks that Chinese does not have; those between Latin words and between numbers stay."""
    text = whole_mobiles(text.translate(_WIDE))
    text = _DIGIT_BY_DIGIT.sub(lambda found: found[0].replace(" ", ""), text)
    text = _SPLIT_DIGIT.sub(r"\1\2", text)
    text = _LETTER_FOR_NOUGHT.sub("0", text)
    text = _FULL_STOP.sub("。", text)
    text = _HALF.sub(lambda found: _WIDE_MARKS[found[0]], text)
    return _BLANKS.sub(lambda found: " " if _keeps(text, found) else "", text).strip()


def whole_mobiles(text: str) -> str:
    """A text with mobile numbers in one piece: 139 2200 8801."""
    return _MOBILE.sub(r"\1\2\3", text)


_FULL_STOP = regex(r"(?<=[\u4e00-\u9fff）”])\.(?=\s|$)")
_HALF = regex(r"(?<=[\u4e00-\u9fff）】”])[,;](?=\s*[\u4e00-\u9fff（“])")
_WIDE_MARKS = {",": "，", ";": "；"}


def _keeps(text: str, found: re.Match[str]) -> bool:
    before, after = text[found.start() - 1 : found.start()], text[found.end() : found.end() + 1]
    return (
        bool(before)
        and bool(after)
        and _is_latin(before)
        and _is_latin(after)
        and (before.isalnum() or before in ".,)")
        and (after.isalnum() or after in "(+")
    )


def _is_latin(sign: str) -> bool:
    return sign.isascii() or "\u00c0" <= sign <= "\u024f"


@dataclass
class Text:
    """A paragraph, folded, with the places of the lines it was joined from."""

    text: str = ""
    _starts: list[int] = field(default_factory=list)
    _places: list[str] = field(default_factory=list)

    def add(self, text: str, where: str) -> None:
        """Continue with a further line."""
        last = self.text[-1:]
        if (
            last
            and last.isascii()
            and text[:1].isascii()
            and (last.isalpha() or ((last.isalnum() or last in ",.;:)") and text[:1].isalpha()))
        ):
            self.text += " "
        self._starts.append(len(self.text))
        self._places.append(where)
        self.text += text

    @property
    def places(self) -> tuple[str, ...]:
        """The places of its lines."""
        return tuple(self._places)

    def where(self, at: int = 0) -> str:
        """The place of a position in the paragraph."""
        return self._places[max(0, bisect_right(self._starts, at) - 1)] if self._places else ""

    def part(self, start: int, end: int) -> Text:
        """A stretch of the paragraph."""
        return text_of(self.text[start:end], self.where(start))


def text_of(text: str, where: str) -> Text:
    """A paragraph of one line."""
    made = Text()
    made.add(text, where)
    return made


@dataclass
class Paper:
    """A letter in its parts; what it does not have is empty."""

    head: list[Line] = field(default_factory=list)
    number: Line | None = None
    title: Text | None = None
    addressee: Line | None = None
    body: list[Text] = field(default_factory=list)
    annex: list[Text] = field(default_factory=list)
    issuers: list[Line] = field(default_factory=list)
    date: Line | None = None
    another: Line | None = None
    """The title of a second letter in the same text, which is not read."""
    lines: list[Line] = field(default_factory=list)
    """Body and annexes line by line, blanks as they were: lists of people stand in them."""


NUMBER = regex(
    r"[\u4e00-\u9fffA-Z]{2,14}(?:[（(][\u4e00-\u9fff]{1,4}[)）])?[〔\[(（【﹝［][12]\d{3}[〕\])）】﹞］](?:第)?\d{1,5}号"
    r"|[〔\[(（【﹝［][12]\d{3}[〕\])）】﹞］][\u4e00-\u9fff]{1,8}字第?\d{1,5}号"
    r"|(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{1,8}字第\d{5,12}号"
    r"|(?<![\w/])第?\d{1,5}/(?:19|20)\d\d号"
)
REFERENCE = regex(
    r"^(?:(?:Our |Your )?Ref(?:erence)?\.?(?: ?No\.?)?|No\.|文号|"
    r"发文字号|编号|函号)[：: .]+(?P<number>[A-Z\d][\w/().〔〕-]*\d[\w/号]*)$",
    re.IGNORECASE,
)
"""How papers from abroad, and forms, give their number."""
FULL_DATE = regex(
    r"(?:[12]\d{3}|[一二三四五六七八九〇零○O]{4})年(?:\d{1,2}|[一二三四五六七八九十]{1,2})月"
    r"(?:\d{1,2}|[一二三四五六七八九十廿卅]{1,3})日|(?<!\d)[12]\d{3}[./-]\d{1,2}[./-]\d{1,2}(?![\d:：])"
)
TITLE_END = (
    r"(?:函|通知|请示|报告|通报|公告|传真|电报|邀请书|意见函|介绍信|复函|批复|计划|方案|预告|预通知|联系单|告知书)"
    r"(?:[（(][^（）()]{1,20}[)）])?"
)
_ADDRESSEE = regex(r"[^，。；,;]{2,60}[：:]")
_LABEL = regex(
    r"(?:附件|抄送|抄报|联系人|联系电话|电话|主送|备注|注|时间|地点|如下|事项|安排|名单|行程|日程|人员|内容|传真"
    r"|签发人|密级|等级|发往|来源|发件人|收件人|主题|单位|姓名|附)\d*[：:]$"
)
_ORGANISATION = regex(
    r"(?:政府|局|委|委员会|办|办公室|办公厅|部|院|会|协|公司|集团|大学|学院|学校|中学|小学|中心|馆|所|站|镇|乡|街道|县|市|区|政协|人大|单位|部门|同志|先生|女士|领导|社|联|银行|法院|医院|旅游|处|科|园|厂|店|队|贵[方司校局县委会])[）)]?[：:]$"
)


def read_paper(lines: list[Line]) -> Paper:
    """The parts of a letter of these lines (blank ones among them)."""
    rows = [(folded(line.text), line) for line in lines if line.text.strip()]
    paper = Paper()
    at_addressee = next(
        (at for at, (text, _line) in enumerate(rows[:30]) if _is_addressee(text)),
        None,
    )
    _number(paper, rows, at_addressee)
    spaced = _behind_blanks(lines)
    title = _title(paper, rows, at_addressee, spaced)
    if title is None and at_addressee is not None:  # the addressee stands above the title
        title = _title(paper, rows, min(at_addressee + 4, len(rows)), spaced)
        at_addressee = max(at_addressee, title[1] - 1) if title else at_addressee
    begin = at_addressee + 1 if at_addressee is not None else (title[1] if title else 0)
    if at_addressee is not None:
        paper.addressee = Line(
            _IN_ENGLISH_TOO.sub("", rows[at_addressee][0]).rstrip("：:"), rows[at_addressee][1].where
        )
    paper.head = [Line(text, line.where) for text, line in rows[: title[0] if title else at_addressee or 0]]
    end = _signature(paper, rows, begin)
    if paper.date is None:
        dated = ((_DATED.match(text), line) for text, line in rows[:begin])
        paper.date = next((Line(found["day"], line.where) for found, line in dated if found), None)
    if not paper.issuers and len(rows) > begin + 2 and _RESPECTS.search(rows[-2][0]) and _signs(rows[-1][0], last=True):
        paper.issuers = [Line(_signed(rows[-1][0]), rows[-1][1].where)]
    if (second := _second_letter(rows, end)) is not None:
        paper.another = rows[second][1]
        rows = rows[:second]
    _issuer_of_head(paper)
    apart = paper.date is not None and all(line.where != paper.date.where for line in paper.issuers)
    signed = {line.where for line in (*paper.issuers, paper.date) if line} if apart else set()
    own = [row for row in rows[begin:end] if row[1].where not in signed]
    paper.body = paragraphs([line for _text, line in own], rows)
    paper.annex = paragraphs([line for _text, line in rows[end:]], rows)
    beside = ((_SIGNED_NOTE.search(text), line.where) for text, line in rows[begin:end] if line.where in signed)
    paper.annex += [text_of(note[1], where) for note, where in beside if note]
    if not paper.issuers:
        notes = ((note["from"], text) for text in paper.body if (note := _COMPLIMENTS.match(text.text)))
        paper.issuers = [Line(issuer, text.where()) for issuer, text in notes][:1]
    paper.lines = [line for _text, line in [*own, *rows[end:]] if line.where not in signed]
    return paper


def _second_letter(rows: list[tuple[str, Line]], end: int) -> int | None:
    """Where behind the signature another letter begins, with a title and an addressee of its own."""
    for at in range(end, len(rows) - 1):
        if re.fullmatch(rf"[^。；：:]*关于[^。]+{TITLE_END}", rows[at][0]) and any(
            _is_addressee(text) for text, _line in rows[at + 1 : at + 4]
        ):
            return at
    return None


def _is_addressee(text: str) -> bool:
    text = _HONOURED.sub("", _IN_ENGLISH_TOO.sub("", text))
    if re.fullmatch(r"(?:致|主送|呈送|送|受文者)[：:][^，。；]{3,40}", text):
        return True
    return (
        _ADDRESSEE.fullmatch(text) is not None
        and _LABEL.search(text) is None
        and re.search(r"\d{1,2}月|下列|参加", text) is None
        and (_ORGANISATION.search(text) is not None or text.startswith(("各", "尊敬的")))
    )


_HONOURED = regex(r"(?:台|钧|惠|勋)鉴(?=[：:]$)")
_IN_ENGLISH_TOO = regex(r"(?<=[\u4e00-\u9fff])\s?[/|]\s?[A-Za-z][A-Za-z ,.'’-]+(?=[：:]$)")
"""What an addressee is called in English besides: 青溪县人民政府 / Qingxi County Government."""


def _number(paper: Paper, rows: list[tuple[str, Line]], limit: int | None) -> None:
    for text, line in rows[: min(limit if limit is not None else 12, 20)]:
        parts = [folded(part) for part in re.split(r"\s{2,}|\t", line.text)]
        found = next(filter(None, map(NUMBER.fullmatch, parts)), None) or NUMBER.search(text)
        if found and "《" not in text and not re.search("根据|按照|你", text[: found.start()]) and len(text) < 50:
            number = (
                re.sub(r"^(?:特急|加急|急件|平急|特提|明电|等级|密级|发文字号|文号|编号|第)+[：:]?", "", found[0])
                if not found[0].startswith("明电")
                else found[0]
            )
            paper.number = Line(number, line.where)
            return
        if reference := REFERENCE.match(text):
            paper.number = Line(reference["number"], line.where)
            return


def _title_line(text: str) -> str:
    """A line of a title without a label, and without the English that follows the Chinese."""
    text = re.sub(r"(?<=[函知])[.．。]$", "", text)
    return re.sub(r"^(?:主题|标题|事由|关于事项)[：:]|(?<=[\u4e00-\u9fff])\s?[A-Z][A-Za-z ,.'’-]{5,}$", "", text)


_MATTER = regex(r"(?:主题|标题|事由)[：:]关于[^。；：:]{4,50}(?:事宜|事项)")
"""What the head of a fax says that it is about, where it has no other title."""


def _behind_blanks(lines: list[Line]) -> set[str]:
    """The places of lines above which a blank line stands: a letterhead ends there."""
    return {line.where for above, line in pairwise(lines) if not above.text.strip()}


def _is_letterhead(row: tuple[str, Line], below: tuple[str, Line], apart: set[str]) -> bool:
    """Whether a unit above 关于 stands by itself: a blank line follows, or it is two units side by side."""
    return units.is_unit(row[0]) and (
        below[1].where in apart or len([part for part in re.split(r"\s+", row[1].text.strip()) if len(part) > 3]) > 1
    )


def _title(paper: Paper, rows: list[tuple[str, Line]], limit: int | None, apart: set[str]) -> tuple[int, int] | None:
    """The rows of the title, from … to; `apart` as of `_behind_blanks`."""
    last = limit if limit is not None else min(len(rows), 12)
    for start in range(last):
        joined = ""
        if _MATTER.fullmatch(rows[start][0]):
            paper.title = text_of(_title_line(rows[start][0]), rows[start][1].where)
            return start, start + 1
        for stop in range(start, min(start + 4, last)):
            text = _title_line(rows[stop][0])
            if NUMBER.fullmatch(text) or re.search(r"[。；]$", text) or len(text) > 70:
                break
            if stop == start + 1 and _is_letterhead(rows[start], rows[stop], apart):
                break
            joined += text
            if re.fullmatch(rf"[^。；：:]*关于[^。]+{TITLE_END}", joined) or (
                stop == start
                and re.fullmatch(
                    r"[^。；：:，]{0,30}(?:邀请函|商请函|商洽函|公函|联系函|介绍信|告知函|工作函|联系单|通知)", joined
                )
                and (len(joined) > 3 or joined in ("预通知", "介绍信"))
            ):
                paper.title = Text()
                for text, line in rows[start : stop + 1]:
                    paper.title.add(_title_line(text), line.where)
                return start, stop + 1
            if "关于" not in joined and not (start == stop and units.is_unit(joined)):
                break
    return None


def _signature(paper: Paper, rows: list[tuple[str, Line]], begin: int) -> int:
    """Find who signed, and when; the row behind the signature."""
    for at in range(begin, len(rows)):
        text, line = rows[at]
        found = FULL_DATE.search(text)
        if found is None or (
            re.sub(r"[（(].{0,8}[)）]", "", text[found.end() :]).strip("印发 ")
            and not _PLACE_BEHIND.match(text, found.end())
        ):
            continue
        before = re.sub(r"(?:成文日期|日期|时间)[：:]$", "", text[: found.start()])
        if not before:
            paper.date = Line(found[0], line.where)
            above = at - 1
            while (
                above >= begin
                and len(paper.issuers) < 4
                and _signs(rows[above][0], last=above == at - 1)
                and not (above and _TO_WHOM.match(rows[above - 1][0]) and not (paper.addressee and above == at - 1))
            ):
                paper.issuers.insert(0, Line(_side_by_side(rows[above]), rows[above][1].where))
                above -= 1
            if paper.issuers or at > begin:
                return at + 1
        elif (
            (issuer := _signed(re.split("[。；：:，,]", before)[-1]))
            and units.is_unit(issuer)
            and not before.endswith(("，", "。"))
        ):
            paper.date = Line(found[0], line.where)
            paper.issuers = [Line(issuer, line.where)]
            return at + 1
    return _signature_without_year(paper, rows, begin)


def _signature_without_year(paper: Paper, rows: list[tuple[str, Line]], begin: int) -> int:
    """As `_signature`, of a letter that ends with a unit and below it a day without its year."""
    at = len(rows) - 1
    if at > begin + 1 and _DAY_OF_YEAR.fullmatch(rows[at][0]) and units.is_unit(_signed(rows[at - 1][0])):
        paper.date = rows[at][1]._replace(text=rows[at][0])
        paper.issuers = [Line(_side_by_side(rows[at - 1]), rows[at - 1][1].where)]
        return at + 1
    return len(rows)


_DAY_OF_YEAR = regex(r"\d{1,2}月\d{1,2}日")


_DATED = regex(rf"(?:发文|发函|成文|传真)?日期\s?(?:Date)?[：:](?P<day>{FULL_DATE.pattern})$")
_SIGNED_NOTE = regex(r"[（(]((?:联系人|经办人?|电话)[^（()）]*)[)）]$")
"""Whom to call, beside who signs."""
_PLACE_BEHIND = regex(r"[，,]?[于在][\u4e00-\u9fff]{2,6}$")
"""2027年9月1日于北京."""
_RESPECTS = regex(r"^(?:此致)?敬礼[！!。]?$|^顺[致颂祝][^，。]{2,8}[！!。]?$")
_TO_WHOM = regex(r"^此致[，,。]?$|^[此敬]致")
_CLOSES = regex(r"[谨敬][启上呈具]$")


def _signs(text: str, *, last: bool) -> bool:
    bare = _signed(text)
    if (
        re.search(r"[。；：:，,！]", bare)
        or not 3 <= len(bare) <= 40
        or re.match(r"附件|附[：:]|\d", bare)
        or bare.startswith(("此函", "特此", "专此", "妥否", "请予"))
    ):
        return False
    return units.is_unit(bare) or (last and not re.search(r"\d", bare) and not units.has_post(bare) and len(bare) > 4)


def _signed(text: str) -> str:
    text = _CLOSES.sub("", _SIGNED_NOTE.sub("", text))
    return re.sub(r"[（(](?:盖章|公章|印章|章|印|代章|签章|加盖公章)[)）]|^(?:落款|单位|发函单位)[：:]", "", text)


def _side_by_side(row: tuple[str, Line]) -> str:
    """Who signs on a line; several with 、 between them where they stand side by side."""
    parts = [_signed(folded(part)) for part in re.split(r"\s{2,}|\u3000+", row[1].text.strip())]
    return "、".join(parts) if len(parts) > 1 and all(map(units.is_unit, parts)) else _signed(row[0])


_COMPLIMENTS = regex(r"(?P<from>[\u4e00-\u9fff]{4,30}(?:大使馆|领事馆|代表团|代表处))向[^。，]{4,40}致意")
"""How a note of a mission begins."""


def _issuer_of_head(paper: Paper) -> None:
    """Without a signature the issuer is who stands in the head, or before 关于 in the title."""
    if paper.issuers:
        return
    for line in paper.head:
        bare = re.sub(r"(?:文件|函|公函|便函|电报)$", "", line.text)
        if units.is_unit(bare) and not NUMBER.search(line.text) and not re.search("[：:]", bare):
            paper.issuers = [Line(bare, line.where)]
            return
    if paper.title and (found := re.match(r"([^，。]{4,40}?)关于", paper.title.text)) and units.is_unit(found[1]):
        paper.issuers = [Line(found[1], paper.title.where())]


_STARTS = regex(
    r"(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[.．、]|附件|附[：:]|联系人|恳请|请予|请贵|特此|此函|专此|[（(]联系人|\d{1,2}[:：]\d\d)"
)


_STOP = regex(r"[。！？：；!?]$")


def paragraphs(lines: list[Line], rows: list[tuple[str, Line]]) -> list[Text]:
    """Lines joined where one goes on in the next: it is as long as lines of this paper get, and has no stop."""
    lengths = sorted(len(text) for text, _line in rows)
    widest = lengths[-1] if lengths else 0
    most = max((n for n in lengths if lengths.count(n) + lengths.count(n - 1) > 1), default=widest)
    wrapped = widest <= 60 and widest - most <= 2  # a wrapped text has no line longer than the others
    running = [len(text) for text, _line in rows if re.search("[，；]", text) and not _STOP.search(text)]
    if not wrapped and len(running) > 2 and widest <= 60 and min(running) >= 0.7 * widest:
        wrapped, most = True, min(running) + 8
    joined: list[Text] = []
    going_on = False
    for line in lines:
        text = folded(line.text)
        indented = line.text[:1].isspace() and bool(re.match(r"\s{2,}|\u3000{1,}", line.text))
        if going_on and not _STARTS.match(text) and not (indented and not _hangs(line.text)):
            joined[-1].add(text, line.where)
        else:
            joined.append(text_of(text, line.where))
        full = wrapped and len(text) >= min(most, widest) - 8 and len(text) > 12
        going_on = full and not _STOP.search(text)
    return joined


def _hangs(text: str) -> bool:
    """Whether a line is indented as little as layouts shift lines by accident."""
    return len(text) - len(text.lstrip()) < 2

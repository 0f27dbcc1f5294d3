"""个人信息和保密 (GR, BM): what the texts of a plan give away, how long it is kept, and what is secret.

Printed documents leave out fields that their readers may not see; these rules look after what was typed into free
text.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Container, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from jiedai.check.engine import rule
from jiedai.check.words import in_words
from jiedai.language import _
from jiedai.model.base import EVERYONE, OFFICE, Audiences, Node, audiences_of
from jiedai.model.choice import Classification, TaskStatus
from jiedai.model.conduct import PaidCost, Task
from jiedai.patterns import regex
from jiedai.visit.book import Figures
from jiedai.visit.case import Case, Finding, once
from jiedai.visit.data import words
from jiedai.visit.keeping import days_kept, sensitive
from jiedai.visit.movement import label
from jiedai.visit.statements import any_of, lexicon

_CLAUSE = regex(r"[，。；;,、！？（）()]+|(?<![!-~])\s+|\s+(?![!-~])")
"""What ends a clause; a blank between Latin words does not."""
_ID_NUMBER = regex(r"(?<!\d)[1-8]\d{5}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![\dA-Za-z])")
_PASSPORT = regex(r"(?:护照|通行证|passport)\s*(?:号码?|no\.?)?\s*[:：]?\s*[A-Za-z]{1,3}\d{6,9}", re.IGNORECASE)
_MOBILE = regex(r"(?<!\d)1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)")
_ONLY_NUMBER = regex(
    r"[\s（(:：]*(?:同志|先生|女士|本人)?(?:的?(?:手机|电话|联系电话|联系方式)(?:号码?)?)?(?:是|为)?[\s（(:：]*"
)
"""What may stand between a guest's name and the guest's number."""
_TO_GUESTS = frozenset({"guest", "public"})
_Text = tuple[Node, str, int | None, str]


class _Told(NamedTuple):
    """A text of the plan with the place it stands in, and who of those outside the office reads it."""

    node: Node
    field: str
    at: int | None
    text: str
    readers: Audiences

    @property
    def for_guests(self) -> bool:
        """Whether guests read it, or everybody."""
        return not _TO_GUESTS.isdisjoint(self.readers)


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    lists = words("privacy")
    return regex(any_of(lists["sensitive"]), re.IGNORECASE), regex(any_of(lists["subject"]))


def _names(case: Case) -> re.Pattern[str] | None:
    """A pattern for the guests' names; None where none is long enough to be looked for."""
    names = [name for name in case.guest_by_name if len(name) > 1]
    return regex(any_of(names)) if names else None


def _given_away(text: str, names: re.Pattern[str]) -> tuple[str, str] | None:
    """(name, word) of the first clause that says something sensitive of a guest; None where none does."""
    sensitive, subject = _patterns()
    if not (names.search(text) and sensitive.search(text)):
        return None
    for clause in _CLAUSE.split(text):
        name, word = names.search(clause), sensitive.search(clause)
        if name and word and not subject.search(clause):
            return name[0], word[0]
    return None


@cache
def _told_outside(model: type[Node], readers: Audiences) -> tuple[tuple[str, Audiences], ...]:
    """The fields of a section that some of its readers see who are outside the office, with these readers."""
    told = ((name, audiences_of(info) & readers - OFFICE) for name, info in model.model_fields.items())
    return tuple((name, seen) for name, seen in told if seen)


@once
def _outward(case: Case) -> tuple[_Told, ...]:
    """Every text of the plan that is for somebody outside the office, by the declarations of the fields.

    A dropped task is printed for nobody. A translation is read by whoever reads what it translates.
    """
    texts: list[_Told] = []
    _tell(case.plan, EVERYONE, texts)
    translations = case.plan.translations
    readers = {one.text: one.readers for one in texts if one.text in translations} if translations else {}
    translated = (
        _Told(case.plan, "translations", None, text, readers[key])
        for key, text in translations.items()
        if key in readers
    )
    return (*texts, *translated)


def _tell(node: Node, readers: Audiences, texts: list[_Told]) -> None:
    """Add the texts of a section and those below it, as far as one of the readers sees them."""
    if isinstance(node, Task) and node.status is TaskStatus.DROPPED:
        return
    for field, seen in _told_outside(type(node), readers):
        value = node.__dict__.get(field)
        if not value:
            continue
        if isinstance(value, str):
            texts.append(_Told(node, field, None, value, seen))
        elif isinstance(value, Node):
            _tell(value, seen, texts)
        elif isinstance(value, dict):
            texts += (_Told(node, field, None, text, seen & {reader}) for reader, text in value.items()
                      if isinstance(text, str) and reader in seen)  # fmt: skip
        elif isinstance(value, (list, tuple)):
            for index, entry in enumerate(value):
                if isinstance(entry, Node):
                    _tell(entry, seen, texts)
                elif isinstance(entry, str):
                    texts.append(_Told(node, field, index, entry, seen))


@rule("GR01")
def nothing_sensitive_for_guests(case: Case, figures: Figures) -> Iterator[Finding]:
    """Papers for guests say nothing of a guest's religion, ethnicity or health."""
    hint = _("移到来宾名单的“饮食”“过敏”“健康提示”，那里只给需要的人看")
    names = _names(case)
    for told in _outward(case) if names else ():
        found = _given_away(told.text, names) if names and told.for_guests else None
        if found:
            message = _("来宾看得到的文字里写了{name}的情况（{word}）").format(name=found[0], word=found[1])
            yield case.finding(told.node, told.field, message, index=told.at, hint=hint)
    group = regex(any_of(words("privacy")["group"]), re.IGNORECASE)
    seen: set[str] = set()
    for guest in case.plan.guests:
        word = group.search(guest.group or "")
        if word and guest.group not in seen:
            seen.add(guest.group or "")
            message = _("分组名“{group}”透露了来宾的情况（{word}）").format(group=guest.group, word=word[0])
            yield case.finding(guest, "group", message, hint=_("改成“一组”“二组”"))


def _asked(case: Case, asked: re.Pattern[str]) -> bool:
    tasks = (task.what for task in case.plan.tasks if task.status is not TaskStatus.DROPPED)
    return any(asked.search(text) for text in tasks)


@rule("GR02")
def guests_are_asked(case: Case, figures: Figures) -> Iterator[Finding]:
    """Where the list has sensitive data, a task says who asks the guests' unit and tells the use."""
    held = sensitive(case)
    if held and not _asked(case, regex(any_of(words("privacy")["asked"]), re.IGNORECASE)):
        guest, field = held[0]
        yield case.finding(
            guest,
            field,
            _("任务里没有写由谁向来宾核实饮食、健康等情况"),
            hint=_("加一项任务：向来访单位核实，并说明只用于安排用餐和医疗"),
        )


@rule("GR03")
def not_kept_longer(case: Case, figures: Figures) -> Iterator[Finding]:
    """Diets, allergies, health and ethnicity are deleted when they are no longer needed."""
    days = days_kept(case.office, figures["days"])
    if case.as_of is None or case.as_of <= case.plan.dates.last + dt.timedelta(days=days):
        return
    held = sensitive(case)
    if held:
        guest, field = held[0]
        yield case.finding(
            guest,
            field,
            _("来访结束已超过 {days} 天，还存着 {number} 位来宾的饮食、健康等情况").format(days=days, number=len(held)),
            hint=_("结案以后运行 jiedai guests purge；名单和清单照常归档"),
        )


@rule("GR04")
def impact_assessed(case: Case, figures: Figures) -> Iterator[Finding]:
    """Sensitive data of many guests call for an impact assessment among the tasks."""
    held = sensitive(case)
    if len(held) >= figures["many"] and not _asked(case, regex("影响评估|impact assessment")):
        guest, field = held[0]
        yield case.finding(
            guest,
            field,
            _("有 {number} 位来宾的敏感个人信息，任务里没有影响评估").format(number=len(held)),
            hint=_("加一项任务：个人信息保护影响评估"),
        )


def _all_texts(case: Case) -> Iterator[_Text]:
    """Every text of the plan, vouchers aside: they are long numbers by nature."""
    for node in case.nodes:
        for field, value in node.__dict__.items():
            if isinstance(value, str):
                yield node, field, None, value
            elif isinstance(value, tuple) and not (isinstance(node, PaidCost) and field == "vouchers"):
                yield from ((node, field, index, text) for index, text in enumerate(value) if isinstance(text, str))
            elif isinstance(value, dict):
                yield from ((node, field, None, text) for text in value.values() if isinstance(text, str))


@rule("GR05")
def no_more_than_needed(case: Case, figures: Figures) -> Iterator[Finding]:
    """Everybody gets what he needs, and no more of identity papers, diets, illnesses and mobile numbers."""
    typed = case.loaded.source.text  # one search tells most plans that there is nothing to look for
    numbered = _ID_NUMBER.search(typed) or _PASSPORT.search(typed)
    for node, field, index, text in _all_texts(case) if numbered else ():
        if _ID_NUMBER.search(text) or _PASSPORT.search(text):
            message = _("方案里写了证件号码")
            yield case.finding(node, field, message, index=index, hint=_("删去；办理登记用的另行保管"))
    message, hint = _("证件信息不得发到聊天群"), _("由联络员当面核对，或直接交宾馆登记")
    yield from in_words(case, "identity", message=message, hint=hint)
    names = _names(case)
    if names is None:
        return
    phones = {_digits(number) for guest in case.plan.guests for number in _MOBILE.findall(guest.phone or "")}
    for told in _outward(case):
        found = _given_away(told.text, names) if not told.for_guests else None
        if found:
            message = _("发给各方的文字里写了{name}的情况（{word}）").format(name=found[0], word=found[1])
            hint = _("写在来宾名单的“饮食”“过敏”“健康提示”，打印时按对象发")
            yield case.finding(told.node, told.field, message, index=told.at, hint=hint)
        number = _number_of_a_guest(told.text, names, phones) if "1" in told.text else ""
        if number:
            message = _("这里写了来宾的手机号 {number}").format(number=number)
            hint = _("删去；联络员从来宾名单里查")
            yield case.finding(told.node, told.field, message, index=told.at, hint=hint)


def _number_of_a_guest(text: str, names: re.Pattern[str], phones: Container[str]) -> str:
    """The first mobile number in a text that the list has for a guest, or that follows a guest's name; else none."""
    for found in _MOBILE.finditer(text):
        number = _digits(found[0])
        if number in phones or (found.start() and _ends_with(text[: found.start()], names)):
            return number
    return ""


def _digits(number: str) -> str:
    return number.replace(" ", "").replace("-", "")


def _ends_with(text: str, names: re.Pattern[str]) -> bool:
    """Whether a text ends with one of the names, but for what stands between a name and its number."""
    return any(_ONLY_NUMBER.fullmatch(text, found.end()) for found in names.finditer(text))


@rule("GR06")
def named_for_suppliers(case: Case, figures: Figures) -> Iterator[Finding]:
    """Where a hotel, a kitchen or drivers get papers, the visit has a name that does not say what it is about."""
    plan = case.plan
    if plan.public_title or plan.classification is Classification.PUBLIC:
        return
    served = {
        _("宾馆"): any(hotel.hotel for hotel in plan.lodging),
        _("厨房"): bool(plan.meals),
        _("驾驶员"): bool(plan.rides) or any(item.vehicles for _day, item in case.items),
    }
    if any(served.values()):
        readers = _("、").join(name for name, has_papers in served.items() if has_papers)
        message = _("没有写对外名称，给{readers}的单子和车号牌上印的是标题").format(readers=readers)
        yield case.finding(plan, "title", message, hint=_("标题透露事由的，加一行“对外名称”，如 10月20日公务活动"))


_STATE_SECRETS = (Classification.CONFIDENTIAL, Classification.SECRET, Classification.TOP_SECRET)


@rule("BM01")
def no_state_secrets(case: Case, figures: Figures) -> Iterator[Finding]:
    """A plan marked as a state secret (秘密, 机密, 绝密) is refused."""
    classification = case.plan.classification
    if classification in _STATE_SECRETS:
        yield case.finding(
            case.plan,
            "classification",
            _("密级“{name}”属于国家秘密，不得存储在非涉密系统").format(name=classification),
            hint=_("停止使用本文件，移到涉密设备处理并报告保密机构；本不涉密的改为“内部”"),
        )
    message = _("涉密的文件、内容不得随本方案流转，不得用电话、网络传递")
    hint = _("删去；由机要交换或专人送达，涉密内容不写进本方案")
    yield from in_words(case, "secrets", message=message, hint=hint)


@rule("BM02")
def work_secret_kept(case: Case, figures: Figures) -> Iterator[Finding]:
    """A plan marked as a work secret says how it is protected, and uses no public channel."""
    plan = case.plan
    if plan.classification is not Classification.WORK_SECRET:
        return
    tasks = (task.what for task in plan.tasks if task.status is not TaskStatus.DROPPED)
    if not any(
        word in text for text in (*tasks, *(risk.scenario for risk in plan.risks)) for word in ("密", "分发范围")
    ):
        yield case.finding(
            plan,
            "classification",
            _("工作秘密没有写保密安排"),
            hint=_("在“任务”里写明分发范围、回收和不上网；不属于工作秘密的改为“内部”"),
        )
    press = plan.press
    if press and (press.people or press.words or press.minutes):
        yield case.finding(plan, "press", _("工作秘密不能走公开渠道，这里却安排了报道"), hint=_("取消公开报道"))


_MARK = regex(r"(绝密|机密|秘密)\s*[★☆*＊]\s*(\d+)\s*年")


_PICTURES = regex(r"合影|拍照|摄影|摄像|拍摄|录像|录音|直播|航拍|留影")
_NO_PICTURES = regex(
    r"(?:不|禁止|严禁|不得|勿|谢绝)[^，。；]{0,4}(?:合影|拍照|摄影|摄像|拍摄|录像|录音|直播|航拍|留影)"
)


_KEPT_SECRET = regex(r"保密|机要|集中存放|收回|回收|清点|销毁|不带|不得|严禁|禁止|不谈|不涉及|上锁|专人")
"""What an item says that sees to secrecy itself: 涉密材料会后收回."""


@rule("BM03")
def secrecy_arranged(case: Case, figures: Figures) -> Iterator[Finding]:
    """A classified meeting or site has a task or contingency on secrecy."""
    plan = case.plan
    classified = lexicon("privacy", "classified")
    for _day, item in case.items:
        pictures = _PICTURES.search(item.what) if classified.search(item.what) else None
        if pictures and not _NO_PICTURES.search(item.what):
            message = _("{item}：涉密的地方不得合影、拍摄（“{words}”）").format(item=label(item), words=pictures[0])
            yield case.finding(item, "what", message, hint=_("删去合影、拍摄；手机和相机集中存放"))
    tasks = [task.what for task in plan.tasks if task.status is not TaskStatus.DROPPED]
    if any("保密" in text for text in (*tasks, *(risk.scenario for risk in plan.risks))):
        return
    for _day, item in case.items:
        if not classified.search(item.what) or _KEPT_SECRET.search(item.what):
            continue
        if not _PICTURES.search(item.what) or _NO_PICTURES.search(item.what):
            yield case.finding(
                item,
                "what",
                _("{item}涉密，没有保密安排").format(item=label(item)),
                hint=_("加一项任务：保密方案、限定人员、核对身份、手机集中存放；涉密内容不写进本方案"),
            )


@rule("BM04")
def secret_terms(case: Case, figures: Figures) -> Iterator[Finding]:
    """A mark such as "机密★25年" keeps to the longest term of its grade."""
    if not _MARK.search(case.loaded.source.text):
        return
    for node in case.nodes:
        for field, value in node.__dict__.items():
            texts = [value] if isinstance(value, str) else value if isinstance(value, tuple) else []
            for index, text in enumerate(texts):
                mark = _MARK.search(text) if isinstance(text, str) else None
                limit = figures["years"].get(mark[1]) if mark else None
                if mark and limit is not None and int(mark[2]) > limit:
                    yield case.finding(
                        node,
                        field,
                        _("{level}的保密期限最长 {limit} 年，这里写 {years} 年").format(
                            level=mark[1], limit=limit, years=mark[2]
                        ),
                        index=index if isinstance(value, tuple) else None,
                        hint=_("核对来文；涉密文件移到涉密设备处理"),
                    )

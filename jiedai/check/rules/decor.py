"""布置 (YS03–YS05, YS07, YS08): what is put up for the guests."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jiedai.check.engine import rule
from jiedai.diagnostics import Level
from jiedai.language import _
from jiedai.model.choice import ItemKind
from jiedai.model.quantities import Presence
from jiedai.patterns import regex
from jiedai.visit.book import Figures
from jiedai.visit.case import Case, Finding
from jiedai.visit.movement import label
from jiedai.visit.posts import state_leader
from jiedai.visit.statements import earnest, statements

_PUT_UP = r"(?:悬挂|张挂|挂|制作|张贴|贴|设置|设|布置|摆放|拉|打|写|树|安装|印制|准备|播放|滚动|显示)"
_BANNER = regex(
    rf"{_PUT_UP}.{{0,10}}?(?:横幅|条幅|标语)|(?:横幅|条幅|标语).{{0,4}}(?:悬挂|张挂|制作|张贴|布置|摆放|挂好|贴好|安装|印制)"
)
_SCREEN = regex(r"电子屏|显示屏|LED|大屏|屏幕|电子标语|滚动屏", re.IGNORECASE)
_SLOGAN = regex(r"标语|欢迎词|欢迎语|欢迎.{0,12}(?:莅临|来|光临|指导)|热烈欢迎")
_CARPET = regex(r"(?:铺|走|设).{0,6}(?:地毯|红毯)|(?:地毯|红毯).{0,3}(?:铺|到位)|迎宾地毯")
_CROWD = regex(
    r"(?:组织|安排|动员|集合)?.{0,6}(?:群众|学生|师生|村民|居民|少先队员|儿童|职工|干部|市民).{0,8}(?:列队|夹道|迎送|迎接|欢迎|欢送|献花)"
    r"|(?:列队|夹道)(?:迎|欢|送)"
)
_CONFERENCE_SIGN = regex(r"会标|会议(?:名称|横幅|条幅)|会名")
_PERFORMANCE = regex("专场演出|文艺演出|文艺晚会|迎宾演出")
_FLOWERS = regex(r"(?:摆|布置|准备|购买|采购|铺|插|献).{0,6}(?:鲜花|花草|花卉|花篮|绿植|花坛|盆花)")


def _public(case: Case) -> bool:
    """Whether the plan itself says that the public is invited: what is put up then is for the public."""
    return bool(case.plan.security and case.plan.security.public_event)


def _told(case: Case, pattern: re.Pattern[str]) -> Iterator[tuple[str, Finding]]:
    """(words, finding without a message) for each sentence that has the pattern in earnest."""
    for said in statements(case):
        found = earnest(said.text, pattern)
        if found:
            yield found, case.finding(said.node, said.field, "", index=said.index)


def _set_up(
    case: Case, field: str, pattern: re.Pattern[str], message: str, hint: str, fine: re.Pattern[str] | None = None
) -> Iterator[Finding]:
    """Findings for a field of 布置 and for sentences that say the same; things that are all `fine` do not count."""
    decor = case.plan.decor
    present: Presence | None = getattr(decor, field) if decor else None
    allowed = fine is not None and present and present.things and all(map(fine.search, present.things))
    if decor is not None and present and not allowed:
        yield case.finding(decor, field, message, hint=hint)
    for words, found in _told(case, pattern):
        text = _("“{words}”：{message}").format(words=words, message=message)
        yield Finding(text, found.file, found.span, found.path, hint)


@rule("YS03")
def no_banners(case: Case, figures: Figures) -> Iterator[Finding]:
    """No slogans and no banners."""
    if _public(case):
        return
    hint = _("改为“横幅: 无”，取下已经挂的")
    yield from _set_up(case, "banners", _BANNER, _("不得张贴悬挂标语横幅"), hint, _CONFERENCE_SIGN)


@rule("YS04")
def no_crowds(case: Case, figures: Figures) -> Iterator[Finding]:
    """No crowd is lined up, be it residents or pupils, under decor or in tasks and items."""
    yield from _set_up(case, "crowd", _CROWD, _("不得组织群众迎送"), _("改为“群众迎送: 无”"))


@rule("YS05")
def no_carpet(case: Case, figures: Figures) -> Iterator[Finding]:
    """No welcome carpet, under decor or in tasks and items."""
    if not _public(case):
        yield from _set_up(case, "carpet", _CARPET, _("不得铺设迎宾地毯"), _("改为“地毯: 无”"))


@rule("YS07")
def no_slogans_on_screens(case: Case, figures: Figures) -> Iterator[Finding]:
    """No slogans of welcome on electronic screens."""
    decor = case.plan.decor
    if decor is not None and decor.led:
        yield case.finding(decor, "led", _("电子屏不打迎送标语"), hint=_("改为“电子屏标语: 无”"))
    for said in statements(case):
        if earnest(said.text, _SCREEN) and earnest(said.text, _SLOGAN):
            yield case.finding(said.node, said.field, _("电子屏不打迎送标语"), index=said.index, hint=_("删去这项安排"))


@rule("YS08")
def no_flowers(case: Case, figures: Figures) -> Iterator[Finding]:
    """No flowers or plants set out for guests."""
    leader = state_leader(case)
    if _public(case):
        return
    meetings = any(item.kind in (ItemKind.CONFERENCE, ItemKind.TALKS) for _day, item in case.items)
    if meetings and not leader:
        return
    message = _("中央领导同志考察，不得摆放花草") if leader else _("不摆放花草")
    level = None if leader else Level.WARNING
    for found in _set_up(case, "flowers", _FLOWERS, message, _("改为“鲜花: 无”")):
        yield Finding(found.message, found.file, found.span, found.path, found.hint, level=level)
    if leader:
        for _day, item in case.items:
            if earnest(item.what, _PERFORMANCE):
                yield case.finding(
                    item, "what", _("{item}：不得安排专场演出").format(item=label(item)), hint=_("从日程中删去")
                )

"""礼品 (LP): gifts and what is bought as one."""

from __future__ import annotations

from collections.abc import Iterator

from jiedai.check.engine import rule
from jiedai.language import _
from jiedai.model.choice import Payer
from jiedai.model.placeholder import is_placeholder
from jiedai.patterns import regex
from jiedai.visit.book import Figures
from jiedai.visit.case import Case, Finding

_NONE = frozenset({"无", "没有", "不安排", "不赠送", "不提供", "none"})
_GIFT = regex(r"礼品|礼金|礼盒|礼物|纪念品|伴手礼|土特产|有价证券|购物卡|红包")
_NOT_A_GIFT = regex(r"不|勿|谢绝|拒|退|禁|上交|登记|展|推介|销售|企业|产业")


@rule("LP01")
def no_gifts(case: Case, figures: Figures) -> Iterator[Finding]:
    """A domestic reception gives no gifts under any name."""
    for gift in case.plan.gifts:
        if gift.item in _NONE or is_placeholder(gift.item):
            continue
        yield case.finding(gift, "item", _("国内接待不得赠送礼品：{item}").format(item=gift.item), hint=_("删去这一项"))
    for cost in case.plan.costs:
        if cost.payer is not Payer.GUEST_UNIT and _GIFT.search(cost.what) and not _NOT_A_GIFT.search(cost.what):
            yield case.finding(
                cost,
                "what",
                _("经费里列了礼品：{what}").format(what=cost.what),
                hint=_("删去这一项；国内接待不得赠送礼品"),
            )

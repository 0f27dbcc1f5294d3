"""What is to be printed: documents, formats, readers by any of their names, checked before anything is written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from jiedai import formats as writers
from jiedai.documents.build import Edition
from jiedai.documents.catalog import Catalog, Template
from jiedai.documents.filing.names import Names
from jiedai.language import _, current
from jiedai.loading import Loaded
from jiedai.model.base import AUDIENCES
from jiedai.model.choice import Classification
from jiedai.visit.case import Case
from jiedai.visit.people import everybody_concerned

DEFAULT_FORMATS = ("pdf", "docx")
"""What is printed when nobody asks for a format."""


class UnknownName(ValueError):
    """A document, format, audience or person that does not exist, or does not fit; the text says which there are."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be printed, and where to.

    Without `documents` every document the plan has something for, in its own audience's view, save those that are
    printed only when asked for by name; with `audience` those that audience gets, in its view. `copies` numbers that
    many copies of each, a file for each of them. With `each` every reader of a document (see `scene.readers`) also gets
    a file that holds nothing of the others. `names` is how folders and files are called.
    """

    out: Path
    edition: Edition
    documents: Sequence[str] = ()
    formats: Sequence[str] = ()
    audience: str | None = None
    copies: int = 0
    each: bool = False
    names: Names = "zh"


def chosen(known: Catalog, documents: Sequence[str], audience: str | None) -> list[Template]:
    """The templates asked for, in the order of the catalog."""
    if audience is not None and audience not in AUDIENCES:
        problem = _("没有“{name}”这个对象").format(name=audience)
        raise UnknownName(_unknown(problem, audience, AUDIENCES, AUDIENCES.values()))
    if not documents:
        every = (template for template in known.templates.values() if not template.asked)
        return [template for template in every if audience is None or audience in template.audiences]
    found: dict[str, Template] = {}
    broken = {Path(one.file).stem for one in known.diagnostics}
    for name in documents:
        template = known.find(name)
        if template is None and name.strip().lower() in broken:
            continue  # what is wrong with it is told with the other findings
        if template is None:
            titles = [one.title for one in known.templates.values()]
            raise UnknownName(_unknown(_("没有“{name}”这种文档").format(name=name), name, known.templates, titles))
        if audience is not None and audience not in template.audiences:
            raise UnknownName(
                _("《{document}》不发给{audience}；可以发给：{names}").format(
                    document=template.title,
                    audience=_(AUDIENCES[audience]),
                    names=_("、").join(_(AUDIENCES[name]) for name in AUDIENCES if name in template.audiences),
                )
            )
        found[template.id] = template
    return [template for template in known.templates.values() if template.id in found]


def formats(names: Sequence[str]) -> tuple[str, ...]:
    """The writers asked for, by module name."""
    found: dict[str, None] = {}
    for name in names or DEFAULT_FORMATS:
        format_ = writers.resolve(name)
        if format_ is None:
            raise UnknownName(_unknown(_("没有“{name}”这种格式").format(name=name), name, writers.names()))
        found[format_] = None
    return tuple(found)


def check_person(loaded: Loaded, person: str) -> None:
    """UnknownName where nobody of a plan has this name."""
    if not person or loaded.plan is None:
        return
    case = Case.of(loaded)
    known = everybody_concerned(case)
    if person not in known and person not in case.guest_by_name:
        raise UnknownName(_unknown(_("方案里没有“{name}”这个人").format(name=person), person, known))


MOST_COPIES = 999


def check_copies(loaded: Loaded, copies: int) -> None:
    """UnknownName where copies of this plan have no numbers."""
    if not copies:
        return
    if not 1 <= copies <= MOST_COPIES:
        raise UnknownName(_("份数要在 1 到 {most} 之间").format(most=MOST_COPIES))
    if loaded.plan is None or loaded.plan.classification is not Classification.WORK_SECRET:
        raise UnknownName(_("只有密级为“工作秘密”的方案才编份号"))


def _unknown(problem: str, name: str, known: Iterable[str], chinese: Iterable[str] = ()) -> str:
    """A sentence about a name that does not exist, with the likeliest and all others; `chinese` also name them."""
    ids, titles = list(known), list(chinese)
    names = titles if titles and current() == "zh" else ids
    typed = name.strip().lower()
    either = [*titles, *ids]
    begun = [one for one in either if typed and one.startswith(typed)]
    close = begun or get_close_matches(typed, either, 1, 0.5) or [one for one in either if typed and typed in one]
    hint = _("，是不是想写 {name}？").format(name=close[0]) if close else _("。")
    choice = _("可选：{names}").format(names=_("、").join(names))
    return _("{guess}{allowed}").format(guess=problem + hint, allowed=choice)

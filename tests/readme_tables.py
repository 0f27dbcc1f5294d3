"""The tables of the README: fields from the models, rules from the packs, in the language of their readers."""

from __future__ import annotations

from collections.abc import Iterator

from jiedai import language
from jiedai.cli.list import markdown, rules_of
from jiedai.language import catalog
from jiedai.model.base import AUDIENCES, EVERYONE, Node, audiences_of, keys_of, nodes_in
from jiedai.model.office import Office
from jiedai.model.plan import Plan
from jiedai.visit.book import rule_book


def sections(root: type[Node]) -> Iterator[tuple[str, type[Node]]]:
    """Every section below `root` with its path of English keys, the outer ones first, each once."""
    seen: set[type[Node]] = set()
    waiting = [("", root)]
    while waiting:
        path, model = waiting.pop(0)
        if model in seen:
            continue
        seen.add(model)
        yield path, model
        for (_name, english, _zh), info in zip(keys_of(model), model.model_fields.values(), strict=True):
            inner = f"{path}.{english}" if path else english
            waiting.extend((inner, node) for node in nodes_in(info.annotation))


def field_table(root: type[Node], language: str) -> str:
    """A Markdown table of every field below `root`, with help in `language`."""
    translate = catalog(language).gettext
    heads = {
        "en": ("section", "English key", "Chinese key", "what it is", "printed for"),
        "zh": ("部分", "英文键", "中文键", "说明", "印给谁"),
    }[language]
    lines = ["| " + " | ".join(heads) + " |", "|" + " --- |" * len(heads)]
    for path, model in sections(root):
        for (_name, english, zh), info in zip(keys_of(model), model.model_fields.values(), strict=True):
            must = " *" if info.is_required() else ""
            text = translate(info.description or "").replace("|", "\\|")
            cells = (
                f"`{path}`" if path else "",
                f"`{english}`{must}",
                f"{zh}{must}",
                text,
                _seen(audiences_of(info), language),
            )
            lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _seen(audiences: frozenset[str], language: str) -> str:
    if not audiences:
        return "—"
    names = [name if language == "en" else zh for name, zh in AUDIENCES.items() if name in audiences]
    if audiences == EVERYONE:
        return "everybody" if language == "en" else "所有人"
    return (", " if language == "en" else "、").join(names)


def rule_table(use: str) -> str:
    """What `jiedai list rules -f md` prints of the rules of the package, in a language."""
    before = language.current()
    language.use(use)
    try:
        return markdown(rules_of(rule_book())).rstrip("\n")
    finally:
        language.use(before)


def tables() -> dict[str, str]:
    """The content between the markers of both READMEs, by the name of the marker."""
    return {
        "plan-fields-en": field_table(Plan, "en"),
        "office-fields-en": field_table(Office, "en"),
        "plan-fields-zh": field_table(Plan, "zh"),
        "office-fields-zh": field_table(Office, "zh"),
        "rules-en": rule_table("en"),
        "rules-zh": rule_table("zh"),
    }


def refreshed(text: str) -> str:
    """A README with the tables between its `<!-- table:NAME -->` and `<!-- end -->` markers made anew."""
    for name, table in tables().items():
        start, end = f"<!-- table:{name} -->\n", "<!-- end -->"
        if start in text:
            before, rest = text.split(start, 1)
            text = before + start + table + "\n" + end + rest.split(end, 1)[1]
    return text

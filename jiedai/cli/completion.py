"""What the shell offers when a word is half typed. Names come from files and lists; nothing heavy is imported.

Each function gives (word, help) pairs for the words that begin with what was typed; typer filters once more.
"""

import re
from collections.abc import Iterator
from pathlib import Path

Offers = list[str | tuple[str, str]]

PACKAGE = Path(__file__).parents[1]
LISTS = ("documents", "formats", "rules", "audiences")
LIST_FORMATS = ("table", "json", "md")
ROOTS = ("plan", "office")
TEMPLATE_KINDS = ("html", "docx", "typ")


def plans(incomplete: str) -> Offers:
    """Plans and folders below what was typed; the plans of `plans/` while nothing is."""
    typed = Path(incomplete)
    folder = typed if incomplete.endswith("/") else typed.parent
    found: Offers = [_word(path) for path in _yaml(folder) if _word(path).startswith(incomplete)]
    if "/" not in incomplete:
        found += [_word(path) for path in _yaml(Path("plans")) if path.name.startswith(incomplete)]
        found += [_word(path) for path in _yaml(Path("plans")) if incomplete and incomplete in path.name]
    return list(dict.fromkeys(found))


def _yaml(folder: Path) -> Iterator[Path]:
    """The YAML files and folders directly in a folder."""
    try:
        entries = sorted(folder.iterdir())
    except OSError:
        return
    for path in entries:
        if not path.name.startswith(".") and (path.is_dir() or path.suffix in (".yaml", ".yml")):
            yield path


def _word(path: Path) -> str:
    return path.as_posix() + ("/" if path.is_dir() else "")


def documents(incomplete: str) -> Offers:
    """Documents by id, with their titles."""
    found: dict[str, str] = {}
    for folder in (PACKAGE.parent / "templates", PACKAGE / "templates", Path("templates")):
        for path in sorted(folder.glob("*.html")):
            if not path.stem.startswith(("_", ".")):
                found[path.stem] = _title(path)
    return [(name, title) for name, title in found.items() if _last(incomplete) in name[: len(_last(incomplete))]]


def _title(path: Path) -> str:
    """The title in a template's front matter, as far as a glance shows it."""
    try:
        with path.open(encoding="utf-8") as file:
            head = file.read(600)
    except (OSError, UnicodeDecodeError):
        return ""
    found = re.search(r"^title:.*?zh:\s*[\"']?([^,\"'}]+)", head, re.MULTILINE | re.DOTALL)
    return found[1].strip() if found else ""


def _last(incomplete: str) -> str:
    """The word being typed, behind the last comma."""
    return re.split("[,，]", incomplete)[-1]


def formats(incomplete: str) -> Offers:
    """Formats by name."""
    from jiedai.formats import names

    return list(names())


def audiences(incomplete: str) -> Offers:
    """Audiences with their Chinese names."""
    from jiedai.model.base import AUDIENCES

    return list(AUDIENCES.items())


def kinds(incomplete: str) -> Offers:
    """Kinds of visits, in the spelling that was begun."""
    from jiedai.model.choice import Kind

    return list(Kind.spellings())


def codes(incomplete: str) -> Offers:
    """Codes of rules with their names, read from the packs line by line."""
    found: dict[str, str] = {}
    for path in sorted((PACKAGE / "check" / "packs").glob("**/*.yaml")):
        text = path.read_text(encoding="utf-8")
        for code, rest in re.findall(r"^  ([A-Z]{2}\d\d):(.*(?:\n   +.*)*)", text, re.MULTILINE):
            title = re.search(r"title:\s*\{zh:\s*([^,}]+)", rest)
            found.setdefault(code, title[1].strip() if title else "")
    typed = _last(incomplete).upper()
    return [(code, title) for code, title in sorted(found.items()) if code.startswith(typed)]


def reports(incomplete: str) -> Offers:
    """Reports of `check`."""
    from jiedai.report import names

    return list(names())


def lists(incomplete: str) -> Offers:
    """What `list` can list."""
    return list(LISTS)


def list_formats(incomplete: str) -> Offers:
    """How `list` prints."""
    return list(LIST_FORMATS)


def roots(incomplete: str) -> Offers:
    """The two kinds of files."""
    return list(ROOTS)


def template_kinds(incomplete: str) -> Offers:
    """The kinds of templates."""
    return list(TEMPLATE_KINDS)


def languages(incomplete: str) -> Offers:
    """The languages of keys."""
    from jiedai.language import LANGUAGES

    return list(LANGUAGES)

"""The names of the Python interface: imported from where they are, told as the code has them."""

from __future__ import annotations

import re

from jiedai.guide import api


def test_the_imports_give_every_name_that_the_examples_use() -> None:
    code = api.imports().removeprefix("```python\n").removesuffix("```\n")
    names: dict[str, object] = {}
    exec(code, names)  # noqa: S102 - what a reader of the guide copies
    assert names["load"] is api.load
    for one in (*api.FUNCTIONS, api.Selection, api.Order, api.Edition):
        assert names[one.__name__] is one


def test_every_function_has_its_signature_and_every_record_its_fields() -> None:
    made = api.names()
    assert "| `load` | `load(path: Path) -> Loaded` |" in made
    assert re.search(r"\| `check` \| `check\(loaded: Loaded, \*, as_of: dt.date \\\| None = None", made)
    assert re.search(r"\| `Span` \| `line, column, end_line, end_column", made)
    assert re.search(r"\| `Loaded` \| `.*\bplan\b.*\boffice\b.*` \|", made), "what is worked out is a field too"
    for one in (*api.FUNCTIONS, *api.RECORDS):
        assert f"| `{one.__name__}` |" in made

"""What the papers say that comes from no plan: points to check, rules of conduct, questions, one YAML file each.

Texts are in both languages (`{zh: …, en: …}`), each with where it comes from: `rule` names rules of the packs, whose
source and article are printed; `source` names an instrument directly; `practice: true` is experience, no rule.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jiedai.source.packaged import packaged


def contents(name: str) -> Any:
    """The contents of `data/<name>.yaml`."""
    return packaged(Path(__file__).parent)[name]


def said(text: Mapping[str, str], labels: str) -> str:
    """A text of a data file in the language of the labels."""
    return text.get(labels) or text["zh"]

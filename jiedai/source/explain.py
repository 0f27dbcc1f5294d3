"""What is wrong with the syntax of a file, in plain words and at its place."""

from __future__ import annotations

import yaml

from jiedai.diagnostics import Diagnostic
from jiedai.language import _
from jiedai.source.findings import finding
from jiedai.source.layers import Repaired


def explain(error: yaml.YAMLError, repaired: Repaired, file: str) -> Diagnostic:
    """A syntax error of the parser as a finding."""
    mark = getattr(error, "problem_mark", None)
    at = min(mark.index if mark else 0, len(repaired.text))
    return finding("GS01", _("这里不符合 YAML 的写法"), file, repaired.span(at, at + 1))

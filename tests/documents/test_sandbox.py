"""What a template may cost: nothing it writes stops the machine of whoever prints, and nothing usual is refused."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from jiedai.documents import sandbox
from jiedai.documents.build import Edition, build
from jiedai.documents.catalog import catalog
from tests.documents.samples import CREATED, changed, find, own_template

TEXT = "abcdefghijklmnopqrstuvwxyz" * 4
GROWING = "{{% set ns = namespace(s={start}) %}}{{% for a in range(60) %}}{{% set ns.s = {step} %}}{{% endfor %}}x"
NESTED = "".join(f"{{% for x{n} in '{TEXT}' %}}" for n in range(5)) + "{% endfor %}" * 5
RECURSIVE = "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(40) }}"


def message(folder: Path, source: str) -> str:
    """What is said of a template; nothing where it prints."""
    loaded = changed(folder)
    own_template(folder, "own", f"<p>{source}</p>")
    built = build(loaded, find(catalog(loaded.workspace), "own"), "staff", Edition(CREATED))
    return "".join(found.message for found in built.diagnostics)


@pytest.mark.parametrize(
    "source",
    [
        NESTED,
        RECURSIVE,
        "{% for a in range(100000) %}{% endfor %}",
        GROWING.format(start="'aaaaaaaaaa'", step="ns.s ~ ns.s"),
        GROWING.format(start="'aaaaaaaaaa'", step="ns.s + ns.s"),
        GROWING.format(start="[1, 2, 3]", step="ns.s + ns.s"),
        GROWING.format(start="'aaaaaaaaaa'", step="ns.s|replace('a', 'aaaaaaaaaa')"),
        GROWING.format(start="'aaaaaaaaaa'", step="[ns.s, ns.s, ns.s]|join(ns.s)"),
        "{{ 'a'.ljust(9999999999) }}",
        "{{ 'a'.zfill(9999999999) }}",
        "{{ '\t'.expandtabs(9999999999) }}",
        "{{ 'a'.replace('', 'b') }}",
        "{{ 'a'.join('bc') }}",
        "{{ '{:09999999999d}'.format(1) }}",
        "{{ '{:{w}d}'.format(1, w=9999999999) }}",
        "{{ 999999 ** 999999 }}",
        "{{ [1]|batch(99999999999, 'x')|list }}",
        "{{ [1]|slice(99999999999)|list }}",
        GROWING.format(start="[1, 2, 3]", step="[ns.s, ns.s]|sum(start=[])"),
        "{{ 1.to_bytes(9999999999, 'big') }}",
        "{{ 'a'.encode().ljust(9999999999) }}",
    ],
)
def test_what_would_never_end_is_refused_at_once(tmp_path: Path, source: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if source != NESTED:  # one of them goes to the real bound
        monkeypatch.setattr(sandbox, "MOST_TURNS", 100_000)
    started = time.process_time()
    said = message(tmp_path, source)
    assert "不允许" in said
    assert time.process_time() - started < 20


@pytest.mark.parametrize(
    "source",
    [
        "{% for a in visit.days %}{% for b in visit.days %}{{ loop.index }}/{{ loop.length }} {% endfor %}{% endfor %}",
        "{% for a in visit.guests if a.name %}{{ a.name ~ '，' ~ a.post }}{% else %}无{% endfor %}",
        "{{ visit.guests|map(attribute='name')|join('、') }}{{ 'a-b'|replace('-', '+') }}",
        "{% for row in visit.guests|batch(3, '') %}{% for one in row %}{{ one.name }}{% endfor %}<br/>{% endfor %}",
        "{{ 'a: {}'.format(1) }}{{ '{a}: 12345 {b}'.format(a=1, b=2) }}",
        "{{ '{:05d}，{name}'.format(7, name=plan.title) }}{{ plan.title.startswith('省') }}{{ 2 ** 10 + 1 }}",
        "{{ [1, 2, 3]|sum }}{{ [1.5, 2]|sum(start=3) }}{{ 'ab'.upper().count('A') }}",
        "{{ ([1, 2] + [3])|length }}{{ plan.missing or '' if false else '' }}x{{ plan.title.split('调')[0] }}",
    ],
)
def test_what_templates_usually_do_is_not(tmp_path: Path, source: str) -> None:
    assert message(tmp_path, source) == ""


def test_each_rendering_counts_for_itself() -> None:
    sandbox.begin()
    sandbox.spend(sandbox.MOST_TURNS)
    with pytest.raises(Exception, match="循环太长"):
        sandbox.spend()
    sandbox.begin()
    sandbox.spend(sandbox.MOST_TURNS)
    sandbox.shorter(sandbox.LONGEST)
    with pytest.raises(Exception, match="太多"):
        sandbox.shorter(sandbox.LONGEST + 1)

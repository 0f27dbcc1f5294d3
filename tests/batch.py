"""Many small cases in one test: `@cases` where a case takes less time than pytest takes for `@pytest.mark.parametrize`.

An item of pytest costs about four milliseconds before its test begins (found, set up, told of between processes). All
cases of a test run, whatever becomes of one of them, and all that fail are told, each with the name that it has as an
item of its own. `pytest --apart` makes items of them again, to run or to name one alone.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import wraps
from typing import Any

import pytest

from jiedai import language

_apart = False

Test = Callable[..., None]


def apart(wanted: bool) -> None:
    """Whether cases become items of pytest; to be said before the tests are imported."""
    global _apart
    _apart = wanted


def cases(names: str | Sequence[str], values: Iterable[Any], ids: Any = None) -> Callable[[Test], Test]:
    """Run a test for each value in one item; arguments as for `pytest.mark.parametrize`.

    The cases share what fixtures the test asks for. Each begins with Chinese texts.
    """
    listed = list(values)
    mark = pytest.mark.parametrize(names, listed, ids=ids)
    wanted = [name.strip() for name in names.split(",") if name.strip()] if isinstance(names, str) else list(names)

    def decorate(test: Test) -> Test:
        if _apart:
            return mark(test)

        @wraps(test)
        def together(*args: Any, **fixtures: Any) -> None:
            failed: list[Exception] = []
            for number, value in enumerate(listed):
                language.use("zh")
                given = dict(zip(wanted, value if len(wanted) > 1 else (value,), strict=True))
                try:
                    test(*args, **fixtures, **given)
                except (Exception, pytest.fail.Exception) as error:
                    failed.append(_told(error, _name(ids, number, given)))
            if failed:
                raise ExceptionGroup(f"{len(failed)} of {len(listed)} cases", failed)

        signature = inspect.signature(test)
        left = [one for name, one in signature.parameters.items() if name not in wanted]
        together.__signature__ = signature.replace(parameters=left)  # type: ignore[attr-defined]
        return together

    return decorate


def _told(error: BaseException, name: str) -> Exception:
    """A failure that says of which case it is."""
    if not isinstance(error, Exception):  # what `pytest.fail` raises belongs to no group
        error = AssertionError(str(error)).with_traceback(error.__traceback__)
    error.add_note(f"case {name}")
    return error


def _name(ids: Any, number: int, given: dict[str, Any]) -> str:
    """The name of a case, as pytest would put it in brackets."""
    if ids is not None and not callable(ids):
        return str(list(ids)[number])
    parts: Iterator[Any] = iter(given.values())
    if callable(ids):
        return "-".join(str(shown if (shown := ids(part)) is not None else part) for part in parts)
    return "-".join(map(str, parts))

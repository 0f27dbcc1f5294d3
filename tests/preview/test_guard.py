"""Who is let in: hosts, origins, sites, methods, tokens."""

from __future__ import annotations

import pytest

from jiedai.preview.guard import is_admitted, is_token, new_token, refusal
from tests.batch import cases

PORT = 8421


@cases(
    "host",
    ["127.0.0.1:8421", "localhost:8421", "LOCALHOST:8421", "[::1]:8421", "127.1.2.3:8421"],
)
def test_this_computer_is_let_in(host: str) -> None:
    assert refusal("GET", {"host": host}, PORT) is None


@cases(
    "host",
    [
        "", "127.0.0.1", "127.0.0.1:8422", "evil.example:8421", "127.0.0.1.evil.example:8421",
        "localhost.evil.example:8421", "evil.example", "0.0.0.0:8421", "192.168.1.2:8421", "[::]:8421",
        "[fe80::1]:8421", "localhost:8421/x", "a@localhost:8421",
        "localhost:8421?x", "localhost:8421#x", "127.0.0.1:abc", "[::1", "2130706433:8421", "0x7f.1:8421", "127.1:8421",
        "localhost.:8421", "evillocalhost:8421", "127.0.0.1:8421,evil.example", "127.0.0.1 :8421",
    ],
)  # fmt: skip
def test_any_other_host_is_refused(host: str) -> None:
    refused = refusal("GET", {"host": host}, PORT)
    assert refused is not None
    assert refused.status == 403


def here(**more: str) -> dict[str, str]:
    return {"host": f"127.0.0.1:{PORT}", **{name.replace("_", "-"): value for name, value in more.items()}}


@pytest.mark.parametrize("site", ["same-origin", "none"])
def test_a_page_of_its_own_and_the_address_line_may_ask(site: str) -> None:
    assert refusal("GET", here(sec_fetch_site=site), PORT) is None


@cases("site", ["cross-site", "same-site", "", "SAME-ORIGIN", "same-origin, none"])
def test_another_site_may_not(site: str) -> None:
    assert refusal("GET", here(sec_fetch_site=site), PORT)


def test_its_own_origin_may_ask() -> None:
    assert refusal("GET", here(origin=f"http://127.0.0.1:{PORT}"), PORT) is None


@cases(
    "origin",
    ["null", "", "http://evil.example", "https://127.0.0.1:8421", "http://127.0.0.1:8422", "http://127.0.0.1",
     "http://127.0.0.1:8421.evil.example", "http://127.0.0.1:8421/", "http://a:b@127.0.0.1:8421", "file://", "[", "http://[",
     "http://127.0.0.1:8421 http://evil.example"],
)  # fmt: skip
def test_another_origin_may_not(origin: str) -> None:
    assert refusal("GET", here(origin=origin), PORT)


@cases("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "get", ""])
def test_it_can_only_be_looked_at(method: str) -> None:
    refused = refusal(method, here(), PORT)
    assert refused is not None
    assert refused.status == 405


def test_the_cookie_has_to_bring_the_token() -> None:
    token = new_token()
    assert is_admitted({"cookie": f"a=b; jiedai-{PORT}={token}; c=d"}, PORT, token)
    for cookie in (
        "", f"jiedai-{PORT}=", f"jiedai-{PORT}={token[:-1]}", f"jiedai-{PORT}={token}x", f"jiedai-1={token}", token,
        f"jiedai-{PORT}=é", f"x jiedai-{PORT}={token.swapcase()}",
    ):  # fmt: skip
        assert not is_admitted({"cookie": cookie}, PORT, token), cookie
    assert not is_admitted({}, PORT, token)
    assert not is_token("", token)


def test_no_two_tokens_are_alike_and_none_is_short() -> None:
    tokens = {new_token() for _number in range(100)}
    assert len(tokens) == 100
    assert min(map(len, tokens)) >= 43

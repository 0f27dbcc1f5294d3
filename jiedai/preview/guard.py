"""Who may see the page. On it are guests' telephones and diets, and any web page and any program of this computer can
knock at the door of a server on it.

Against web pages: the host that is asked for must be this computer by number or name (a name that somebody makes lead
here is none), and a request must not come from another page. Against other people at the computer: a token that only
whoever started the server has been told, in the first address and then in a cookie that no script can read. Nothing can
be changed, so there is nothing that a request could make happen.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from http.cookies import CookieError, SimpleCookie
from ipaddress import ip_address
from typing import NamedTuple
from urllib.parse import urlsplit

METHODS = ("GET", "HEAD")


class Refusal(NamedTuple):
    """Why a request is not answered, with its status."""

    status: int
    reason: str


def new_token() -> str:
    """A token that nobody can guess."""
    return secrets.token_urlsafe(32)


def refusal(method: str, headers: Mapping[str, str], port: int) -> Refusal | None:
    """Why a request is refused before anybody looks at what it asks for; None where it is not.

    `headers` are by their names in small letters.
    """
    if method not in METHODS:
        return Refusal(405, "this page can only be looked at")
    if not _is_here("http://" + headers.get("host", ""), port):
        return Refusal(403, "another host")
    site = headers.get("sec-fetch-site", "none")
    if site not in ("same-origin", "none"):
        return Refusal(403, "from another site")
    if "origin" in headers and not _is_here(headers["origin"], port, exactly=True):
        return Refusal(403, "from another origin")
    return None


def _is_here(url: str, port: int, *, exactly: bool = False) -> bool:
    """Whether a URL is that of this server, and of nothing but a host; never by how it begins or ends."""
    try:
        parts = urlsplit(url)
        host, asked = parts.hostname or "", parts.port
    except ValueError:
        return False
    beyond = parts.username is not None or parts.password is not None or parts.path or parts.query or parts.fragment
    if beyond or asked != port or (exactly and parts.scheme != "http"):
        return False
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def cookie_name(port: int) -> str:
    """The name of the cookie: cookies of one host are common to all its ports."""
    return f"jiedai-{port}"


def is_admitted(headers: Mapping[str, str], port: int, token: str) -> bool:
    """Whether a request brings the token in its cookie."""
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(cookie_name(port))
    except CookieError:
        return False
    return found is not None and is_token(found.value, token)


def is_token(given: str, token: str) -> bool:
    """Whether a text is the token, in the same time whether it is nearly so or not."""
    return secrets.compare_digest(given.encode("utf-8", "replace"), token.encode())


def entry_cookie(port: int, token: str) -> str:
    """The cookie that lets in who came with the token: out of reach of scripts and of requests from other pages."""
    return f"{cookie_name(port)}={token}; Path=/; HttpOnly; SameSite=Strict"

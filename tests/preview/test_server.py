"""The page on a real port: what it shows, what it refuses, that a save is seen, and that nothing is ever changed."""

from __future__ import annotations

import hashlib
import json
import re
import socket
import time
from pathlib import Path

import pytest

from jiedai.preview import app
from jiedai.preview.sight import Sight
from tests.preview.conftest import Served


def state(served: Served) -> dict:
    return json.loads(served.read("/state")[2])


def fingerprint(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_the_first_address_lets_in_and_leaves_the_token_behind(served: Served) -> None:
    target = served.address.partition(f":{served.port}")[2]
    status, headers, body = served.ask(target)
    assert (status, headers["location"], body) == (303, "/", b"")
    cookie = headers["set-cookie"]
    assert cookie.startswith(f"jiedai-{served.port}={served.token};")
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    status, headers, body = served.read("/")
    assert status == 200
    assert served.token not in body.decode()
    assert "检查结果" in body.decode()


def test_it_shows_findings_with_their_places_and_papers_by_reader(served: Served) -> None:
    text = served.plan.read_text(encoding="utf-8")
    served.plan.write_text(text.replace("星期二", "星期三", 1), encoding="utf-8")
    shown = wait_for(served, lambda one: one["epoch"] > 1)
    assert shown["title"] == "省卫生健康委调研组来临溪县调研县域医共体建设"
    (wrong,) = [one for one in shown["findings"] if one["code"] == "SJ01"]
    number = next(number for number, line in enumerate(text.split("\n"), 1) if "星期二" in line)
    assert (wrong["line"], wrong["level"], wrong["level_text"]) == (number, "error", "错误")
    assert "星期三" in wrong["excerpt"]
    readers = {one["id"]: [paper["id"] for paper in one["papers"]] for one in shown["readers"]}
    assert "programme" in readers["guest"]
    assert "driver-sheet" in readers["driver"]
    assert [one["id"] for one in shown["charts"]] == ["seating-0", "taken-0"]


def test_papers_and_pictures_come_as_they_print(served: Served) -> None:
    status, headers, body = served.read("/paper/programme.html")
    assert status == 200
    assert "日程安排表" in body.decode()
    assert "sandbox allow-same-origin" in headers["content-security-policy"]
    assert b"<script" not in body
    status, headers, body = served.read("/paper/programme.pdf")
    assert (status, headers["content-type"], body[:5]) == (200, "application/pdf", b"%PDF-")
    status, headers, body = served.read("/picture/seating-0.svg")
    assert (status, headers["content-type"]) == (200, "image/svg+xml")
    assert body.startswith(b"<svg")


def test_what_is_written_in_a_plan_stays_text(served: Served) -> None:
    text = served.plan.read_text(encoding="utf-8")
    evil = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    served.plan.write_text(text.replace("标题: 省卫生健康委", f"标题: {evil}省卫生健康委", 1), encoding="utf-8")
    shown = wait_for(served, lambda one: one["epoch"] > 1)
    assert shown["title"].startswith(evil)
    body = served.read("/paper/programme.html")[2].decode()
    assert "<script>alert" not in body
    assert "<img src=x" not in body
    assert evil not in served.read("/")[2].decode()


@pytest.mark.parametrize(
    "target",
    [
        "/",
        "/state",
        "/changed?since=0",
        "/page.js",
        "/page.css",
        "/paper/programme.html",
        "/picture/seating-0.svg",
        "/no",
    ],
)
def test_without_the_token_there_is_nothing(served: Served, target: str) -> None:
    for headers in ({}, {"Cookie": f"jiedai-{served.port}=guess"}, {"Authorization": f"Bearer {served.token}"}):
        status, _headers, body = served.ask(target, **headers)
        assert status == 403
        assert "省卫生健康委" not in body.decode()
    status, _headers, _body = served.ask("/state?token=" + served.token)
    assert status == 403, "the token is for the first address alone"


def test_foreign_hosts_origins_and_methods_are_refused_with_the_cookie_too(served: Served) -> None:
    for headers in (
        {"Host": "evil.example"},
        {"Host": f"evil.example:{served.port}"},
        {"Host": f"127.0.0.1.evil.example:{served.port}"},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Sec_Fetch_Site": "cross-site"},
    ):
        status, answered, _body = served.ask("/state", **served.cookie, **headers)
        assert status == 403
        assert not any(name.startswith("access-control") for name in answered)
    for method in ("POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"):
        assert served.ask("/state", method, **served.cookie)[0] == 405


@pytest.mark.parametrize(
    "target",
    ["/../etc/passwd", "/paper/../../etc/passwd", "/paper/..%2f..%2fetc%2fpasswd.html", "/paper/%2e%2e/x.html",
     "/paper/", "/paper/programme", "/paper/programme.html/x", "/paper/no.html", "/paper/programme.docx",
     "/picture/no.svg", "/picture/x", "//evil.example/", "http://evil.example/", "/page.html", "/page.js/x", "/%00",
     "/paper/%00.html", "/state/x/../../..", "/" + "a" * 5000],
)  # fmt: skip
def test_no_other_file_of_the_computer_is_served(served: Served, target: str) -> None:
    status, _headers, body = served.read(target)
    assert status in (200, 400, 403, 404)
    assert b"root:" not in body
    assert status != 200 or target in ("/page.js/x", "/state/x/../../..")


def test_every_answer_carries_its_policy_and_is_kept_by_nobody(served: Served) -> None:
    for target in ("/", "/state", "/page.js", "/page.css", "/paper/programme.html", "/picture/seating-0.svg", "/no"):
        headers = served.read(target)[1]
        policy = headers["content-security-policy"]
        assert policy.startswith("default-src 'none';")
        assert "script-src 'unsafe" not in policy
        assert "*" not in policy
        assert "http" not in policy
        assert headers["cache-control"] == "no-store"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["x-content-type-options"] == "nosniff"
        assert "server" not in headers


def test_the_pages_have_no_script_in_them_and_lead_nowhere_else(served: Served) -> None:
    page = served.read("/")[2].decode()
    assert re.findall(r"<script[^>]*>", page) == ['<script src="/page.js">']
    for text in (page, served.read("/page.js")[2].decode(), served.read("/page.css")[2].decode()):
        assert not re.search(r"https?://|\son\w+=|style=|innerHTML|eval\(", text)


def test_broken_requests_leave_it_as_it_was(served: Served) -> None:
    for raw in (
        b"\r\n\r\n", b"GET\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"\xff\xfe\xfd\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + b"A: b\r\n" * 300 + b"\r\n",
        b"GET /state HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: evil.example\r\n\r\n",
        b"POST /state HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 99999999\r\n\r\n",
        b"GET /" + b"a" * 70000 + b" HTTP/1.1\r\n\r\n",
    ):  # fmt: skip
        with socket.create_connection(("127.0.0.1", served.port), timeout=10) as connection:
            connection.sendall(raw)
            connection.shutdown(socket.SHUT_WR)
            answered = b""
            try:
                while piece := connection.recv(65536):
                    answered += piece
            except ConnectionError:
                pass
        assert b" 200 " not in answered.split(b"\r\n")[0]
        assert "省卫生".encode() not in answered
    assert served.read("/state")[0] == 200


def test_nothing_is_written(served: Served) -> None:
    before = fingerprint(served.plan.parents[1])
    for target in ("/", "/state", "/paper/programme.html", "/paper/seating.html", "/picture/taken-0.svg"):
        served.read(target)
        served.ask(target, "HEAD", **served.cookie)
    assert fingerprint(served.plan.parents[1]) == before


def wait_for(served: Served, wanted: object, seconds: float = 30) -> dict:
    """The state as soon as it is as wanted; what waits for a change is answered at the change."""
    until, since = time.monotonic() + seconds, 0
    while time.monotonic() < until:
        shown = state(served)
        if wanted(shown):  # type: ignore[operator]
            return shown
        since = shown["epoch"]
        served.read(f"/changed?since={since}")
    raise AssertionError("no change was seen")


def test_a_save_is_seen_whatever_way_an_editor_saves(served: Served) -> None:
    text = served.plan.read_text(encoding="utf-8")
    assert not state(served)["stale"]
    beside = served.plan.with_suffix(".tmp")
    beside.write_text(text.replace("类型: 调研", "类型: 调眼"), encoding="utf-8")
    beside.replace(served.plan)
    shown = wait_for(served, lambda one: one["stale"])
    assert any(one["code"] == "GS04" for one in shown["findings"])
    assert served.read("/paper/programme.html")[0] == 200, "as it was when it could be read"
    served.plan.unlink()
    shown = wait_for(served, lambda one: one["problem"])
    assert "找不到" in shown["problem"]
    served.plan.write_text(text, encoding="utf-8")
    shown = wait_for(served, lambda one: not one["problem"] and not one["stale"])
    office = served.plan.with_name("office.yaml")
    office.write_text(
        office.read_text(encoding="utf-8").replace("名称: 临溪北站", "名称: 临溪南站", 1), encoding="utf-8"
    )
    wait_for(served, lambda one: any("临溪北站" in found["message"] for found in one["findings"]))


def test_whoever_waits_is_answered_when_there_is_nothing_new(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app, "LONGEST_POLL", 0.05)
    assert json.loads(served.read("/changed?since=1")[2]) == {"epoch": 1}
    assert json.loads(served.read("/changed?since=x")[2]) == {"epoch": 1}


def test_a_template_that_breaks_does_not_end_the_page(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(self: Sight, name: str, kind: str = "html") -> bytes:
        raise RuntimeError("secret")

    monkeypatch.setattr(Sight, "paper", broken)
    status, _headers, body = served.read("/paper/programme.html")
    assert status == 500
    assert b"secret" not in body
    assert served.read("/state")[0] == 200


def test_a_link_to_the_editor_only_where_one_takes_it(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plan.write_text(plan.read_text(encoding="utf-8").replace("星期二", "星期三", 1), encoding="utf-8")
    monkeypatch.setattr("shutil.which", lambda name: None)
    assert {one["link"] for one in Sight.of(plan).state(1)["findings"]} == {""}
    monkeypatch.setattr("shutil.which", lambda name: "/usr/bin/code" if name == "code" else None)
    links = {one["link"] for one in Sight.of(plan).state(1)["findings"] if one["code"] == "SJ01"}
    assert all(re.fullmatch(r"vscode://file/\S+\.yaml:\d+:\d+", link) for link in links)
    assert links

"""Only this machine's user reaches the reading room, and nothing runs in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from room_pile import fill, noun_set, visiting

from newstemma.room.addresses import address
from newstemma.room.guard import HEADERS
from newstemma.room.site import VIEWS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from room_pile import Visitor
    from starlette.requests import Request

OWN_HOSTS = ("127.0.0.1:8011", "localhost:8011", "LocalHost:8011", "[::1]:8011")
FOREIGN_HOSTS = (
    "evil.example",
    "evil.example:8011",
    "127.0.0.1",
    "127.0.0.1:80",
    "127.0.0.1:8012",
    "127.0.0.1:08011",
    "127.0.0.1:",
    "127.0.0.1:8011:8011",
    "127.0.0.1:8011.evil.example",
    "127.0.0.1.evil.example:8011",
    "127.0.0.1.:8011",
    "127.1:8011",
    "127.0.0.2:8011",
    "127.0.1:8011",
    "2130706433:8011",
    "0x7f000001:8011",
    "0x7f.0.0.1:8011",
    "0177.0.0.1:8011",
    "0.0.0.0:8011",
    "0:8011",
    "localhost",
    "localhost.:8011",
    "localhost.localdomain:8011",
    "localhost.evil.example:8011",
    "localhost:8011@evil.example",
    "evil.example@localhost:8011",
    "evil.example#localhost:8011",
    "localhost:8011/",
    "localhost:8011 evil.example",
    " localhost:8011",
    "[::1]",
    "[::]:8011",
    "::1:8011",
    "[0:0:0:0:0:0:0:1]:8011",
    "[::ffff:127.0.0.1]:8011",
    "[::1%25lo]:8011",
    "rebind.network:8011",
    "",
)


@pytest.fixture(scope="module")
def visitor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visitor]:
    pile, fault = noun_set(0, "harmless words")
    with visiting(fill(tmp_path_factory.mktemp("guard") / "news.db", pile, [fault])) as one:
        yield one


@pytest.mark.parametrize("host", OWN_HOSTS)
def test_own_names_are_answered(visitor: Visitor, host: str) -> None:
    assert visitor.ask("/", host=host).status_code == 200


@pytest.mark.parametrize("host", FOREIGN_HOSTS)
def test_every_other_name_is_refused(visitor: Visitor, host: str) -> None:
    answer = visitor.ask("/", host=host)
    assert answer.status_code == 400
    assert "harmless" not in answer.text


def test_there_are_thirty_spellings() -> None:
    assert len({*OWN_HOSTS, *FOREIGN_HOSTS}) >= 30


def test_a_second_host_is_refused(visitor: Visitor) -> None:
    request = visitor._client.build_request(
        "GET", "/", headers=[("Host", OWN_HOSTS[0]), ("Host", OWN_HOSTS[1])]
    )
    assert visitor._runner.run(visitor._client.send(request)).status_code == 400


def addresses() -> list[str]:
    """Give every kind of address there is, and some that there are not."""
    pile, fault = noun_set(0, "harmless words")
    ids = {
        "story": pile.stories[0].id,
        "report": pile.reports[0].id,
        "apparatus": pile.reports[0].id,
        "stemma": pile.reports[0].id,
        "article": pile.articles[0].id,
        "statement": pile.statements[0].id,
        "event": pile.events[0].id,
        "actor": pile.actors[0].id,
        "finding": pile.findings[0].id,
        "fault": fault.id,
    }
    known = [view.replace("{id}", ids.get(view.split("/")[1], "")) for view in VIEWS]
    found = [f"/search?q={ids['actor']}", "/static/base.css", "/static/icon.svg"]
    lost = [
        "/nothing",
        "/report/rep_0",
        "/report/rep_0.json",
        "/static/",
        "/static/../guard.py",
        "/static/nothing",
    ]
    return [
        *known,
        *found,
        *lost,
        "/reports?page=x",
        "/reports?page=0",
        "/findings?kind=none",
        "/%00",
        "//evil.example",
    ]


@pytest.mark.parametrize("place", addresses())
def test_every_answer_carries_the_headers(visitor: Visitor, place: str) -> None:
    for answer in (
        visitor.ask(place),
        visitor.ask(place, host="evil.example"),
        visitor.ask(place, method="POST"),
    ):
        assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
        assert answer.status_code < 500


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_answers_what_it_has(visitor: Visitor, view: str) -> None:
    place = addresses()[list(VIEWS).index(view)]
    assert visitor.ask(place).status_code == 200


def test_policy_lets_nothing_run_or_load_from_elsewhere() -> None:
    policy = dict(part.split(" ", 1) for part in HEADERS["Content-Security-Policy"].split("; "))
    assert policy.pop("default-src") == "'none'"
    assert policy.pop("base-uri") == policy.pop("frame-ancestors") == "'none'"
    assert policy == dict.fromkeys(("style-src", "img-src", "form-action"), "'self'")


def test_answer_to_a_failure_carries_the_headers_and_tells_no_secrets(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_archive: object, _request: Request) -> None:
        raise RuntimeError("a secret")

    monkeypatch.setattr("newstemma.archive.reading.Questions.all", fail)
    answer = visitor.ask("/reports")
    assert answer.status_code == 500
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    assert "secret" not in answer.text
    assert "RuntimeError" not in answer.text


@pytest.mark.parametrize(
    "method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PROPFIND"]
)
def test_nothing_can_be_sent(visitor: Visitor, method: str) -> None:
    answer = visitor.ask("/reports", method=method)
    assert answer.status_code == 405
    assert answer.headers["Allow"] == "GET, HEAD"


def test_heads_are_answered(visitor: Visitor) -> None:
    assert visitor.ask("/reports", method="HEAD").status_code == 200


@pytest.mark.parametrize(
    "origin",
    [
        "https://evil.example",
        "null",
        "http://localhost:3000",
        "https://127.0.0.1:8011",
        "http://127.0.0.1",
        "file://",
    ],
)
def test_requests_of_other_origins_are_refused(visitor: Visitor, origin: str) -> None:
    answer = visitor.ask("/reports", origin=origin)
    assert answer.status_code == 403
    assert "harmless" not in answer.text


@pytest.mark.parametrize("site", ["cross-site", "same-site", "anything"])
def test_requests_from_other_sites_are_refused(visitor: Visitor, site: str) -> None:
    answer = visitor.ask("/reports", sec_fetch_site=site)
    assert answer.status_code == 403
    assert "harmless" not in answer.text


@pytest.mark.parametrize("site", ["same-origin", "none"])
def test_own_requests_are_answered(visitor: Visitor, site: str) -> None:
    assert visitor.ask("/reports", sec_fetch_site=site, origin="http://127.0.0.1:8011").status_code == 200


@pytest.mark.parametrize(
    ("asked", "offered"),
    [
        ("/reports?versions=2", "/reports?versions=2"),
        ("//evil.example/x", "/"),
        ("/%5C/evil.example", "/%5C/evil.example"),
        ('/"><script>zap()</script>', "/%22%3E%3Cscript%3Ezap()%3C/script%3E"),
    ],
)
def test_whoever_followed_a_link_may_go_on_within_the_room(
    visitor: Visitor, asked: str, offered: str
) -> None:
    page = visitor.ask("http://127.0.0.1:8011" + asked, sec_fetch_site="cross-site").text
    assert f'<a href="{offered}">Go ' in page
    assert 'href="//' not in page
    assert "<script" not in page


def test_files_outside_static_are_not_given(visitor: Visitor) -> None:
    for place in (
        "/static/../guard.py",
        "/static/%2e%2e/guard.py",
        "/static/..%2fguard.py",
        "/static//etc/passwd",
    ):
        answer = visitor.ask(place)
        assert answer.status_code == 404
        assert "import" not in answer.text


def test_room_has_no_address_for_pages_as_they_came(visitor: Visitor) -> None:
    pile, _ = noun_set(0, "harmless words")
    for place in ("/page/{}", "/page/{}.json", "/article/{}", "/static/{}"):
        assert visitor.ask(place.format(pile.articles[0].page)).status_code == 404


def test_errors_say_what_to_do(visitor: Visitor) -> None:
    assert "must be a number" in visitor.ask("/reports?page=x").text
    assert "there is no report" in visitor.ask(address("rep_0")).text.lower()
    assert "Go to the first page" in visitor.ask("/nothing").text

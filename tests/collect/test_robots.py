import pytest
from webserver import Clock, failure, fetcher, moved, page, serving

from rashomon.errors import AddressRefused, FetchError

PAGE = page(b"<p>The bridge at Tessalor was hit twice.</p>")


def rules(text: str) -> tuple[int, dict[str, str], bytes]:
    return 200, {"Content-Type": "text/plain"}, text.encode()


def test_what_a_site_asks_is_done() -> None:
    text = "User-agent: *\nDisallow: /\n\nUser-agent: rashomon\nDisallow: /archive/\nAllow: /archive/open\n"
    routes = {"/robots.txt": rules(text), "/news": PAGE, "/archive/open": PAGE}
    with serving(routes) as server, fetcher(server, robots=True) as get:
        assert get.robots.allowed(server.url("/news"))
        assert not get.robots.allowed(server.url("/archive/1"))
        get.get(server.url("/news"))
        get.get(server.url("/archive/open"))
        failure(get, server.url("/archive/1"), r"/archive/1: the robots\.txt of 127\.0\.0\.1 asks programs")
    assert server.paths == ["/robots.txt", "/news", "/archive/open"]  # asked for once, and the forbidden page never


def test_rules_for_everybody_are_for_us() -> None:
    with serving({"/robots.txt": rules("User-agent: *\nDisallow: /*.pdf$")}) as server, fetcher(server) as get:
        assert not get.robots.allowed(server.url("/a.pdf"))
        assert get.robots.allowed(server.url("/a.pdf?x"))


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
def test_a_site_without_rules_allows_all(status: int) -> None:
    with (
        serving({"/robots.txt": (status, {}, b"Disallow: /"), "/": PAGE}) as server,
        fetcher(server, robots=True) as get,
    ):
        assert get.get(server.url()).status == 200


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_site_that_fails_is_not_asked_now(status: int) -> None:
    clock = Clock()
    routes = {"/robots.txt": (status, {"Retry-After": "300"}, b""), "/": PAGE}
    with serving(routes) as server, fetcher(server, robots=True, clock=clock) as get:
        error = failure(get, server.url(), f"not fetched, since its site's robots.txt cannot be had now .*{status}")
        assert (error.status, error.wait) == (status, 300)
        failure(get, server.url(), "cannot be had now")
        assert server.paths == ["/robots.txt"]
        server.routes["/robots.txt"] = rules("")
        clock.now += 1_000
        assert get.get(server.url()).status == 200


def test_a_site_that_is_not_there_is_not_asked_now() -> None:
    with serving({}) as server:
        pass
    with fetcher(server, robots=True) as get:
        failure(get, server.url(), r"cannot be had now .*cannot be reached")


def test_a_refused_address_is_told_as_itself() -> None:
    with fetcher(robots=True, resolve=lambda host, port: ["10.0.0.7"]) as get:
        error = failure(get, "http://wire.example/news", r"^http://wire\.example/news: leads to 10\.0\.0\.7, a private")
    assert isinstance(error, AddressRefused)


def test_rules_are_asked_for_again_after_a_day() -> None:
    clock = Clock()
    with serving({"/robots.txt": rules(""), "/": PAGE}) as server, fetcher(server, robots=True, clock=clock) as get:
        get.get(server.url())
        clock.now += 90_000
        get.get(server.url())
    assert server.paths == ["/robots.txt", "/", "/robots.txt", "/"]


@pytest.mark.parametrize(
    ("asked", "slept"),
    [("7", [7.0, 7.0]), ("0.5", [2.0, 2.0]), ("9999", [30.0, 30.0]), ("soon", [2.0, 2.0]), ("-3", [2.0, 2.0])],
)
def test_a_crawl_delay_is_kept_up_to_a_limit(asked: str, slept: list[float]) -> None:
    clock = Clock()
    text = f"User-agent: *\nCrawl-delay: {asked}\n"
    routes = {"/robots.txt": rules(text), "/": PAGE}
    with serving(routes) as server, fetcher(server, robots=True, clock=clock, delay_seconds=2.0) as get:
        for _ in range(3):
            get.get(server.url())
    assert clock.slept == slept


def test_a_redirect_is_asked_for_too() -> None:
    routes = {"/robots.txt": rules("User-agent: *\nDisallow: /b"), "/a": moved("/b"), "/b": PAGE}
    with serving(routes) as server, fetcher(server, robots=True) as get:
        failure(get, server.url("/a"), "/b: the robots")
    assert "/b" not in server.paths


def test_the_settings_can_leave_it() -> None:
    with serving({"/robots.txt": rules("User-agent: *\nDisallow: /"), "/": PAGE}) as server, fetcher(server) as get:
        assert get.get(server.url()).status == 200
    assert server.paths == ["/"]


@pytest.mark.parametrize(
    "body",
    [
        b"\xff\xfe\x00" * 1_000,
        b"User-agent: *\nDisallow: /" + b"*a" * 200_000 + b"$",
        b"Disallow: /x\n" * 60_000,
        b"User-agent: *\n" + b"Disallow: /*a*a*a*a*a*a*b$\n" * 20_000,
        b"<html><body>No such page</body></html>",
        b"User-agent: *\nDisallow: /\x00\x01%zz%",
    ],
    ids=["binary", "wildcards", "many", "both", "html", "control"],
)
def test_odd_rules_do_no_harm(body: bytes) -> None:
    path = "/" + "a" * 2_000
    routes = {"/robots.txt": page(body, "text/plain"), path: PAGE}
    with serving(routes) as server, fetcher(server, robots=True) as get:
        assert get.get(server.url(path)).status == 200


def test_a_circle_of_redirects_is_a_failure() -> None:
    with serving({"/robots.txt": moved("/robots.txt"), "/": PAGE}) as server, fetcher(server, robots=True) as get:
        assert isinstance(failure(get, server.url(), "in a circle"), FetchError)

import dataclasses
import datetime as dt

import pytest
from webserver import Server, fetcher, moved, page, serving

from rashomon.collect.answer import Feed
from rashomon.collect.items import Failed, Found, Item, Remark, digest_of
from rashomon.collect.web import collect_url, poll, poll_feed
from rashomon.settings import load

SENTENCE = "The council of Tessalor said on Sunday that the northern bridge had been hit twice."
LONG = " ".join([SENTENCE] * 15)
NOW = dt.datetime(2026, 11, 22, 12, 0, tzinfo=dt.UTC)
DAY = dt.date(2016, 4, 4)


def html(title: str, head: str = "", sentence: str = SENTENCE) -> bytes:
    body = f"<article><h1>{title}</h1><p>{sentence}</p><p>Residents said that nobody had come to mend it.</p></article>"
    return f"<!doctype html><html><head><title>{title}</title>{head}</head><body>{body}</body></html>".encode()


def rss(*items: str) -> bytes:
    rows = "".join(f"<item>{item}</item>" for item in items)
    return f'<rss version="2.0"><channel><title>Harbour Wire</title><ttl>90</ttl>{rows}</channel></rss>'.encode()


def items(server: Server, path: str = "/", robots: bool = False, **options: object) -> list[Item]:
    with fetcher(server, robots=robots) as get:
        return list(collect_url(server.url(path), get, **options))  # type: ignore[arg-type]


def found(item: Item) -> Found:
    assert isinstance(item, Found), item
    return item


def test_a_page_is_one_report() -> None:
    head = '<meta property="article:published_time" content="2016-04-04T10:00:00Z"><meta property="og:site_name" content="Wire">'
    body = html("Bridge hit", head)
    with serving({"/": moved("/b"), "/b": page(body)}) as server:
        (item,) = items(server)
    item = found(item)
    assert (item.origin.source, item.origin.part) == (server.url(), "")
    assert item.digest == digest_of(body, server.url("/b"))
    report = item.report
    assert SENTENCE in report.text
    assert (report.title, report.published, report.publisher) == ("Bridge hit", DAY, "Wire")
    assert report.url == server.url()  # as asked, so that it is known when it is asked again


def test_a_text_is_one_report() -> None:
    text = f"Bridge hit\n\n{SENTENCE}\n".encode()
    with serving({"/": page(text, "text/plain")}) as server:
        report = found(items(server)[0]).report
    assert (report.title, report.text) == ("Bridge hit", SENTENCE)


@pytest.mark.parametrize(
    ("charset", "said"),
    [
        ("windows-1251", "text/html; charset=windows-1251"),
        ("utf-8", "text/html; charset=windows-1251"),
        ("utf-16", "text/html"),
    ],
)
def test_the_charset_of_the_server_counts_where_the_bytes_bear_it_out(charset: str, said: str) -> None:
    body = html("Мост", sentence="Совет Тессалора сообщил в воскресенье, что по мосту ударили дважды.").decode()
    with serving({"/": page(body.encode(charset), said)}) as server:
        assert "по мосту ударили дважды" in found(items(server)[0]).report.text


@pytest.mark.parametrize(
    ("kind", "body", "told"),
    [
        ("application/pdf", b"%PDF-1.7 ...", "is a PDF; save its text"),
        ("text/html", b"%PDF-1.7 ...", "is a PDF; save its text"),
        ("application/warc", b"WARC/1.0\r\n", "download it and give the file"),
        ("image/png", b"\x89PNG\r\n", "image/png"),
        ("application/json", b"{}", "application/json"),
        ("application/xml", b"<a/>", "neither a page nor a feed"),
        ("text/html", b"", "is empty"),
        ("text/html", b"<html></html>", "no article text"),
        ("text/plain", b"\x00\x01\x02" * 900, "is binary"),
        ("", b"\x00\x01\x02" * 900, "unknown"),
    ],
)
def test_what_is_no_report_is_told(kind: str, body: bytes, told: str) -> None:
    with serving({"/": page(body, kind)}) as server:
        (item,) = items(server)
    assert isinstance(item, Failed)
    assert told in item.reason
    assert (item.origin.source, item.url) == (server.url(), server.url())


def test_a_web_archive_is_known_by_its_name() -> None:
    with serving({"/a.warc.gz": page(b"\x1f\x8b\x08", "application/gzip")}) as server:
        (item,) = items(server, "/a.warc.gz")
    assert isinstance(item, Failed)
    assert "web archive" in item.reason


def test_an_address_that_fails_is_one_failure() -> None:
    with serving({}) as server:
        (item,) = items(server)
    assert item == Failed(item.origin, "answers 404 Not Found; check the address", server.url())  # type: ignore[union-attr]


def test_a_feed_gives_a_report_for_each_entry() -> None:
    with serving({}) as server:
        server.routes |= {
            "/": page(
                rss(
                    f"<title>Whole</title><link>/whole</link><guid isPermaLink='false'>h-1</guid><description>{LONG}</description>",
                    "<title>Teaser</title><link>/page</link><pubDate>Mon, 04 Apr 2016 10:00:00 GMT</pubDate>",
                    "<title>Again</title><link>/page#comments</link>",
                    "<title>Gone</title><link>/gone</link>",
                    "<title>Known</title><link>/known</link>",
                    "<title>Nothing</title>",
                    f"<title>No page</title><description>{SENTENCE}</description>",
                    "<title>Inside</title><link>http://10.0.0.1/admin</link>",
                ),
                "application/rss+xml",
            ),
            "/page": page(html("Bridge hit", '<meta property="article:published_time" content="2001-01-01">')),
        }
        found_items = items(server, skip=lambda url: url.endswith("/known"))
    whole, teaser, gone, nothing, bare, inside = found_items
    assert found(whole).report.text == LONG
    assert (found(whole).report.id, found(whole).report.url) == ("h-1", server.url("/whole"))
    assert found(whole).report.publisher == "Harbour Wire"
    assert (found(teaser).report.title, found(teaser).report.published) == (
        "Bridge hit",
        DAY,
    )  # the feed's date goes first
    assert found(teaser).origin.source == server.url("/page")
    assert isinstance(gone, Failed)
    assert (gone.origin.source, gone.url) == (server.url("/gone"), server.url("/gone"))
    assert isinstance(nothing, Failed)
    assert str(nothing.origin) == f"{server.url()}: entry 6"
    assert found(bare).report.text == SENTENCE
    assert isinstance(inside, Failed)
    assert "port 80 is not asked" in inside.reason or "a private network" in inside.reason
    assert server.paths == ["/", "/page", "/gone"]


def test_robots_are_asked_for_entries_too() -> None:
    routes = {
        "/robots.txt": page(b"User-agent: *\nDisallow: /members/", "text/plain"),
        "/": page(rss("<link>/members/1</link>", "<link>/open</link>")),
        "/open": page(html("Bridge hit")),
    }
    with serving(routes) as server:
        refused, read = items(server, robots=True)
    assert isinstance(refused, Failed)
    assert "robots.txt" in refused.reason
    assert SENTENCE in found(read).report.text
    assert server.paths == ["/robots.txt", "/", "/open"]


def test_a_feed_that_is_empty_or_damaged_is_told() -> None:
    with serving({"/": page(rss()), "/b": page(b"<!DOCTYPE rss [<!ENTITY a 'b'>]><rss/>", "text/xml")}) as server:
        assert items(server) == [Remark(f"{server.url()}: the feed has no entries")]
        (item,) = items(server, "/b")
    assert isinstance(item, Failed)
    assert "declares entities" in item.reason


def test_the_same_item_has_the_same_digest() -> None:
    routes = {
        "/": page(rss(f"<link>/a</link><description>{LONG}</description>", "<link>/b</link>")),
        "/b": page(html("x")),
    }
    with serving(routes) as server:
        first, again = items(server), items(server)
    assert [found(item).digest for item in first] == [found(item).digest for item in again]


def ask(server: Server, feed: Feed, now: dt.datetime = NOW) -> tuple[Feed, int | None, list[str]]:
    told: list[str] = []
    with fetcher(server) as get:
        state, entries = poll(feed, get, now, told.append)
    return state, None if entries is None else len(entries), told


def test_a_feed_is_asked_for_what_is_new() -> None:
    validators = {"ETag": '"a"', "Last_Modified": "Mon, 04 Apr 2016 10:00:00 GMT"}
    with serving({"/": page(rss("<link>/a</link>"), **validators)}) as server:
        state, count, told = ask(server, Feed(server.url(), failures=3))
        assert (count, told) == (1, [])
        wanted = Feed(server.url(), '"a"', validators["Last_Modified"], NOW + dt.timedelta(minutes=90), 0)
        assert state == wanted  # 90 minutes are the feed's own ttl
        server.routes["/"] = (304, {}, b"")
        state, count, told = ask(server, state)
    assert (count, told) == (0, [])
    assert state == dataclasses.replace(wanted, next_at=NOW + dt.timedelta(minutes=15))
    assert server.asked[1][1]["if-none-match"] == '"a"'


def test_each_failure_doubles_the_pause_up_to_a_day() -> None:
    with serving({"/": (404, {}, b"")}) as server:
        feed = Feed(server.url(), etag='"a"')
        pauses: list[float] = []
        for _ in range(9):
            feed, count, told = ask(server, feed)
            assert (count, told) == (None, [f"{server.url()}: answers 404 Not Found; check the address"])
            assert feed.next_at is not None
            pauses.append((feed.next_at - NOW).total_seconds() / 60)
    assert pauses == [30, 60, 120, 240, 480, 960, 1440, 1440, 1440]
    assert (feed.failures, feed.etag) == (9, '"a"')


def test_a_server_that_wants_to_be_left_alone_is() -> None:
    with serving({"/": (503, {"Retry-After": "172800"}, b"")}) as server:
        state, count, _ = ask(server, Feed(server.url()))
    assert (state.next_at, count, state.failures) == (NOW + dt.timedelta(days=2), None, 1)


@pytest.mark.parametrize("body", [html("No feed"), b"", b"<!DOCTYPE rss [<!ENTITY a 'b'>]><rss/>", b"x" * 11_000_000])
def test_what_is_no_feed_is_a_failure(body: bytes) -> None:
    with serving({"/": page(body, "application/rss+xml")}) as server:
        state, count, told = ask(server, Feed(server.url()))
    assert (state.failures, count, len(told)) == (1, None, 1)
    assert told[0].startswith(server.url() + ": ")


def test_a_polled_feed_keeps_its_title() -> None:
    with serving({"/": page(rss("<link>/a</link>"))}) as server, fetcher(server) as get:
        _, content = poll_feed(Feed(server.url()), get, NOW)
    assert content is not None
    assert content.title == "Harbour Wire"
    assert load().feed.poll_minutes == 15

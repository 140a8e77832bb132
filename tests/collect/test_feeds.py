import contextlib
import datetime as dt
import time

import pytest

from rashomon.collect import feeds
from rashomon.collect.feeds import entries_of, is_feed, read_feed
from rashomon.errors import InputError
from rashomon.settings import load

LONG = "The council of Tessalor said on Sunday that the northern bridge had been hit twice. " * 15
DAY = dt.date(2016, 4, 4)
HEADERS = "<title>Bridge hit</title><link>https://harbour.example/bridge</link>"

RSS2 = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Harbour &amp; Wire</title>
<ttl>60</ttl><item>{HEADERS}<guid isPermaLink="false">h-1</guid><pubDate>Mon, 04 Apr 2016 01:30:00 +0300</pubDate>
<description>The bridge was hit.</description>
<content:encoded><![CDATA[<p>{LONG}</p><script>alert(1)</script><p>Nobody was hurt &amp; the road is open.</p>]]></content:encoded>
</item></channel></rss>"""
RSS1 = f"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>Wire</title></channel>
<item rdf:about="https://harbour.example/bridge">{HEADERS}<dc:date>2016-04-04T23:30:00-05:00</dc:date></item></rdf:RDF>"""
RSS091 = f"""<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN"
 "http://my.netscape.com/publish/formats/rss-0.91.dtd"><rss version="0.91"><channel><title>Wire</title>
<item>{HEADERS}<pubDate>2016-04-04</pubDate></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Wire</title><entry><title type="html">Bridge &lt;b&gt;hit&lt;/b&gt;</title>
<link rel="alternate" href="https://harbour.example/bridge"/><id>h-1</id><updated>2016-04-05T00:00:00Z</updated>
<published>2016-04-04T10:00:00Z</published></entry></feed>"""


@pytest.mark.parametrize("text", [RSS2, RSS1, RSS091, ATOM], ids=["rss2", "rss1", "rss091", "atom"])
def test_every_kind_of_feed_gives_its_entries(text: str) -> None:
    (entry,) = entries_of(text.encode())
    assert (entry.url, entry.title, entry.published) == ("https://harbour.example/bridge", "Bridge hit", DAY)
    assert is_feed(text.encode())


def test_full_content_becomes_plain_text() -> None:
    feed = read_feed(RSS2.encode())
    (entry,) = feed.entries
    assert (feed.title, feed.ttl) == ("Harbour & Wire", 60.0)
    assert entry.text == LONG.strip() + "\nNobody was hurt & the road is open."
    assert (entry.id, entry.date) == ("h-1", "Mon, 04 Apr 2016 01:30:00 +0300")


def rss(items: str, head: str = "") -> bytes:
    return f'<rss version="2.0">{head}<channel><title>Wire</title>{items}</channel></rss>'.encode()


@pytest.mark.parametrize("end", ["Continue reading", "... ", "[…]", "Read more &raquo;", "Read on"])
def test_a_teaser_is_no_full_text(end: str) -> None:
    (entry,) = entries_of(rss(f"<item>{HEADERS}<description>{LONG} {end.replace('&', '&amp;')}</description></item>"))
    assert entry.text == ""


def test_a_short_text_is_a_teaser_unless_there_is_no_page() -> None:
    items = (
        f"<item>{HEADERS}<description>Hit twice.</description></item><item><description>Hit twice.</description></item>"
    )
    assert [entry.text for entry in entries_of(rss(items))] == ["", "Hit twice."]


def test_relative_links_are_resolved_and_others_left() -> None:
    links = ["/bridge", "../bridge#top", "?id=1", "//other.example/a", "javascript:alert(1)", "file:///etc/passwd", ""]
    items = "".join(f"<item><title>x</title><link>{link}</link></item>" for link in links)
    found = [entry.url for entry in entries_of(rss(items), "https://harbour.example/news/feed.xml")]
    assert found == [
        "https://harbour.example/bridge",
        "https://harbour.example/bridge",
        "https://harbour.example/news/feed.xml?id=1",
        "https://other.example/a",
        "",
        "",
        "",
    ]


def test_a_date_that_is_none_is_kept_as_written() -> None:
    (entry,) = entries_of(rss(f"<item>{HEADERS}<pubDate>the day before yesterday</pubDate></item>"))
    assert (entry.published, entry.date) == (None, "the day before yesterday")


BROKEN = {
    "torn": rss(f"<item>{HEADERS}</item>")[:-20],
    "ampersand": rss(f"<item>{HEADERS}<description>Hit & run</description></item>"),
    "entity": rss(f"<item>{HEADERS}<description>Hit&nbsp;twice</description></item>"),
    "unclosed": rss(f"<item>{HEADERS}<description><p>Hit</description></item>"),
    "control": rss(f"<item>{HEADERS}<description>Hit \x0b twice</description></item>"),
    "before": b"\n\n  " + rss(f"<item>{HEADERS}</item>"),
    "declaration": b"\n<?xml version='1.0' encoding='latin-1'?>" + rss(f"<item>{HEADERS}</item>"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_feed_gives_what_it_has(name: str) -> None:
    entry = entries_of(BROKEN[name])[0]
    assert (entry.url, entry.title) == ("https://harbour.example/bridge", "Bridge hit")


@pytest.mark.parametrize(
    ("encoding", "declared", "header"),
    [
        ("utf-8", "", None),
        ("utf-8", "windows-1251", "koi8-r"),
        ("utf-8-sig", "", None),
        ("utf-16", "utf-16", None),
        ("utf-16-le", "", None),
        ("windows-1251", "windows-1251", None),
        ("windows-1251", "", "windows-1251"),
        ("koi8-r", "utf-8", "koi8-r"),
    ],
)
def test_the_charset_is_found(encoding: str, declared: str, header: str | None) -> None:
    head = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    text = head + rss(f"<item><title>Мост у Тессалора</title>{HEADERS[26:]}</item>").decode()
    assert entries_of(text.encode(encoding), encoding=header)[0].title == "Мост у Тессалора"


@pytest.mark.parametrize("name", ["punycode", "rot13", "no-such-charset"])
def test_a_charset_that_is_none_is_left(name: str) -> None:
    data = f'<?xml version="1.0" encoding="{name}"?>'.encode() + rss(
        "<item><title>Caf\xe9</title></item>".replace("\xe9", "@")
    )
    assert entries_of(data.replace(b"@", b"\xe9"))[0].title == "Café"


def test_one_damaged_entry_does_not_cost_the_others() -> None:
    items = f"<item>{HEADERS}<description><![CDATA[<![damaged <b>Hit</b>]]></description></item><item>{HEADERS}</item>"
    assert [entry.title for entry in entries_of(rss(items))] == ["Bridge hit", "Bridge hit"]


LAUGHS = "<!DOCTYPE rss [<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {chr(97 + n)} '{f'&{chr(96 + n)};' * 10}'>" for n in range(1, 12)
)


@pytest.mark.parametrize(
    "data",
    [
        LAUGHS.encode() + b"]>" + rss("<item><title>&l;</title></item>"),
        LAUGHS.encode("utf-16") + (b"]>" + rss("<item/>")).decode().encode("utf-16-le"),
        b"<!DOCTYPE rss [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>" + rss("<item><title>&x;</title></item>"),
        b"<!DOCTYPE rss [<!ENTITY % x SYSTEM 'http://127.0.0.1/'> %x;]>" + rss("<item/>"),
        b"<!-- a --><?x y?>\n<!doctype rss [\n]>" + rss("<item/>"),
        b"<!DOCTYPE a><!DOCTYPE rss [<!ENTITY a 'b'>]>" + rss("<item/>"),
        b"<!DOCTYPE " + b"x" * 100_000 + b">" + rss("<item/>"),
        rss("<!DOCTYPE x [<!ENTITY a 'b'>]><item/>"),
        rss("<item/>") + b"<!DOCTYPE x [<!ENTITY a 'b'>]>",
    ],
    ids=["laughs", "utf16", "file", "parameter", "lower", "second", "long", "inside", "after"],
)
def test_entities_are_refused(data: bytes) -> None:
    with pytest.raises(InputError, match="declares entities"):
        entries_of(data)


def test_a_report_may_speak_of_entities() -> None:
    text = f"<![CDATA[<pre><!DOCTYPE x [<!ENTITY a 'b'>]></pre>{LONG}]]>"
    assert len(entries_of(rss(f"<item>{HEADERS}<description>{text}</description></item>"))) == 1


def test_a_feed_of_fifty_megabytes_is_refused_at_once() -> None:
    with pytest.raises(InputError, match=r"is 50\.\d MB; the limit for a feed is 10\.0 MB"):
        entries_of(rss(f"<item>{HEADERS}</item>" * 700_000)[:50_000_000])


HOSTILE = {
    "deep": rss("<item>" + "<a>" * 100_000),
    "deep html": rss(f"<item>{HEADERS}<description>{'&lt;div&gt;' * 50_000}</description></item>"),
    "unclosed tags": rss("<item" * 100_000),
    "brackets": b"<rss>" + b"<" * 500_000,
    "attributes": rss("<item " + " ".join(f"a{n}='x'" for n in range(50_000)) + "/>"),
    "fewer attributes": rss("<item " + " ".join(f"a{n}='x'" for n in range(20_000)) + "/>"),
    "namespaces": rss("<item " + " ".join(f"xmlns:a{n}='x'" for n in range(20_000)) + "/>"),
    "comments": rss("<!--" * 100_000),
    "cdata": rss("<![CDATA[" * 50_000),
    "entities": rss("<item><title>" + "&amp;" * 1_000_000 + "</title></item>"),
    "declared comments": rss("<!-- <!entity --> " + "<!--" * 200_000),
    "declared quotes": rss("<![CDATA[<!entity]]>" * 50_000 + "<![CDATA[" * 50_000),
    "comments before": b"<!---->" * 50_000 + b"x",
    "commands before": b"<?a?>  " * 50_000 + b"<",
    "dots": rss(f"<item>{HEADERS}<description>{'...a' * 60_000}b</description></item>"),
    "many": rss(f"<item>{HEADERS}</item>" * 60_000),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_feeds_end_in_time(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    quick = load().model_copy(update={"feed": load().feed.model_copy(update={"timeout_seconds": 1.5})})
    monkeypatch.setattr(feeds, "settings", lambda: quick)
    started = time.monotonic()
    with contextlib.suppress(InputError):
        assert len(entries_of(HOSTILE[name])) <= load().feed.max_entries
    assert time.monotonic() - started < 15  # the worker is stopped after 1.5


def test_an_ordinary_feed_starts_no_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(text: str, url: str) -> feeds.FeedContent:
        raise AssertionError("a worker was started")

    monkeypatch.setattr(feeds, "_in_worker", refuse)
    assert len(entries_of(rss(f"<item>{HEADERS}</item>" * 500))) == 500
    with pytest.raises(AssertionError):
        entries_of(BROKEN["torn"])


def test_a_worker_gives_what_this_process_would() -> None:
    assert feeds._in_worker(RSS2, "https://a.example/") == feeds._parse(RSS2, "https://a.example/")


@pytest.mark.parametrize(
    ("data", "kind", "found"),
    [
        (b"<html><body>rss</body></html>", "application/rss+xml", False),
        (b"<!DOCTYPE html><html><rss/></html>", "text/html", False),
        (b"Warning: x\n<rss version='2.0'><channel/></rss>", "application/rss+xml; charset=x", True),
        (b"Warning: x\n<rss version='2.0'><channel/></rss>", "text/html", False),
        (b"<!-- <html> --><rss/>", "", True),
        (b"<rdf:RDF xmlns='http://example.org/'/>", "application/xml", False),
        (b"<opml/>", "text/xml", False),
        (b"plain text about <rss>", "text/plain", False),
        (b"", "application/rss+xml", False),
        (b"<!--" * 20_000, "", False),
    ],
)
def test_a_feed_is_known_by_its_first_element(data: bytes, kind: str, found: bool) -> None:
    assert is_feed(data, kind) is found


@pytest.mark.parametrize("data", [b"", b"   ", b"<html><p>No feed</p></html>", b"<opml/>", b"words", b"\x00\x01"])
def test_what_is_no_feed_is_told(data: bytes) -> None:
    with pytest.raises(InputError, match=r"is empty|is no feed"):
        entries_of(data)

import pytest

from rashomon.collect.lists import read_list
from rashomon.errors import InputError

OPML = """<?xml version="1.0" encoding="{}"?><opml version="2.0"><head><title>Müller's feeds</title></head><body>
<outline text="Harbour" type="rss" xmlUrl="https://harbour.example/feed"/>
<outline text="East"><outline text="More">
  <outline text="Straße" XMLURL=" http://street.example/rss?a=1&amp;b=2 "/>
  <outline text="Again" xmlUrl="https://harbour.example/feed"/></outline>
<outline text="Wrong" xmlUrl="file:///etc/passwd"/></outline>
<outline text="A page" htmlUrl="https://page.example/"/></body></opml>"""


@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-1", "utf-16", "windows-1252"])
def test_opml_gives_its_feeds_at_any_depth(encoding: str) -> None:
    found = read_list(OPML.format(encoding).encode(encoding), ".opml")
    assert found.urls == ["https://harbour.example/feed", "http://street.example/rss?a=1&b=2"]
    assert found.wrong == [("line 6", "'file:///etc/passwd' is no address; write https://...")]


def test_a_text_gives_one_address_a_line() -> None:
    text = "\ufeff# our list\r\n\r\nhttps://a.example/feed # daily\r\n  http://b.example/x#top \nnot an address\n"
    text += "https://a.example/feed\nhttps://c.example/a b\nftp://d.example/\n"
    found = read_list(text.encode(), ".urls")
    assert found.urls == ["https://a.example/feed", "http://b.example/x#top"]
    assert [part for part, _ in found.wrong] == ["line 5", "line 7", "line 8"]
    assert found.wrong[0][1] == "'not an address' is no address; write https://..."


BOMB = "<!DOCTYPE opml [<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {chr(97 + n)} '{f'&{chr(96 + n)};' * 10}'>" for n in range(1, 9)
)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (BOMB + "]><opml><body><outline xmlUrl='http://a.example/&i;'/></body></opml>", "declares entities"),
        ("<!DOCTYPE opml SYSTEM 'file:///etc/passwd'><opml/>", "declares entities"),
        ("<!DOCTYPE opml [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><opml>&x;</opml>", "declares entities"),
        ("<!DOCTYPE opml [<!ENTITY % p SYSTEM 'http://127.0.0.1/'> %p;]><opml/>", "declares entities"),
        ("<opml>&undefined;</opml>", "not well-formed"),
        ("<opml><body><outline xmlUrl='http://a.example/'>", "not well-formed"),
        ("<opml>" + "<outline>" * 500, "nested deeper"),
        ("<opml>" + "<outline>" * 200_000, "nested deeper"),
        ("<rss><channel/></rss>", "no OPML: it begins with <rss>"),
        ("<opml><body/></opml>", "without a feed"),
        ("", "not well-formed"),
    ],
    ids=["bomb", "external", "file", "parameter", "undefined", "torn", "deep", "deeper", "rss", "none", "empty"],
)
def test_bad_opml_is_told_in_one_line(text: str, told: str) -> None:
    with pytest.raises(InputError, match=told) as caught:
        read_list(text.encode(), ".opml")
    assert str(caught.value).isprintable()


@pytest.mark.parametrize("data", [b"", b"# nothing\n\n", b"\x00\x01\x02" * 100, b"\xff\xff\xff"])
def test_a_text_without_an_address_is_an_error(data: bytes) -> None:
    with pytest.raises(InputError):
        read_list(data, ".urls")


def test_a_list_is_known_by_its_start_too() -> None:
    assert read_list(OPML.format("utf-8").encode()).urls[0] == "https://harbour.example/feed"


def test_too_many_addresses_are_told() -> None:
    text = "".join(f"http://a.example/{n}\n" for n in range(100_001))
    with pytest.raises(InputError, match="more than 100,000"):
        read_list(text.encode(), ".urls")

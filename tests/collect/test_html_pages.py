import time

import pytest

from rashomon.collect import guard, pages
from rashomon.errors import InputError
from rashomon.settings import load

SENTENCE = "The army said it had retaken the town of Tessalor on Sunday after two days of fighting in its streets."
ARTICLE = f"""<article><h1>Army retakes Tessalor</h1><p>{SENTENCE}</p>
<p>Residents said that the market was still burning in the evening and that nobody had come to put it out.</p>
</article>"""
HEAD = """<title>Army retakes Tessalor</title><meta property="og:site_name" content="Harbour Wire">
<meta property="article:published_time" content="2024-03-04T10:00:00Z">"""


def html(body: str, head: str = HEAD) -> bytes:
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode()


def test_a_page_gives_text_title_date_and_publisher() -> None:
    menu = "<nav><a href='/'>Home</a> <a href='/war'>War</a></nav><footer>All rights reserved</footer>"
    page = pages.read_page(html(menu + ARTICLE))
    assert SENTENCE in page.text
    assert "rights reserved" not in page.text
    assert (page.title, page.published, page.publisher) == ("Army retakes Tessalor", "2024-03-04", "Harbour Wire")


@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 200_000 + ARTICLE,
        "<b>" * 20_000 + ARTICLE + "</b>" * 20_000,
        "<table><tr><td>" * 5_000 + ARTICLE,
        ARTICLE + "<p><b><i></p>" * 10_000,
    ],
    ids=["div", "bold", "tables", "soup"],
)
def test_deep_nesting_and_soup_are_read_in_a_worker(body: str) -> None:
    data = html(body)
    assert guard.suspicious(data.decode())
    started = time.monotonic()
    assert SENTENCE in pages.read_page(data).text
    assert time.monotonic() - started < 20


def test_ordinary_pages_are_read_in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(module: str, page: str) -> object:
        raise AssertionError("a worker was started")

    monkeypatch.setattr(guard, "in_worker", refuse)
    rows = "<ul>" + "<li>one<li>two<br>" * 2_000 + "</ul>"
    assert SENTENCE in pages.read_page(html(ARTICLE + rows)).text


def test_a_worker_that_hangs_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    quick = load().model_copy(update={"html": load().html.model_copy(update={"timeout_seconds": 0.01})})
    monkeypatch.setattr(guard, "settings", lambda: quick)
    with pytest.raises(InputError, match=r"took longer than 0\.01 seconds"):
        pages.read_page(html("<div>" * 1000 + ARTICLE))


def test_a_worker_that_crashes_is_one_line() -> None:
    with pytest.raises(InputError, match="cannot be read as a page"):
        guard.in_worker("rashomon.collect.no_such_module", "x")


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "is empty"),
        (b"<html></html>", "no article text"),
        (bytes(range(32)) * 100, "is binary"),
    ],
)
def test_pages_without_text(data: bytes, told: str) -> None:
    with pytest.raises(InputError, match=told):
        pages.read_page(data)


@pytest.mark.parametrize("charset", ["windows-1252", "iso-8859-1", "no-such-charset", "windows-1251"])
def test_declared_charsets(charset: str) -> None:
    word = "Фронт" if charset == "windows-1251" else "café"
    encoding = "windows-1251" if charset == "windows-1251" else "windows-1252"
    data = html(f"<p>{word} {SENTENCE}</p>", f'<meta charset="{charset}">').decode().encode(encoding)
    assert pages.read_page(data).text.startswith(f"{word} The army")


def test_script_text_is_not_read() -> None:
    text = pages.all_text(f"<div><script>var army = 'attacked';</script><p>{SENTENCE}</p></div>")
    assert text == SENTENCE

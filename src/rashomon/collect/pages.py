"""HTML pages to the text, title, date and publisher of the article in them.

trafilatura does the reading, in this process for ordinary pages, in a worker for suspicious ones. Run as a
module it is that worker: the page on standard input, the fields as JSON on standard output.
"""

from __future__ import annotations

import json
import logging
import sys
from dataclasses import asdict, dataclass
from html.parser import HTMLParser

from rashomon.collect import guard
from rashomon.errors import InputError


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says about its article; ``published`` is an ISO day."""

    text: str
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    url: str | None = None


def read_page(data: bytes, charset: str | None = None) -> Page:
    """The article of an HTML page; ``charset`` is what its server says.

    Raises InputError where there is no article or the page cannot be read.
    """
    page = guard.decode_page(data, charset)
    if not page.strip():
        raise InputError("is empty")
    if guard.suspicious(page):
        fields = guard.in_worker(__name__, page)
        found = Page(**fields) if isinstance(fields, dict) else None
    else:
        found = extract(page)
    if found is None or not found.text.strip():
        raise InputError("holds no article text; save the text of the page as .txt")
    return found


def extract(page: str) -> Page | None:
    """The article as trafilatura finds it, else all text of the page; None where there is none."""
    import trafilatura
    from trafilatura.settings import Document

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    try:
        found = trafilatura.bare_extraction(page, with_metadata=True, include_comments=False, include_tables=False)
        text = found.text if isinstance(found, Document) else None
        if not text:
            text = trafilatura.html2txt(page) or all_text(page)
    except (ValueError, TypeError, AttributeError, RecursionError, LookupError, AssertionError) as error:
        raise InputError(f"cannot be read as a page ({type(error).__name__}); save its text as .txt") from error
    if not text:
        return None
    if not isinstance(found, Document):
        return Page(guard.clean(text))
    return Page(guard.clean(text), found.title, found.date, found.sitename or found.hostname, found.url)


_BLOCK_TAGS = "p div br li tr h1 h2 h3 h4 h5 h6 article section blockquote table ul ol"


class _Stripper(HTMLParser):
    """Collects the text outside scripts and styles, with line breaks where a block ends."""

    _SILENT = frozenset({"script", "style", "noscript", "template", "title"})
    _BLOCKS = frozenset(_BLOCK_TAGS.split())

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.silent: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note scripts, and end the line before a block."""
        if tag in self._SILENT:
            self.silent = tag
        elif tag in self._BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """Note the end of scripts, and end the line after a block."""
        if tag == self.silent:
            self.silent = None
        elif tag in self._BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        """Keep text that a reader of the page would see."""
        if self.silent is None:
            self.parts.append(data)


def all_text(page: str) -> str:
    """All visible text of a page whose nesting is too deep for a tree, one line for each block."""
    stripper = _Stripper()
    stripper.feed(page)
    lines = ("".join(stripper.parts)).split("\n")
    return "\n".join(line for line in (" ".join(line.split()) for line in lines) if line)


def _work() -> None:
    guard.limit_memory(int(sys.argv[1]))
    sys.setrecursionlimit(20_000)
    found = extract(sys.stdin.buffer.read().decode("utf-8"))
    json.dump(asdict(found) if found else None, sys.stdout)


if __name__ == "__main__":
    _work()

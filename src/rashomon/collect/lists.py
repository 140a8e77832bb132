"""Lists of addresses: OPML files as feed readers write them, and text files with one address a line."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple
from xml.parsers import expat

from rashomon.collect import guard
from rashomon.collect.addresses import show
from rashomon.errors import InputError

_DEEPEST = 200  # nested outlines; feed readers make two or three levels
_MOST = 100_000  # addresses in one list


LISTS = (".opml", ".urls")  # the suffixes of such files; a .txt file is a report
Wrong = tuple[str, str]  # the part ("line 3") and the reason


class Listed(NamedTuple):
    """The addresses of a list, each once, in its order, and the lines that are wrong, with the reason."""

    urls: list[str]
    wrong: list[Wrong]


def read_list(data: bytes, suffix: str = "") -> Listed:
    """The addresses of an OPML file or of a text file, told apart by suffix or else by how it begins.

    Raises InputError where it is neither, or holds none.
    """
    start = data[:4096].removeprefix(b"\xef\xbb\xbf").lstrip()
    opml = suffix == ".opml" or start.startswith((b"<", b"\xff\xfe<", b"\xfe\xff\0<"))
    return feeds_of_opml(data) if opml else urls_of_text(data)


def urls_of_text(data: bytes) -> Listed:
    """One address a line; empty lines and what follows ``#`` at a line's start or after a space are passed over."""
    urls: dict[str, None] = {}
    wrong: list[Wrong] = []
    for number, line in enumerate(guard.decode(data).removeprefix("\ufeff").split("\n"), 1):
        text = line.strip()
        text = "" if text.startswith("#") else text.partition(" #")[0].strip()
        if text and _address(text):
            urls[text] = None
        elif text:
            wrong.append((f"line {number}", f"{show(text)!r} is no address; write https://..."))
        _check_number(urls)
    if not urls and not wrong:
        raise InputError("holds no address; write one a line, https://...")
    return Listed(list(urls), wrong)


def feeds_of_opml(data: bytes) -> Listed:
    """The feed addresses of an OPML file, from outlines at any depth.

    Raises InputError where it is not well-formed, is no OPML, or declares a document type: no entity is ever expanded.
    """
    outline = _Outline()
    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = outline.start, outline.end
    parser.StartDoctypeDeclHandler = outline.refuse
    parser.EntityDeclHandler = outline.refuse
    parser.ExternalEntityRefHandler = outline.refuse
    outline.line = lambda: parser.CurrentLineNumber
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError) as error:  # an encoding that expat does not know
        raise InputError(f"is not well-formed XML ({error}); export the list from your feed reader again") from error
    if not outline.urls and not outline.wrong:
        raise InputError("is OPML without a feed; its outlines need an xmlUrl")
    return Listed(list(outline.urls), outline.wrong)


class _Outline:
    """What expat reports of an OPML file, gathered."""

    def __init__(self) -> None:
        self.urls: dict[str, None] = {}
        self.wrong: list[Wrong] = []
        self.depth = 0
        self.line: Callable[[], int] = lambda: 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take an outline's feed address; attributes' names are told apart by some readers in capitals."""
        if self.depth == 0 and name.lower() != "opml":
            raise InputError(f"is XML, but no OPML: it begins with <{name[:40]}>")
        self.depth += 1
        if self.depth > _DEEPEST:
            raise InputError(f"has outlines nested deeper than {_DEEPEST}; no list needs that")
        if name.lower() != "outline":
            return
        url = next((value.strip() for key, value in attributes.items() if key.lower() == "xmlurl"), "")
        if url and _address(url):
            self.urls[url] = None
            _check_number(self.urls)
        elif url:
            self.wrong.append((f"line {self.line()}", f"{show(url)!r} is no address; write https://..."))

    def end(self, name: str) -> None:
        """Leave an element."""
        self.depth -= 1

    def refuse(self, *details: object) -> int:
        """Stop at a DOCTYPE or an entity."""
        raise InputError("declares entities or a document type, which no OPML needs; it is not read")


def _address(text: str) -> bool:
    """Whether a line can be an address; whether it may be fetched is judged when it is."""
    return text.lower().startswith(("http://", "https://")) and not any(character.isspace() for character in text)


def _check_number(urls: dict[str, None]) -> None:
    if len(urls) > _MOST:
        raise InputError(f"has more than {_MOST:,} addresses; split it")

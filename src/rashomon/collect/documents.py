"""Bytes that hold one report: a text or a page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from rashomon.collect import guard
from rashomon.collect.fields import in_future, parse_day
from rashomon.collect.items import Item, Origin, Remark, found
from rashomon.errors import InputError
from rashomon.records import Report
from rashomon.settings import settings


def from_text(data: bytes, origin: Origin) -> Iterator[Item]:
    """A text file to its report.

    Its first line is the title only where it is clearly one: at most 150 characters long, not ending like a
    sentence or a dateline, followed by a blank line and then by text.
    """
    text = guard.decode(data)
    if not text.strip():
        raise InputError("is empty")
    guard.check_length(text)
    odd = text.count("\ufffd")
    if odd:
        characters = "character that is" if odd == 1 else "characters that are"
        yield Remark(f"{origin}: holds {odd:,} {characters} no text (NUL, control codes); read as U+FFFD")
    title, body = split_title(text)
    yield found(origin, Report(id=origin.source, text=body, title=title), data)


def split_title(text: str) -> tuple[str | None, str]:
    """The title, where the first line is clearly one, and the text after it."""
    stripped = text.lstrip("\ufeff\n\t ")
    first, _, rest = stripped.partition("\n")
    first = first.strip()
    blank, _, body = rest.partition("\n")
    clear = first and len(first) <= settings().title.max_characters and first[-1] not in ".,;:-–—"
    if clear and not blank.strip() and body.strip():
        return first, body.strip("\n")
    return None, text.strip("\ufeff").strip("\n")


def from_page(data: bytes, origin: Origin) -> Iterator[Item]:
    """An HTML page to its report; a date that cannot be its own is left out."""
    from rashomon.collect.pages import read_page

    if not data.strip():
        raise InputError("is empty")
    page = read_page(data)
    guard.check_length(page.text)
    day, odd = page_day(page.published)
    if odd:
        yield Remark(f"{origin}: {odd}")
    yield found(origin, Report(origin.source, page.text, page.title, day, page.publisher, page.url), data)


def page_day(published: str | None) -> tuple[dt.date | None, str | None]:
    """The day a page gives itself, and why it is left out where it cannot be its own."""
    if not published:
        return None, None
    try:
        day = parse_day(published)
    except ValueError:
        return None, f"the page's date {published[:40]!r} is not one, so it is left out"
    if in_future(day):
        return None, f"the page's date {day} is in the future, so it is left out"
    return day, None

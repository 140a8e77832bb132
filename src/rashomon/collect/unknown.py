"""Bytes without a suffix, taken for what they begin like."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rashomon.collect.documents import from_page, from_text
from rashomon.collect.feedfiles import from_xml
from rashomon.collect.items import Item, Origin
from rashomon.collect.jsonfiles import from_json, from_lines

_XML = re.compile(rb"<(?:rss|feed|rdf:RDF|opml)[\s>]", re.IGNORECASE)


def from_unknown(data: bytes, origin: Origin) -> Iterator[Item]:
    """Bytes without a suffix: JSON where they start like a report or a list, a feed, a page, else text."""
    start = data[:4096].removeprefix(b"\xef\xbb\xbf").lstrip()
    after = start[1:].lstrip()[:1]
    if (start[:1] == b"{" and after in b'"}') or (start[:1] == b"[" and after in b"{]"):
        first, _, rest = data.strip().partition(b"\n")
        many_lines = first.rstrip().endswith(b"}") and rest.lstrip().startswith(b"{")
        yield from (from_lines if many_lines else from_json)(data, origin)
    elif start[:14].lower() == b"<!doctype html" or start[:5].lower() == b"<html":
        yield from from_page(data, origin)
    elif start[:1] == b"<" and _XML.search(start):
        yield from from_xml(data, origin)
    else:
        yield from from_text(data, origin)

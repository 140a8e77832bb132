"""Files made to fill the memory, to take for ever, or to make us open what we should not."""

from __future__ import annotations

import gzip
import json
import threading
import zlib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import brotli  # type: ignore[import-untyped,unused-ignore]
import pytest
from limited import collect

SENTENCE = "The army said it had retaken the town of Tessalor on Sunday after two days of fighting in its streets."
ARTICLE = f"<article><h1>Army retakes Tessalor</h1><p>{SENTENCE}</p><p>{SENTENCE} {SENTENCE}</p></article>"
SECRET = "the-secret-of-the-house"


def html(body: str, start: str = "<!doctype html>") -> bytes:
    return f"{start}<html><head><title>Army retakes Tessalor</title></head><body>{body}</body></html>".encode()


def one_failure(path: Path, data: bytes, *told: str) -> None:
    path.write_bytes(data)
    outcome = collect(path)
    assert outcome.found == []
    assert len(outcome.failed) == 1
    assert any(text in outcome.failed[0]["reason"] for text in told), outcome.failed
    assert (outcome.touched, outcome.written) == ([], [])


@pytest.fixture
def trap(tmp_path: Path) -> Iterator[tuple[Path, str, list[str]]]:
    """A file that must not be read, an address that must not be asked, and the list of who asked."""
    (tmp_path / "in").mkdir()
    (tmp_path / "secret.txt").write_text(SECRET)
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(SECRET.encode())

        def log_message(self, format: str, *args: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield tmp_path / "secret.txt", f"http://127.0.0.1:{server.server_port}/x", asked
        server.shutdown()


# --- bombs


def gigabyte(start: bytes, filler: bytes = b"\0" * 1_000_000) -> bytes:
    """A gzip member that unpacks to ``start`` and a gigabyte of ``filler``, made of one packed block again and again."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    blocks = [packer.compress(part) + packer.flush(zlib.Z_FULL_FLUSH) for part in (start, filler)]
    times = 1_000_000_000 // len(filler)
    return b"\x1f\x8b\x08\0\0\0\0\0\0\x03" + blocks[0] + blocks[1] * times + packer.flush() + b"\0" * 8


def record(block: bytes, length: int | None = None, url: str = "http://wire.example/1") -> bytes:
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2024-03-05T10:00:00Z\r\n"
    head += f"Content-Type: application/http; msgtype=response\r\nContent-Length: {length or len(block)}\r\n\r\n"
    return head.encode() + block + b"\r\n\r\n"


def answer(body: bytes, coding: str = "") -> bytes:
    extra = f"Content-Encoding: {coding}\r\n" if coding else ""
    return f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{extra}\r\n".encode() + body


GOOD = gzip.compress(record(answer(html(ARTICLE))))


@pytest.mark.parametrize("kind", ["page", "nothing", "no end of head", "small records"])
def test_a_gigabyte_in_a_megabyte_stops_early_and_costs_itself(tmp_path: Path, kind: str) -> None:
    head = record(answer(b""), 1_000_000_000)[:-4]
    parts = {
        "page": gigabyte(head),
        "nothing": gigabyte(b""),
        "no end of head": gigabyte(b"WARC/1.0\r\n", b"X: y\r\n" * 100_000),
        "small records": gigabyte(b"", record(b"", url="dns:x") * 5_000),
    }
    path = tmp_path / "a.warc.gz"
    path.write_bytes(GOOD + parts[kind] + GOOD)
    assert path.stat().st_size < 10_000_000
    outcome = collect(path)
    assert [item["title"] for item in outcome.found] == ["Army retakes Tessalor"] * 2
    assert [item["part"].split("+")[0] for item in outcome.failed] == [f"byte {len(GOOD)}"]


def test_lengths_larger_than_memory(tmp_path: Path) -> None:
    lines = [
        b"Content-Length: 99999999999999999",
        b"content-length\t: 999999999999",
        b"\rContent-Length: 9999999999999",
        b"X: y\r\n Content-Length: 99999999999",
    ]
    one = record(answer(html(ARTICLE)))
    spoilt = [one.replace(b"WARC-Date", line + b"\r\nWARC-Date", 1) for line in lines]
    spoilt += [one.replace(b"\r\nWARC-Date", b"\r\nX: y\r\n" + line + b"\r\nWARC-Date", 1) for line in lines]
    path = tmp_path / "a.warc.gz"
    path.write_bytes(b"".join(map(gzip.compress, spoilt)) + GOOD)
    outcome = collect(path)
    assert len(outcome.found) + len(outcome.failed) == len(spoilt) + 1
    assert outcome.found


@pytest.mark.parametrize("coding", ["gzip", "br", "deflate"])
def test_a_page_that_is_a_bomb(tmp_path: Path, coding: str) -> None:
    if coding == "br":
        packer = brotli.Compressor(quality=5)
        body = b"".join(packer.process(b"\0" * 10_000_000) for _ in range(100)) + packer.finish()
    else:
        body = gigabyte(b"") if coding == "gzip" else zlib.compress(b"\0" * 200_000_000)
    path = tmp_path / "a.warc.gz"
    path.write_bytes(gzip.compress(record(answer(body, coding))) + GOOD)
    outcome = collect(path)
    assert len(outcome.found) == 1
    assert "unpacks to more than 20.0 MB" in outcome.failed[0]["reason"]
    assert outcome.failed[0]["url"] == "http://wire.example/1"


LAUGHS = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
BILLION = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]>'
QUADRATIC = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY q "{"a" * 100_000}">]>'
RSS = "<rss version='2.0'><channel><title>{0}</title><item><title>{0}</title><link>http://wire.example/1</link><description>{0}</description></item></channel></rss>"
ATOM = "<feed xmlns='http://www.w3.org/2005/Atom'><title>{0}</title><entry><title>{0}</title><content>{0}</content></entry></feed>"
OPML = "<opml version='2.0'><body><outline text='{0}' xmlUrl='http://wire.example/rss'/></body></opml>"


FORMS = {"a.rss": RSS, "a.atom": ATOM, "a.xml": RSS, "a.opml": OPML}


@pytest.mark.parametrize("bomb", ["billion", "quadratic"])
def test_entity_bombs_in_feeds_and_lists(tmp_path: Path, bomb: str) -> None:
    for name, form in FORMS.items():
        text = BILLION + form.format("&l9;") if bomb == "billion" else QUADRATIC + form.format("&q;" * 30_000)
        (tmp_path / name).write_text(text)
    outcome = collect(tmp_path)
    assert outcome.found == []
    assert [item["file"] for item in outcome.failed] == sorted(FORMS)
    assert all(len(item["reason"]) < 200 for item in outcome.failed)


@pytest.mark.parametrize("bomb", [BILLION + "{}", QUADRATIC + "{}"])
def test_entity_bombs_in_pages(tmp_path: Path, bomb: str) -> None:
    path = tmp_path / "a.xhtml"
    path.write_bytes(bomb.format(html(f"<p>&l9; {'&q;' * 5000}</p>{ARTICLE}", "").decode()).encode())
    outcome = collect(path)
    assert all(len(item["text"]) < 200_000 for item in outcome.found)
    assert len(outcome.found) + len(outcome.failed) == 1


# --- files that name other files


@pytest.mark.parametrize("way", ["file", "network", "parameter", "dtd", "include"])
def test_nothing_else_is_opened(tmp_path: Path, way: str, trap: tuple[Path, str, list[str]]) -> None:
    secret, address, asked = trap
    start = {
        "file": f'<!DOCTYPE x [<!ENTITY s SYSTEM "{secret.as_uri()}">]>',
        "network": f'<!DOCTYPE x [<!ENTITY s SYSTEM "{address}">]>',
        "parameter": f'<!DOCTYPE x [<!ENTITY % p SYSTEM "{address}"> %p; <!ENTITY s "x">]>',
        "dtd": f'<!DOCTYPE x SYSTEM "{address}">',
        "include": "",
    }[way]
    include = f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{secret.as_uri()}" parse="text"/>'
    body = include if way == "include" else "&s;"
    for name, form in FORMS.items():
        text = form.format("&s;" if name == "a.opml" else body)
        (tmp_path / "in" / name).write_text(f'<?xml version="1.0"?>{start}{text}')
    more = f'<img src="{address}"><link href="{address}" rel="stylesheet"><base href="{secret.as_uri()}">'
    for name in ("a.xhtml", "a.html"):
        (tmp_path / "in" / name).write_bytes(
            f'<?xml version="1.0"?>{start}'.encode() + html(f"<p>{body}</p>{ARTICLE}{more}", "")
        )
    outcome = collect(tmp_path / "in")
    assert SECRET not in json.dumps(vars(outcome))
    assert (asked, outcome.touched, outcome.written) == ([], [], [])
    assert [item["title"] for item in outcome.found][-2:] == ["Army retakes Tessalor"] * 2


ODD_NAMES = [
    "../../etc/passwd",
    "/etc/passwd",
    "..\\..\\x",
    "a/b\u202e",
    "file:///etc/passwd",
    "con",
    "'; drop table reports; --",
]


def test_ids_and_addresses_are_never_paths(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("".join(json.dumps({"id": name, "text": SENTENCE, "url": name}) + "\n" for name in ODD_NAMES))
    outcome = collect(path)
    assert [item["id"] for item in outcome.found] == ODD_NAMES
    assert (outcome.touched, outcome.written) == ([], [])
    path = tmp_path / "a.warc.gz"
    path.write_bytes(b"".join(gzip.compress(record(answer(html(ARTICLE)), url=name)) for name in ODD_NAMES))
    outcome = collect(path)
    assert [item["url"] for item in outcome.found] == ODD_NAMES
    assert (outcome.touched, outcome.written) == ([], [])
    assert sorted(file.name for file in tmp_path.iterdir()) == ["a.jsonl", "a.warc.gz"]


# --- pages


@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 200_000 + ARTICLE,
        "<table><tr><td colspan=9007199254740992 rowspan=9007199254740992>x</td><td>y</td></tr></table>" + ARTICLE,
        ARTICLE + "<!--" * 500_000,
        ARTICLE + "<" * 300_000,
        ARTICLE + "&amp;" * 300_000,
    ],
    ids=["deep", "colspan", "comments", "brackets", "entities"],
)
def test_pages_made_to_take_long_are_read_all_the_same(tmp_path: Path, body: str) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(html(body))
    outcome = collect(path)
    assert len(outcome.found) == 1
    assert SENTENCE in outcome.found[0]["text"]


def test_a_page_that_fills_the_memory_is_one_line(tmp_path: Path) -> None:
    one_failure(
        tmp_path / "a.html", html(ARTICLE + "<p>word word</p>" * 1_000_000), "cannot be read as a page", "took longer"
    )


# --- size, depth, nothing in it


KINDS = ["txt", "html", "json", "jsonl", "csv", "tsv", "parquet", "warc", "warc.gz", "rss", "atom", "xml", "opml"]


def test_files_full_of_nul(tmp_path: Path) -> None:
    for kind in KINDS:
        (tmp_path / f"a.{kind}").write_bytes(b"\0" * 5_000_000)
    outcome = collect(tmp_path)
    assert (outcome.found, outcome.touched, outcome.written) == ([], [], [])
    assert sorted(item["file"] for item in outcome.failed) == sorted(f"a.{kind}" for kind in KINDS)


def test_a_feed_of_fifty_megabytes_is_not_read(tmp_path: Path) -> None:
    for name in FORMS:
        (tmp_path / name).write_bytes(b"<rss><channel>" + b"<item></item>" * 4_000_000)
    outcome = collect(tmp_path)
    assert len(outcome.failed) == len(FORMS)
    assert all("the limit" in item["reason"] for item in outcome.failed)


@pytest.mark.parametrize("name", ["{}", "column{}"])
def test_ten_million_columns(tmp_path: Path, name: str) -> None:
    header = ",".join(name.format(number) for number in range(10_000_000)) if name != "{}" else "a," * 9_999_000
    one_failure(tmp_path / "a.csv", f"{header}\n1,2\n".encode(), "more than 2,000 columns", "is longer than 20.0 MB")


def test_a_row_of_ten_million_cells(tmp_path: Path) -> None:
    one_failure(tmp_path / "a.csv", b"id,text\n" + b"a," * 9_000_000 + b"\n", "cells for 2 columns")


@pytest.mark.parametrize("mark", ["[", '{"a":', '[{"id": "a", "text": "b", "c": ['])
def test_json_nested_too_deeply(tmp_path: Path, mark: str) -> None:
    one_failure(tmp_path / "a.json", mark.encode() * 100_000, "nested too deeply")
    one_failure(tmp_path / "a.jsonl", mark.encode() * 100_000 + b"\n", "nested too deeply")


def test_formula_cells_are_data(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("id,text\n=cmd,\"=cmd|' /C calc'!A0\"\n@x,+1 -1\n")
    outcome = collect(path)
    assert [(item["id"], item["text"]) for item in outcome.found] == [("=cmd", "=cmd|' /C calc'!A0"), ("@x", "+1 -1")]


def test_a_parquet_file_made_to_fill_the_memory(tmp_path: Path) -> None:
    import pyarrow as pa  # type: ignore[import-untyped,unused-ignore]
    import pyarrow.parquet as pq  # type: ignore[import-untyped,unused-ignore]

    path = tmp_path / "a.parquet"
    text = pa.array(["a" * 1_000_000] * 150)
    pq.write_table(pa.table({"text": text}), path, compression="zstd", use_dictionary=False, data_page_size=1 << 30)
    assert path.stat().st_size < 1_000_000
    del text
    one_failure(path, path.read_bytes(), "damaged", "unpacks to")

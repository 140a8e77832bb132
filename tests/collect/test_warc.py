import gzip
import zlib
from pathlib import Path

import brotli  # type: ignore[import-untyped,unused-ignore]
import pytest
from archives import SENTENCE, answer, packed, page, record

from rashomon.collect import warc
from rashomon.collect.files import collect_again, collect_part, collect_path, read_inputs
from rashomon.collect.items import Failed, Found, Item, Origin, Remark, digest_of
from rashomon.records import Report
from rashomon.settings import load

OWN_DAY = (
    '<meta property="article:published_time" content="2024-03-04"><meta property="og:site_name" content="Harbour Wire">'
)


def collected(path: Path, data: bytes) -> tuple[list[Found], list[Failed], list[str]]:
    path.write_bytes(data)
    items = list(collect_path(path))
    found = [item for item in items if isinstance(item, Found)]
    failed = [item for item in items if isinstance(item, Failed)]
    return found, failed, [item.text for item in items if isinstance(item, Remark)]


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz", "B.WARC.GZ"])
def test_a_page_is_a_report_with_the_address_and_day_it_has(tmp_path: Path, name: str) -> None:
    records = [
        record(answer(page(1, OWN_DAY)), url="http://wire.example/1"),
        record(answer(page(2)), url="http://wire.example/2"),
    ]
    found, failed, remarks = collected(tmp_path / name, packed(*records) if "gz" in name.lower() else b"".join(records))
    assert not failed
    one, two = (item.report for item in found)
    assert SENTENCE in one.text
    assert (one.url, one.publisher, str(one.published)) == ("http://wire.example/1", "Harbour Wire", "2024-03-04")
    assert (two.url, two.publisher, str(two.published)) == ("http://wire.example/2", "wire.example", "2024-03-05")
    assert found[0].origin == Origin((tmp_path / name).as_posix(), "byte 0")
    assert found[0].digest == digest_of(page(1, OWN_DAY), one.url)
    assert len(remarks) == 1
    assert "1 page has no date of its own; the day of capture" in remarks[0]
    for item in found:
        assert collect_part(item.origin) == item
    assert [type(item) for item in read_inputs([str(tmp_path / name)])] == [Report, Report, Remark]


def test_what_is_no_page_is_counted_in_one_remark(tmp_path: Path) -> None:
    records = [
        record(b"software: test\r\n", kind="warcinfo", Content_Type="application/warc-fields"),
        record(b"GET / HTTP/1.1\r\n\r\n", kind="request", Content_Type="application/http; msgtype=request"),
        record(answer(b"\x89PNG", "image/png")),
        record(answer(page(), status="404 Not Found")),
        record(answer(page()), kind="revisit"),
        record(b"20240305100000\nwire.example. 60 IN A 192.0.2.1\n", url="dns:wire.example"),
        record(page(), kind="resource", Content_Type="text/html"),
        record(answer(page(5, OWN_DAY), "application/xhtml+xml")),
    ]
    found, failed, remarks = collected(tmp_path / "a.warc.gz", packed(*records))
    assert (len(found), failed, len(remarks)) == (1, [], 1)
    for told in ("1 warcinfo", "1 request", "1 revisit", "1 resource", "1 answer with a status other than 200",
                 "1 answer of another kind", "1 response without HTTP"):  # fmt: skip
        assert told in remarks[0]


def chunked(data: bytes) -> bytes:
    return b"%x\r\n%s\r\n0\r\n\r\n" % (len(data), data)


PAGE = page(1, OWN_DAY)


@pytest.mark.parametrize(
    "block",
    [
        answer(chunked(PAGE), **{"Transfer-Encoding": "chunked"}),
        answer(gzip.compress(PAGE), **{"Content-Encoding": "gzip"}),
        answer(zlib.compress(PAGE), **{"Content-Encoding": "deflate"}),
        answer(brotli.compress(PAGE), **{"Content-Encoding": "br"}),
        answer(chunked(gzip.compress(PAGE)), **{"Transfer-Encoding": "chunked", "Content-Encoding": "gzip"}),
        answer(PAGE, **{"Transfer-Encoding": "chunked", "Content-Encoding": "gzip"}),
        answer(PAGE, **{"Content-Encoding": "br"}),
        answer(PAGE, **{"Content-Encoding": "none"}),
    ],
    ids=["chunked", "gzip", "deflate", "br", "both", "said, not done", "br not done", "unknown"],
)
def test_packed_pages_are_unpacked(tmp_path: Path, block: bytes) -> None:
    found, failed, _ = collected(tmp_path / "a.warc.gz", packed(record(block)))
    assert not failed
    assert found[0].report.title == "Army retakes Tessalor 1"
    assert found[0].digest == digest_of(PAGE, "http://wire.example/story")


def test_the_charset_of_the_server_is_taken(tmp_path: Path) -> None:
    body = page().decode().replace("Residents", "Жители").encode("windows-1251")
    found, _, _ = collected(tmp_path / "a.warc", record(answer(body, 'text/html; charset="windows-1251"')))
    assert "Жители" in found[0].report.text


def test_a_bad_page_costs_itself_and_has_its_address(tmp_path: Path) -> None:
    bad = [
        record(answer(b"<html></html>"), url="http://wire.example/empty"),
        record(answer(gzip.compress(page())[:-20], **{"Content-Encoding": "gzip"}), url="http://wire.example/cut"),
        record(answer(brotli.compress(page())[:-20], **{"Content-Encoding": "br"}), url="http://wire.example/cut"),
        record(answer(chunked(page())[:-20], **{"Transfer-Encoding": "chunked"}), url="http://wire.example/cut"),
        record(answer(page()), url="http://wire.example/digest", WARC_Block_Digest="sha1:" + "A" * 32),
    ]
    found, failed, _ = collected(tmp_path / "a.warc.gz", packed(*bad, record(answer(page()))))
    assert len(found) == 1
    assert [(item.url or "")[20:] for item in failed] == ["empty", "cut", "cut", "cut", "digest"]
    assert failed[0].reason == "holds no article text; save the text of the page as .txt"
    assert all("content cannot be unpacked" in item.reason for item in failed[1:4])
    assert failed[4].reason == "is damaged: its content does not fit its digest"
    assert all("\n" not in item.reason for item in failed)


def test_other_digests(tmp_path: Path) -> None:
    import hashlib

    block = answer(page())
    digests = [
        "",
        "sha256:" + hashlib.sha256(block).hexdigest(),
        "SHA-1:" + hashlib.sha1(block).hexdigest(),
        "blake9:abc",
    ]
    records = [record(block, url=f"http://wire.example/{at}", WARC_Block_Digest=one) for at, one in enumerate(digests)]
    found, failed, _ = collected(tmp_path / "a.warc", b"".join(records))
    assert (len(found), failed) == (4, [])


def test_a_file_packed_as_a_whole_is_read_by_record(tmp_path: Path) -> None:
    records = [record(answer(page(at)), url=f"http://wire.example/{at}") for at in range(5)]
    whole = gzip.compress(b"".join(records))
    found, failed, _ = collected(tmp_path / "a.warc.gz", whole)
    assert [item.report.url for item in found] == [f"http://wire.example/{at}" for at in range(5)]
    assert found[2].origin.part == f"byte 0+{len(records[0]) * 2}"
    assert collect_part(found[2].origin) == found[2]
    found, failed, _ = collected(tmp_path / "cut.warc.gz", whole[:-4])
    assert ([item.report.url[-1] for item in found if item.report.url], len(failed)) == (["0", "1", "2", "3"], 1)
    assert failed[0].origin.part == f"byte 0+{len(records[0]) * 4}"


def limited(monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    small = load().model_copy(update={"warc": load().warc.model_copy(update={"max_record_bytes": size})})
    monkeypatch.setattr(warc, "settings", lambda: small)


@pytest.mark.parametrize("pack", [packed, lambda *records: b"".join(records)], ids=["packed", "plain"])
def test_large_records_are_passed_or_told(tmp_path: Path, pack: object, monkeypatch: pytest.MonkeyPatch) -> None:
    limited(monkeypatch, 100_000)
    records = [
        record(answer(b"\0" * 3_000_000, "video/mp4")),
        record(answer(page(1)), url="http://wire.example/1"),
        record(answer(page(2) + b" " * 3_000_000), url="http://wire.example/2"),
        record(answer(page(3)), url="http://wire.example/3"),
    ]
    found, failed, remarks = collected(tmp_path / "a.warc.gz", pack(*records))  # type: ignore[operator]
    assert [item.report.url for item in found] == ["http://wire.example/1", "http://wire.example/3"]
    assert [(item.url, "larger than 0.1 MB" in item.reason) for item in failed] == [("http://wire.example/2", True)]
    assert "1 answer of another kind" in remarks[0]


def test_a_failure_can_be_tried_again_when_the_file_is_whole(tmp_path: Path) -> None:
    records = [record(answer(page(at)), url=f"http://wire.example/{at}") for at in range(3)]
    whole = packed(*records)
    start = len(packed(records[0]))
    broken = whole[: start + 40] + b"\0\0\0\0" + whole[start + 44 :]
    found, failed, _ = collected(tmp_path / "a.warc.gz", broken)
    assert (len(found), [item.origin.part for item in failed]) == (2, [f"byte {start}"])
    assert f"{len(packed(records[1])):,} bytes are lost" in failed[0].reason
    again: list[Item] = list(collect_again(failed[0].origin))
    assert isinstance(again[0], Failed)
    (tmp_path / "a.warc.gz").write_bytes(whole)
    item = collect_part(failed[0].origin)
    assert isinstance(item, Found)
    assert item.report.url == "http://wire.example/1"
    gone = collect_part(Origin(failed[0].origin.source, "byte 999999"))
    assert isinstance(gone, Failed)
    assert "not there any more" in gone.reason


@pytest.mark.parametrize("data", [b"", b"no archive at all", b"\x1f\x8b\x08nothing", b"WARC/1.0\r\n", b"\0" * 5000])
def test_files_that_are_no_archive(tmp_path: Path, data: bytes) -> None:
    found, failed, _ = collected(tmp_path / "a.warc.gz", data)
    assert (len(found), len(failed)) == (0, 1)

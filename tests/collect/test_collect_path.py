import hashlib
import json
import os
from pathlib import Path

import pytest

from rashomon import settings as all_settings
from rashomon.collect import jsonfiles
from rashomon.collect.files import collect_again, collect_part, collect_path
from rashomon.collect.items import Failed, Found, Item, Origin, Remark, canonical, digest_of

STORY = "The army said it had shelled the hills near Tessalor on Sunday."
LONG = f"{STORY} Residents spoke of fires in the market and of a convoy that turned back at the bridge. " * 12


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def test_the_digest_says_which_item_it_is(tmp_path: Path) -> None:
    one = {"text": STORY, "id": "a", "url": "http://e.org/a"}
    form = {"id": "a", "text": STORY, "url": "http://e.org/a"}
    flat = json.dumps(form, separators=(",", ":")).encode()
    page = f"<html><body><p>{STORY}</p></body></html>".encode()
    (tmp_path / "a.txt").write_text(STORY)
    (tmp_path / "b.html").write_bytes(page)
    (tmp_path / "c.json").write_text(json.dumps(one, indent=2))
    (tmp_path / "d.json").write_text(json.dumps([one]))
    (tmp_path / "e.jsonl").write_text(f"  {json.dumps(one)}\t\r\n")
    items = list(collect_path(tmp_path))
    assert [item.digest for item in items if isinstance(item, Found)] == [
        sha(STORY.encode() + b"\0"),
        sha(page + b"\0"),
        sha(flat + b"\0http://e.org/a"),
        sha(flat + b"\0http://e.org/a"),
        sha(json.dumps(one).encode() + b"\0http://e.org/a"),
    ]
    assert [item.origin for item in items if isinstance(item, Found)] == [
        Origin((tmp_path / name).as_posix(), part)
        for name, part in (("a.txt", ""), ("b.html", ""), ("c.json", ""), ("d.json", "index 0"), ("e.jsonl", "line 1"))
    ]
    assert digest_of(b"x", None) == digest_of(b"x", "") != digest_of(b"x", "y")
    assert canonical({"b": 1, "a": [None, "é"]}) == b'{"a":[null,"\\u00e9"],"b":1}'


def test_one_part_is_read_again_alone(tmp_path: Path) -> None:
    rows = [{"id": str(number), "text": f"{STORY} {number}"} for number in range(5)]
    rows[3]["text"] = ""
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, rows)))
    (tmp_path / "a.json").write_text(json.dumps(rows))
    (tmp_path / "a.csv").write_text("id,text\n" + "\n".join(f"{row['id']},{row['text']}" for row in rows))
    for name, part in (("a.jsonl", "line 4"), ("a.json", "index 3"), ("a.csv", "row 5")):
        items = list(collect_path(tmp_path / name))
        (bad,) = [item for item in items if isinstance(item, Failed)]
        assert (bad.origin.part, len(items)) == (part, 5)
        assert collect_part(bad.origin) == bad
        assert list(collect_again(bad.origin)) == [bad]
        path = tmp_path / name
        path.write_text(path.read_text().replace('"text": ""', f'"text": "{STORY}"').replace("3,\n", f"3,{STORY}\n"))
        (mended,) = collect_again(bad.origin)
        assert isinstance(mended, Found)
        assert (mended.report.id, mended.report.text) == ("3", STORY)
        path.unlink()
        gone = collect_part(bad.origin)
        assert isinstance(gone, Failed)
        assert gone.origin == bad.origin
        assert "no such file" in gone.reason


def test_a_whole_file_is_read_again_where_all_of_it_failed(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    (bad,) = collect_path(path)
    assert isinstance(bad, Failed)
    path.write_text("".join(json.dumps({"id": str(number), "text": STORY}) + "\n" for number in range(3)))
    assert len([item for item in collect_again(bad.origin) if isinstance(item, Found)]) == 3


def test_a_line_over_the_limit_costs_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small = all_settings.load()
    small = small.model_copy(update={"input": small.input.model_copy(update={"max_bytes": 1_000})})
    monkeypatch.setattr(jsonfiles, "settings", lambda: small)
    line = json.dumps({"id": "a", "text": STORY})
    (tmp_path / "a.jsonl").write_text(line + "\n" + "x" * 5_000 + "\n" + line)
    items = list(collect_path(tmp_path / "a.jsonl"))
    assert [item.origin.part for item in items if isinstance(item, Found)] == ["line 1", "line 3"]
    assert isinstance(items[1], Failed)
    assert "too large" in items[1].reason


def test_a_name_that_is_not_utf_8_is_one_failure(tmp_path: Path) -> None:
    try:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")).write_text(STORY)
    except OSError:  # some systems allow no such names, and so need no such test
        return
    (bad,) = collect_path(tmp_path)
    assert isinstance(bad, Failed)
    assert bad.origin.source.endswith("caf\\udce9.txt")
    assert "its name is not UTF-8" in bad.reason


RSS = f"""<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Harbour Wire</title>
<item><title>Army shells hills</title><link>http://wire.example/1</link><guid>one</guid>
<pubDate>Mon, 04 Mar 2024 10:00:00 GMT</pubDate><content:encoded><![CDATA[<p>{LONG}</p>]]></content:encoded></item>
<item><title>Bridge closed</title><link>http://wire.example/2</link><description>{STORY}</description></item>
</channel></rss>"""
OPML = """<opml version="2.0"><body><outline text="x"><outline xmlUrl="http://wire.example/rss"/></outline>
<outline xmlUrl="nonsense"/></body></opml>"""


@pytest.mark.parametrize("name", ["a.rss", "a.xml", "noname"])
def test_a_feed_gives_the_entries_that_are_told_in_full(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(RSS)
    found, summary = collect_path(tmp_path / name)
    assert isinstance(found, Found)
    report = found.report
    assert (report.id, report.title, report.publisher, str(report.published), report.url) == (
        "one", "Army shells hills", "Harbour Wire", "2024-03-04", "http://wire.example/1",
    )  # fmt: skip
    assert report.text.split() == LONG.split()
    source = (tmp_path / name).as_posix()
    expected: Item = Failed(
        Origin(source, "entry 2"), "only a summary; fetch it with rashomon collect URL", "http://wire.example/2"
    )
    assert summary == expected
    assert collect_part(found.origin) == found


def test_a_list_of_feeds_gives_their_addresses(tmp_path: Path) -> None:
    (tmp_path / "a.opml").write_text(OPML)
    one, two = collect_path(tmp_path / "a.opml")
    assert isinstance(one, Failed)
    assert isinstance(two, Failed)
    assert (one.origin.part, one.url) == ("entry 1", "http://wire.example/rss")
    assert "nonsense" in two.reason


def test_other_xml_is_told_and_not_read_as_text(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(f"<?xml version='1.0'?><nitf><body><p>{STORY}</p></body></nitf>")
    (bad,) = collect_path(tmp_path / "a.xml")
    assert isinstance(bad, Failed)
    assert "is XML, but neither a feed" in bad.reason


def test_a_bad_date_of_a_page_is_a_remark(tmp_path: Path) -> None:
    head = '<meta property="article:published_time" content="2999-03-04">'
    (tmp_path / "a.html").write_text(f"<html><head>{head}</head><body><article><p>{LONG}</p></article></body></html>")
    items = list(collect_path(tmp_path / "a.html"))
    assert all(item.report.published is None for item in items if isinstance(item, Found))
    assert [item for item in items if isinstance(item, Found)]
    assert not [item for item in items if isinstance(item, Remark) and "\n" in item.text]


def test_a_named_pipe_in_a_folder_is_not_waited_for(tmp_path: Path) -> None:
    if not hasattr(os, "mkfifo"):  # Windows has none
        return
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "a.txt").write_text(STORY)
    remark, found = collect_path(tmp_path)
    assert isinstance(remark, Remark)
    assert "skipped 1 file of other kinds (.txt 1)" in remark.text
    assert isinstance(found, Found)

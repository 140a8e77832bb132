import contextlib
import io
import json
import sys
from pathlib import Path

import hypothesis
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.collect import files
from rashomon.collect.documents import split_title
from rashomon.collect.files import Input, Remark, input_files, read_inputs
from rashomon.collect.items import Failed, Found, Item, Origin
from rashomon.errors import InputError, ReportError, ReportTooLong
from rashomon.records import Report

STORY = "The army said it had shelled the hills near Tessalor on Sunday."


def read_one(path: Path) -> Report:
    items = list(read_inputs([str(path)]))
    assert len(items) == 1, items
    assert isinstance(items[0], Report), items
    return items[0]


def error_of(items: list[Input]) -> str:
    errors = [item for item in items if isinstance(item, InputError)]
    assert len(errors) == 1, items
    assert "\n" not in str(errors[0])
    return str(errors[0])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_text_with_and_without_a_byte_order_mark(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "a.txt"
    file.write_text(STORY + " café 💥", encoding=encoding)
    assert read_one(file).text == STORY + " café 💥"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Army shells hills\n\n" + STORY, "Army shells hills"),
        ("Army shells hills\r\n\r\n" + STORY, "Army shells hills"),
        ("Army shells hills\n" + STORY, None),  # no blank line
        ("The army shelled the hills.\n\n" + STORY, None),  # a sentence
        ("TESSALOR, March 4 (Harbour Wire) -\n\n" + STORY, None),  # a dateline
        ("word " * 40 + "\n\n" + STORY, None),  # too long
        ("Army shells hills\n\n", None),  # nothing after it
        (STORY, None),
    ],
)
def test_the_first_line_is_the_title_only_where_it_is_clearly_one(text: str, title: str | None) -> None:
    found, body = split_title(text.replace("\r\n", "\n"))
    assert found == title
    if title:
        assert body == STORY


def test_json_gives_one_report_or_a_list(tmp_path: Path) -> None:
    one = {"id": 7, "text": STORY, "published": "2024-03-04T10:00:00Z", "publisher": " ", "other": [1]}
    (tmp_path / "one.json").write_text(json.dumps(one))
    (tmp_path / "two.json").write_text(json.dumps([{"id": "a", "text": STORY}, {"id": "b", "text": STORY}]))
    report = read_one(tmp_path / "one.json")
    assert (report.id, str(report.published), report.publisher) == ("7", "2024-03-04", None)
    items = list(read_inputs([str(tmp_path / "two.json")]))
    assert [item.id for item in items if isinstance(item, Report)] == ["a", "b"]


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ({"id": "a"}, "field text is missing"),
        ({"text": STORY}, "field id is missing"),
        ({"id": "a", "text": 5}, "field text: must be text, not a number"),
        ({"id": "a", "text": "  "}, "field text: is empty"),
        ({"id": "", "text": STORY}, "field id: is empty"),
        ({"id": "a", "text": STORY, "published": "soon"}, "field published: 'soon' is not a date"),
        ({"id": "a", "text": STORY, "published": 2016}, "field published: a date must be text"),
        ({"id": "a", "text": STORY, "published": "2999-01-01"}, "field published: 2999-01-01 is in the future"),
        ({"id": "a", "text": STORY, "title": ["x"]}, "field title: must be text, not a list"),
        ("text", "not text"),
        (None, "not null"),
    ],
)
def test_json_errors_name_the_file_the_place_and_the_field(tmp_path: Path, value: object, told: str) -> None:
    good = {"id": "good", "text": STORY}
    (tmp_path / "list.json").write_text(json.dumps([good, value]))
    (tmp_path / "lines.jsonl").write_text(json.dumps(good) + "\n\n" + json.dumps(value) + "\n")
    for name, where in (("list.json", "index 1"), ("lines.jsonl", "line 3")):
        items = list(read_inputs([str(tmp_path / name)]))
        assert any(isinstance(item, Report) for item in items)
        message = error_of(items)
        assert f"{name}: {where}: " in message
        assert told in message


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.txt", b"", "is empty"),
        ("a.txt", b" \n\t", "is empty"),
        ("a.json", b"", "is empty"),
        ("a.jsonl", b"\n\n", "is empty"),
        ("a.html", b"", "is empty"),
        ("a.json", b"[]", "holds an empty list"),
        ("a.json", b"{'id': 1}", "is not valid JSON"),
        ("a.json", b"[" * 100_000, "is nested too deeply"),
        ("a.json", b'{"id": ' + b"9" * 5000 + b"}", "is not valid JSON"),
        ("a.txt", bytes(range(256)) * 40, "is binary"),
        ("a.txt", b"%PDF-1.7\nplain so far", "is binary"),
        ("a.txt", "caf\xe9 said".encode("latin-1"), "is not UTF-8 (byte 0xe9 at 3)"),
        ("a.txt", b"\xff\xfea", "starts like UTF-16"),
        ("a.txt", b"a " * 300_000, "has 600,000 characters"),
        ("a.txt", b"a" * 5_000_000, "has 5,000,000 characters"),
        ("a.docx", b"PK", "kind .docx is not known"),
        ("a.html", b"<html><body></body></html>", "holds no article text"),
    ],
)
def test_bad_files_give_one_line_with_the_name(tmp_path: Path, name: str, content: bytes, told: str) -> None:
    (tmp_path / name).write_bytes(content)
    message = error_of(list(read_inputs([str(tmp_path / name)])))
    assert f"{name}: " in message
    assert told in message


def test_a_file_over_the_limit_is_not_opened(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    with file.open("wb") as stream:
        stream.truncate(30_000_000_000)  # a hole, no disk is used
    assert "limit is 20.0 MB" in error_of(list(read_inputs([str(file)])))


def test_missing_files_devices_and_locked_names() -> None:
    assert "no such file" in error_of(list(read_inputs(["no/such.txt"])))
    assert "cannot be opened" in error_of(list(read_inputs(["a\x00b.txt"])))
    assert "is a device" in error_of(list(read_inputs(["/dev/zero"])))


def test_a_folder_is_read_in_order_and_tells_what_was_skipped(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("b/z.txt", "b/a.TXT", "a.txt", ".hidden.txt"):
        (tmp_path / name).write_text(STORY + name)
    for name in ("photo.png", "x.pdf", "y.pdf", "noext"):
        (tmp_path / name).write_bytes(b"\x00")
    items = list(read_inputs([str(tmp_path)]))
    assert isinstance(items[0], Remark)
    assert items[0].text.endswith("skipped 4 files of other kinds (.pdf 2, .png 1, no suffix 1)")
    names = [Path(item.id).relative_to(tmp_path).as_posix() for item in items if isinstance(item, Report)]
    assert names == ["a.txt", "b/a.TXT", "b/z.txt"]
    assert [path.name for path in input_files([str(tmp_path), "-"])] == ["a.txt", "a.TXT", "z.txt"]


def test_an_empty_folder_is_an_error(tmp_path: Path) -> None:
    assert "holds no report" in error_of(list(read_inputs([str(tmp_path)])))


def test_ids_must_differ(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    name = str(tmp_path / "a.txt")
    assert f"{name}: id {name!r} was already read from {name};" in error_of(list(read_inputs([name, name])))


def test_nul_and_control_characters_are_mended_and_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"The army \x00 said it shelled \x1b[31m Tessalor.")
    remark, report = read_inputs([str(tmp_path / "a.txt")])
    assert isinstance(remark, Remark)
    assert "holds 2 characters that are no text" in remark.text
    assert isinstance(report, Report)
    assert report.text == "The army \ufffd said it shelled \ufffd[31m Tessalor."


def test_lone_surrogates_in_json_are_mended(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"id": "a", "text": "shelled \\ud800 hills"}')
    assert read_one(tmp_path / "a.json").text == "shelled \ufffd hills"


@pytest.mark.parametrize(
    ("content", "count"),
    [
        (STORY, 1),
        ("[TESSALOR] The army shelled hills.", 1),
        ('{"id": "a", "text": "x"}', 1),
        ('\ufeff [ {"id": "a", "text": "x"}, {"id": "b", "text": "x"} ]', 2),
        ('{"id": "a", "text": "x"}\n{"id": "b", "text": "x"}\n', 2),
        ("<!DOCTYPE html><html><body><p>" + STORY + "</p></body></html>", 1),
    ],
)
def test_standard_input_is_text_json_or_a_page(content: str, count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content.encode())))
    items = list(read_inputs(["-"]))
    assert [type(item) for item in items] == [Report] * count
    if "html" in content:
        assert isinstance(items[0], Report)
        assert items[0].text == STORY


_START = st.sampled_from([b"", b"\xff\xfe", b"\xef\xbb\xbf", b"{", b'[{"id":', b'{"id":"a","text":', b"<html>", b"<p>"])


@hypothesis.settings(deadline=None)  # a damaged page or feed is read in a process of its own
@given(_START, st.binary(max_size=200), st.sampled_from(sorted(files.READERS)))
def test_any_bytes_give_reports_or_an_input_error(start: bytes, rest: bytes, suffix: str) -> None:
    items: list[Item] = []
    with contextlib.suppress(InputError):
        items = list(files.READERS[suffix](start + rest, Origin("name")))
    for item in items:
        assert isinstance(item, Found | Remark | Failed)
        if isinstance(item, Found):
            assert item.report.text.strip()
            item.report.text.encode("utf-8")


@given(st.text(max_size=300))
def test_any_text_comes_back_whole_but_for_its_title(text: str) -> None:
    title, body = split_title(text)
    assert body.strip("\n") in text
    if title is not None:
        assert body.strip()
        assert title in text


def test_errors_keep_their_class(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('[{"id": "a"}]')
    (tmp_path / "b.txt").write_text("x" * 400_001)
    found = list(read_inputs([str(tmp_path / "a.json"), str(tmp_path / "b.txt")]))
    assert [type(item) for item in found] == [ReportError, ReportTooLong]

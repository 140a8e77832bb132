"""`rashomon collect` and `rashomon watch` as a person runs them."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from stories import story, write
from webserver import Route, Server, serving

from rashomon.cli import main
from rashomon.library import open_library
from rashomon.settings import VARIABLE, settings

Call = Callable[..., tuple[int, list[str]]]


@pytest.fixture
def call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Call:
    """Run the command in a folder of its own; its exit code and its messages."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("RASHOMON_LIBRARY", raising=False)

    def run(*arguments: str) -> tuple[int, list[str]]:
        code = main(arguments)
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        assert not out
        return code, err.splitlines()

    return run


@pytest.fixture
def local(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Settings with which 127.0.0.1 may be asked, and without pauses."""
    file = tmp_path / "settings.toml"
    file.write_text('[fetch]\nallow_hosts = ["127.0.0.1"]\nports = []\ndelay_seconds = 0.001\n')
    monkeypatch.setenv(VARIABLE, str(file))
    yield
    settings.cache_clear()


def allow(tmp_path: Path, server: Server) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(
        f'[fetch]\nallow_hosts = ["127.0.0.1:{server.server_port}"]\ndelay_seconds = 0.001\n'
        "[feed]\npoll_minutes = 0.0001\n"
    )
    settings.cache_clear()


def page(number: int) -> bytes:
    one = story(number)
    paragraphs = "".join(f"<p>{line}.</p>" for line in one["text"].split(". "))
    return (
        f"<!doctype html><html><head><title>{one['title']}</title></head><body><article><h1>{one['title']}</h1>"
        f"{paragraphs}</article></body></html>"
    ).encode()


def feed(server: Server, numbers: list[int]) -> bytes:
    items = "".join(
        f"<item><title>{story(n)['title']}</title><link>{server.url(f'/{n}')}</link>"
        "<pubDate>Sun, 03 Mar 2024 10:00:00 GMT</pubDate><description>Short.</description></item>"
        for n in numbers
    )
    return f"<?xml version='1.0'?><rss version='2.0'><channel><title>Wire</title>{items}</channel></rss>".encode()


def pages(numbers: range) -> dict[str, Route]:
    return {f"/{number}": (200, {"Content-Type": "text/html"}, page(number)) for number in numbers}


def test_a_folder_twice(call: Call) -> None:
    write(Path("in"), 10)
    assert call("collect", "in", "--library", "a.db") == (
        0,
        ["note: 10 new reports, 2 of them with the text of another"],
    )
    assert call("collect", "in", "--library", "a.db") == (0, ["note: 0 new reports, 6 files unchanged since last time"])


def test_each_failure_has_a_line_and_the_exit_code_says_so(call: Call) -> None:
    Path("bad.json").write_text("{")
    Path("good.json").write_text(json.dumps(story(1)))
    code, lines = call("collect", "bad.json", "good.json", "missing.txt", "-l", "a.db")
    assert code == 1
    assert len(lines) == 3
    assert "bad.json: is not valid JSON" in lines[0]
    assert "missing.txt: cannot be opened: no such file" in lines[1]
    assert lines[2] == "note: 1 new report, 2 failed (kept; try again with --retry)"
    Path("bad.json").write_text(json.dumps(story(2)))
    code, lines = call("collect", "--retry", "-l", "a.db")
    assert code == 1
    assert lines[-1] == "note: 1 new report, 1 mended, 1 failed (kept; try again with --retry)"


def test_an_address_of_another_kind_is_no_file(call: Call) -> None:
    code, lines = call("collect", "ftp://example.org/news.xml", "-l", "a.db")
    assert code == 1
    assert (
        lines[0] == "error: ftp://example.org/news.xml: cannot be fetched; an address begins with https:// or http://"
    )


def test_more_failures_than_anybody_reads_are_counted(call: Call) -> None:
    Path("bad.jsonl").write_text("{}\n" * 50)
    code, lines = call("collect", "bad.jsonl", "-l", "a.db")
    assert code == 1
    assert len(lines) == 22
    assert lines[20].startswith("error: and 30 more")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["in"], "no library is named"),
        (["-l", "a.db"], "name the sources"),
        (["in", "--retry", "-l", "a.db"], "name the sources"),
        (["in", "-l", "nowhere/a.db"], "the folder"),
        (["in", "-l", "in"], "is a folder"),
        (["in", "-l", "in/many.jsonl"], "not a library"),
        (["in", "-l", "a.db", "--published", "soon"], "'soon' is not a date"),
        (["in", "-l", "a.db", "--published", "2999-01-01"], "future"),
        (["in", "-l", "mysql://x/y"], "postgresql://"),
        (["in", "-l", "a.db", "--workers", "0"], "workers"),
    ],
)
def test_a_wrong_call_is_one_line(call: Call, arguments: list[str], told: str) -> None:
    write(Path("in"), 20)
    code, lines = call("collect", *arguments)
    assert code in (1, 2)
    assert len(lines) == 1, lines
    assert told in lines[0]


def test_a_feed_and_its_pages(call: Call, local: None, tmp_path: Path) -> None:
    with serving(pages(range(3))) as server:
        allow(tmp_path, server)
        server.routes["/feed"] = (200, {"Content-Type": "application/rss+xml"}, feed(server, [0, 1, 2, 77]))
        code, lines = call("collect", server.url("/feed"), "-l", "a.db")
        assert code == 1
        assert "/77" in lines[0]
        assert lines[1].startswith("note: 3 new reports")
        asked = len(server.paths)
        code, lines = call("collect", server.url("/feed"), "-l", "a.db")
        assert len(server.paths) - asked <= 4, "robots.txt, the feed and the missing page; not the known pages"
        server.routes["/77"] = (200, {"Content-Type": "text/html"}, page(7))
        assert call("collect", "--retry", "-l", "a.db")[0] == 0
    with open_library(tmp_path / "a.db") as library, library.view() as view:
        reports = [entry.report for entry in view.entries(list(view.report_ids()))]
        assert len(reports) == 4
        assert {str(report.published) for report in reports if report.url and "/77" not in report.url} == {"2024-03-03"}
        assert not view.failures()


def test_a_list_of_addresses_and_an_address_that_leads_inside(call: Call, local: None, tmp_path: Path) -> None:
    with serving(pages(range(2))) as server:
        allow(tmp_path, server)
        Path("some.urls").write_text(f"# pages\n{server.url('/0')}\nnonsense\nhttp://169.254.169.254/latest\n")
        code, lines = call("collect", "some.urls", "-l", "a.db")
        assert code == 1
        assert any("line 3" in line and "no address" in line for line in lines)
        assert any("169.254.169.254" in line for line in lines)
        assert lines[-1].startswith("note: 1 new report, 2 failed")


def test_watching_once_asks_only_what_is_due_and_takes_only_what_is_new(
    call: Call, local: None, tmp_path: Path
) -> None:
    with serving(pages(range(4))) as server:
        allow(tmp_path, server)
        marks = {"Content-Type": "application/rss+xml", "ETag": '"1"'}
        server.routes["/feed"] = (200, marks, feed(server, [0, 1]))
        Path("feeds.opml").write_text(
            f"<opml version='2.0'><body><outline xmlUrl='{server.url('/feed')}'/></body></opml>"
        )
        code, lines = call("watch", "feeds.opml", "-l", "a.db", "--once")
        assert (code, lines) == (0, ["note: 1 feed asked", "note: 2 new reports"])
        server.routes["/feed"] = (200, marks, feed(server, [0, 1, 2]))
        time.sleep(0.02)
        before = server.paths.count("/0")
        code, lines = call("watch", "feeds.opml", "-l", "a.db", "--once")
        assert (code, lines[-1]) == (0, "note: 1 new report")
        assert server.paths.count("/0") == before
        told = [headers.get("if-none-match") for path, headers in server.asked if path == "/feed"]
        assert told == [None, '"1"']
        server.routes["/feed"] = (503, {}, b"")
        time.sleep(0.02)
        code, lines = call("watch", server.url("/feed"), "-l", "a.db", "--once")
        assert code == 1
        assert len([line for line in lines if line.startswith("error")]) == 1


def test_watching_what_is_no_feed_is_one_line(call: Call) -> None:
    code, lines = call("watch", "notes.txt", "-l", "a.db", "--once")
    assert code == 2
    assert len(lines) == 1


@pytest.mark.skipif(os.name != "posix", reason="signals are POSIX's")
def test_ctrl_c_saves_what_is_in_hand(tmp_path: Path) -> None:
    write(tmp_path / "in", 200)
    script = "import sys; from rashomon.cli import main; import rashomon.read.reader; sys.exit(main(sys.argv[1:]))"
    arguments = ["collect", str(tmp_path / "in"), "--library", str(tmp_path / "a.db")]
    with subprocess.Popen(
        [sys.executable, "-c", script, *arguments],
        stderr=subprocess.PIPE, text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    ) as process:  # fmt: skip
        deadline = time.monotonic() + 60
        while not _reports(tmp_path / "a.db") and time.monotonic() < deadline:
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=60)
    assert process.returncode == 130, errors
    lines = errors.splitlines()
    assert lines[-1] == "error: stopped"
    assert "goes on from here" in lines[-2]
    saved = int(next(line for line in lines if "new report" in line).split()[1].replace(",", ""))
    assert 0 < saved == _reports(tmp_path / "a.db") < 200


def _reports(path: Path) -> int:
    if not path.exists():
        return 0
    with open_library(path) as library, library.view() as view:
        return view.counts().reports

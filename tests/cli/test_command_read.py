"""The real command in this process: results, messages and exit codes."""

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import rashomon
from rashomon.cli import main

STORY = """Army says Rastan is secured

The army said on Sunday that its units had recaptured the town of Rastan, killing at least 16 militants.
"""
Call = Callable[..., tuple[int, str, list[str]]]


@pytest.fixture
def call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Call:
    """Run the command in a folder of its own; its exit code, what it printed, and its messages."""
    monkeypatch.chdir(tmp_path)
    Path("story.txt").write_text(STORY)

    def run(*arguments: str) -> tuple[int, str, list[str]]:
        code = main(arguments)
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        return code, out, err.splitlines()

    return run


def test_text_is_grouped_by_place_with_the_source_and_the_quote(call: Call) -> None:
    code, out, messages = call("read", "story.txt", "--published", "2016-04-04", "--publisher", "Harbour Wire")
    assert code == 0
    assert messages == []
    lines = out.splitlines()
    assert lines[0] == "Army says Rastan is secured"
    assert lines[1] == "Harbour Wire · 4 April 2016 · story.txt"
    assert "Rastan" in out
    assert "at least 16" in out
    assert "military" in out
    assert "“" in out


def test_json_is_one_list_and_jsonl_one_reading_a_line(call: Call) -> None:
    Path("second.txt").write_text(STORY)
    _, out, _ = call("read", "story.txt", "second.txt", "--published", "2016-04-04", "--format", "json")
    readings = json.loads(out)
    assert [one["report"]["id"] for one in readings] == ["story.txt", "second.txt"]
    assert readings[0]["report"]["title"] == "Army says Rastan is secured"
    assert readings[0]["report"]["published"] == "2016-04-04"
    _, lines, _ = call("read", "story.txt", "second.txt", "--published", "2016-04-04", "-f", "jsonl")
    assert [json.loads(line) for line in lines.splitlines()] == readings


def test_the_other_files_are_still_read(call: Call) -> None:
    Path("empty.txt").touch()
    Path("odd.txt").write_bytes(b"caf\xe9")
    code, out, messages = call("read", "empty.txt", "story.txt", "odd.txt", "none.txt", "--published", "2016-04-04")
    assert code == 1
    assert "Rastan" in out
    assert [line.split(":")[1].strip() for line in messages] == ["empty.txt", "odd.txt", "none.txt"]
    assert all(line.startswith("error: ") for line in messages)


def test_a_report_that_fails_inside_costs_only_itself(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("bad.txt").write_text(STORY + "Poison.")
    real = rashomon.read_many

    def poisoned(reports: list[rashomon.Report]) -> list[rashomon.Reading]:
        if any("Poison" in report.text for report in reports):
            raise ZeroDivisionError("boom")
        return list(real(reports))

    monkeypatch.setattr(rashomon, "read_many", poisoned)
    code, out, messages = call("read", "bad.txt", "story.txt", "--published", "2016-04-04", "-f", "jsonl")
    assert code == 1
    assert len(out.splitlines()) == 1
    assert messages == [
        "error: bad.txt: reading failed (ZeroDivisionError: boom); this is a bug: please report it with the text"
    ]


def test_without_a_date_it_says_how_to_give_one(call: Call) -> None:
    code, _, messages = call("read", "story.txt")
    assert code == 0
    assert [line for line in messages if "--published YYYY-MM-DD" in line and "story.txt" in line]


def test_many_without_a_date_are_told_in_one_line(call: Call) -> None:
    for number in range(5):
        Path(f"{number}.txt").write_text(f"Story {number}. The market was open.")
    _, _, messages = call("read", ".", "-f", "jsonl")
    assert [line for line in messages if "publication date" in line] == [
        "note: 6 reports have no publication date, so days such as “on Sunday” stay open; "
        "give it with --published YYYY-MM-DD"
    ]


def test_another_language_is_kept_and_told(call: Call) -> None:
    Path("fr.txt").write_text(
        "L'armée a annoncé dimanche que ses unités avaient repris la ville après deux jours de combats."
    )
    code, out, messages = call("read", "fr.txt", "-f", "json")
    assert code == 0
    reading = json.loads(out)[0]
    assert reading["report"]["language"] == "fr"
    assert reading["claims"] == []
    assert "French" in reading["warnings"][0]
    assert messages == ["note: fr.txt: is in French, which is not read; kept without claims"]


@pytest.mark.parametrize("text", ["\u202bקרב\u202c 😀 The army shelled Rastan.", "😀" * 50, "الجيش", "a\x00b army"])
@pytest.mark.parametrize("chosen", ["text", "json", "html"])
def test_any_script_and_sign_can_be_shown(call: Call, text: str, chosen: str) -> None:
    Path("x.txt").write_text(text)
    code, out, _ = call("read", "x.txt", "-f", chosen)
    assert code == 0
    assert out
    assert "\x00" not in out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["read"], "Missing argument 'FILE...'"),
        (["read", "story.txt", "--published", "soon"], "--published 'soon' is not a date"),
        (["read", "story.txt", "--published", "2999-01-01"], "is in the future"),
        (["read", "story.txt", "--format", "pdf"], "'pdf' is not one of"),
        (["read", "story.txt", "--nope"], "No such option"),
        (["read", "story.txt", "x.txt", "--title", "T"], "--title: goes with one report"),
        (["read", "two.jsonl", "--title", "T"], "--title: goes with one report"),
        (["read", "-", "-"], "standard input can be read only once"),
        (["read", "story.txt", "-o", "."], "is a folder"),
        (["read", "story.txt", "-o", "no/such/x.html"], "there is no folder"),
        (["read", "story.txt", "-o", "story.txt"], "is also an input"),
        (["read", ".", "-o", "./story.txt"], "is also an input"),
        (["nonsense"], "No such command 'nonsense'"),
        (["explain", " "], "SENTENCE: is empty"),
        (["explain", "x", "--published", "soon"], "is not a date"),
    ],
)
def test_usage_errors_are_one_line_and_exit_with_2(call: Call, arguments: list[str], told: str) -> None:
    Path("two.jsonl").write_text('{"id": "a", "text": "x"}\n{"id": "b", "text": "x"}\n')
    code, out, messages = call(*arguments)
    assert (code, out) == (2, "")
    assert len(messages) == 1
    assert messages[0].startswith("error: ")
    assert told in messages[0]
    assert Path("story.txt").read_text() == STORY


def test_output_takes_its_format_from_its_name_and_is_whole(call: Call) -> None:
    Path("out.html").write_text("old")
    Path("out.html").chmod(0o640)
    code, out, messages = call("read", "story.txt", "--published", "2016-04-04", "-o", "out.html")
    assert (code, out) == (0, "")
    assert messages == ["note: 1 reading written to out.html"]
    assert Path("out.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert Path("out.html").stat().st_mode & 0o777 == 0o640
    call("read", "story.txt", "--published", "2016-04-04", "-o", "out.jsonl")
    assert json.loads(Path("out.jsonl").read_text(encoding="utf-8"))["report"]["id"] == "story.txt"
    assert sorted(path.name for path in Path().iterdir()) == ["out.html", "out.jsonl", "story.txt"]


@pytest.mark.parametrize("name", ["out.txt", "out.jsonl"])
def test_a_failure_leaves_the_old_output_alone(call: Call, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    Path(name).write_text("old")
    Path("empty.txt").touch()
    code, _, messages = call("read", "empty.txt", "-o", name)
    assert code == 1
    assert messages[-1] == f"error: nothing could be read, so nothing was written to {name}"
    assert Path(name).read_text() == "old"

    def fail(readings: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(rashomon, "read_many", fail)
    assert call("read", "story.txt", "-o", name)[0] == 130
    assert Path(name).read_text() == "old"
    assert not [path for path in Path().iterdir() if path.suffix == ".part"]


def test_a_report_may_be_longer_or_shorter_by_settings(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    from rashomon import settings

    Path("own.toml").write_text("[read]\nmax_characters = 20\n")
    monkeypatch.setenv(settings.VARIABLE, "own.toml")
    settings.settings.cache_clear()
    try:
        code, _, messages = call("read", "story.txt")
        assert code == 1
        assert "a report may have 20" in messages[0]
        Path("own.toml").write_text("[read]\nmax_caracters = 20\n")
        settings.settings.cache_clear()
        code, _, messages = call("read", "story.txt")
        assert code == 2
        assert "there is no such key" in messages[0]
    finally:
        settings.settings.cache_clear()


def test_standard_input(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(STORY.encode())))
    code, out, _ = call("read", "-", "--published", "2016-04-04", "-f", "json", "--title", "Mine")
    assert code == 0
    assert json.loads(out)[0]["report"]["title"] == "Mine"
    assert json.loads(out)[0]["report"]["id"] == "stdin"


def test_what_goes_wrong_inside_is_one_line_unless_debug(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise KeyError("x")

    monkeypatch.setattr("rashomon.cli.read.given_by", fail)
    code, _, messages = call("read", "story.txt")
    assert code == 1
    assert len(messages) == 1
    assert "KeyError: 'x'" in messages[0]
    assert "--debug" in messages[0]
    with pytest.raises(KeyError):
        main(["read", "story.txt", "--debug"])


def test_help_is_there_for_every_command(call: Call) -> None:
    code, out, _ = call("--help")
    assert code == 0
    assert "gazetteer" in out
    for command in ("read", "explain"):
        assert command in out
        code, text, _ = call(command, "--help")
        assert code == 0
        assert "Example" in text
    assert call("--version")[1].startswith("rashomon ")


def test_without_a_command_it_shows_the_help_alone(call: Call) -> None:
    code, out, messages = call()
    assert (code, messages) == (2, [])
    assert "explain" in out


def test_explain_names_the_rule_and_the_claim(call: Call) -> None:
    code, out, _ = call(
        "explain", "The army said it had recaptured the town of Rastan on Sunday.", "--published", "2016-04-04"
    )
    assert code == 0
    assert "Kept" in out
    assert "recaptured" in out
    assert "Claim 1  Government retakes territory" in out
    assert "3 April 2016" in out


def test_explain_says_why_a_word_was_passed_over(call: Call) -> None:
    code, out, _ = call("explain", "The army would attack Rastan if it had to.")
    assert code == 0
    assert "Passed over" in out
    assert "No claim came of it." in out

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.cells import cell_len

import rashomon

sys.path.insert(0, str(Path(__file__).parent))

from small_library import fill, readings

pytest_plugins = ("asking",)
Ask = Callable[..., tuple[int, str, list[str]]]
ARMY = (
    "The army said on Sunday that it had recaptured the whole town of Rastan. The shelling of Rastan killed 9 people."
)
MONITOR = "The army was in control of most of Rastan on Sunday, the Lake Monitor said. The shelling of Rastan killed 40 people, it said."


@pytest.fixture
def stories(ask: Ask) -> list[str]:
    Path("army.json").write_text(json.dumps({"id": "army", "text": ARMY, "published": "2016-04-04", "publisher": "A"}))
    Path("lake.json").write_text(
        json.dumps({"id": "lake", "text": MONITOR, "published": "2016-04-04", "publisher": "B"})
    )
    Path("calm.txt").write_text("The market was open on Sunday.")
    return ["army.json", "lake.json"]


def test_disputed_incidents_come_first_then_timelines(ask: Ask, stories: list[str]) -> None:
    code, out, messages = ask("compare", *stories)
    assert (code, messages) == (0, [])
    assert out.startswith("[1] ")
    assert out.index("Accounts differ") < out.index("≠ killed") < out.index("Who is said to hold which place")
    assert [line for line in out.splitlines() if line.startswith("killed ") and "≠ 9 people" in line]
    assert "in report [2]" in out
    assert "▓ most of it" in out


def test_json_is_the_comparison_and_nothing_else(ask: Ask, stories: list[str]) -> None:
    _, out, _ = ask("compare", *stories, "--format", "json")
    made = [
        rashomon.read(ARMY, "2016-04-04", publisher="A", id="army"),
        rashomon.read(MONITOR, "2016-04-04", publisher="B", id="lake"),
    ]
    assert json.loads(out) == rashomon.compare(made).to_dict()


def test_html_goes_by_the_name_of_the_output(ask: Ask, stories: list[str]) -> None:
    code, out, messages = ask("compare", *stories, "--output", "page.html")
    assert (code, out) == (0, "")
    assert messages == ["note: 2 readings written to page.html"]
    assert Path("page.html").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_files_that_cannot_be_read_are_told_and_the_others_compared(ask: Ask, stories: list[str]) -> None:
    code, out, messages = ask("compare", *stories, "none.txt")
    assert code == 1
    assert "Accounts differ" in out
    assert [line for line in messages if line.startswith("error: none.txt")]
    code, out, messages = ask("compare", "none.txt", "--format", "json")
    assert code == 1
    assert json.loads(out) == {"incidents": [], "disagreements": [], "control": [], "copies": []}


def test_a_report_without_claims_says_so(ask: Ask, stories: list[str]) -> None:
    _, out, _ = ask("compare", "calm.txt", "--published", "2016-04-04")
    assert "No claims about violence or territory were found." in out


@pytest.mark.parametrize("width", [40, 60, 80, 200])
def test_no_line_is_wider_than_the_terminal(
    ask: Ask, stories: list[str], width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    _, out, _ = ask("compare", *stories)
    assert max(map(cell_len, out.splitlines())) <= min(width, 100)


def test_a_library_is_brought_up_to_date_and_summed_up(ask: Ask, tmp_path: Path) -> None:
    fill(tmp_path / "new.rashomon", readings(), compared=False)
    code, out, messages = ask("compare", "--library", "new.rashomon")
    assert (code, messages) == (0, [])
    lines = [" ".join(line.split()) for line in out.splitlines()]
    assert lines[0] == "5 reports 4 of them texts of their own; copies of one text count as one voice"
    assert lines[1] == "9 claims"
    assert lines[2] == "4 incidents 2 of them disputed"
    assert lines[3] == "2 disagreements who holds it 1, killed 1"
    assert "≠ killed Sudanese Armed Forces: 9; Lake Monitor: at least 30; a nurse: dozens" in lines
    shown = next(line.split(" · ")[0] for line in lines if line.startswith("i") and line.endswith("4 claims"))
    assert ask("incident", shown, "--library", "new.rashomon")[0] == 0
    assert ask("compare", "--library", "new.rashomon")[1] == out


def test_what_an_older_version_has_read_is_read_again_first(ask: Ask, tmp_path: Path) -> None:
    from rashomon.library import open_library

    path = tmp_path / "old.rashomon"
    fill(path, readings())
    with open_library(path) as library, library.edit() as edit:
        first = next(edit.report_ids())
        edit.put_reading(edit.readings([first])[0], "an older version")
    code, _, messages = ask("compare", "--library", str(path))
    assert code == 0
    assert messages == ["note: 1 report read again, since this version reads otherwise than the one before"]
    assert ask("compare", "--library", str(path))[2] == []


def test_limit_keeps_the_most_disputed(ask: Ask, made: Path) -> None:
    _, out, _ = ask("compare", "--limit", "1")
    assert out.count("≠") == 1
    assert "who holds it" in out  # of four claims, the other of three
    assert "1 more disputed incident; show it with --limit 2" in out


def test_json_of_a_library_is_the_comparison_of_its_readings(ask: Ask, made: Path) -> None:
    from rashomon.library import open_library

    _, out, _ = ask("compare", "--format", "json")
    with open_library(made) as library, library.view() as view:
        whole = rashomon.compare(view.readings(list(view.report_ids()))).to_dict()
    found = json.loads(out)
    assert sorted(one["id"] for one in found["incidents"]) == sorted(one["id"] for one in whole["incidents"])
    assert len(found["disagreements"]) == 2
    assert len(found["control"]) == 3
    assert [len(group) for group in found["copies"]] == [2]
    assert list(found) == list(whole)


def test_an_empty_library_says_so(ask: Ask, tmp_path: Path) -> None:
    fill(tmp_path / "empty.rashomon", [])
    code, out, _ = ask("compare", "--library", "empty.rashomon")
    assert code == 0
    assert "No incidents yet." in out
    assert json.loads(ask("compare", "--library", "empty.rashomon", "-f", "json")[1]) == {
        "incidents": [], "disagreements": [], "control": [], "copies": [],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["compare"], "nothing to compare; name files, or a library with --library"),
        (["compare", "--library", "x", "--published", "2016-04-04"], "go with files, not with a library"),
        (["compare", "--library", "x", "--format", "html"], "--format html: goes with files"),
        (["compare", "x.txt", "--published", "soon"], "--published 'soon' is not a date"),
        (["compare", "x.txt", "--format", "pdf"], "'pdf' is not one of"),
        (["compare", "x.txt", "-o", "no/such/x.html"], "there is no folder"),
    ],
)
def test_usage_errors_are_one_line(ask: Ask, arguments: list[str], told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RASHOMON_LIBRARY", raising=False)
    Path("x.txt").write_text(ARMY)
    code, out, messages = ask(*arguments)
    assert (code, out, len(messages)) == (2, "", 1)
    assert told in messages[0]


@pytest.mark.parametrize("command", ["compare", "place", "incident", "source", "search", "export", "doctor"])
def test_every_command_has_help_with_an_example(ask: Ask, command: str) -> None:
    code, out, _ = ask(command, "--help")
    assert code == 0
    assert "Example" in out
    assert f"rashomon {command}" in out
    assert "--library" in out

"""`rashomon lexicon`, and --lexicon where reports are read."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from rashomon.cli import main
from rashomon.lexicon import overlay
from rashomon.lexicon.overlay import VARIABLE
from rashomon.lexicon.shipped import names

pytest_plugins = ("asking",)
Ask = Callable[..., tuple[int, str, list[str]]]

OVERPOWER = """[[event]]
id = "overpower"
type = "territory"
verbs = ["overpower"]
object = "place"
needs = ["object:place"]

[off]
event = ["mob"]
"""
REPORT = "The army said that rebel fighters had overpowered the town of Rastan on Sunday."


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one rule, and a report that needs it, where the command runs."""
    monkeypatch.delenv(VARIABLE, raising=False)
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "events.toml").write_text(OVERPOWER)
    (tmp_path / "report.txt").write_text(REPORT)
    return tmp_path / "own"


def rules(out: str) -> list[str]:
    return [claim["rule"] for reading in json.loads(out) for claim in reading["claims"]]


# --- show, find -------------------------------------------------------------------------------------------------------


def test_show_lists_every_file_with_what_it_is_for(ask: Ask) -> None:
    code, out, messages = ask("lexicon", "show")
    assert (code, messages) == (0, [])
    listed = {line.split()[0] for line in out.splitlines() if line and not line.startswith("The number")}
    assert listed == set(names())


@pytest.mark.parametrize(
    "name", ["events", "events.toml", "titles", "actors/groups_africa", "place_weights", "compare"]
)
def test_show_says_what_a_file_holds(ask: Ask, name: str) -> None:
    code, out, messages = ask("lexicon", "show", name)
    assert (code, messages) == (0, [])
    assert out.splitlines()[0].split(": ")[0].endswith(".toml")
    assert ("In a folder of yours" in out) == (name != "place_weights")


def test_show_prints_an_entry_as_it_stands_in_the_file(ask: Ask) -> None:
    code, out, _ = ask("lexicon", "show", "events", "retake")
    assert code == 0
    assert out.startswith('[[event]]\nid = "retake"\n')
    assert out.count("[[event]]") == 1
    _, out, _ = ask("lexicon", "show", "casualties", "who")
    assert out.startswith("[who]\n")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("show", "event"), "FILE event: the lexicon has no such file; it has events"),
        (("show", "events", "retak"), "ENTRY retak: events.toml has no such entry; did you mean retake"),
        (("check", "none"), "lexicon none: there is no such folder; make one with: rashomon lexicon new none"),
    ],
)
def test_what_is_not_there_is_told_with_what_is(ask: Ask, words: tuple[str, ...], told: str) -> None:
    code, out, messages = ask("lexicon", *words)
    assert (code, out) == (2, "")
    assert told in messages[0]


def test_find_says_where_a_word_stands(ask: Ask, own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code, out, _ = ask("lexicon", "find", "Recapture")
    assert code == 0
    assert "events.toml  event retake.verbs" in out.splitlines()
    code, out, messages = ask("lexicon", "find", "overpower")
    assert (code, out) == (1, "")
    assert messages == [
        'error: "overpower" is in no file of the lexicon; add it with a folder of your own: docs/lexicon.md'
    ]
    monkeypatch.setenv(VARIABLE, str(own))
    assert (
        ask("lexicon", "find", "overpower")[1]
        == "events.toml  event overpower.id\nevents.toml  event overpower.verbs\n"
    )


# --- check, new -------------------------------------------------------------------------------------------------------


def test_check_tells_what_a_folder_does(ask: Ask, own: Path) -> None:
    assert ask("lexicon", "check", "own") == (
        0,
        "events.toml\n"
        "  switches off  event: mob\n"
        "  adds          event overpower: territory; verbs overpower\n"
        "own: 1 added, 1 switched off; nothing wrong\n",
        [],
    )


def test_check_tells_each_fault_and_leaves_with_1(ask: Ask, own: Path) -> None:
    (own / "events.toml").write_text(OVERPOWER.replace('"territory"', '"teritory"').replace("mob", "mobb"))
    code, out, messages = ask("lexicon", "check", "own")
    assert code == 1
    assert out == "own: 2 things to mend; nothing in it counts until then\n"
    assert messages == [
        'error: events.toml line 9: off event: "mobb" is not there to be switched off; did you mean mob?',
        'error: events.toml line 3: event overpower type: there is no event type "teritory"; did you mean territory?',
    ]


def test_new_makes_a_folder_that_holds_and_does_nothing_yet(ask: Ask, tmp_path: Path) -> None:
    code, out, messages = ask("lexicon", "new", "mine")
    assert (code, messages) == (0, [])
    assert "rashomon lexicon check mine" in out
    assert ask("lexicon", "check", "mine") == (0, "mine: nothing in it; nothing wrong\n", [])
    code, out, messages = ask("lexicon", "new", "mine")
    assert code == 2
    assert messages == ["error: DIR mine: is there already and not empty; name another"]


def test_the_examples_in_a_new_folder_hold_once_they_are_taken_in(ask: Ask, tmp_path: Path) -> None:
    ask("lexicon", "new", "mine")
    for path in (tmp_path / "mine").rglob("*.toml"):
        lines = path.read_text(encoding="utf-8").split("\n\n", 1)[1].splitlines()
        path.write_text("\n".join(line.removeprefix("#").removeprefix(" ") for line in lines), encoding="utf-8")
    code, out, messages = ask("lexicon", "check", "mine")
    assert (code, messages) == (0, [])
    assert "1 switched off; nothing wrong" in out


def test_new_in_a_place_that_takes_no_folder(ask: Ask, own: Path) -> None:
    code, _, messages = ask("lexicon", "new", "report.txt/mine")
    assert code == 1
    assert messages == ["error: DIR report.txt/mine: Not a directory; name another folder"]


# --- where reports are read -------------------------------------------------------------------------------------------


def test_read_and_explain_use_the_folder_and_the_next_command_does_not(ask: Ask, own: Path) -> None:
    read = ("read", "report.txt", "--published", "2016-04-04", "--format", "json")
    assert rules(ask(*read, "--lexicon", "own")[1]) == ["overpower"]
    assert rules(ask(*read)[1]) == []
    assert "overpower (non_state_overtakes_territory)" in ask("explain", REPORT, "--lexicon", "own")[1]


def test_a_fault_ends_a_command_before_it_reads(ask: Ask, own: Path) -> None:
    (own / "events.toml").write_text("x = [")
    for command in (("read", "report.txt"), ("explain", REPORT), ("compare", "report.txt")):
        code, out, messages = ask(*command, "--lexicon", "own")
        assert (code, out) == (1, "")
        assert messages == [
            "error: lexicon own: events.toml line 1: not valid TOML: invalid value; "
            "a bracket or quotation mark is not closed, here or before"
        ]


def test_a_library_is_read_again_by_another_folder(ask: Ask, own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RASHOMON_LIBRARY", "news.rashomon")
    assert ask("collect", "report.txt", "--published", "2016-04-04")[0] == 0
    assert '"rule":"overpower"' not in ask("export")[1]
    code, _, messages = ask("compare", "--lexicon", "own")
    assert code == 0
    assert messages == ["note: 1 report read again, since this version reads otherwise than the one before"]
    assert '"rule":"overpower"' in ask("export")[1]
    assert ask("compare", "--lexicon", "own")[2] == []
    monkeypatch.setenv(VARIABLE, str(own))
    assert ask("compare")[2] == []
    (own / "events.toml").write_text(OVERPOWER.replace("overpower", "overwhelm"))
    assert ask("compare")[2] == messages


def test_collect_reads_by_the_folder(ask: Ask, own: Path) -> None:
    library = ("--library", "news.rashomon")
    assert ask("collect", "report.txt", "--published", "2016-04-04", "--lexicon", "own", "-w", "2", *library)[0] == 0
    assert '"rule":"overpower"' in ask("export", *library)[1]
    assert ask("compare", "--lexicon", "own", *library)[2] == []


def test_doctor_names_the_folder(ask: Ask, own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    former = overlay.in_use()
    monkeypatch.setenv(VARIABLE, str(own))
    out = ask("doctor")[1].replace("\n", "")
    assert f"loads and reads a sentence, with {own} laid over it" in out
    assert overlay.in_use() == former  # and leaves the process as it was


@pytest.mark.parametrize("command", ["read", "explain", "collect", "compare", "watch", "evaluate"])
def test_every_command_that_reads_has_the_option(
    command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "160")
    assert main([command, "--help"]) == 0
    assert "--lexicon" in capsys.readouterr().out

import sys
from pathlib import Path

import pytest
from rich.cells import cell_len

sys.path.insert(0, str(Path(__file__).parents[1] / "export"))

from sample_readings import comparison, reading

from rashomon.cli import view
from rashomon.cli.view import render
from rashomon.records import Reading, Report


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("FORCE_COLOR", "NO_COLOR", "COLUMNS", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)


def test_what_is_disputed_stands_before_the_places() -> None:
    text = render([reading()], comparison())
    assert text.index("Accounts differ") < text.index("Blue Nile, Sudan")
    assert "Tessalor retaken: who holds it · all of it against most of it" in text
    assert "≠ killed  at least 16 people" in text


def test_each_account_shows_source_kind_stance_doubt_and_quote() -> None:
    text = render([reading()], comparison())
    assert "Sudanese Army  denies  military" in text
    assert "Lake Monitor  with doubt, ongoing  monitor" in text
    assert "mayor  local official, told by Harbour Wire" in text
    assert "extent  most of it" in text
    assert "“it had shelled the market”" in text
    assert "Passed over: a list of links at the end was passed over" in text
    assert "7 claims, 4 sources, 1 place" in text


@pytest.mark.parametrize("width", [40, 60, 80, 200])
def test_no_line_is_wider_than_the_terminal(monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    lines = render([reading()], comparison()).splitlines()
    assert max(map(cell_len, lines)) <= min(width, 100)
    assert not [line for line in lines if line != line.rstrip()]


def test_a_pipe_gets_no_terminal_codes_and_a_terminal_does(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b" not in render([reading()], comparison())
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[1;36m" in render([reading()], comparison())
    assert "\x1b" not in render([reading()], comparison(), to_file=True)
    monkeypatch.setenv("NO_COLOR", "1")
    coded = render([reading()], comparison())
    assert "\x1b[1m" in coded  # bold stays, colours go
    assert "36m" not in coded


def test_the_report_cannot_drive_the_terminal() -> None:
    report = Report("x\x1b]0;owned\x07", "The army \x1b[2J shelled [bold]it[/bold].", "Title \x9b31m \u202eflip")
    text = render([Reading(report, warnings=("odd \x1b[31m",))], None)
    assert "\x1b" not in text
    assert "\x9b" not in text
    assert "\u202e" not in text


def test_several_reports_are_numbered() -> None:
    text = render([reading("a"), reading("b")], comparison("b"))
    assert text.startswith("[1] Army says Tessalor")
    assert "Lake Monitor  monitor  [2]" in text


def test_a_long_quote_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(view, "_LONG_QUOTE", 20)
    assert "“its units had recap…”" in render([reading()], None).replace("\n", " ")

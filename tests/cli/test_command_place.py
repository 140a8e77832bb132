import datetime as dt
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.console import Console

sys.path.insert(0, str(Path(__file__).parents[1] / "compare"))

from made_readings import TESSALOR

from rashomon.cli.timeline import chart, contested
from rashomon.records import ControlInterval, Extent

pytest_plugins = ("asking",)
Ask = Callable[..., tuple[int, str, list[str]]]


def held(
    holder: str, start: str, end: str | None = None, extent: Extent = "full", contested: bool = False
) -> ControlInterval:
    until = dt.date.fromisoformat(end) if end else None
    return ControlInterval(
        TESSALOR, holder, extent, dt.date.fromisoformat(start), until, ("a radio",), ("r:c1",), contested
    )


def drawn(intervals: list[ControlInterval], width: int = 80) -> list[str]:
    console = Console(file=io.StringIO(), width=width, color_system=None)
    console.print(chart(intervals, width))
    assert isinstance(console.file, io.StringIO)
    return [line.rstrip() for line in console.file.getvalue().splitlines()]


def bars(lines: list[str]) -> list[tuple[int, int]]:
    """First and last column of each bar."""
    found = [re.search(r"[█▓▒░]*[█▓▒░→]", line) for line in lines[2:-1]]  # without the axis and the legend
    return [(match.start(), match.end()) for match in found if match]


def test_bars_stand_on_one_axis_and_what_goes_on_has_an_arrow() -> None:
    lines = drawn([held("Army", "2024-03-01", "2024-03-11"), held("Rebels", "2024-03-11")])
    (first, end), (start, last) = bars(lines)
    assert end == start > first
    assert last == 80
    assert lines[0].lstrip().startswith("1 Mar 2024")
    assert lines[0].index("1 Mar 2024") == first
    assert [line for line in lines if line.endswith("→")]
    assert any("1–11 March 2024 · a radio" in line for line in lines)
    assert any("from 11 March 2024 · a radio" in line for line in lines)


def test_ticks_stand_over_their_days() -> None:
    lines = drawn([held("Army", "2020-01-01", "2022-01-01"), held("Rebels", "2021-01-01", "2022-01-01")], 100)
    column = lines[0].index("Jan 2021")
    assert lines[1][column] == "│"
    assert bars(lines)[1][0] == column


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2024-03-01", "2024-03-01"),
        ("2024-03-01", None),
        ("2024-02-29", "2024-03-01"),
        ("0001-01-01", "9999-12-31"),
        ("9999-12-31", None),
    ],
)
@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_any_span_fits_any_width(start: str, end: str | None, width: int) -> None:
    lines = drawn([held("A holder with a name that is too long for its column", start, end, contested=True)], width)
    assert max(map(cell_len, lines)) <= width
    assert bars(lines)
    assert [line for line in lines if "contested" in line and line.count("≠") > 1]


def test_only_the_days_on_which_two_holds_overlap_are_contested() -> None:
    army = held("Army", "2024-03-01", "2024-03-21", contested=True)
    rebels = held("Rebels", "2024-03-11", contested=True)
    calm = held("Council", "2024-03-01", "2024-03-05")
    both = (dt.date(2024, 3, 11), dt.date(2024, 3, 21))
    assert contested(army, [army, rebels, calm]) == [both]
    assert contested(rebels, [army, rebels, calm]) == [both]
    assert contested(calm, [army, rebels, calm]) == []
    lines = drawn([army, rebels, calm])
    marks = next(line for line in lines if "contested" in line)
    (_, end), (start, _), _ = bars(lines)
    assert (marks.index("≠≠"), len(marks)) == (start, end)


def test_a_hold_that_is_only_denied_is_contested_as_a_whole() -> None:
    army = held("Army", "2024-03-01", "2024-03-21", contested=True)
    assert contested(army, [army]) == [(dt.date(2024, 3, 1), dt.date(2024, 3, 21))]


def test_a_place_shows_who_holds_it_and_what_is_told(ask: Ask, made: Path) -> None:
    code, out, messages = ask("place", "tessalor", "--country", "sdn")
    assert (code, messages) == (0, [])
    lines = out.splitlines()
    assert lines[0] == "Tessalor, Blue Nile, Sudan"
    assert [line for line in lines if line.startswith("≠ Rapid Support Forces ") and line.endswith("→")]
    assert "most of it" in out
    assert "▓ most of it" in out
    assert "7 claims" in lines
    assert "3 March 2024" in lines
    assert "“the army held most of Tessalor”" in out
    assert "Ethiopia" not in out


def test_places_of_one_name_are_told_apart_by_country(ask: Ask, made: Path) -> None:
    _, out, _ = ask("place", "Tessalor")
    assert out.index("Tessalor, Blue Nile, Sudan") < out.index("Tessalor, Oromia, Ethiopia")
    assert "show one with --country: SDN, ETH" in out
    code, out, messages = ask("place", "Tessalor", "--country", "FRA")
    assert (code, out) == (2, "")
    assert messages == ["error: --country FRA: no Tessalor of the library lies there; its countries: SDN, ETH"]


def test_limit_keeps_the_latest(ask: Ask, made: Path) -> None:
    _, out, _ = ask("place", "Tessalor", "--country", "SDN", "--limit", "2")
    assert "The latest 2 of 7 claims" in out
    assert "5 more claims; show them with --limit 7" in out
    assert out.count("“") == out.count("”") == 3  # two quotes, and one figure told as “dozens”


def test_an_unknown_name_gives_those_that_are_near(ask: Ask, made: Path) -> None:
    code, out, messages = ask("place", "Tesalor")
    assert (code, out) == (1, "")
    assert messages == ["error: no claim of the library is about a place called Tesalor; near to it: tessalor"]
    assert "near to it: lake" in ask("place", "Great Lake")[2][0]


def test_json_has_timeline_and_claims(ask: Ask, made: Path) -> None:
    data = json.loads(ask("place", "Tessalor", "--format", "json")[1])
    sudan, ethiopia = data["places"]
    assert {one["holder"] for one in sudan["control"]} == {"Rapid Support Forces", "Sudanese Armed Forces"}
    assert sudan["claims"] == len(sudan["accounts"]) == 7
    assert all(one["incident"] and one["report"]["id"] for one in sudan["accounts"])
    assert ethiopia["control"] == []


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_no_line_is_wider_than_the_terminal(ask: Ask, made: Path, width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    _, out, _ = ask("place", "Tessalor")
    assert max(map(cell_len, out.splitlines())) <= min(width, 100)


def test_without_a_library_it_says_how_to_name_one(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RASHOMON_LIBRARY", raising=False)
    told = "error: no library is named; name one with --library FILE or set RASHOMON_LIBRARY"
    for command in (["place", "x"], ["incident", "i"], ["source", "x"], ["search", "x"], ["export"]):
        assert ask(*command) == (2, "", [told])
        code, out, messages = ask(*command, "--library", "none.rashomon")
        assert (code, out, len(messages)) == (1, "", 1)
        assert "there is no library here" in messages[0]
    assert not Path("none.rashomon").exists()


def test_an_output_that_takes_only_ascii_has_a_chart_too(made: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "rashomon.cli", "place", "Tessalor", "--country", "SDN"],
        capture_output=True, check=True, env={**os.environ, "PYTHONIOENCODING": "ascii", "COLUMNS": "80"},
    )  # fmt: skip
    lines = done.stdout.decode("ascii").splitlines()
    assert [line for line in lines if re.fullmatch(r"! Rapid Support Forces +#+->", line)]
    assert [line for line in lines if re.fullmatch(r"! Sudanese Armed +=+->", line)]
    assert [line for line in lines if re.fullmatch(r"! contested +!+", line)]

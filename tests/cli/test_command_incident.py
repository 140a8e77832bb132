import json
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.cells import cell_len

sys.path.insert(0, str(Path(__file__).parent))

from small_library import fill, readings

from rashomon.library import open_library

pytest_plugins = ("asking",)
Ask = Callable[..., tuple[int, str, list[str]]]


def incident_with(path: Path, attribute: str) -> str:
    with open_library(path) as library, library.view() as view:
        found = view.disagreements(list(view.incident_ids()))
    return next(one.incident for one in found if one.attribute == attribute)


def row(text: str, label: str) -> str:
    return next(line for line in text.splitlines() if line.startswith(f"{label} "))


def test_voices_stand_side_by_side_with_what_differs_marked(ask: Ask, made: Path) -> None:
    code, out, messages = ask("incident", incident_with(made, "killed"))
    assert (code, messages) == (0, [])
    assert "Shelling, artillery or missiles · Tessalor, Blue Nile, Sudan · 3 March 2024  ≠ killed" in out
    killed = row(out, "killed")
    assert killed.index("≠ 9 people") < killed.index("≠ at least 30") < killed.index("≠ “dozens”")
    assert row(out, "report").count("4 Mar 2024") >= 1
    assert row(out, "stance").split() == ["stance", "affirms", "affirms", "affirms"]
    assert "≠ killed  Sudanese Armed Forces: 9; Lake Monitor: at least 30; a nurse: dozens" in out


def test_every_account_has_its_words_with_report_and_characters(ask: Ask, made: Path) -> None:
    _, out, _ = ask("incident", incident_with(made, "killed"))
    assert "[a] “shelling of the market of Tessalor killed 9 people”" in out
    given = {one.report.id: one for one in readings()}
    quote = given["army"].claims[1].quote
    assert f"Army Press · Title of army · 4 March 2024 · text {quote.start}–{quote.end} of " in " ".join(out.split())


def test_a_report_is_told_in_full_once_and_then_only_the_characters(ask: Ask, made: Path) -> None:
    _, out, _ = ask("incident", incident_with(made, "killed"))
    assert out.count("Title of monitor") == 1
    assert len(re.findall(r"text \d+–\d+ of the same report", out)) == 1


def test_copies_of_one_text_are_one_voice(ask: Ask, made: Path) -> None:
    name = incident_with(made, "control")
    _, out, _ = ask("incident", name)
    assert "3 voices · 4 claims · 4 reports" in out
    assert "the same text in 2 reports" in out
    assert out.count("“the Rapid Support Forces hold Tessalor”") == 1
    assert "with doubt" in row(out, "told")
    data = json.loads(ask("incident", name, "--format", "json")[1])
    assert [voice["reports_with_the_same_text"] for voice in data["voices"]].count(2) == 1
    assert [len(group) for group in data["copies"]] == [2]


def test_a_beginning_suffices_where_it_is_unique(ask: Ask, made: Path) -> None:
    name = incident_with(made, "killed")
    assert ask("incident", name[:7])[1] == ask("incident", name)[1]
    code, out, messages = ask("incident", "i")
    assert (code, out) == (2, "")
    assert len(messages) == 1
    assert name in messages[0]
    code, out, messages = ask("incident", "x9")
    assert (code, out) == (1, "")
    assert messages[0].startswith("error: no incident has the id x9;")


@pytest.mark.parametrize("width", [40, 60, 80, 100])
def test_it_fits_the_width_and_keeps_every_value(
    ask: Ask, made: Path, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    _, out, _ = ask("incident", incident_with(made, "killed"))
    lines = out.splitlines()
    assert max(map(cell_len, lines)) <= width
    for value in ("9 people", "at least 30", "dozens", "Sudanese Armed", "Lake Monitor", "a nurse"):
        assert value in out
    assert any("9 people" in line and "at least 30" in line for line in lines) is (width >= 60)


def test_json_has_the_claims_with_their_reports(ask: Ask, made: Path) -> None:
    name = incident_with(made, "killed")
    data = json.loads(ask("incident", name, "-f", "json")[1])
    assert data["incident"]["id"] == name
    assert data["disagreements"][0]["attribute"] == "killed"
    account = data["voices"][1]["accounts"][0]
    assert account["claim"]["killed"]["low"] == 30
    assert account["report"]["publisher"] == "Evil\x1b]0;owned\x07\x9b31m\u202eNews"  # escaped, and nothing lost
    assert "text" not in account["report"]


def test_what_waits_to_be_compared_is_told(ask: Ask, tmp_path: Path) -> None:
    fill(tmp_path / "new.rashomon", readings(), compared=False)
    code, _, messages = ask("incident", "i1", "--library", "new.rashomon")
    assert code == 1
    assert messages[0].startswith("note: 5 reports are not compared yet;")

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.cells import cell_len

from rashomon.cli.source import choose

pytest_plugins = ("asking",)
Ask = Callable[..., tuple[int, str, list[str]]]


def test_a_profile_has_counts_and_the_pairs_behind_a_ratio(ask: Ask, made: Path) -> None:
    code, out, messages = ask("source", "Sudanese Armed Forces")
    assert (code, messages) == (0, [])
    assert out.startswith("Sudanese Armed Forces  military\n2 claims in 1 report, of 2 incidents\n")
    assert "no other voice tells of 0 of 2 (0%) of the incidents" in out
    assert "affirms 2 of 2 (100%)" in out
    assert "higher 0   same 0   lower 2   of 2 pairs of figures" in out
    assert "median ratio 0.30, of 1 ratio" in out  # 9 against at least 30; "dozens" is no number
    assert [line for line in out.splitlines() if line.endswith("Lake Monitor") and "at least 30" in line]
    for word in ("reliable", "exaggerat", "wrong", "trust"):
        assert word not in out


def test_an_exact_name_wins_and_the_others_are_named(ask: Ask, made: Path) -> None:
    code, out, messages = ask("source", "lake monitor")
    assert code == 0
    assert out.startswith("Lake Monitor  monitor\n3 claims in 2 reports, of 3 incidents\n")
    assert messages == ["note: other sources with this name in theirs, and their claims: Lake Monitoring Group (1)"]


def test_a_vague_name_gives_candidates_with_their_counts(ask: Ask, made: Path) -> None:
    code, out, messages = ask("source", "Lake")
    assert code == 1
    assert messages == ["error: 3 sources have “Lake” in their name; say which"]
    assert [line.split(maxsplit=2) for line in out.splitlines()] == [
        ["3", "claims", "Lake Monitor"],
        ["1", "claim", "Lake Monitoring Group"],
        ["1", "claim", "Lake Wire"],
    ]


def test_a_part_of_a_name_suffices_where_it_is_unique(ask: Ask, made: Path) -> None:
    assert ask("source", "nurs")[1].startswith("a nurse  medical\n")


def test_an_outlet_speaks_in_its_own_name_and_its_copies_are_no_other_voice(ask: Ask, made: Path) -> None:
    code, out, _ = ask("source", "Harbour Post")
    assert code == 0
    assert out.startswith("Harbour Post  in its own name\n1 claim in 1 report, of 1 incident\n")
    assert "with doubt 1 of 1 (100%)" in out


def test_an_unknown_name_is_one_line(ask: Ask, made: Path) -> None:
    code, out, messages = ask("source", "nobody at all")
    assert (code, out, len(messages)) == (1, "", 1)
    assert messages[0].startswith("error: no source is called nobody at all;")


def test_json_is_the_profile(ask: Ask, made: Path) -> None:
    data = json.loads(ask("source", "Sudanese Armed Forces", "--format", "json")[1])
    assert data["types"] == {"government_regains_territory": 1, "shelling_artillery_missile": 1}
    assert data["killed"]["lower"] == 2
    assert {pair["voice"] for pair in data["killed"]["pairs"]} == {"Lake Monitor", "a nurse"}


def test_limit_keeps_some_pairs_and_says_so(ask: Ask, made: Path) -> None:
    _, out, _ = ask("source", "Sudanese Armed Forces", "--limit", "1")
    assert "1 more; show them with --limit 2" in out


@pytest.mark.parametrize("width", [40, 80])
def test_no_line_is_wider_than_the_terminal(ask: Ask, made: Path, width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    _, out, _ = ask("source", "Sudanese Armed Forces")
    assert max(map(cell_len, out.splitlines())) <= width


def test_choosing_prefers_the_exact_then_the_same_letters_then_the_only_one() -> None:
    names = [("Army", 9), ("army", 2), ("Army Council", 1)]
    assert choose(names, "army") == "army"
    assert choose(names, "ARMY") == "Army"
    assert choose(names, "arm") is None
    assert choose(names[2:], "arm") == "Army Council"
    assert choose([], "arm") is None

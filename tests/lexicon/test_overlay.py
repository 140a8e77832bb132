"""A lexicon folder of one's own: what it adds, replaces and switches off, and who sees it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import rashomon
from rashomon.cli.lexicon import about
from rashomon.errors import LexiconError, UsageError
from rashomon.lexicon import overlay, use
from rashomon.lexicon.files import load
from rashomon.lexicon.folder import Report, examine
from rashomon.lexicon.shapes import SHAPES, shape_of
from rashomon.lexicon.shipped import names, shipped
from rashomon.lexicon.told import OFF
from rashomon.read.version import reading_version
from rashomon.run.compare import comparison_version
from rashomon.settings import VARIABLE, settings

Write = Callable[..., Path]

OVERPOWER = """
[[event]]
id = "overpower"
type = "territory"
verbs = ["overpower"]
object = "place"
needs = ["object:place"]
"""
TOOK = "Rebel fighters overpowered the town of Rastan on Sunday, the army said."


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write files of a lexicon folder: NAME=content, with __ for / and without .toml; returns the folder."""

    def run(**files: str) -> Path:
        folder = tmp_path / "own"
        for name, content in files.items():
            path = folder / f"{name.replace('__', '/')}.toml"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
        return folder

    return run


@pytest.fixture(autouse=True)
def as_before(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Whatever a test lays over the lexicon is taken away after it."""
    monkeypatch.delenv(overlay.VARIABLE, raising=False)
    former = overlay.in_use()
    yield
    overlay.restore(former)


def told(report: Report) -> list[str]:
    return [f"{change.does} {change.what}" for changes in report.changes.values() for change in changes]


def types(text: str) -> list[tuple[str, str]]:
    return [(claim.type, claim.rule) for claim in rashomon.read(text, published="2016-04-04").claims]


# --- what it does -----------------------------------------------------------------------------------------------------


def test_a_verb_in_a_rule_of_ones_own_is_read(write: Write) -> None:
    use(None)
    assert ("non_state_overtakes_territory", "overpower") not in types(TOOK)
    use(write(events=OVERPOWER))
    assert types(TOOK) == [("non_state_overtakes_territory", "overpower")]
    use(None)
    assert ("non_state_overtakes_territory", "overpower") not in types(TOOK)


def test_a_shipped_rule_takes_a_verb_more_and_keeps_its_own(write: Write) -> None:
    use(write(events='[[event]]\nid = "retake"\nverbs = ["reliberate"]\n'))
    assert types("The army reliberated Homs on Sunday.") == [("government_regains_territory", "retake")]
    assert types("The army recaptured Homs on Sunday.") == [("government_regains_territory", "retake")]


def test_other_values_of_an_entry_are_replaced(write: Write) -> None:
    use(write(actors__groups_own='[[group]]\nid = "rapid_support_forces"\nname = "RSF of Sudan"\n'))
    (claim,) = rashomon.read("The RSF seized the town of Rastan.", published="2024-04-04").claims
    assert claim.actor is not None
    assert (claim.actor.name, claim.actor.id) == ("RSF of Sudan", "rapid_support_forces")


def test_a_group_of_ones_own_is_known_by_all_its_names(write: Write) -> None:
    group = '[[group]]\nid = "blue_shield"\nname = "Blue Shield Brigade"\nkind = "rebels"\naliases = ["BSB", "Shield Men"]\n'
    use(write(actors__groups_mine=group))
    for name in ("The Blue Shield Brigade", "The BSB", "The Shield Men"):
        (claim,) = rashomon.read(f"{name} captured the town of Rastan.", published="2016-04-04").claims
        assert claim.actor is not None
        assert claim.actor.id == "blue_shield"


def test_a_name_that_a_shipped_group_has_counts_for_ones_own(write: Write) -> None:
    use(
        write(
            actors__groups_own='[[group]]\nid = "river_forces"\nname = "River Forces"\nkind = "rebels"\naliases = ["RSF"]\n'
        )
    )
    (claim,) = rashomon.read("The RSF seized the town of Rastan.", published="2024-04-04").claims
    assert claim.actor is not None
    assert claim.actor.name == "River Forces"


def test_what_is_switched_off_is_not_read(write: Write) -> None:
    sentence = "Rebels abducted the mayor of Rastan on Sunday."
    assert [rule for _, rule in types(sentence)] == ["abduct"]
    use(write(events=f'[{OFF}]\nevent = ["abduct"]\n'))
    assert types(sentence) == []


def test_one_word_of_an_entry_is_switched_off(write: Write) -> None:
    use(write(events=f'[{OFF}.event]\nabduct = ["kidnap"]\n'))
    (rule,) = [rule for rule in load("events")["event"] if rule["id"] == "abduct"]
    (before,) = [rule for rule in shipped("events")["event"] if rule["id"] == "abduct"]
    assert set(before["verbs"]) - set(rule["verbs"]) == {"kidnap"}


def test_a_group_is_switched_off_from_whatever_file(write: Write) -> None:
    for off in ('group = ["rapid_support_forces"]', "group.rapid_support_forces = true"):
        use(write(actors__groups_own=f"[{OFF}]\n{off}\n"))
        assert "rapid_support_forces" not in {group["id"] for group in load("actors/groups_africa")["group"]}


def test_a_word_is_in_one_class_only(write: Write) -> None:
    drone = shipped("weapons")["air_drone_strike"][0]
    folder = write(weapons=f'grenade = ["{drone}"]\n')
    assert told(examine(str(folder))) == [f"adds grenade: {drone}", f"moves {drone} from air_drone_strike to grenade"]
    use(folder)
    assert drone in load("weapons")["grenade"]
    assert drone not in load("weapons")["air_drone_strike"]


def test_values_of_tables_are_added_and_replaced(write: Write) -> None:
    use(write(cues='[sources]\nbeekeeper = "witness"\nhospital = "rescue"\n', claim_weights="least = 0.1\n"))
    assert (load("cues")["sources"]["beekeeper"], load("cues")["sources"]["hospital"]) == ("witness", "rescue")
    assert load("claim_weights")["least"] == 0.1
    assert load("cues")["verbs"] == shipped("cues")["verbs"]


def test_a_file_from_windows_is_read(tmp_path: Path) -> None:
    (tmp_path / "events.toml").write_bytes(b"\xef\xbb\xbf" + OVERPOWER.replace("\n", "\r\n").encode())
    use(tmp_path)
    assert types(TOOK) == [("non_state_overtakes_territory", "overpower")]


def test_what_is_there_already_is_told_and_harmless(write: Write) -> None:
    report = examine(str(write(events='[[event]]\nid = "retake"\nverbs = ["recapture"]\n')))
    assert told(report) == ["has already event retake: verbs recapture"]
    assert not report.problems


def test_a_word_of_another_rule_is_remarked(write: Write) -> None:
    report = examine(str(write(events=OVERPOWER.replace('"overpower"]', '"overpower", "recapture"]'))))
    assert not report.problems
    assert [remark for remark in report.remarks if '"recapture" is also a word of retake' in remark]


# --- every file -------------------------------------------------------------------------------------------------------


def test_every_shipped_file_says_what_it_is_for() -> None:
    assert [name for name in names() if not about(name)] == []
    assert set(SHAPES) <= set(names())


@pytest.mark.parametrize("name", [*SHAPES, "actors/groups_own"])
def test_every_example_adds_something_and_holds(name: str, write: Write) -> None:
    report = examine(str(write(**{name.replace("/", "__"): shape_of(name).example})))
    assert not report.problems
    does = {change.does for change in report.changes[name]}
    assert does & {"adds", "replaces"}
    assert "has already" not in does


def test_all_examples_together_make_a_lexicon_that_reads(write: Write) -> None:
    files = {name.replace("/", "__"): shape.example for name, shape in SHAPES.items() if shape.example}
    use(write(actors__groups_own=shape_of("actors/groups_own").example, **files))
    text = "A beekeeper said BSB fighters overpowered the town of Rastan on Sunday. Three beekeepers were killed by a Mohajer-6 drone."
    claims = rashomon.read(text, published="2016-04-04").claims
    assert ("overpower", "beekeeper") in [(claim.rule, claim.source.name) for claim in claims]
    assert any(claim.killed is not None and claim.killed.low == 3 for claim in claims)


def test_without_a_folder_every_file_is_as_shipped() -> None:
    use(None)
    assert all(load(name) == shipped(name) for name in names())


# --- who sees it ------------------------------------------------------------------------------------------------------


def test_worker_processes_read_by_it(write: Write) -> None:
    use(write(events=OVERPOWER))
    reports = [{"id": str(n), "text": TOOK, "published": "2016-04-04"} for n in range(2)]
    readings = list(rashomon.read_many(reports, workers=2))
    assert [claim.rule for reading in readings for claim in reading.claims] == ["overpower", "overpower"]


def test_the_environment_names_it(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(overlay.VARIABLE, str(write(events=OVERPOWER)))
    use(None)
    assert types(TOOK) == [("non_state_overtakes_territory", "overpower")]


def test_the_settings_name_it_beside_their_own_file(
    write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(events=OVERPOWER)
    (tmp_path / "settings.toml").write_text('[lexicon]\nfolder = "own"\n')
    monkeypatch.setenv(VARIABLE, str(tmp_path / "settings.toml"))
    settings.cache_clear()
    try:
        use(None)
        assert types(TOOK) == [("non_state_overtakes_territory", "overpower")]
    finally:
        settings.cache_clear()


def test_a_process_of_its_own_sees_the_environment(write: Write) -> None:
    program = f"import rashomon; print(rashomon.read({TOOK!r}, published='2016-04-04').claims[0].rule)"
    environment = {**os.environ, overlay.VARIABLE: str(write(events=OVERPOWER))}
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, env=environment, check=False)
    assert done.stdout.strip() == "overpower", done.stderr[-500:]


def test_nothing_is_made_of_the_lexicon_before_it_is_asked_for() -> None:
    # What a module keeps at its import would not see a folder that is named later.
    program = (
        "import importlib, pkgutil, rashomon, rashomon.lexicon.files as files\n"
        "def refuse(name): raise AssertionError(name)\n"
        "files.load = files.shipped = refuse\n"
        "for room in ('lexicon', 'read', 'compare', 'run', 'evaluate', 'export', 'cli'):\n"
        "    package = importlib.import_module(f'rashomon.{room}')\n"
        "    for found in pkgutil.walk_packages(package.__path__, f'rashomon.{room}.'):\n"
        "        if not found.name.endswith('__main__'): importlib.import_module(found.name)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-800:]


# --- versions ---------------------------------------------------------------------------------------------------------


def test_the_version_of_a_reading_follows_the_content_and_not_the_comments(write: Write) -> None:
    use(None)
    plain = reading_version()
    seen = [plain]
    for content in (OVERPOWER, OVERPOWER.replace("overpower", "overwhelm")):
        use(write(events=content))
        seen.append(reading_version())
    assert len(set(seen)) == 3
    use(write(events=f"# a remark\n{OVERPOWER.replace('overpower', 'overwhelm')}"))
    assert reading_version() == seen[-1]
    use(write(events="# nothing counts yet\n"))
    assert reading_version() == plain


def test_rules_of_comparing_change_the_version_of_comparing_only(write: Write) -> None:
    use(None)
    before = reading_version(), comparison_version()
    use(write(compare="[place]\nnear_km = 15.5\n"))
    assert reading_version() == before[0]
    assert comparison_version() != before[1]
    from rashomon.compare.rules import load_rules

    assert load_rules().place.near_km == 15.5


# --- what does not hold counts nowhere --------------------------------------------------------------------------------


def test_a_folder_with_a_fault_is_not_used_at_all(write: Write) -> None:
    use(None)
    folder = write(events=OVERPOWER, weapons='air_strike = ["Foo"]\n')
    with pytest.raises(LexiconError, match=r'weapons.toml line 1: air_strike: there is no event type "air_strike"'):
        use(folder)
    assert ("non_state_overtakes_territory", "overpower") not in types(TOOK)


def test_the_first_fault_is_told_and_how_to_see_the_others(write: Write) -> None:
    folder = write(weapons='air_strike = ["Foo"]\nbom = ["x"]\n')
    with pytest.raises(LexiconError, match=rf"1 more; all of them: rashomon lexicon check {folder}"):
        use(folder)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is no such folder"):
        use(tmp_path / "none")
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="is a file; name the folder"):
        use(tmp_path / "file")

"""What can be wrong in a lexicon folder of one's own: each is one line with the file, the line and what to do."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from rashomon.errors import LexiconError
from rashomon.lexicon.folder import Report, examine
from rashomon.settings import settings

EVENT = '[[event]]\nid = "x"\ntype = "attack"\nverbs = ["maul"]\n'
RETAKE = '[[event]]\nid = "retake"\n'
GROUP = '[[group]]\nid = "a"\nname = "A Men"\nkind = "rebels"\n'


def check(folder: Path, name: str, content: str | bytes) -> Report:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return examine(str(folder))


@pytest.mark.parametrize(
    ("file", "content", "message"),
    [
        # the file itself
        ("event.toml", EVENT, "event.toml: the lexicon has no file of this name; did you mean events.toml?"),
        ("titles.toml", "", "titles.toml: the lexicon has no file of this name; did you mean actors/titles.toml?"),
        ("actors/actors/groups_x.toml", GROUP, "the lexicon has no file of this name"),
        ("events.toml", b'[[event]]\nid = "caf\xe9"\n', "is not UTF-8 (byte 0xe9 at 19); save it as UTF-8"),
        ("events.toml", EVENT.encode("utf-16"), "is not UTF-8 (byte 0xff at 0)"),
        ("events.toml", "a = " + "[" * 3000, "is nested too deep"),
        ("events.toml", "a = " + "9" * 5000, "not valid TOML"),
        # TOML
        ("events.toml", '[[event]]\nid = "x"\nverbs = [“maul”]\n', "line 3: not valid TOML: invalid value; use straight"),
        ("events.toml", '[[event]]\nid = "x"\nverbs = ["maul",\n', "line 3: not valid TOML: invalid value; a bracket or"),
        ("events.toml", '[[event]]\nid = "x\n', "line 2: not valid TOML"),
        ("events.toml", '[[event]]\nid = x\n', "line 2: not valid TOML: invalid value; text stands in quotation marks"),
        ("events.toml", '[[event]]\nid = "x"\nid = "y"\n', "line 3: not valid TOML: cannot overwrite a value; the key stands"),
        # keys, types, values
        ("events.toml", EVENT.replace("attack", "atack"), 'line 3: event x type: there is no event type "atack"; did you mean'),
        ("events.toml", RETAKE + 'verb = ["a"]\n', "line 3: event retake verb: there is no such key; did you mean verbs?"),
        ("events.toml", RETAKE + 'verbs = "a"\n', 'line 3: event retake verbs: is text in quotation marks, not a list; write it in brackets: ["a"]'),
        ("events.toml", RETAKE + 'verbs = [3]\n', "line 3: event retake verbs: has 3, which is a whole number"),
        ("events.toml", RETAKE + 'weak = "yes"\n', "line 3: event retake weak: is 'yes'; give true or false"),
        ("events.toml", RETAKE + 'subject = "actr"\n', "line 3: event retake subject: is 'actr'; give 'actor', 'target'"),
        ("events.toml", RETAKE + 'needs = ["actors"]\n', 'line 3: event retake needs: there is no need "actors"; did you mean actor'),
        ("events.toml", RETAKE + 'about = ["clashs"]\n', 'event retake about: there is no family of types "clashs"; did you mean clash'),
        ("events.toml", RETAKE + "verbs = []\n", "line 3: event retake verbs: is empty; leave it out, or give words"),
        ("events.toml", '[[event]]\nid = "x"\ntype = "attack"\n', "line 1: event x: has no verbs, nouns or phrases, so it would never fire"),
        ("events.toml", '[[event]]\nid = "x"\nverbs = ["maul"]\n', "line 1: event x: has no type"),
        ("events.toml", '[[event]]\nverbs = ["maul"]\n', "line 1: event number 1: has no id"),
        ("events.toml", '[[event]]\nid = "x"\ntype = "strike"\nverbs = ["maul"]\n', 'line 3: event x type: a "strike" needs a default'),
        ("events.toml", '[event]\nid = "x"\n', "line 1: event: each entry begins with a line [[event]]"),
        ("events.toml", EVENT + EVENT, 'line 6: event x id: "x" stands twice'),
        ("events.toml", "colour = 1\n", "line 1: colour: there is no such key"),
        ("weapons.toml", 'air_strike = ["Foo"]\n', 'line 1: air_strike: there is no event type "air_strike"; did you mean air_drone_strike?'),
        ("weapons.toml", '[nouns]\n\narmz = ["foo"]\n', "line 3: nouns armz: there is no such key; did you mean arms?"),
        ("casualties.toml", '[who]\nciviliens = ["x"]\n', "line 2: who civiliens: there is no such key; did you mean civilians?"),
        ("cues.toml", '[sources]\nbeekeeper = "witnes"\n', 'line 2: sources beekeeper: there is no kind of source "witnes"; did you mean witness?'),
        ("cues.toml", '[sources]\nBeekeeper = "witness"\n', 'line 2: sources Beekeeper: must be in small letters: "beekeeper"'),
        ("cues.toml", '[[verbs]]\nclass = "claim"\nframes = ["clauses"]\n', 'line 3: verbs claim frames: there is no frame "clauses"; did you mean clause?'),
        ("times.toml", '[months]\nthirteenth = 13\n', "line 2: months thirteenth: 13 is not known here"),
        ("times.toml", '[holidays]\n"founding day" = "13-40"\n', 'line 2: holidays founding day: "13-40" is no day'),
        ("inflect.toml", '[verbs]\noutshoot = "outshot"\n', "line 2: verbs outshoot: \"outshot\" is not the past and the participle"),
        ("claim_weights.toml", 'least = "low"\n', "line 1: least: is text in quotation marks, not a number"),
        ("claim_weights.toml", '[weights]\n"no such sign" = 1.0\n', "line 2: weights no such sign: there is no such key"),
        ("compare.toml", '[place]\nnear_km = "far"\n', "line 2: place near_km: is text in quotation marks"),
        ("compare.toml", '[place]\nnear = 1\n', "line 2: place near: there is no such key; did you mean near_km?"),
        ("countries.toml", '[[country]]\niso3 = "SYR"\nlat = 134.0\n', "line 2: country SYR iso3: give an ISO 3166-1"),
        ("actors/kinds.toml", '[rebels]\nside = "rebel"\n', "line 2: rebels side: is 'rebel'; give 'state', 'non_state' or 'international'"),
        ("actors/titles.toml", 'militry = ["Sardar"]\n', 'line 1: militry: there is no kind "militry"; did you mean military'),
        ("actors/organisations.toml", '[heads]\narmed_group = ["phalanx"]\n', 'line 2: heads armed_group: "phalanx" must begin with a capital letter'),
        ("actors/groups_own.toml", GROUP.replace("rebels", "rebel"), 'line 4: group a kind: there is no kind "rebel"; did you mean rebels?'),
        ("actors/groups_own.toml", GROUP + 'countries = ["SYRIA"]\n', 'line 5: group a countries: there is no country "SYRIA"'),
        ("actors/groups_own.toml", GROUP + "from = '2011'\n", "line 5: group a from: is '2011'"),
        ("actors/groups_own.toml", '[[group]]\nid = "ansar_dine"\nkind = "rebel"\n', 'actors/groups_own.toml line 3: group ansar_dine kind: there is no kind "rebel"'),
        # words
        ("events.toml", RETAKE + 'verbs = ["seiz.*"]\n', 'line 3: event retake verbs: "seiz.*" looks like a search pattern'),
        ("events.toml", RETAKE + 'verbs = ["(re)?take["]\n', '"(re)?take[" looks like a search pattern'),
        ("events.toml", RETAKE + 'verbs = ["maul", "maul"]\n', '"maul" stands twice; leave one out'),
        ("events.toml", RETAKE + 'verbs = [" maul"]\n', "has blanks at an end"),
        ("events.toml", RETAKE + 'verbs = [""]\n', "has an empty word"),
        ("events.toml", RETAKE + f'verbs = ["{"ma" * 200}ul"]\n', "has more than 200 characters"),
        ("places.toml", 'never = ["Starlink"]\n', 'line 1: never: "Starlink" must be in small letters, as all words of this list: "starlink"'),
        ("claim_weights.toml", "least = nan\n", "line 1: least: is nan; give a number"),
        ("cues.toml", '[sources]\nmedic = ""\n', "line 2: sources medic: is empty; leave it out, or give text"),
        ("actors/groups_own.toml", GROUP.replace("A Men", " "), "line 3: group a name: is empty; leave it out"),
        ("events.toml", RETAKE + "verbs = 3\n", "line 3: event retake verbs: is a whole number, not a list"),
        # switching off
        ("events.toml", "[off]\nevent = []\n", "line 2: off event: is empty; leave it out, or name what"),
        ("events.toml", '[off]\nevent = ["retook"]\n', 'line 2: off event: "retook" is not there to be switched off; did you mean retake?'),
        ("events.toml", '[off.event]\nretake = ["recapturee"]\n', 'line 2: off event retake: "recapturee" is not there'),
        ("events.toml", '[off.event]\nretook = ["recapture"]\n', "line 2: off event retook: there is no such entry; did you mean retake?"),
        ("events.toml", "[off]\nevent = 3\n", "line 2: off event: is a whole number; give a list"),
        ("casualties.toml", '[off]\nwho = ["people"]\n', "line 2: off who: its lists cannot be switched off as a whole; name words: [off.who]"),
        ("casualties.toml", '[off.whom]\npeople = ["man"]\n', "line 1: off whom: there is no such key; did you mean who?"),
        ("actors/kinds.toml", '[off]\nrebels = ["acts"]\n', "the reader needs every kind"),
        ("actors/groups_own.toml", '[off]\ngroup = ["no_such_group"]\n', "actors/groups_own.toml line 2: off group no_such_group: there is no such entry"),
        ("claim_weights.toml", '[off]\nweights = ["bias"]\n', "line 2: off weights:"),
        ("compare.toml", '[off.place]\nnear_km = ["x"]\n', "line 2: off place near_km: cannot be switched off; give it another value"),
    ],
)  # fmt: skip
def test_a_fault_is_told_in_one_line_with_its_place(
    tmp_path: Path, file: str, content: str | bytes, message: str
) -> None:
    report = check(tmp_path, file, content)
    lines = [str(problem) for problem in report.problems]
    assert [line for line in lines if message in line], lines
    assert all(line.startswith(file) for line in lines)
    assert not any("\n" in line for line in lines)


def test_every_fault_of_a_folder_is_told(tmp_path: Path) -> None:
    check(tmp_path, "weapons.toml", 'air_strike = ["Foo"]\n')
    report = check(
        tmp_path, "events.toml", RETAKE + 'verb = ["a"]\nsubject = "actr"\n' + EVENT.replace("attack", "atack")
    )
    assert [(problem.file, problem.where) for problem in report.problems] == [
        ("events.toml", "line 4"), ("events.toml", "line 3"), ("events.toml", "line 7"), ("weapons.toml", "line 1"),
    ]  # fmt: skip


def test_a_list_that_would_be_empty(tmp_path: Path) -> None:
    from rashomon.lexicon.shipped import shipped

    words = ", ".join(f'"{word}"' for word in shipped("teasers")["after"])
    report = check(tmp_path, "teasers.toml", f"[off]\nafter = [{words}]\n")
    assert ["nothing would be left of the list" in str(problem) for problem in report.problems] == [True]


def test_a_huge_file_is_not_opened(tmp_path: Path) -> None:
    with (tmp_path / "events.toml").open("wb") as file:
        file.truncate(settings().lexicon.max_bytes + 1)
    (problem,) = examine(str(tmp_path)).problems
    assert "has more than 5,000,000 bytes (settings: lexicon.max_bytes)" in str(problem)


def test_a_folder_in_the_place_of_a_file_is_looked_into(tmp_path: Path) -> None:
    (tmp_path / "events.toml").mkdir()
    assert not examine(str(tmp_path)).problems
    report = check(tmp_path, "events.toml/events.toml", EVENT)
    assert "the lexicon has no file of this name" in str(report.problems[0])


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes")
def test_a_named_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "events.toml")
    (problem,) = examine(str(tmp_path)).problems
    assert str(problem) == "events.toml: is no plain file; put a text file there"


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "events.toml"
    path.write_text(EVENT)
    path.chmod(0)
    if os.access(path, os.R_OK):  # root may read everything: say what the system says to others

        def refused(self: Path) -> bytes:
            raise PermissionError(13, "Permission denied", str(self))

        monkeypatch.setattr(Path, "read_bytes", refused)
    (problem,) = examine(str(tmp_path)).problems
    assert str(problem) == "events.toml: Permission denied; make it readable"


def test_a_link_to_nowhere(tmp_path: Path) -> None:
    (tmp_path / "events.toml").symlink_to(tmp_path / "gone.toml")
    (problem,) = examine(str(tmp_path)).problems
    assert "is no plain file" in str(problem)


def test_some_other_folder_is_not_searched_through(tmp_path: Path) -> None:
    for number in range(250):
        (tmp_path / f"{number}.csv").write_text("")
    with pytest.raises(LexiconError, match="has more than 200 files; is it the folder that you mean"):
        examine(str(tmp_path))


def test_hidden_files_notes_and_backups_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    for name in (".git/config.toml", ".DS_Store", "README.md", "events.toml~"):
        (tmp_path / name).write_text("x = [")
    report = check(tmp_path, "events.txt", EVENT)
    assert not report.problems
    assert report.remarks == ["events.txt: passed over; files of a lexicon end in .toml"]

"""Who does what to whom by grammar: each sentence names a word and the arguments it must have."""

from __future__ import annotations

import pytest

from rashomon.read.events.frames import clause, conjuncts, governor, inside, is_passive, noun_frame, verb_frame
from rashomon.read.parse import parse
from rashomon.read.passage import Passage

# sentence; verb; who acts; what it is done to ("-": nobody is said)
VERBS = [
    ("Rebels captured the town.", "captured", "Rebels", "town"),
    ("The town was captured by rebels.", "captured", "rebels", "town"),
    ("The town was captured on Monday.", "captured", "-", "town"),
    ("The village shelled by the army is empty.", "shelled", "army", "village"),
    ("Rebels shelled the airport and captured the town.", "captured", "Rebels", "town"),
    ("Militants attacked the base, killing ten soldiers.", "killing", "Militants", "soldiers"),
    ("The rebels who captured the town have left.", "captured", "rebels", "town"),
    ("The town, which was captured in May, is quiet.", "captured", "-", "town"),
    ("Troops entered the town that rebels had seized in May.", "seized", "rebels", "town"),
    ("Soldiers tried to capture the bridge.", "capture", "Soldiers", "bridge"),
    ("After capturing the base, the fighters burned it.", "capturing", "fighters", "base"),
    ("The minister accused rebels of burning the village.", "burning", "rebels", "village"),
    ("Troops are accused of killing farmers.", "killing", "Troops", "farmers"),
    ("Fighters captured the compound and looted it.", "looted", "Fighters", "it"),
    ("The mayor said gunmen had looted the market.", "looted", "gunmen", "market"),
    ("Five men died.", "died", "men", "-"),
    ("The army, backed by fighters from the coast, took the port.", "took", "army", "port"),
]
# sentence; noun; who acts; what it is done to
NOUNS = [
    ("The army launched an attack on the village.", "attack", "army", "-"),
    ("An attack by gunmen killed a priest.", "attack", "gunmen", "priest"),
    ("The attack was carried out by rebels.", "attack", "rebels", "-"),
    ("Strikes carried out by jets hit the port.", "Strikes", "jets", "port"),
    ("The raid targeting a convoy failed.", "raid", "-", "convoy"),
    ("The attack appeared to have been carried out by a gang.", "attack", "gang", "-"),
]


def read(text: str) -> Passage:
    return next(parse([(text, False)]))


def at(passage: Passage, word: str) -> int:
    return passage.words.index(word)


def word(passage: Passage, token: int | None) -> str:
    return "-" if token is None else passage.words[token]


@pytest.mark.parametrize(("text", "verb", "subject", "target"), VERBS)
def test_arguments_of_a_verb(text: str, verb: str, subject: str, target: str) -> None:
    passage = read(text)
    frame = verb_frame(passage, at(passage, verb))
    assert (word(passage, frame.subject), word(passage, frame.object)) == (subject, target)


@pytest.mark.parametrize(("text", "noun", "subject", "target"), NOUNS)
def test_arguments_of_an_event_noun(text: str, noun: str, subject: str, target: str) -> None:
    passage = read(text)
    frame = noun_frame(passage, at(passage, noun))
    assert (word(passage, frame.subject), word(passage, frame.object)) == (subject, target)


def test_the_dead_do_not_shell() -> None:
    passage = read("Nine people were killed in shelling the army denied.")
    assert word(passage, verb_frame(passage, at(passage, "killed")).object) == "people"
    assert word(passage, noun_frame(passage, at(passage, "shelling")).subject) != "people"


@pytest.mark.parametrize(
    ("text", "verb", "passive"),
    [
        ("The town was captured.", "captured", True),
        ("The rebels captured the town.", "captured", False),
        ("The village shelled by the army is empty.", "shelled", True),
        ("The rebels have captured the town.", "captured", False),
        ("Ten civilians killed in airstrike", "killed", True),
        ("The bridge was hit and destroyed.", "destroyed", True),
    ],
)
def test_passives_are_told_from_actives(text: str, verb: str, passive: bool) -> None:
    passage = read(text)
    assert is_passive(passage, at(passage, verb)) is passive


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("Shells fell on Toretsk and Kostiantynivka.", {("on", "Toretsk"), ("on", "Kostiantynivka")}),
        ("Rebels withdrew from the airport to the hills.", {("from", "airport"), ("to", "hills")}),
        ("Rebels were driven out of the town.", {("of", "town")}),
    ],
)
def test_prepositions_have_all_their_objects(text: str, pairs: set[tuple[str, str]]) -> None:
    passage = read(text)
    verb = next(token for token, tag in enumerate(passage.tags) if (tag.startswith("VB") and tag != "VBD") or (tag == "VBD"
                and passage.lower[token] != "were"))  # fmt: skip
    assert pairs <= {(preposition, passage.words[head]) for preposition, head in verb_frame(passage, verb).preps}


def test_modifiers_of_a_noun_reach_down() -> None:
    passage = read("Saudi coalition air strikes hit Saada.")
    frame = noun_frame(passage, at(passage, "strikes"))
    assert {"coalition", "air"} <= {passage.words[token] for token in frame.modifiers}


def test_a_part_leads_to_its_whole() -> None:
    passage = read("Rebels hold most of the town.")
    assert [passage.words[token] for token in inside(passage, at(passage, "most"))] == ["most", "town"]


def test_conjuncts_go_down_the_chain() -> None:
    passage = read("Shells hit Lyman, Siversk and Toretsk.")
    joined = conjuncts(passage, at(passage, "Lyman"))
    assert [passage.words[token] for token in joined] == ["Siversk", "Toretsk"]


def test_governor_is_the_verb_around_a_noun() -> None:
    passage = read("Nine people were killed in an attack on a bus.")
    assert word(passage, governor(passage, at(passage, "bus"))) == "killed"


def test_governor_of_a_verbless_line_is_nobody() -> None:
    passage = read("Attack on a bus")
    assert governor(passage, at(passage, "bus")) is None


@pytest.mark.parametrize(
    ("text", "verb", "words"),
    [
        ("Rebels took Bor, and the army left Wau.", "took", "Rebels took Bor"),
        ("The mayor said rebels had taken Bor.", "taken", "rebels had taken Bor"),
        ("The mayor said rebels had taken Bor.", "said", "The mayor said"),
    ],
)
def test_a_clause_ends_where_the_next_begins(text: str, verb: str, words: str) -> None:
    passage = read(text)
    assert passage.span(*clause(passage, at(passage, verb))).text == words

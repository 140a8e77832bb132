"""Whom the attribution takes for the source, and under which name."""

from __future__ import annotations

import pytest
from voices_of import read

from rashomon.read.attribution.phrases import in_modifier
from rashomon.read.attribution.voices import is_speech, voice_at
from rashomon.read.passage import Passage


def teller(passage: Passage, word: str) -> str | None:
    """The name of the innermost voice that tells ``word``; None for the outlet."""
    found = voice_at(passage, passage.token_at(passage.text.index(word)))
    return None if found is None else passage.voices[found].name


@pytest.mark.parametrize(
    ("title", "text", "word", "name"),
    [
        (
            "After the ambush: army and dissidents trade blame",
            "The dissidents said nine soldiers died near Bo.",
            "died",
            "dissidents",
        ),
        ("", "Army: nine rebels were killed in the hills.", "killed", "army"),
        ("", "From the coalition's daily release: three strikes hit a depot.", "hit", "coalition's daily release"),
    ],
)
def test_what_stands_before_a_colon(title: str, text: str, word: str, name: str | None) -> None:
    assert teller(read(text, title), word) == name


@pytest.mark.parametrize(
    "text", ["WORLD ROUNDUP: Two convoys burned over the weekend.", "Gao: police said a mine exploded on the road."]
)
def test_a_rubric_and_a_place_are_no_voices(text: str) -> None:
    assert {voice.name for voice in read(text).voices} <= {"police"}


def test_the_soldiers_are_not_who_was_named_with_them() -> None:
    passage = read("The army and rebels said a truce was signed. The rebels said a mill burned.")
    assert teller(passage, "burned") == "rebels"


@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        (
            "Colonel Ismail Duale said it fell. The ministry said it held. Its mayor had fled, according to him.",
            "fled",
            "Ismail Duale",
        ),
        (
            "The local Superintendent of Police (SP), Anil Rao, said two rebels died.",
            "died",
            "Anil Rao (Superintendent of Police)",
        ),
        ("A spokesman for the army (FARDC), Jean Kasongo, said a post fell.", "fell", "Jean Kasongo (army)"),
        ("The charity quoted herders who had fled their camp as saying that a boy was shot.", "shot", "herders"),
        (
            "The charity Sahel Aid (SA) quoted herders of Tarka who had left camp saying that a boy was shot.",
            "shot",
            "herders",
        ),
    ],
)
def test_a_source_s_name(text: str, word: str, name: str) -> None:
    assert (teller(read(text), word) or "").startswith(name)


def test_a_deed_that_is_claimed_is_the_outlet_s_word() -> None:
    passage = read("On Monday a bomb killed two men in an attack claimed by the Islamic State group.")
    assert not any(is_speech(passage, voice) for voice in passage.voices)


def test_a_statement_that_is_issued_by_an_office_is_its_own() -> None:
    text = 'The note below was issued by the police press desk on Friday.\n\n"A mob attacked the post. Two men died."'
    assert teller(read(text), "attacked") == "police press desk"


@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        ("Police admit to twelve arrests in Garissa.", "arrests", "police"),
        ("Losses since May: Mekelle has named 90 fighters killed.", "killed", "Mekelle"),
        ("The ministry has informed the UN of nine alleged gas attacks.", "attacks", "ministry"),
        (
            "On its Telegram channel the Islamic State in the Sahel listed 33 soldiers killed.",
            "killed",
            "Islamic State",
        ),
        ("Shelling resumed at dusk, our correspondent reports.", "Shelling", None),
        ("The clash left 30 dead, a toll the army has not confirmed.", "dead", None),
        ("The army has confirmed that 30 men died.", "died", "army"),
    ],
)
def test_what_a_source_owns_up_to(text: str, word: str, name: str | None) -> None:
    found = teller(read(text), word)
    assert found is None if name is None else (found or "").startswith(name)


def test_the_other_side_is_not_the_voice_it_was_named_beside() -> None:
    text = "The clash killed 37 men, according to the Observatory, a toll the regime denies. The regime said nine died."
    assert teller(read(text), "nine") == "regime"


@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        ("The post at Bo held, Colonel Sesay added, and nine of his own men were dead.", "dead", "Sesay"),
        ("Two shells hit the market, the mayor said, and three traders died.", "died", "mayor"),
        ("Two shells hit the market, the mayor said, and the army reported three dead.", "dead", "army"),
    ],
)
def test_a_clause_set_beside_what_was_said(text: str, word: str, name: str) -> None:
    assert name in (teller(read(text), word) or "")


@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        (
            "The mayor of Bo said rebels had planned a raid. However, we had warning, which helped us to kill two.",
            "kill",
            "mayor",
        ),
        ("The army said two men died. Another three were killed in Kindu.", "killed", "army"),
        ("The army said two men died. Three more were killed in Kindu.", "killed", "army"),
        ("The army said two men died in Kindu. Also in Maniema a third was shot.", "shot", "army"),
        ("The army said talks had failed. Another three men were killed in Kindu.", "killed", None),
        ("The army said two men died. US-backed fighters took the mill.", "took", None),
        ("The army said two men died. We cannot verify that the mill fell.", "fell", None),
    ],
)
def test_a_voice_that_goes_on(text: str, word: str, name: str | None) -> None:
    found = teller(read(text), word)
    assert found is None if name is None else name in (found or "")


@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        ("Kenya's army insisted it held. The rebels released a film which they said showed it fall.", "fall", "rebels"),
        ("The mayor said it held. He spoke after police footage which it said showed rebels.", "rebels", "police"),
        ("The observatory said nine died. The army shelled Jubar, it added.", "shelled", "observatory"),
    ],
)
def test_whose_it_said_it_is(text: str, word: str, name: str) -> None:
    assert teller(read(text), word) == name


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        (
            "Shells killed nine in Sake the last army bastion near Goma the Kivu Rights Observatory said.",
            "Kivu Rights Observatory",
            "monitor",
        ),
        ("Two men died in Bo, according to observatory head Karim Aziz.", "Karim Aziz (observatory)", "monitor"),
        ("A neighbourhood chief said two men died.", "neighbourhood chief", "local_official"),
        ("A spokesman at the hospital in Bo said two men died.", "spokesman", "medical"),
    ],
)
def test_a_voice_s_kind(text: str, name: str, kind: str) -> None:
    voice = read(text).voices[0]
    assert (voice.name, voice.kind) == (name, kind)


def test_a_bastion_set_behind_a_name_is_the_outlet_s_word() -> None:
    passage = read("The army said shells hit Douma the last rebel bastion near the capital.")
    assert in_modifier(passage, passage.lower.index("bastion"))


def test_a_counterpart_is_named_by_its_other_side() -> None:
    passage = read("The defence ministry said nine died. Its counterpart in Asmara said a mill burned.")
    assert teller(passage, "burned") == "defence ministry's counterpart in Asmara"


def test_a_body_s_spokesman_keeps_his_body() -> None:
    assert teller(read("The Kenyan army's spokesman said nine men died."), "died") == "Kenyan army's spokesman"

from __future__ import annotations

import pytest
from voices_of import read

from rashomon.lexicon import cues
from rashomon.read.attribution.phrases import in_modifier
from rashomon.read.attribution.voices import distances, is_speech, voice_at
from rashomon.read.passage import Passage, Voice


def content(passage: Passage, voice: Voice) -> str:
    return " / ".join(passage.span(start, end).text for start, end in voice.content)


def source(passage: Passage, voice: Voice) -> str:
    return passage.span(*voice.source).text if voice.source else ""


def speaker(passage: Passage, word: str) -> str | None:
    """The source phrase of the innermost voice that tells ``word``."""
    found = voice_at(passage, passage.token_at(passage.text.index(word)))
    return None if found is None else source(passage, passage.voices[found])


@pytest.mark.parametrize(
    ("text", "who", "what"),
    [
        ("The ministry said the rebels had left Goma.", "The ministry", "the rebels had left Goma"),
        ("The rebels had left Goma, the ministry said.", "the ministry", "The rebels had left Goma"),
        ("The rebels had left Goma, said the ministry.", "the ministry", "The rebels had left Goma"),
        (
            "The rebels, according to the ministry, had left Goma.",
            "the ministry",
            "The rebels / had left Goma",
        ),
        (
            "According to local residents, soldiers burned twelve houses.",
            "local residents",
            "soldiers burned twelve houses",
        ),
        (
            "Shells killed 42 people including seven children a monitoring group said Friday giving a new toll.",
            "a monitoring group",
            "Shells killed 42 people including seven children",
        ),
        (
            "The attackers shelled the market a source at Mandera hospital told reporters.",
            "a source at Mandera hospital",
            "The attackers shelled the market",
        ),
        ("Police accused the gang of burning the school.", "Police", "the gang of burning the school"),
        ("The retreat was confirmed by the army.", "the army", "The retreat"),
        (
            '"They came at night," said a witness. "They took my son."',
            "a witness",
            '"They came at night," / "They took my son."',
        ),
        ("Hospital staff put the number of dead at nine.", "Hospital staff", "the number of dead at nine"),
    ],
)  # fmt: skip
def test_source_and_content(text: str, who: str, what: str) -> None:
    passage = read(text)
    assert (source(passage, passage.voices[0]), content(passage, passage.voices[0])) == (who, what)


@pytest.mark.parametrize(
    ("text", "word", "who"),
    [
        ("Air raid on Idlib market kills nine: monitor", "kills", "monitor"),
        ("Army: 12 killed in ambush near Gao", "killed", "Army"),
        ("Two men were shot near Quetta on June 4, reports Daily Times.", "shot", "Daily Times"),
        ("Two huts were burned in Macomia. Source: village chief.", "burned", "village chief"),
        ("The agency reported, citing a military source, that two soldiers died.", "died", "a military source"),
        ("Interfax quoted a ministry source as saying that 31 soldiers died.", "died", "a ministry source"),
        ("Activists said shells hit the town adding that forces encircling it fired again.", "fired", "Activists"),
        ("The statement did not name anyone. Four soldiers died on Monday.", "died", None),
        ("Four soldiers are believed to have died.", "died", None),
        ("Four soldiers were reportedly killed.", "killed", None),
    ],
)
def test_who_tells_the_word(text: str, word: str, who: str | None) -> None:
    assert speaker(read(text, in_title=":" in text and text[-1].isalpha()), word) == who


def test_nested_voices() -> None:
    passage = read("DPA reported that the Observatory said rebels had fled.")
    inner = next(voice for voice in passage.voices if "Observatory" in source(passage, voice))
    assert inner.outer is not None
    assert source(passage, passage.voices[inner.outer]) == "DPA"
    assert speaker(passage, "fled") == "the Observatory"


def test_pronouns_and_definite_phrases_go_back() -> None:
    passage = read(
        "A military source told the agency that troops took the hill. The source said two tanks were lost. "
        "He added that the road was cut."
    )
    assert {voice.name for voice in passage.voices} == {passage.voices[0].name}


def test_a_body_with_a_clause_about_it_goes_back() -> None:
    passage = read(
        "The Lakes Rights Monitor said jets hit the town. The group, which relies on volunteers, said ten people died."
    )
    assert {voice.name for voice in passage.voices if voice.kind == "monitor"} == {"Lakes Rights Monitor"}
    assert len([voice for voice in passage.voices if voice.kind == "monitor"]) == 2


def test_the_forces_are_those_named_in_full() -> None:
    passage = read("The Rapid Support Forces hold the town, the official spokesman of the forces said.")
    assert "Rapid Support Forces" in {voice.name for voice in passage.voices}


def test_person_with_affiliation() -> None:
    passage = read("Rebels shelled the port, a spokesman for the army, Karim Haddad, told reporters.")
    assert passage.voices[0].name.startswith("Karim Haddad (")
    assert passage.voices[0].kind == "military"
    told = read("Kenyan defence ministry spokesman Brig. Peter Njoroge said troops took the hill.")
    assert told.voices[0].name == "Peter Njoroge (Kenyan defence ministry)"


def test_anonymous_sources_have_kinds() -> None:
    kinds = {
        "A medic": "medical", "Activists": "opposition", "Residents": "witness", "A military source": "military",
        "Witnesses": "witness",
    }  # fmt: skip
    for who, kind in kinds.items():
        assert read(f"{who} said two men had died.").voices[0].kind == kind


def test_speech_and_distance() -> None:
    passage = read("The general claimed his men held the bridge. Ali Musa hopes to return.")
    claim, hope = passage.voices
    assert is_speech(passage, claim)
    assert distances(passage, claim)
    assert not is_speech(passage, hope)


def test_quotation_ends_with_its_paragraph() -> None:
    passage = read('"The shells fell all night, the mayor said.\n\nTwo days later rebels took the town of Dara.')
    assert speaker(passage, "fell") == "the mayor"
    assert speaker(passage, "took") is None


@pytest.mark.parametrize(
    "text", ["", "\x00", '"', "“said", "said", '"""""' * 50, "🙂 said 🙂", "قال الجيش", "a " * 3000]
)
def test_odd_texts_do_not_raise(text: str) -> None:
    read(text)


def test_lexicon_is_large_and_sound() -> None:
    verbs = {cue.lemma for cue in cues.verbs().values()}
    assert len(verbs) >= 200
    assert {cue.lemma for cue in map(cues.lookup, ("say", "deny", "claim", "accusation")) if cue} >= {"say", "deny"}
    assert cues.verbs()["told"].lemma == "tell"
    assert cues.lookup("reportedly") is None


@pytest.mark.parametrize(
    ("text", "word", "who"),
    [
        (
            "Nine soldiers were killed in an ambush near the town of Sake west of Goma said the Observatory.",
            "ambush",
            "the Observatory",
        ),
        ("A shell hit the mill in Lashio, the secretariat confirmed.", "shell", "the secretariat"),
        (
            "A joint force of resistance groups said it had shelled the barracks.",
            "shelled",
            "A joint force of resistance groups",
        ),
        ("Half of the herders have fled, officials in Djibo estimate.", "fled", "officials in Djibo"),
        ("The army gave another version: its men hold the bridge.", "hold", "The army"),
        ("The ministry put it differently: two guards had been killed.", "killed", "The ministry"),
        ("An elder told AFP the mill had burned. Two guards were shot, he went on.", "shot", "he"),
        (
            "The post was back in the army's hands by nightfall, the general staff said in a communique, giving a toll of "
            "13 soldiers dead, 20 wounded and five missing.",
            "13",
            "the general staff",
        ),
        ("The rebels claimed the bombing of the mill.", "bombing", None),
        ("The rebels claimed that they had bombed the mill.", "bombed", "The rebels"),
    ],
)
def test_who_tells_it(text: str, word: str, who: str | None) -> None:
    assert speaker(read(text), word) == who


@pytest.mark.parametrize(
    ("text", "word", "described"),
    [
        ("The army said jets hit a mill in the rebel stronghold of Taiz.", "stronghold", True),
        ("The army said a base under siege was hit.", "under", True),
        ("The army said jets hit a town which lies in the hills and is controlled by rebels.", "controlled", True),
        ("The army said the town was controlled by rebels.", "controlled", False),
        ("The army said the town was in the hands of rebels.", "in", False),
    ],
)
def test_what_only_describes_a_place(text: str, word: str, described: bool) -> None:
    passage = read(text)
    assert in_modifier(passage, passage.lower.index(word)) is described


def test_the_cue_lexicon_is_broad() -> None:
    lemmas = {cue.lemma for cue in (*cues.verbs().values(), *cues.nouns().values())}
    assert len({cue.lemma for cue in cues.verbs().values()}) >= 200
    assert len(lemmas) >= 300

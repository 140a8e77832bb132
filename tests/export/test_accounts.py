from sample_readings import comparison, reading

from rashomon.export.accounts import NO_PLACE, accounts_of, by_voice, compared, disputed_first, group, voices


def test_claims_are_grouped_by_place_then_incident() -> None:
    groups = group([reading()], comparison())
    assert [one.name for one in groups] == ["Tessalor"]
    labels = [(one.label, len(one.accounts)) for one in groups[0].happenings]
    assert labels[0] == ("Government retakes territory / Control", 2)
    assert ("Shelling, artillery or missiles", 3) in labels


def test_claims_without_a_place_stand_last() -> None:
    assert [one.name for one in group([reading()])] == ["Tessalor", NO_PLACE]


def test_every_claim_is_shown_once_with_or_without_a_comparison() -> None:
    for made in (comparison(), None):
        groups = group([reading()], made)
        told = [a.claim.id for place in groups for one in place.happenings for a in one.accounts]
        assert sorted(told) == ["c1", "c2", "c3", "c4", "c5", "c6", "c7"]


def test_differences_stand_with_their_incident() -> None:
    groups = group([reading()], comparison())
    attributes = [d.attribute for one in groups[0].happenings for d in one.differences]
    assert attributes == ["control", "killed"]


def test_the_main_incident_comes_first() -> None:
    assert group([reading()])[0].happenings[0].main


def test_a_voice_is_counted_once() -> None:
    assert voices([reading()]) == 4


def test_voices_of_one_incident_are_told_apart_and_kept_in_order() -> None:
    voices = by_voice(accounts_of([reading()]))
    assert [(voice.name, voice.kind, len(voice.accounts)) for voice in voices] == [
        ("Sudanese Army", "military", 3),
        ("Lake Monitor", "monitor", 2),
        ("nurse", "medical", 1),
        ("mayor", "local official", 1),
    ]


def test_what_a_voice_tells_in_several_copies_stands_once() -> None:
    several = accounts_of([reading("a"), reading("b"), reading("c")])
    copies = {"a": ["a", "b"], "b": ["a", "b"]}
    voices = by_voice(several, copies)
    assert [len(voice.accounts) for voice in voices] == [6, 4, 2, 2]  # of a, and of c, which has a text of its own
    assert {voice.copies for voice in voices} == {2}


def test_the_most_disputed_incident_comes_first() -> None:
    happenings = compared({one.key: one for one in accounts_of([reading()])}, comparison())
    happenings[0].differences.clear()
    assert [one.incident.id for one in disputed_first(happenings) if one.incident is not None] == ["i2", "i1"]

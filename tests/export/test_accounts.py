from sample_readings import comparison, reading

from rashomon.export.accounts import NO_PLACE, group, voices


def test_claims_are_grouped_by_place_then_incident() -> None:
    groups = group([reading()], comparison())
    assert [one.name for one in groups] == ["Tessalor"]
    labels = [(one.label, len(one.accounts)) for one in groups[0].happenings]
    assert labels[0] == ("Government retakes territory / Control", 2)
    assert ("Shelling, artillery or missiles", 3) in labels


def test_claims_without_a_place_stand_last() -> None:
    assert [one.name for one in group([reading()])] == ["Tessalor", NO_PLACE]


def test_every_claim_is_shown_once_with_or_without_a_comparison() -> None:
    for compared in (comparison(), None):
        groups = group([reading()], compared)
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

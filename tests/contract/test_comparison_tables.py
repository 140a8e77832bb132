"""Spots, components, incidents, control timelines and look-ups, in both stores."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from made_library import ARMY, DAY, KURMIN, MONITOR, claim, entry, fill, full_report, put_full, reading

from rashomon.collect.items import Origin
from rashomon.errors import LibraryError
from rashomon.library.protocol import Library
from rashomon.library.records import Counts, Spot
from rashomon.records import Casualties, ControlInterval, Disagreement, Incident, Place, Source

pytest_plugins = ("stores",)  # both stores, and a library of its own for each test


def test_windows_are_those_of_a_sorted_list(library: Library) -> None:
    chance = random.Random(4)
    blocks = ["b", "B", "b 2", "Ω", "é", "\U0001f642", "long " * 900]
    spots = sorted(
        {
            Spot(
                chance.choice(blocks),
                chance.randint(-3, 3),
                chance.randint(-(10**7), 10**7),
                chance.choice(["attack", "Attack", "territory"]),
                f"{chance.randint(0, 40):016x}",
                chance.randint(0, 12),
            )
            for _ in range(600)
        }
    )
    shuffled = chance.sample(spots, len(spots))
    wanted = [*spots[::7], Spot("nowhere", 0, 0, "", "", 0), spots[9]._replace(number=-1), spots[-1]._replace(first=99)]
    with library.edit() as edit:
        edit.put_spots([], shuffled)
        for count in (1, 5):
            found = edit.around(wanted, count)
            assert len(found) == len(wanted)
            for spot, (before, after) in zip(wanted, found, strict=True):
                same = [one for one in spots if one.block == spot.block]
                assert before == [one for one in same if one < spot][-count:]
                assert after == [one for one in same if one > spot][:count]
        assert edit.around([], 5) == []


def test_spots_of_a_report_are_replaced(library: Library) -> None:
    one, other = Spot("b", 1, 1, "attack", "r1", 0), Spot("b", 2, 2, "attack", "r2", 0)
    with library.edit() as edit:
        edit.put_spots(["r1", "r2"], [one, other])
        edit.put_spots(["r1"], [one._replace(first=3)])
        assert edit.around([Spot("b", 0, 0, "", "", 0)], 9) == [([], [other, one._replace(first=3)])]


def test_components_hold_incidents_and_their_disagreements(library: Library) -> None:
    with library.edit() as edit:
        first, second = put_full(edit, 1), put_full(edit, 2)
    keys = [f"{first}:c{n}" for n in (1, 2, 3)]
    with library.view() as view:
        assert view.components([*keys, "none:c1"]) == dict.fromkeys(keys, keys[0])
        assert view.members([keys[0], "none"]) == {keys[0]: keys}
        assert view.incidents_of(keys) == dict(zip(keys, ["i1", "i1", "j1"], strict=True))
        assert [one.id for one in view.incidents(["j1", "i1", "none"])] == ["i1", "j1"]
        assert view.incidents(["i1"])[0].claims == tuple(keys[:2])
        assert view.disagreements(["j1", "i1"]) == [Disagreement("i1", "killed", tuple(keys[:2]), "2, 3")]
        assert list(view.incident_ids()) == ["i1", "i2", "j1", "j2"]
    with library.edit() as edit:
        edit.put_component(keys[0], [Incident("i9", "again", "attack", (keys[2], keys[0]))], [])
        assert edit.components(keys) == {keys[0]: keys[0], keys[2]: keys[0]}
        assert edit.incidents(["i9"])[0].claims == (keys[2], keys[0])
        assert edit.disagreements(["i1", "i9"]) == []
        edit.drop_components([keys[0], "none"])
        assert list(edit.incident_ids()) == ["i2", "j2"]
        edit.drop_components([f"{second}:c1"])
        assert (edit.counts().incidents, edit.counts().disagreements) == (0, 0)


def test_a_component_needs_its_claims(library: Library) -> None:
    with library.edit() as edit:
        put_full(edit, 1)
    before = library_counts(library)

    def replace_component() -> None:
        with library.edit() as edit:
            edit.drop_components([f"{full_report(1)[0].report.id}:c1"])
            edit.put_component("c", [Incident("i", "x", "attack", ("0000000000000000:c1",))], [])

    with pytest.raises(LibraryError):
        replace_component()
    assert library_counts(library) == before


def library_counts(library: Library) -> Counts:
    with library.view() as view:
        return view.counts()


def test_control_is_kept_by_place(library: Library) -> None:
    held = ControlInterval(KURMIN, ARMY.name, "part", DAY, None, ("a", "b"), ("r:c1",), False)
    other = ControlInterval(Place("Kurmin"), "b", "full", None, DAY, (), (), True)
    with library.edit() as edit:
        edit.put_control("kurmin", "SDN", [held, other])
        edit.put_control("kurmin", "", [other])
        edit.put_control("a town", "SDN", [held])
        edit.put_control("kurmin", "SDN", [other, held])
    with library.view() as view:
        assert view.control("kurmin") == [other, other, held]
        assert view.control() == [held, other, other, held]
        assert view.control("none") == []
        assert list(view.control_places()) == ["a town", "kurmin"]


def test_places_wait_for_their_timeline_until_it_is_put(library: Library) -> None:
    held = ControlInterval(KURMIN, ARMY.name, "part", DAY, None, ("a", "b"), ("r:c1",), False)
    with library.edit() as edit:
        edit.note_control([("kurmin", "SDN"), ("a town", ""), ("kurmin", "SDN")])
        edit.note_control([("a town", "")])
        edit.note_control([("p" * 3000, "SDN")])
    with library.edit() as edit:
        assert edit.stale_control(2) == [("a town", ""), ("kurmin", "SDN")]
        assert len(edit.stale_control(10)) == 3
        edit.put_control("kurmin", "SDN", [held])
        edit.put_control("p" * 3000, "SDN", [])
        assert edit.stale_control(10) == [("a town", "")]
        edit.forget_comparison()
        assert edit.stale_control(10) == []


def test_places_and_sources_are_found_by_part_of_their_name(library: Library) -> None:
    with library.edit() as edit:
        one, two = put_full(edit, 1), put_full(edit, 2)
        made = entry("Gunmen struck the market.", publisher=None)
        edit.add(made, Origin("x"))
        named = [
            claim(
                made.report, "Gunmen struck", "c1", place=Place("Al-Kurmín"), source=Source("LAKE Élders", "witness")
            ),
            claim(made.report, "market", "c2", place=None, source=Source("s" * 3000, "media")),
            claim(
                made.report,
                "market",
                "c3",
                place=Place("p" * 3000, country="q" * 3000),
                killed=Casualties(10**30, 10**40),
            ),
        ]
        edit.put_reading(reading(made.report, *named), "v1")
    id = made.report.id
    with library.view() as view:
        assert view.readings([id])[0].claims == tuple(named)
        assert view.places("KURM") == [("kurmin", "SDN", 2), ("kurmin", "", 1)]
        assert view.sources("lake") == [("The Lake Post", 4), ("Lake Monitor", 2), ("LAKE Élders", 1)]
        assert view.sources("lake é") == [("LAKE Élders", 1)]
        assert view.claims_of("Lake Monitor") == sorted([f"{one}:c2", f"{two}:c2"])
        assert view.claims_of(f"report {id}") == [f"{id}:c3"]
        assert view.claims_of("s" * 3000) == [f"{id}:c2"]
        assert view.claims_of("lake monitor") == []
        assert view.claims_at("kurmin") == sorted([f"{one}:c3", f"{two}:c3", f"{id}:c1"])
        assert view.claims_at("kurmin", "SDN") == sorted([f"{one}:c3", f"{two}:c3"])
        assert view.claims_at("kurmin", "") == [f"{id}:c1"]
        assert view.claims_at("p" * 3000) == [f"{id}:c3"]
        assert view.claims_at("") == []
        assert view.territory("kurmin", "SDN") == sorted([f"{one}:c3", f"{two}:c3"])
        assert view.territory("tessalor", "SDN") == []


def test_forgetting_the_comparison_keeps_everything_else(library: Library) -> None:
    fill(library, [1, 2, 3])
    with library.edit() as edit:
        before = edit.counts()
        edit.forget_comparison()
        assert edit.counts() == replace(before, incidents=0, disagreements=0, waiting=3)
        assert edit.control() == []
        assert edit.components([f"{full_report(1)[0].report.id}:c1"]) == {}
        assert edit.around([Spot("town", 0, 0, "", "", 0)], 9) == [([], [])]
        assert len(edit.decisions(full_report(1)[0].report.id)) == 1


def test_many_keys_may_be_asked_for_at_once(library: Library) -> None:
    fill(library, list(range(30)), portion=30)
    many = [f"{number:016x}:c1" for number in range(50_000)]
    key = f"{full_report(5)[0].report.id}:c2"
    with library.view() as view:
        assert view.incidents_of([*many, key]) == {key: "i5"}
        assert len(view.around([Spot("town", at % 30, at, "explosive", "r", at) for at in range(5_000)], 4)) == 5_000
        assert MONITOR.name in dict(view.sources(""))

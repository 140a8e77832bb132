"""Reports, readings, decisions and failures, in both stores."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from made_library import ARMY, DAY, KURMIN, TESSALOR, claim, entry, fill, full_report, put_full, reading, shuffled

from rashomon.collect.answer import Feed
from rashomon.collect.items import Origin
from rashomon.errors import LibraryError
from rashomon.library.protocol import Library
from rashomon.library.records import Counts, Decision, Entry, Failure
from rashomon.records import ControlInterval, Incident

pytest_plugins = ("stores",)  # both stores, and a library of its own for each test

HERE = Origin("news.jsonl", "line 1")


def test_a_report_comes_back_as_it_went_in(library: Library) -> None:
    made, read = full_report(7)
    with library.edit() as edit:
        edit.add(replace(made, sketch=b"\0\xff"), HERE, [1])
        edit.put_reading(read, "v1")
    with library.view() as view:
        assert view.entries([made.report.id, "unknown"]) == [replace(made, sketch=b"\0\xff", voice=made.report.id)]
        assert view.readings([made.report.id, "unknown"]) == [read]
        assert view.known([made.digest, "other"]) == {made.digest}
        assert view.has_url("https://lake.example/7")
        assert not view.has_url("https://lake.example/")
        assert view.counts() == Counts(1, 1, 3, 0, 0, 0, 1)


def test_a_report_added_again_only_gains_an_origin(library: Library) -> None:
    made, read = full_report(7)
    with library.edit() as edit:
        edit.add(made, Origin("z.jsonl", "line 2"), [5])
        edit.put_reading(read, "v1")
    with library.edit() as edit:
        edit.add(replace(made, given_id="a first"), Origin("a.jsonl"), [5])
        edit.add(made, Origin("z.jsonl", "line 2"), [5])
        assert edit.origins(made.report.id) == [Origin("a.jsonl"), Origin("z.jsonl", "line 2")]
        assert edit.entries([made.report.id])[0].given_id == "a first"
        assert edit.readings([made.report.id]) == [read]
        assert edit.counts().reports == 1


def test_two_items_with_one_id_are_told_apart_by_an_error(library: Library) -> None:
    made = entry("One text.")
    other = Entry(replace(made.report, text="Another."), made.digest[:16] + "0" * 48, "other")
    with library.edit() as edit:
        edit.add(made, HERE)
    with (
        pytest.raises(LibraryError, match=r"news.jsonl: line 1: two different items share the id"),
        library.edit() as edit,
    ):
        edit.add(other, HERE)
    with library.view() as view:
        assert view.entries([made.report.id])[0].report.text == "One text."


def test_an_id_that_is_not_of_the_digest_is_refused(library: Library) -> None:
    made = entry("One text.")
    with pytest.raises(ValueError, match="not the head of digest"), library.edit() as edit:
        edit.add(Entry(replace(made.report, id="0" * 16), made.digest, "x"), HERE)


def test_a_reading_needs_its_report(library: Library) -> None:
    with pytest.raises(LibraryError, match="is not in the library"), library.edit() as edit:
        edit.put_reading(full_report(1)[1], "v1")
    with pytest.raises(LibraryError, match="is not in the library"), library.edit() as edit:
        edit.decide(Decision("0" * 16, "c1", "accepted", "attack", (0, 1)))


def test_a_reading_may_differ_from_the_report_that_is_kept(library: Library) -> None:
    made = entry("Shells hit Tessalor.")
    changed = replace(made.report, title="A title found by the reader", text="Shells struck.", published=None)
    with library.edit() as edit:
        edit.add(made, HERE)
        edit.put_reading(reading(changed, claim(changed, "Shells struck")), "v1")
    with library.view() as view:
        assert view.readings([made.report.id])[0].report == changed
        assert view.entries([made.report.id])[0].report == made.report


def test_reading_again_replaces_claims_and_takes_apart_what_hung_on_them(library: Library) -> None:
    read = full_report(1)[1]
    with library.edit() as edit:
        report = put_full(edit, 1)
        put_full(edit, 2)
        edit.put_reading(replace(read, claims=read.claims[1:2]), "v2")
    with library.view() as view:
        assert [one.id for one in view.readings([report])[0].claims] == ["c2"]
        assert view.waiting(9) == [report]
        assert view.stale("v2", 9) == [full_report(2)[0].report.id]
        assert list(view.incident_ids()) == ["i2", "j2"]
        assert view.components([f"{report}:c2"]) == {}
        assert view.counts().disagreements == 1
        assert not library.check()


def test_those_who_shared_an_incident_or_a_timeline_wait_again(library: Library) -> None:
    reports = [full_report(number) for number in (1, 2, 3)]
    ids = [made.report.id for made, _ in reports]
    with library.edit() as edit:
        for made, read in reports:
            edit.add(made, HERE)
            edit.put_reading(read, "v1")
        edit.put_component("c", [Incident("i", "x", "attack", (f"{ids[0]}:c1", f"{ids[1]}:c1"), TESSALOR)], [])
        edit.compared(ids)
    with library.edit() as edit:
        edit.put_reading(reports[0][1], "v2")
        assert sorted(edit.waiting(9)) == sorted(ids[:2])
        edit.put_control(
            "kurmin", "SDN", [ControlInterval(KURMIN, ARMY.name, "full", DAY, None, (), (f"{ids[0]}:c3",))]
        )
        edit.compared(ids)
        edit.put_reading(reports[0][1], "v3")
        assert sorted(edit.waiting(9)) == sorted(ids)
        assert edit.control() == []


def test_decisions_find_their_claim_again(library: Library) -> None:
    made, read = full_report(1)
    report = made.report.id
    first, second, third = read.claims
    at = dt.datetime(2024, 3, 4, 5, 6, 7, 89, tzinfo=dt.UTC)
    decisions = [
        Decision(
            report, "c1", "corrected", first.type, (0, 19), False, {"killed": {"low": 3}, "who": "ü"}, "Ada", at, "n"
        ),
        Decision(report, "c2", "accepted", second.type, (second.trigger.start, second.trigger.end)),
        Decision(report, "c3", "rejected", third.type, (third.trigger.start, third.trigger.end), True),
        Decision(report, "c1", "accepted", first.type, (0, 19)),
    ]
    with library.edit() as edit:
        edit.add(made, HERE)
        edit.put_reading(read, "v1")
        for decision in decisions:
            edit.decide(decision)
    with library.view() as view:
        assert view.decisions(report) == list(zip(decisions, [f"{report}:c{n}" for n in (1, 2, 3, 1)], strict=True))
    moved = (first, replace(second, id="n7"), replace(third, id="n8"))  # the last was decided on in a title
    with library.edit() as edit:
        edit.put_reading(replace(read, claims=moved), "v2")
    with library.view() as view:
        assert [key for _, key in view.decisions(report)] == [f"{report}:c1", f"{report}:n7", None, f"{report}:c1"]
        assert [decision for decision, _ in view.decisions(report)] == decisions


def test_failures_count_their_attempts(library: Library) -> None:
    where = Origin("https://far.example/" + "a" * 5000, "item 3")
    with library.edit() as edit:
        edit.put_failure(Failure(where, "timed out", "https://far.example/"))
        edit.put_failure(Failure(Origin("a"), "not JSON"))
        edit.put_failure(Failure(where, "refused"))
        assert edit.failures() == [Failure(Origin("a"), "not JSON"), Failure(where, "refused", attempts=2)]
        edit.drop_failure(where)
        edit.drop_failure(where)
        assert edit.failures() == [Failure(Origin("a"), "not JSON")]


def test_stamps_feeds_and_values_are_remembered(library: Library) -> None:
    when = dt.datetime(2024, 3, 4, 5, 6, tzinfo=dt.timezone(dt.timedelta(hours=2)))
    with library.edit() as edit:
        for stamp in ("one", "two"):
            edit.finish("a.jsonl", stamp)
            edit.put("compare", stamp)
            edit.put_feed(Feed("https://b.example/", stamp, None, when, 2))
        edit.put_feed(Feed("https://a.example/" + "ü" * 4000))
    with library.view() as view:
        assert (view.finished("a.jsonl"), view.finished("b")) == ("two", None)
        assert (view.get("compare"), view.get("other")) == ("two", None)
        assert view.feeds() == [
            Feed("https://a.example/" + "ü" * 4000),
            Feed("https://b.example/", "two", None, when, 2),
        ]


def test_copies_share_a_voice_and_wait(library: Library) -> None:
    reports = [full_report(number) for number in range(3)]
    ids = sorted(made.report.id for made, _ in reports)
    with library.edit() as edit:
        for number, (made, read) in enumerate(reports):
            edit.add(replace(made, sketch=b"s%d" % number), HERE, [number, 99 - number, 2**64 - 1 - number])
            edit.put_reading(read, "v1")
        edit.compared(ids)
        assert [id for id, _, _ in edit.alike([0, 2**64 - 2])] == sorted(made.report.id for made, _ in reports[:2])
        edit.put_voice(ids[1:], ids[1])
        assert edit.copies(ids[1]) == ids[1:]
        assert sorted(edit.waiting(9)) == ids[1:]
        assert edit.alike([]) == []


def test_waiting_goes_by_day_and_stale_by_id(library: Library) -> None:
    days = [None, dt.date(2024, 1, 2), dt.date(999, 1, 1), dt.date(2024, 1, 1)]
    made = [entry(f"Text {number}.", published=day) for number, day in enumerate(days)]
    with library.edit() as edit:
        for one in made:
            edit.add(one, HERE)
            edit.put_reading(reading(one.report), "v1")
        ids = [one.report.id for one in made]
        assert edit.waiting(9) == [ids[2], ids[3], ids[1], ids[0]]
        assert edit.waiting(2) == [ids[2], ids[3]]
        assert edit.stale("v2", 3) == sorted(ids)[:3]
        assert edit.stale("v2", 3, sorted(ids)[2]) == sorted(ids)[3:]
        assert edit.stale("v1", 3) == []
        assert list(edit.report_ids()) == sorted(ids)
        assert edit.find_reports(ids[0][:5]) == [ids[0]]
        assert edit.find_reports("%") == []


def test_a_library_with_all_kinds_of_content_is_sound(library: Library) -> None:
    fill(library, shuffled(7, 1))
    assert library.check() == []

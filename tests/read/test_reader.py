"""The steps in order: explain's notes, ids that stay, batches like single reads, the limit of a report."""

from __future__ import annotations

import datetime as dt

import pytest

from rashomon.errors import InputError, ReportTooLong
from rashomon.read.reader import BATCH, MAX_CHARACTERS, explain, make_report, read_report, read_reports
from rashomon.read.teasers import find_teasers

DAY = dt.date(2024, 6, 5)
TEXT = "Rebels shelled Goma on Monday, killing nine people, the mayor said. The army will retake the town of Sake."


def test_explain_tells_what_was_kept_and_by_which_rule() -> None:
    reading, notes = explain(TEXT, DAY)
    (kept,) = [note for note in notes if note.kept]
    assert (kept.text, kept.rule, kept.step) == ("shelled", "shell (shelling_artillery_missile)", "events")
    assert [claim.trigger.text for claim in reading.claims] == ["shelled"]


def test_explain_tells_why_the_rest_was_dropped() -> None:
    _, notes = explain(TEXT, DAY)
    reasons = {note.text: note.reason for note in notes if not note.kept}
    assert reasons["killing"] == "tells the same happening as 'shelled'"
    assert reasons["retake"].startswith("not told as a fact: ")


def test_notes_point_at_their_words() -> None:
    _, notes = explain(TEXT, DAY)
    assert all(TEXT[note.start : note.end] == note.text for note in notes)


def test_a_report_about_something_else_says_so() -> None:
    _, notes = explain("The home team attacked in Lyon and the visitors lost the battle for midfield.", DAY)
    assert not any(note.kept for note in notes)
    assert notes


def test_explain_reads_like_read() -> None:
    assert explain(TEXT, DAY)[0] == read_report(make_report(TEXT, published=DAY))


def test_the_same_text_has_the_same_id() -> None:
    assert make_report(TEXT).id == make_report(TEXT, published=DAY).id
    assert (
        make_report(TEXT).id == "070809c7c713"
    )  # the first twelve digits of the SHA-256 of title, line break and text


@pytest.mark.parametrize(
    "other", [make_report(TEXT + " "), make_report(TEXT, title="Nine killed")], ids=["text", "title"]
)
def test_another_text_has_another_id(other: object) -> None:
    assert getattr(other, "id", None) != make_report(TEXT).id


def test_a_given_id_stays() -> None:
    assert make_report(TEXT, id="desk-17").id == "desk-17"


def test_an_empty_title_is_none() -> None:
    assert make_report(TEXT, title="").title is None


@pytest.mark.parametrize("text", ["\ud800 broken", ""])
def test_any_text_has_an_id(text: str) -> None:
    assert len(make_report(text).id) == 12


def test_claim_ids_are_the_same_each_time() -> None:
    first, second = (read_report(make_report(TEXT, published=DAY)) for _ in range(2))
    assert [claim.id for claim in first.claims] == [claim.id for claim in second.claims] == ["c1"]


def test_a_batch_reads_like_single_reports() -> None:
    reports = [
        make_report(
            f"Gunmen killed {n + 2} farmers in Zurmi on Monday.",
            title="Farmers killed" if n % 2 else None,
            published=DAY,
        )
        for n in range(BATCH + 3)
    ]
    together = list(read_reports(reports))
    assert [reading.report for reading in together] == reports
    for n in (0, 1, BATCH - 1, BATCH, BATCH + 2):
        assert together[n] == read_report(reports[n])


def test_reports_are_taken_only_as_they_are_needed() -> None:
    taken = []

    def stream() -> object:
        for n in range(10 * BATCH):
            taken.append(n)
            yield make_report("Nothing happened.")

    next(read_reports(stream()))  # type: ignore[arg-type]
    assert len(taken) == BATCH


def test_no_reports_no_readings() -> None:
    assert list(read_reports([])) == []


def test_a_report_may_be_as_long_as_the_limit() -> None:
    assert len(make_report("x" * MAX_CHARACTERS).text) == MAX_CHARACTERS


def test_a_longer_report_is_refused_with_its_size_and_the_limit() -> None:
    with pytest.raises(ReportTooLong, match=r"400,001 characters in one report \(limit 400,000\): split it") as caught:
        make_report("x" * (MAX_CHARACTERS + 1))
    assert isinstance(caught.value, InputError)
    assert caught.value.exit_code == 1


def test_places_and_times_are_the_bodys() -> None:
    reading = read_report(make_report("Nothing more is known.", title="Shells hit Goma on Monday", published=DAY))
    assert (reading.places, reading.times, reading.attributions) == ((), (), ())


def test_attributions_have_their_characters() -> None:
    (attribution,) = read_report(make_report(TEXT, published=DAY)).attributions
    assert attribution.source is not None
    assert TEXT[attribution.source.start : attribution.source.end] == "the mayor"
    assert attribution.content[0].text.startswith("Rebels shelled Goma")


def test_what_was_passed_over_is_warned_of() -> None:
    text = TEXT + "\nRelated: Ten Soldiers Killed In Ambush"
    span = find_teasers(text)
    assert span is not None
    assert read_report(make_report(text, published=DAY)).warnings == (
        f"links to other stories from character {span.start} on: not read",
    )

import datetime as dt
import time
from dataclasses import replace

import pytest

import rashomon
from rashomon.read.parse import parse
from rashomon.read.times.dating import event_period, inherit_period, issued_on
from rashomon.read.times.find import find_times, is_narrative
from rashomon.records import Period, Span

MONDAY = dt.date(2016, 4, 4)


def values(text: str, anchor: dt.date | None = MONDAY) -> list[tuple[str, str]]:
    return [(mention.text, mention.value) for mention in find_times(text, anchor)]


@pytest.mark.parametrize(
    ("text", "value", "begin", "until"),
    [
        ("Rebels took the bridge on Sunday.", "2016-04-03", "2016-04-03", "2016-04-03"),
        ("The bridge fell in March.", "2016-03", "2016-03-01", "2016-03-31"),
        ("The bridge fell last week.", "2016-W13", "2016-03-28", "2016-04-03"),
        ("Mortars hit the camp overnight.", "2016-04-03TNI", "2016-04-03", "2016-04-04"),
        ("Besieged since August 2015, it starves.", "2015-08", "2015-08-01", "2015-08-31"),
        ("Shells fell in the early hours of Sunday.", "2016-04-03TMO", "2016-04-03", "2016-04-03"),
        ("Ten died over the past 24 hours.", "PT24H", "2016-04-03", "2016-04-04"),
        ("The convoy left two weeks ago.", "2016-W12", "2016-03-21", "2016-03-27"),
        ("It was hit late on Tuesday.", "2016-03-29", "2016-03-29", "2016-03-29"),
        ("It was hit on 09.04.2014 near a mill.", "2014-04-09", "2014-04-09", "2014-04-09"),
        ("It was hit on 11/21/2014 near a mill.", "2014-11-21", "2014-11-21", "2014-11-21"),
        ("It was hit on 2014-11-21 near a mill.", "2014-11-21", "2014-11-21", "2014-11-21"),
        ("Thursdays air strikes hit a mill.", "2016-03-31", "2016-03-31", "2016-03-31"),
        ("The envoys will meet on Friday.", "2016-04-08", "2016-04-08", "2016-04-08"),
        ("The village was burned in spring 2014.", "2014-SP", "2014-03-01", "2014-05-31"),
        ("Clashes rose in the third quarter of 2015.", "2015-Q3", "2015-07-01", "2015-09-30"),
        ("The feud began in the 1990s.", "199", "1990-01-01", "1999-12-31"),
        ("The raid came on New Year's Eve.", "2015-12-31", "2015-12-31", "2015-12-31"),
        ("A mill burned on 3 June, 1500 fighters say.", "2015-06-03", "2015-06-03", "2015-06-03"),
    ],
)
def test_value_and_days(text: str, value: str, begin: str, until: str) -> None:
    (mention,) = find_times(text, MONDAY)
    assert (mention.value, str(mention.begin), str(mention.until)) == (value, begin, until)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It fell between 11-13 Dec to the militia.", [("11", "2015-12-11"), ("13 Dec", "2015-12-13")]),
        ("The siege held from May to June 2013.", [("May", "2013-05"), ("June 2013", "2013-06")]),
        ("They walked for more than a year.", [("more than a year", "P1Y")]),
        ("They came at 10:30 pm Wednesday.", [("10:30 pm Wednesday", "2016-03-30T22:30")]),
        ("They pray on Fridays and every day.", [("Fridays", "XXXX-WXX-5"), ("every day", "P1D")]),
        ("It is now in ruins.", [("now", "PRESENT_REF")]),
        ("The 72-hour truce held for several weeks.", [("72-hour", "PT72H"), ("several weeks", "PXW")]),
        ("He died in 480 BC, in the 5th century BC.", [("480 BC", "BC0480"), ("the 5th century BC", "BC04")]),
    ],
)
def test_spans_and_values(text: str, expected: list[tuple[str, str]]) -> None:
    assert values(text) == expected


def test_words_that_only_look_like_times() -> None:
    assert values("He may march with 1500 fighters; the Sun group sat on $2010, more than 2000 people fell.") == []


def test_without_a_publication_date_only_the_text_dates() -> None:
    assert values("It fell on Sunday in March.", None) == [("Sunday", "XXXX-WXX-7"), ("March", "XXXX-03")]
    assert all(mention.begin is None for mention in find_times("It fell on Sunday in March.", None))
    text = "They took it on Nov. 6, 2016. The next day it burned. In December they left."
    assert [value for _, value in values(text, None)] == ["2016-11-06", "2016-11-07", "2016-12"]


def test_a_narrative_counts_from_its_own_dates() -> None:
    text = (
        "In 1911 the garrison rose. On 3 May 1911 it held the port. In June it marched north. By 1912 it was beaten. "
        "On 4 July 1913 a treaty followed. Two days later the port was open. In 1914 and 1915 it was closed again."
    )
    assert is_narrative(text, MONDAY)
    found = dict(values(text))
    assert found["June"] == "1911-06"
    assert found["Two days later"] == "1913-07-06"


@pytest.mark.parametrize(
    "text", ["", "\0\0", "😀 في 12 مارس", "May " * 3000, "1 May - " * 2000, "'" * 9000, "9" * 9000]
)
def test_any_text_passes(text: str) -> None:
    for mention in find_times(text, MONDAY):
        assert text[mention.start : mention.end] == mention.text


@pytest.mark.parametrize("anchor", [dt.date.min, dt.date.max, None])
def test_the_ends_of_the_calendar_pass(anchor: dt.date | None) -> None:
    find_times("last week, next year, a century ago, 99999 days later, Easter, tomorrow, next Friday", anchor)


def test_time_grows_with_the_text_and_no_faster() -> None:
    def cost(text: str) -> float:
        start = time.process_time()
        find_times(text, MONDAY)
        return time.process_time() - start

    piece = "one of the last early in the end of 21 - 21 and a half "
    cost(piece)
    assert cost(piece * 1600) < 12 * max(cost(piece * 400), 0.01)


def period(text: str, word: str) -> tuple[str, str, str] | None:
    (passage,) = parse([(text, False)])
    passage.times = find_times(text, MONDAY)
    trigger = passage.lower.index(word)
    found = event_period(passage, trigger, passage.sentences[passage.sentence_of[trigger]], MONDAY)
    return (str(found.start), str(found.end), found.precision) if found else None


def test_the_clause_of_the_event_wins_over_the_statement() -> None:
    text = "The army said on Sunday that rebels had seized the village on Friday."
    assert period(text, "seized") == ("2016-04-01", "2016-04-01", "day")


def test_the_statement_dates_what_nothing_else_dates() -> None:
    assert period("Rebels seized the village, the army said on Sunday.", "seized") == (
        "2016-04-03",
        "2016-04-03",
        "day",
    )


def test_ongoing_states_and_ranges() -> None:
    assert period("The town has been besieged since August 2015.", "besieged") == ("2015-08-01", "2016-04-04", "range")
    assert period("The town has been besieged for two months.", "besieged") == ("2016-02-04", "2016-04-04", "range")
    text = "Troops shelled the town from 2 March to 5 March 2016."
    assert period(text, "shelled") == ("2016-03-02", "2016-03-05", "range")


def test_sets_and_other_events_date_nothing() -> None:
    assert period("Troops shelled the town.", "shelled") is None
    assert period("Troops control the town after capturing the valley in 2014.", "control") is None


def test_what_has_happened_lies_behind_the_report() -> None:
    assert period("The mill was bombed on Sunday, and talks are planned.", "bombed") == (
        "2016-04-03",
        "2016-04-03",
        "day",
    )


def test_inheritance() -> None:
    friday = Period(dt.date(2016, 4, 1), dt.date(2016, 4, 1), "day", Span(0, 9, "on Friday"))
    sunday = Period(dt.date(2016, 4, 3), dt.date(2016, 4, 3), "day")
    today = Period(MONDAY, MONDAY, "day")
    assert inherit_period("attack", friday, sunday, None, MONDAY) == replace(friday, mention=None)
    assert inherit_period("attack", None, sunday, None, MONDAY) == sunday
    assert inherit_period("control", friday, None, None, MONDAY) == today
    assert inherit_period("attack", None, None, sunday, MONDAY) == sunday
    assert inherit_period("attack", None, None, None, None) is None


@pytest.mark.parametrize(
    ("text", "word", "days"),
    [
        ("Shells have hit the port of Hodeidah in recent days.", "hit", ("2016-03-28", "2016-04-04")),
        ("Herders took three hamlets in four days.", "took", ("2016-03-31", "2016-04-04")),
        ("The column left Bor after three days of heavy shelling.", "shelling", ("2016-04-01", "2016-04-04")),
        ("Gunmen shot two guards earlier this month.", "shot", ("2016-04-01", "2016-04-04")),
        ("Gunmen burned the mill in late 2014.", "burned", ("2014-09-01", "2014-12-31")),
        ("Gunmen burned the mill in early March.", "burned", ("2016-03-01", "2016-03-10")),
        (
            "The valley has been quiet since 2012, when the army bombed the mill.",
            "bombed",
            ("2012-01-01", "2012-12-31"),
        ),
    ],
)
def test_spans(text: str, word: str, days: tuple[str, str]) -> None:
    found = period(text, word)
    assert found is not None
    assert found[:2] == days


def test_a_day_ahead_of_the_report_is_read_as_the_last_one() -> None:
    assert period("A shell that will be studied hit the mill on June 19.", "hit") == ("2015-06-19", "2015-06-19", "day")


def test_a_name_is_no_season() -> None:
    assert [m.text for m in find_times("Protests of the Arab Spring reached Sana'a in the spring.", MONDAY)] == [
        "the spring"
    ]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Published April 3 2016 Two guards were shot.", dt.date(2016, 4, 3)),
        ("Date of publication: 2 April 2016. Two guards were shot.", dt.date(2016, 4, 2)),
        ("On April 3 2016 two guards were shot.", MONDAY),
        ("Published April 3 2011 Two guards were shot.", MONDAY),
        ("Two guards were shot.", MONDAY),
    ],
)
def test_the_day_a_text_gives_itself(text: str, day: dt.date) -> None:
    assert issued_on(text, MONDAY) == day
    assert issued_on(text, None) is None


def test_what_befalls_a_place_does_not_date_who_holds_it() -> None:
    (passage,) = parse([("Jets hit the rebel stronghold of Taiz on Friday.", False)])
    passage.times = find_times(passage.text, MONDAY)
    clause = passage.sentences[0]
    at = passage.lower.index("stronghold")
    assert event_period(passage, at, clause, MONDAY, "control") is None
    assert event_period(passage, at, clause, MONDAY) is not None


@pytest.mark.parametrize(
    "text",
    [
        "The war, which broke out in April 2023, has killed more than 13,000 people, the UN says.",
        "More than 13,000 people have been killed since the conflict first erupted in April 2023, the UN says.",
        "The UN says 13,000 people have died in the war that began in April 2023.",
    ],
)
def test_a_wars_toll_is_counted_from_its_beginning(text: str) -> None:
    (claim,) = rashomon.read(text, published="2024-06-05").claims
    assert claim.when is not None
    assert (claim.when.start.isoformat(), claim.when.end.isoformat()) == ("2023-04-01", "2024-06-05")

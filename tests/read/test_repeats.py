"""Which tellings are one claim: by the rules alone, by the weights, and what merging keeps."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from claim_lines import DAY

import rashomon
from rashomon.lexicon.families import FAMILY
from rashomon.lexicon.weights import Weights
from rashomon.read.claims import make, repeats, sameness
from rashomon.read.claims.repeats import Draft, agree, merge, tells_again
from rashomon.records import Casualties, Place, PlaceMention, Source, Span

ARMY, REBELS = Source("army", "military"), Source("rebels", "armed_group")
SAKE, GOMA = Place("Sake", country="COD", precision="town"), Place("Goma", country="COD", precision="town")
KIVU = Place("North Kivu", country="COD", precision="admin1")


def draft(text: str, **changes: Any) -> Draft:
    """The first claim of a text as a draft with some fields changed."""
    drafts: list[Draft] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(make, "_mark_main", drafts.extend)
        rashomon.read(text, published=DAY)
    one = drafts[0]
    return replace(one, claim=replace(one.claim, **changes), also=[], members=[], lead=False)


CLASH = "Rebels shelled Sake on Monday."


@pytest.fixture(scope="module")
def base() -> Draft:
    return draft(CLASH, source=ARMY, place=SAKE)


def changed(base: Draft, **changes: Any) -> Draft:
    return replace(base, claim=replace(base.claim, **changes), also=[], members=[])


def people(low: int | None, high: int | None = None) -> Casualties:
    return Casualties(low, high, "people")


def test_the_same_telling_is_one_claim(base: Draft) -> None:
    assert tells_again(base, changed(base))


@pytest.mark.parametrize(
    "changes",
    [
        {"source": REBELS},
        {"stance": "denies"},
        {"certainty": "hedged"},
        {"type": "siege", "family": "siege"},
        {"place": GOMA},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_what_speaks_against_one_claim(base: Draft, changes: dict[str, Any]) -> None:
    assert not tells_again(base, changed(base, **changes))


def test_two_figures_are_two_claims(base: Draft) -> None:
    assert not tells_again(changed(base, killed=people(12, 12)), changed(base, killed=people(30, 30)))


def test_no_figure_fits_any(base: Draft) -> None:
    assert tells_again(changed(base, killed=people(12, 12)), changed(base, killed=people(None)))


def test_a_province_fits_its_town(base: Draft) -> None:
    assert tells_again(base, changed(base, place=KIVU))


def test_two_days_told_in_words_are_two_claims(base: Draft) -> None:
    when = base.claim.when
    assert when is not None
    later = replace(when, start=when.start + dt.timedelta(7), end=when.end + dt.timedelta(7))
    assert base.dated
    assert not tells_again(base, changed(base, when=later))


def test_an_outlets_lead_with_the_figure_is_the_sources_claim(base: Draft) -> None:
    lead = replace(changed(base, source=rashomon.records.PUBLISHER, killed=people(12, 12), place=None), lead=True)
    assert tells_again(lead, changed(base, killed=people(12, 12)))


def test_merging_fills_what_the_host_leaves_open(base: Draft) -> None:
    host = changed(base, place=KIVU, killed=None, source=rashomon.records.PUBLISHER)
    merge(host, changed(base, killed=people(12, 12)))
    assert (host.claim.place, host.claim.killed, host.claim.source) == (SAKE, people(12, 12), ARMY)
    assert host.also == [base.claim.quote]


def test_merging_keeps_what_the_host_has(base: Draft) -> None:
    host = changed(base, killed=people(12, 12))
    merge(host, changed(base, killed=people(None), place=KIVU, source=ARMY))
    assert (host.claim.killed, host.claim.place) == (people(12, 12), SAKE)


def test_a_text_carries_the_claim_of_its_title(base: Draft) -> None:
    title = Span(0, 18, "Rebels shell Sake")
    host = changed(base, in_title=True, quote=title)
    merge(host, base)
    assert not host.claim.in_title
    assert host.claim.quote == base.claim.quote
    assert host.also == [title]


@pytest.fixture
def rules_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(repeats, "model", lambda: None)


@pytest.mark.usefixtures("rules_alone")
def test_without_weights_the_rules_decide(base: Draft) -> None:
    other = changed(base, place=GOMA)
    assert repeats.host_of([base, other], changed(base)) is base
    assert repeats.host_of([base], other) is None


def test_with_weights_the_likeliest_host_is_taken(monkeypatch: pytest.MonkeyPatch, base: Draft) -> None:
    other = changed(base, place=GOMA)
    monkeypatch.setattr(repeats, "model", lambda: Weights({"bias": -2.0, "place same": 4.0}, 0.5))
    told = changed(base)
    told.told.inherited_place = base.told.inherited_place = False
    assert repeats.host_of([base, other], told) is base
    assert repeats.host_of([other], told) is None


def test_claims_of_different_families_are_never_joined(monkeypatch: pytest.MonkeyPatch, base: Draft) -> None:
    monkeypatch.setattr(repeats, "model", lambda: Weights({"bias": 9.0}, 0.5))
    assert repeats.host_of([changed(base, type="siege", family=FAMILY["siege"])], base) is None


@pytest.mark.parametrize(
    ("sign", "changes"),
    [
        ("type same", {}),
        ("source same", {}),
        ("place same", {}),
        ("day same", {}),
        ("stance differs", {"stance": "denies"}),
        ("certainty differs", {"certainty": "hedged"}),
        ("source differs", {"source": REBELS}),
        ("source outlet second", {"source": rashomon.records.PUBLISHER}),
        ("place differs", {"place": GOMA}),
        ("place nested", {"place": KIVU}),
        ("place missing", {"place": None}),
        ("killed told by second", {"killed": people(12, 12)}),
    ],
)
def test_signs_name_what_two_tellings_share(base: Draft, sign: str, changes: dict[str, Any]) -> None:
    base.told.inherited_place = False
    assert sameness.pair_signs(base, changed(base, **changes))[sign] == 1


def test_a_rising_figure_is_a_sign(base: Draft) -> None:
    signs = sameness.pair_signs(changed(base, killed=people(12, 12)), changed(base, killed=people(30, 30)))
    assert signs["killed rises"] == signs["killed differs"] == 1


def test_a_person_and_their_organisation_are_one_source() -> None:
    assert sameness.one_source("Jane Okello (UNICEF)", "UNICEF")
    assert not sameness.one_source("Jane Okello (UNICEF)", "OCHA")


@pytest.mark.parametrize(
    ("title", "body", "kept"),
    [
        (people(20, 20), people(26), people(26)),  # headlines lag behind
        (people(20, 20), people(19, 19), people(19, 19)),
        (people(20, 20), people(3, 3), people(20, 20)),  # a part of the toll
        (people(20, 20), people(None), people(20, 20)),
        (people(None), people(20, 20), people(20, 20)),
    ],
)
def test_the_texts_figure_stands_in_for_the_headlines(
    base: Draft, title: Casualties, body: Casualties, kept: Casualties
) -> None:
    host = changed(base, killed=title, in_title=True)
    merge(host, changed(base, killed=body))
    assert host.claim.killed == kept


@pytest.mark.parametrize(("exact", "kept"), [(546, 546), (900, 500)])
def test_an_exact_figure_stands_in_for_a_rounded_one(base: Draft, exact: int, kept: int) -> None:
    host = changed(base, wounded=people(500))
    merge(host, changed(base, wounded=people(exact, exact)))
    assert host.claim.wounded is not None
    assert host.claim.wounded.low == kept


def test_held_and_killed_are_two_acts(monkeypatch: pytest.MonkeyPatch, base: Draft) -> None:
    monkeypatch.setattr(repeats, "model", lambda: Weights({"bias": 9.0}, 0.5))
    shot = changed(base, type="attack", family="violence")
    assert repeats.host_of([changed(base, type="abduction", family="violence")], shot) is None
    assert repeats.host_of([changed(base, type="attack", family="violence")], shot) is not None


def test_words_and_ties_are_signs() -> None:
    drafts: list[Draft] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(make, "host_of", lambda before, one: drafts.append(one))
        rashomon.read(
            "Rebels captured the town of Sake after jets bombed the city of Goma. Another air raid hit Bukavu.",
            published=DAY,
        )
    taken, bombed, raid = drafts
    assert sameness.pair_signs(taken, bombed)["under the other"] == 1
    assert sameness.pair_signs(taken, taken)["words shared"] == 1
    assert sameness.pair_signs(bombed, raid)["another, also, other"] == 1
    assert "nothing differs" in sameness.pair_signs(taken, taken)
    assert "nothing differs" not in sameness.pair_signs(bombed, raid)


def test_a_telling_is_held_against_the_mean_of_a_claim(base: Draft, monkeypatch: pytest.MonkeyPatch) -> None:
    weights = Weights({"bias": -1.0, "killed same": 4.0, "killed differs": -4.0}, 0.5)
    monkeypatch.setattr(repeats, "model", lambda: weights)
    twelve, thirty = changed(base, killed=people(12, 12)), changed(base, killed=people(30, 30))
    host = changed(base, killed=people(12, 12))
    assert repeats.host_of([host], twelve) is host
    host.members = [twelve, thirty, thirty]
    assert repeats.host_of([host], changed(base, killed=people(12, 12))) is None


def test_a_lead_has_the_day_that_the_text_tells() -> None:
    reading = rashomon.read(
        "Gunmen shot two guards in Djibo, a mayor said. The town was quiet. Gunmen shot the two guards on Sunday.",
        published=DAY,
    )
    assert {str(claim.when.start) for claim in reading.claims if claim.when} == {"2024-06-02"}


def telling(base: Draft, name: str, precision: str, shares: dict[str, float], *, inherited: bool = False) -> Draft:
    """A telling that took a place, with the shares of the places weighed for it."""
    mention = PlaceMention(0, 4, name, "toponym", name, country="COD", admin1="North Kivu", precision=precision)  # type: ignore[arg-type]
    told = replace(base.told, place=mention, inherited_place=inherited)
    told.shares = {(place, "COD"): share for place, share in shares.items()}
    return replace(changed(base, place=Place(name, country="COD", precision=precision)), told=told)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("tellings", "place"),
    [
        # the headline took a town that only stands near; two tellings name another
        ([("Sake", "town", 0.5, 0.4, True), ("Goma", "town", 0.1, 0.8, False)], "Goma"),
        # a lead names the province, the text its town: the town where it is about as likely
        ([("North Kivu", "admin1", 0.3, 0.1, False), ("Goma", "town", 0.1, 0.8, False)], "Goma"),
        ([("Goma", "town", 0.0, 0.6, True), ("Sake", "town", 0.5, 0.4, True)], "Goma"),
    ],
)
def test_the_tellings_of_a_claim_agree_on_its_place(
    base: Draft, tellings: list[tuple[str, str, float, float, bool]], place: str
) -> None:
    members = [
        telling(base, name, precision, {"Sake": sake, "Goma": goma, "North Kivu": 1 - sake - goma}, inherited=inherited)
        for name, precision, sake, goma, inherited in tellings
    ]
    whole = replace(members[0], members=members)
    agree(whole)
    assert whole.claim.place is not None
    assert whole.claim.place.name == place


def test_a_claim_told_once_keeps_its_place(base: Draft) -> None:
    one = changed(base)
    agree(one)
    assert one.claim.place == base.claim.place

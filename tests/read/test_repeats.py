"""Which tellings are one claim: by the rules alone, by the weights, and what merging keeps."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from claim_lines import DAY

import rashomon
from rashomon.lexicon.events import FAMILY
from rashomon.lexicon.weights import Weights
from rashomon.read.claims import make, repeats, sameness
from rashomon.read.claims.repeats import Draft, merge, tells_again
from rashomon.records import Casualties, Place, Source, Span

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

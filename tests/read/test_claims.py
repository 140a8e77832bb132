"""From what sentences tell to the claims of a report: sources kept apart, leads joined to their account, ids, the main one."""

from __future__ import annotations

import pytest
from claim_lines import DAY, read_all, told

import rashomon
from rashomon.records import PUBLISHER, Reading

REPORTS = {
    "a lead and the account that details it": (
        "At least 18 people were killed in an air strike in El Geneina on Sunday. The local emergency committee said "
        "warplanes hit a market in El Geneina on Sunday, killing at least 18 people.",
        "air_drone_strike at=El_Geneina killed=18- says=local_emergency_committee from=2024-06-02 also=1 main",
    ),
    "a title and its text": (
        "Suicide bomber kills 12 in Kabul mosque\n\nA suicide bomber blew himself up in a mosque in Kabul on Friday, "
        "killing 12 people, police said.",
        "suicide_bomb at=Kabul killed=12 says=police from=2024-05-31 also=1 main",
    ),
    "two sources, two figures": (
        "The Houthis said 30 people were killed in a coalition air raid on Saada. The coalition said the raid killed "
        "six fighters.",
        "air_drone_strike at=Saada killed=30 says=Houthis; air_drone_strike at=Saada killed=6 says=coalition",
    ),
    "two sources, two holders": (
        "The Syrian Observatory for Human Rights said rebels controlled most of Kafr Nabl, while state television said "
        "the army had entered the town.",
        "control by=Syrian_rebels at=Kafr_Nabl extent=most kind=monitor; "
        "government_regains_territory by=Syrian_Armed_Forces at=Kafr_Nabl says=state_television",
    ),
    "one speaker, two claims": (
        "The army was in control of most of Malakal, but was still fighting in the north of the town, the UN said.",
        "control at=Malakal extent=most says=United_Nations; armed_clash at=Malakal says=United_Nations ongoing",
    ),
    "a claim and its denial": (
        "Ukraine said Russian forces had shelled a school in Kherson. Russia denied shelling the school.",
        "shelling_artillery_missile at=Kherson says=Ukraine affirms; shelling_artillery_missile says=Russia denies",
    ),
    "several places": (
        "Gunmen killed nine farmers in Zamfara on Monday. In Katsina, gunmen abducted 20 girls on Tuesday. A mine killed "
        "two soldiers in Borno.",
        "attack at=Zamfara killed=9 from=2024-06-03; abduction at=Katsina from=2024-06-04; "
        "remote_explosive_ied at=Borno killed=2",
    ),
    "nobody quoted": ("Rebels captured the Central African town of Bria.", "non_state_overtakes_territory kind=publisher"),
    "a voice told by another": (
        "Reuters reported that the health ministry had said an air strike killed 14 people in Khan Younis.",
        "air_drone_strike killed=14 says=health_ministry",
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def readings() -> dict[str, Reading]:
    return read_all([text for text, _ in REPORTS.values()])


def reading(readings: dict[str, Reading], name: str) -> Reading:
    return readings[REPORTS[name][0]]


@pytest.mark.parametrize("name", REPORTS)
def test_report_has_these_claims(readings: dict[str, Reading], name: str) -> None:
    told(reading(readings, name), REPORTS[name][1])


def test_ids_count_up_in_text_order(readings: dict[str, Reading]) -> None:
    for one in readings.values():
        assert [claim.id for claim in one.claims] == [f"c{n}" for n in range(1, len(one.claims) + 1)]
        assert sorted(claim.quote.start for claim in one.claims) == [claim.quote.start for claim in one.claims]


def test_the_same_text_gives_the_same_claims(readings: dict[str, Reading]) -> None:
    text = REPORTS["several places"][0]
    assert rashomon.read(text, published=DAY).claims == readings[text].claims


def test_a_repeat_is_kept_with_its_words(readings: dict[str, Reading]) -> None:
    one = reading(readings, "a lead and the account that details it")
    (claim,) = one.claims
    assert all(span.text == one.report.text[span.start : span.end] for span in claim.also)


def test_the_body_carries_a_claim_that_the_title_tells_too(readings: dict[str, Reading]) -> None:
    one = reading(readings, "a title and its text")
    (claim,) = one.claims
    assert not claim.in_title
    assert claim.also[0].text == one.report.title


def test_the_outlet_speaks_where_nobody_else_does(readings: dict[str, Reading]) -> None:
    assert reading(readings, "nobody quoted").claims[0].source == PUBLISHER


def test_outer_voices_are_kept(readings: dict[str, Reading]) -> None:
    (claim,) = reading(readings, "a voice told by another").claims
    assert [voice.name for voice in claim.via] == ["Reuters"]


def test_the_source_has_its_words_and_cue(readings: dict[str, Reading]) -> None:
    claim = reading(readings, "two sources, two figures").claims[1]
    assert claim.source.mention is not None
    assert claim.source.mention.text == "The coalition"
    assert claim.source.cue is not None
    assert claim.source.cue.text == "said"


def test_the_first_claim_is_main_where_no_title_says_which(readings: dict[str, Reading]) -> None:
    assert [claim.main for claim in reading(readings, "several places").claims] == [True, False, False]


def test_the_titles_claim_is_main() -> None:
    text = "Gunmen kidnapped two nuns in Owerri on Friday. In Enugu, a bomb killed three people on Saturday."
    claims = rashomon.read(text, title="Bomb kills three in Enugu", published=DAY).claims
    assert {claim.type: claim.main for claim in claims} == {"abduction": False, "remote_explosive_ied": True}


def test_a_toll_of_nobody_is_denied() -> None:
    claims = rashomon.read("An air strike hit the port of Odesa, but nobody was killed.", published=DAY).claims
    assert all(claim.killed is None or claim.killed.high == 0 for claim in claims)


def test_without_a_day_of_publication_only_the_texts_own_dates_stand() -> None:
    claims = rashomon.read("Rebels shelled Goma on 3 May 2013. Rebels captured Sake.").claims
    assert [claim.when and claim.when.start.isoformat() for claim in claims][:1] == ["2013-05-03"]


def test_family_follows_type(readings: dict[str, Reading]) -> None:
    from rashomon.lexicon.families import FAMILY

    for one in readings.values():
        assert all(claim.family == FAMILY[claim.type] for claim in one.claims)


def test_an_hour_alone_is_of_the_day_told_before() -> None:
    text = (
        "An air strike on a market in Er Rahad killed 31 people on Monday, the town's doctors said. A jet dropped two "
        "bombs on the market at about 10 a.m., a trader said."
    )
    days = {claim.when.start.isoformat() for claim in rashomon.read(text, published=DAY).claims if claim.when}
    assert days == {"2024-06-03"}


def test_others_wounded_are_not_of_a_part_of_the_dead() -> None:
    text = (
        "Two raids killed at least 14 villagers near El Geneina on Monday, a doctor said. Five children were among the "
        "dead, the doctor said. Dozens more people were wounded."
    )
    (whole,) = (claim for claim in rashomon.read(text, published=DAY).claims if claim.killed and claim.killed.low == 14)
    assert whole.wounded is not None


def test_a_sum_of_days_is_not_the_whole_that_is_divided() -> None:
    text = (
        "Two raids killed at least 14 villagers near El Geneina on Monday, a doctor said, bringing to 37 the number killed "
        "in two days of bombing. Five children were among the dead, the doctor said. Dozens more people were wounded."
    )
    hurt = [claim for claim in rashomon.read(text, published=DAY).claims if claim.wounded]
    assert [claim.killed.low for claim in hurt if claim.killed] == [14]

"""Who holds a place, how much of it, and who takes it from whom."""

from __future__ import annotations

import pytest
from claim_lines import read_all, told

from rashomon.records import Reading

HELD = [
    ("The regime is in full control of Daraa, state media reported.",
     "control by=Government_of_Syria at=Daraa extent=full says=state_media"),
    ("Army units control the entire city of Baidoa.", "control by=Somali_Armed_Forces at=Baidoa extent=full"),
    ("Al Shabaab controls most of the Jilib district.", "control by=Al-Shabaab at=Jilib extent=most"),
    ("Most of Khartoum is in the hands of the RSF.", "control by=Rapid_Support_Forces at=Khartoum extent=most"),
    ("Houthi fighters hold parts of the port city of Hodeidah.", "control by=Houthis at=Hodeidah extent=part"),
    ("Islamist rebels hold large swathes of northern Mali.", "control extent=part in=MLI"),
    ("Wagner fighters are in control of the centre of Bakhmut.", "control by=Wagner_Group at=Bakhmut extent=centre"),
    ("The Kachin Independence Army controls the outskirts of Myitkyina.",
     "control by=Kachin_Independence_Army at=Myitkyina extent=outskirts"),
    ("The city of Kismayo is under the control of the Jubaland forces.",
     "control by=Jubaland_forces at=Kismayo extent=unspecified"),
    ("The Taliban stronghold of Musa Qala has been quiet for weeks.", "control by=Taliban in=AFG"),
    ("FARC dissidents dominate the area around Argelia in Cauca.", "control by=FARC_dissidents"),
    ("Aid workers reached rebel-held Aleppo.", "control by=Syrian_rebels at=Aleppo extent=unspecified kind=publisher"),
]  # fmt: skip

# Who takes the place decides the type: ACLED's rule.
TAKEN = [
    # the state's own forces
    ("The Nigerian army has retaken the town of Gwoza from Boko Haram.",
     "government_regains_territory by=Nigerian_Armed_Forces on=Boko_Haram at=Gwoza"),
    ("Colombian troops took control of Tibu on Saturday.", "government_regains_territory by=Colombian_Armed_Forces"),
    ("Iraqi police captured the village of Hawija from Islamic State.", "government_regains_territory"),
    ("Ukrainian forces recaptured the city of Kherson in November.",
     "government_regains_territory by=Ukrainian_Armed_Forces at=Kherson from=2023-11-01"),
    ("French and Malian troops retook Gao from Islamist fighters.",
     "government_regains_territory by=French_and_Malian_Armed_Forces at=Gao"),
    # those who fight the state
    ("Rebels captured the Central African town of Bria.", "non_state_overtakes_territory at=Bria"),
    ("Tuareg separatists took the Malian town of Bourem from the army.", "non_state_overtakes_territory at=Bourem"),
    ("Turkish-backed rebels took the Syrian town of Tal Abyad from Kurdish fighters.",
     "non_state_overtakes_territory by=Syrian_rebels on=Kurdish_fighters at=Tal_Abyad"),
    ("The Colombian town of Argelia fell to dissidents of the FARC.", "non_state_overtakes_territory at=Argelia"),
    # a foreign state that does not fight for the local one
    ("Russian forces captured the Ukrainian town of Avdiivka in February.",
     "non_state_overtakes_territory by=Russian_Armed_Forces at=Avdiivka from=2024-02-01 until=2024-02-29"),
    ("Rwandan troops crossed the border and seized the Congolese town of Bunagana.",
     "non_state_overtakes_territory by=Rwandan_Armed_Forces at=Bunagana"),
    # nobody named: a place is taken again from those who fight the state
    ("The town of Baga was recaptured from Boko Haram.", "government_regains_territory on=Boko_Haram at=Baga"),
]  # fmt: skip

TAKEN_IN_PART = [
    ("The army captured most of the city of Deir Hafer.", "government_regains_territory extent=most"),
    ("Rebels seized parts of the town of Kaya.", "non_state_overtakes_territory extent=part"),
    ("Rebels entered the centre of the Syrian town of Jisr al-Shughur.", "non_state_overtakes_territory extent=centre"),
    ("Troops took full control of the port of Hodeidah.", "government_regains_territory extent=full"),
]

NOT_HELD = [
    "The company controls most of the market in Lagos.",
    "The health ministry has little control over prices in Goma.",
    "Elections were held in Aleppo.",
    "The rebels want to control the city of Aleppo.",
]


@pytest.fixture(scope="module")
def readings() -> dict[str, Reading]:
    return read_all([text for text, _ in HELD + TAKEN + TAKEN_IN_PART] + NOT_HELD)


@pytest.mark.parametrize(("text", "lines"), HELD)
def test_holding_a_place_is_control(readings: dict[str, Reading], text: str, lines: str) -> None:
    told(readings[text], lines)


def test_every_extent_is_in_the_table() -> None:
    extents = {part for _, lines in HELD + TAKEN_IN_PART for part in lines.split() if part.startswith("extent=")}
    assert extents == {f"extent={extent}" for extent in ("full", "most", "part", "centre", "outskirts", "unspecified")}


@pytest.mark.parametrize(("text", "lines"), TAKEN)
def test_who_takes_a_place_decides_the_type(readings: dict[str, Reading], text: str, lines: str) -> None:
    told(readings[text], lines)


@pytest.mark.parametrize(("text", "lines"), TAKEN_IN_PART)
def test_how_much_is_taken_is_kept(readings: dict[str, Reading], text: str, lines: str) -> None:
    told(readings[text], lines)


@pytest.mark.parametrize("text", NOT_HELD)
def test_other_senses_of_holding_are_no_control(readings: dict[str, Reading], text: str) -> None:
    assert [claim for claim in readings[text].claims if claim.family == "territory"] == []


def test_only_places_have_an_extent(readings: dict[str, Reading]) -> None:
    for reading in readings.values():
        for claim in reading.claims:
            assert (claim.extent is not None) == (claim.family == "territory" and "transfer" not in claim.type)


def test_a_holder_in_a_compound_needs_a_place() -> None:
    reading = next(iter(read_all(["Two rebel-held prisoners fled during fighting in Sake."]).values()))
    assert "held-place" not in {claim.rule for claim in reading.claims}

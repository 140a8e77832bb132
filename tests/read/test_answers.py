"""Answers to what was told before: blame, denial, an account called untrue; each with the voice of who answers."""

from __future__ import annotations

import pytest
from claim_lines import read_all, told

from rashomon.records import Reading

REPORTS = {
    "blamed for the attack": (
        "Shells struck the market of El Fasher on Friday, killing nine people, witnesses said. The army blamed the RSF "
        "for the attack.",
        "shelling_artillery_missile says=witnesses killed=9; "
        "shelling_artillery_missile says=army by=Rapid_Support_Forces at=El_Fasher affirms",
    ),
    "accused, and the accusation rejected": (
        "Gunmen ambushed a convoy near Djibo on Tuesday and killed six soldiers. The government accused JNIM of the "
        "attack. JNIM rejected the accusation.",
        "armed_clash by=gunmen killed=6; "
        "armed_clash says=government by=Jama'at_Nusrat_al-Islam_wal-Muslimin affirms; "
        "armed_clash by=Jama'at_Nusrat_al-Islam_wal-Muslimin kind=armed_group denies",
    ),
    "blame beside the same voice's account is its actor": (
        "A drone hit the cattle market of Umm Ruwaba on Monday and killed eleven people, the town's emergency "
        "committee said, blaming the army.",
        "air_drone_strike by=Sudanese_Armed_Forces killed=11",
    ),
    "accused of a happening of its own": (
        "Rebels accused the army of shelling a camp near Loikaw on Sunday, killing four people.",
        "shelling_artillery_missile by=Myanmar_Armed_Forces says=rebels killed=4",
    ),
    "an account called untrue": (
        "A drone hit a fuel depot in Kramatorsk on Monday, killing two people, the governor said. Moscow called the "
        "report a fabrication.",
        "air_drone_strike says=governor affirms; air_drone_strike says=Moscow at=Kramatorsk denies",
    ),
    "this is called a lie": (
        "An army rocket hit a home in Khan Younis on Monday, a neighbour said. A spokesman for the military called this "
        '"a lie".',
        "shelling_artillery_missile affirms; shelling_artillery_missile at=Khan_Younis denies",
    ),
    "a town said to be lost": (
        "Fighters seized Rutshuru town on Sunday, residents said. The army denied that the town had been lost.",
        "non_state_overtakes_territory says=residents affirms; "
        "non_state_overtakes_territory says=army at=Rutshuru denies",
    ),
    "nothing changed hands": (
        "The rebels captured Rutshuru town on Sunday, residents said. \"No town has changed hands,\" an army spokesman "
        "said.",
        "non_state_overtakes_territory says=residents affirms; non_state_overtakes_territory at=Rutshuru denies",
    ),
    "no part in it": (
        "A mine killed four farmers near Tame on Thursday, police said. The ELN said it had no part in the blast.",
        "remote_explosive_ied killed=4 affirms; "
        "remote_explosive_ied by=National_Liberation_Army_(Colombia) kind=armed_group denies",
    ),
    "whose part is denied": (
        "Men burned 30 houses in Agadez on Friday, residents said. The governor denied the army's involvement.",
        "looting_property_destruction affirms; "
        "looting_property_destruction by=Nigerien_Armed_Forces says=governor denies",
    ),
    "a name in no gazetteer, at the head of a quotation": (
        'Russia said its troops had captured Verkhnya Dolyna village on Thursday. "Verkhnya Dolyna was not taken," the '
        "Ukrainian general staff said.",
        "non_state_overtakes_territory at=Verkhnya_Dolyna affirms; "
        "non_state_overtakes_territory at=Verkhnya_Dolyna denies",
    ),
    "nothing to answer": (
        "Rebels captured the town of Bria on Monday. The minister called the price of bread a fabrication of the press.",
        "non_state_overtakes_territory at=Bria",
    ),
    "a place that lies somewhere is no lie": (
        "Rebels captured the town of Bria on Monday, residents said. The town lies on the road to Bangassou.",
        "non_state_overtakes_territory at=Bria",
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def readings() -> dict[str, Reading]:
    return read_all([text for text, _ in REPORTS.values()])


@pytest.mark.parametrize("name", REPORTS)
def test_answers(readings: dict[str, Reading], name: str) -> None:
    text, lines = REPORTS[name]
    told(readings[text], lines)


def test_what_a_text_calls_a_lie_need_not_be_told_in_it() -> None:
    reading = read_all(
        ["The rebels are in full control of Rutshuru town, their spokesman said. What the generals tell about the "
         "recapture of Rutshuru is a lie, he added."]
    )  # fmt: skip
    (lie,) = (claim for one in reading.values() for claim in one.claims if claim.stance == "denies")
    assert lie.type == "government_regains_territory"
    assert lie.actor is None
    assert "generals" not in lie.source.name

"""Which claim the killed and wounded of a sentence belong to, and which none."""

from __future__ import annotations

import pytest
from claim_lines import read_all, told

from rashomon.records import Reading

REPORTS = {
    "fighting that only says where": (
        "Rebels shelled Goma on Monday. The UN said twelve people were killed in areas where the army is fighting the "
        "M23 rebels.",
        "shelling_artillery_missile killed=none; armed_clash killed=12 rule=kill",
    ),
    "a strike told meanwhile": (
        "The rebel barrage killed ten people in Goma while army air strikes killed at least 20 people in Sake.",
        "air_drone_strike at=Goma killed=10; air_drone_strike at=Sake killed=20-",
    ),
    "what happened before": (
        "The army said it had shelled rebel positions near Kitshanga after the rebels killed two policemen.",
        "shelling_artillery_missile at=Kitshanga killed=none; armed_clash killed=2",
    ),
    "a rally that was shelled": (
        "Rebels bombarded a campaign rally in Kabul, killing at least 21 people.",
        "shelling_artillery_missile at=Kabul killed=21-; peaceful_protest killed=none",
    ),
    "a helicopter's crew": (
        "A helicopter was shot down near Goma on Monday, killing all five people on board.",
        "disrupted_weapons_use at=Goma killed=5",
    ),
    "a voice that interrupts": (
        "Rockets struck Tripoli on Monday, the ombudsman reported, killing one civilian and wounding two.",
        "shelling_artillery_missile at=Tripoli killed=1 wounded=2 says=ombudsman",
    ),
    "a speaker who goes on": (
        "The army overran a base at Bama after three days of fighting, the spokesman said, adding that 11 rebel bodies "
        "had been found.",
        "government_regains_territory at=Bama killed=none; armed_clash killed=11",
    ),
    "nobody hurt": (
        "A rocket hit the market of Kherson on Friday, the mayor said. The shelling in Kherson did not cause any "
        "casualties, he added.",
        "shelling_artillery_missile at=Kherson killed=0 wounded=0",
    ),
    "a word in passing": (
        "The air force conducted airstrikes against positions of Boko Haram terrorists near Bama leaving many terrorists "
        "dead and destroying their weapons.",
        "air_drone_strike killed=?",
    ),
    "a bomb and what it wrecked": (
        "A pickup laden with explosives went off beside the court of Caloto, in northern Cauca, at midday on Monday, "
        "wounding 14 people, six of them seriously, and wrecking about 50 homes, the mayor's office reported.",
        "remote_explosive_ied wounded=14",
    ),
    "people total": (
        "Air strikes hit Khan Younis on Monday, the monitor said. Since Sunday 165 people total have been wounded, the "
        "monitor said.",
        "air_drone_strike wounded=none; cumulative_toll wounded=165",
    ),
    "soldiers total": (
        "A drone hit a post near Taiz on Monday, officials said. Since Sunday 40 soldiers total have been killed, "
        "the officials said.",
        "air_drone_strike killed=none; cumulative_toll killed=40",
    ),
    "each side's losses": (
        "Seven militants and two soldiers were killed in a clash in North Waziristan, the army said.",
        "armed_clash killed=7 on=militants; armed_clash killed=2 on=Pakistani_Armed_Forces",
    ),
    "kidnapped and killed": (
        "Gunmen kidnapped seven villagers near Kajuru and killed two others.",
        "abduction killed=none; attack killed=2",
    ),
    "the sentence after": (
        "Gunmen ambushed an army convoy near Djibo on Tuesday. Nine soldiers were killed and 12 wounded.",
        "armed_clash at=Djibo killed=9 wounded=12 also=1",
    ),
    "the sentence after, of the same voice": (
        "A drone hit a market in Nyala on Monday, residents said. Twelve people were killed and 30 wounded.",
        "air_drone_strike killed=12 wounded=30 says=residents also=1",
    ),
    "the rest of the same people": (
        "Nineteen farmers were killed on Monday when gunmen opened fire in Banibangou. Two others were wounded.",
        "attack killed=19 wounded=2",
    ),
    "taken elsewhere": (
        "Gunmen ambushed an army convoy near Djibo on Tuesday. Nine soldiers were hurt and flown to Ouagadougou.",
        "armed_clash at=Djibo wounded=9",
    ),
    "another place": (
        "Rebels attacked the town of Kaya on Monday. A soldier was killed in Djibo.",
        "attack at=Kaya killed=none; armed_clash at=Djibo killed=1",
    ),
    "a running total": (
        "Rebels attacked the town of Kaya on Monday. More than 200 people have been killed this year.",
        "attack at=Kaya killed=none; cumulative_toll killed=200-",
    ),
    "a rounded figure and the exact one": (
        "The air strike on Myitkyina wounded over 500 people on Monday, the UN said. The UN said the air strike on "
        "Myitkyina wounded 546 people on Monday.",
        "air_drone_strike wounded=546",
    ),
}


@pytest.fixture(scope="module")
def readings() -> dict[str, Reading]:
    return read_all([text for text, _ in REPORTS.values()])


@pytest.mark.parametrize("name", REPORTS)
def test_the_toll_is_the_right_claims(readings: dict[str, Reading], name: str) -> None:
    text, lines = REPORTS[name]
    told(readings[text], lines)


@pytest.mark.parametrize("name", ["the sentence after", "a helicopter's crew", "a rally that was shelled"])
def test_no_claim_is_left_over(readings: dict[str, Reading], name: str) -> None:
    tolls = [claim for claim in readings[REPORTS[name][0]].claims if claim.killed is not None]
    assert len(tolls) == 1

"""Which claim the killed and wounded of a sentence belong to, and which none."""

from __future__ import annotations

import pytest
from claim_lines import read_all, told

import rashomon
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
        "The army overran a base at Bama after three days of fighting, the spokesman said, adding that nine rebel bodies "
        "had been found.",
        "government_regains_territory at=Bama killed=none; armed_clash killed=9",
    ),
    "nobody hurt": (
        "A rocket hit the market of Kherson on Friday, the mayor said. The shelling in Kherson did not cause any "
        "casualties, he added.",
        "shelling_artillery_missile at=Kherson killed=0 wounded=0",
    ),
    "a word in passing": (
        "The air force conducted airstrikes against positions of Boko Haram terrorists near Bama leaving many terrorists "
        "dead and causing heavy damage.",
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
    "the sentence after, with more of the same": (
        "A drone hit a market in Nyala on Monday, residents said. Twelve people were killed and another 30 wounded.",
        "air_drone_strike killed=12 wounded=30 also=1",
    ),
    "what the claim said": (
        "Al-Shabaab said in an audio message that its fighters had stormed a hotel in Mogadishu. The claim said 30 "
        "officials were killed.",
        "armed_clash at=Mogadishu killed=30 says=Al-Shabaab",
    ),
    "another place": (
        "Rebels attacked the town of Kaya on Monday. A soldier was killed in Djibo.",
        "attack at=Kaya killed=none; armed_clash at=Djibo killed=1",
    ),
    "a running total": (
        "Rebels attacked the town of Kaya on Monday. More than 200 people have been killed this year.",
        "attack at=Kaya killed=none; cumulative_toll killed=200-",
    ),
    "an attack that the parser parts from its killing": (
        "Elsewhere in Mali gunmen attacked an army checkpoint in a mainly Fulani area of Mopti region killing six "
        "soldiers and five farmers the mayor said.",
        "armed_clash killed=11 rule=strike-at",
    ),
    "a row of figures": (
        "The army said the post had been attacked at dawn, giving a provisional toll of 13 soldiers dead, 20 wounded and "
        "five missing.",
        "armed_clash killed=13 wounded=20",
    ),
    "figures behind a colon": (
        "The mayor of Nikopol accuses the Russian army of shelling the market with mortars: one trader killed, three "
        "hurt.",
        "shelling_artillery_missile at=Nikopol killed=1 wounded=3",
    ),
    "killed and wounded in one fight": (
        'The military said four "terrorists" had been eliminated and two wounded in an exchange of fire near Pinlebu.',
        "armed_clash at=Pinlebu killed=4 wounded=2",
    ),
    "a war's dead and wounded": (
        "The war in Yemen has claimed the lives of over 150000 people and injured 300000 others since 2014, the UN said.",
        "cumulative_toll killed=150000- wounded=300000",
    ),
    "a raid on a place where others fight": (
        "The UN said an air raid on the camp of Zamzam where the army is fighting the paramilitary RSF killed 14 people.",
        "air_drone_strike killed=14; armed_clash killed=none",
    ),
    "the verb of a clause with while": (
        "The shelling killed four people in Kherson while the drones and missiles fired at Odesa killed at least nine "
        "people.",
        "shelling_artillery_missile at=Kherson killed=4; air_drone_strike at=Odesa killed=9-",
    ),
    "a part of a toll": (
        "A car bomb killed 31 people in Mogadishu on Friday. Nine of those killed were soldiers, police said.",
        "remote_explosive_ied at=Mogadishu killed=31; remote_explosive_ied at=Mogadishu killed=9 says=police",
    ),
    "a part, where the whole is not told": (
        "A suicide car bomb hit a police post in Kandahar on Monday, killing 12 people. Fourteen of the wounded were "
        "police officers, a doctor said.",
        "suicide_bomb at=Kandahar killed=12 wounded=none; suicide_bomb at=Kandahar wounded=14 says=doctor",
    ),
    "whose village the dead came from": (
        "An air strike killed at least 20 people in Myitkyina on Monday, the monitor said. The dead included six farmers "
        "of the village of Waingmaw.",
        "air_drone_strike at=Myitkyina killed=20-; air_drone_strike at=Myitkyina killed=6",
    ),
    "another source's figure": (
        "As many as 30 people may have died when a drone fired on the livestock market of Kutum in North Darfur on Monday "
        "morning, the town's lawyers committee said, blaming the army. The state health ministry gave a far lower "
        "figure: nine dead, 14 hurt.",
        "air_drone_strike killed=-30 wounded=none; air_drone_strike killed=9 wounded=14 says=state_health_ministry",
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


def test_nobody_hurt_is_of_the_attack_told_right_before() -> None:
    text = (
        "A drone hit a bus stop in Nikopol on Wednesday, injuring seven people, the regional head said. Police put the "
        "number of injured at nine. Artillery also shelled the town of Marhanets. Nobody was hurt, the mayor said."
    )
    (spared,) = (c for c in rashomon.read(text, published="2024-02-15").claims if c.wounded and c.wounded.high == 0)
    assert spared.place is not None
    assert spared.place.name == "Marhanets"
    assert spared.type == "shelling_artillery_missile"

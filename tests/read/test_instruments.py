"""With what, by whom and how far: bombs by how they are brought, crowds, answers to charges, booty, extent."""

from __future__ import annotations

import pytest
from claim_lines import read_all, told

from rashomon.records import Reading

WEAPONS = [
    ("An army warplane dropped two bombs on the market of Kutum, killing six people.",
     "air_drone_strike at=Kutum killed=6"),
    ("Residents of Loikaw said regime jets had dropped container bombs on the town.", "air_drone_strike at=Loikaw"),
    ("Gunmen on motorbikes threw a bomb at a bus in Cali, injuring three people.", "grenade at=Cali wounded=3"),
    ("A grenade was tossed into the crowd at the central market of Bangui.", "grenade at=Bangui"),
    ("A bomb planted under a bridge near Mopti killed two soldiers.", "remote_explosive_ied at=Mopti killed=2"),
    ("Israeli jets fired missiles at a depot outside Damascus.", "air_drone_strike at=Damascus"),
    ("The separatists fired at a helicopter near Wamena.", "armed_clash at=Wamena"),
    ("Three soldiers were wounded when rebels attacked an army post near Caloto.",
     "armed_clash on=Colombian_Armed_Forces at=Caloto wounded=3"),
    ("A suicide bomber blew himself up at a mosque in Kano on Friday. The blast killed nine worshippers.",
     "suicide_bomb at=Kano killed=9 also=1"),
    ("Bandits carried out a raid on the village of Zurmi, killing 12 villagers.", "attack at=Zurmi killed=12"),
    ("Government troops shot dead four ELN rebels near Tibu.", "armed_clash on=National_Liberation_Army_(Colombia)"),
]  # fmt: skip
CROWDS = [
    ("Police suppressed a peaceful march in Kampala on Monday.", "excessive_force at=Kampala"),
    ("Protesters torched a police station in Sylhet.", "violent_demonstration by=protesters at=Sylhet"),
    ("Demonstrators marched in the capital of Georgia, Tbilisi, on Sunday.",
     "peaceful_protest by=demonstrators from=2024-06-02"),
    ("Demonstrators hurled stones at police in Nairobi.", "violent_demonstration at=Nairobi"),
    ("Villagers killed three men they took for thieves in Beni.", "mob_violence at=Beni killed=3"),
]  # fmt: skip
ANSWERS = [
    ("A car bomb killed six people in Toribio on Friday. The FARC dissidents denied responsibility.",
     "remote_explosive_ied killed=6; remote_explosive_ied denies says=FARC_dissidents"),
    ("Shells hit the town of Agdam on Monday. The army dismissed the allegations.",
     "shelling_artillery_missile at=Agdam; shelling_artillery_missile denies"),
]  # fmt: skip
BOOTY = [
    ("Soldiers recovered nine bombs from a mosque in Maiduguri.", "disrupted_weapons_use at=Maiduguri"),
    ("Raiders of the ADF drove off 300 goats from Lomelo.", "looting_property_destruction"),
]  # fmt: skip
EXTENT = [
    ("The rebels hold nearly all of Rakhine state.", "control extent=most"),
    ("Sagaing region is largely held by resistance fighters.", "control at=Sagaing extent=most"),
    ("M23 rebels have seized control of 14 villages in Masisi territory.", "non_state_overtakes_territory extent=full"),
    ("The gangs control 80 per cent of the capital, Port-au-Prince.", "control at=Port-au-Prince extent=part"),
    ("The army fully retook the town of Gao from the rebels.", "government_regains_territory at=Gao extent=full"),
    ("Eastern Ghouta is a rebel bastion on the outskirts of Damascus.", "control extent=unspecified"),
]  # fmt: skip
NOTHING = [
    "The wounded were flown to Goma by helicopter, rebels of the M23 nearby.",
    "No group has claimed responsibility.",
    "The president refused to authorize air strikes against the rebels.",
    "Such an attack would have killed hundreds of people in Goma.",
]
TABLES = WEAPONS + CROWDS + ANSWERS + BOOTY + EXTENT


@pytest.fixture(scope="module")
def readings() -> dict[str, Reading]:
    return read_all([text for text, _ in TABLES] + NOTHING)


@pytest.mark.parametrize(("text", "lines"), TABLES)
def test_it_is_told(readings: dict[str, Reading], text: str, lines: str) -> None:
    told(readings[text], lines)


@pytest.mark.parametrize("text", NOTHING)
def test_it_is_no_claim(readings: dict[str, Reading], text: str) -> None:
    told(readings[text], "")

"""What happened: every type of event and state, from conflicts all over the world, in every shape of a sentence."""

from __future__ import annotations

import pytest
from claim_lines import DAY, read_all, told

import rashomon
from rashomon.lexicon.families import FAMILY
from rashomon.records import Reading

# Each type in at least two sentences from different conflicts: what it tells as in claim_lines.
TYPES = [
    ("Government troops and M23 rebels clashed near the town of Sake on Monday.",
     "armed_clash by=Congolese_Armed_Forces at=Sake from=2024-06-03"),
    ("Heavy fighting erupted between the Sudanese army and the Rapid Support Forces in Omdurman.",
     "armed_clash by=Sudanese_Armed_Forces on=Rapid_Support_Forces at=Omdurman"),
    ("Jihadists ambushed a military convoy outside Djibo, killing 14 soldiers.",
     "armed_clash by=jihadists at=Djibo killed=14"),
    ("Street battles raged in Aden for a third day.", "armed_clash at=Aden ongoing"),
    ("The army launched an offensive against ELN guerrillas in Arauca.", "armed_clash on=National_Liberation_Army_(Colombia)"),
    ("The Nigerian army has retaken Gwoza from Boko Haram, a spokesman said.",
     "government_regains_territory by=Nigerian_Armed_Forces on=Boko_Haram at=Gwoza says=spokesman"),
    ("Congolese forces recaptured the village of Kibumba from M23 rebels on Tuesday.",
     "government_regains_territory by=Congolese_Armed_Forces at=Kibumba from=2024-06-04"),
    ("Government forces wrested the town of Cizre from Kurdish militants.",
     "government_regains_territory on=Kurdish_militants at=Cizre"),
    ("M23 fighters seized the mining town of Rubaya on Friday.",
     "non_state_overtakes_territory by=M23 at=Rubaya from=2024-05-31"),
    ("The Houthis captured the Yemeni town of Hazm.", "non_state_overtakes_territory by=Houthis in=YEM"),
    ("Fighters of the Arakan Army took control of Paletwa in Chin State.", "non_state_overtakes_territory by=Arakan_Army in=MMR"),
    ("An air strike killed 12 people in the town of Nyala.", "air_drone_strike on=civilians at=Nyala killed=12"),
    ("Myanmar military jets bombed a school in Sagaing, killing seven children.",
     "air_drone_strike by=Myanmar_Air_Force at=Sagaing killed=7"),
    ("A Turkish drone strike killed two PKK fighters in Sinjar.",
     "air_drone_strike by=Turkish_Armed_Forces on=Kurdistan_Workers'_Party at=Sinjar killed=2"),
    ("Russian artillery shelled Kherson on Wednesday, wounding three people.",
     "shelling_artillery_missile by=Russian_Armed_Forces at=Kherson wounded=3"),
    ("A missile struck an apartment building in Kharkiv, killing nine.", "shelling_artillery_missile at=Kharkiv killed=9"),
    ("Rockets fell on the Yemeni city of Marib on Tuesday.", "shelling_artillery_missile at=Marib from=2024-06-04"),
    ("A suicide bomber blew himself up outside a mosque in Peshawar, killing 20 worshippers.",
     "suicide_bomb at=Peshawar killed=20"),
    ("At least eight people died in a suicide attack on a checkpoint in Maiduguri.", "suicide_bomb at=Maiduguri killed=8-"),
    ("A roadside bomb killed four peacekeepers near Kidal.", "remote_explosive_ied on=peacekeepers at=Kidal killed=4"),
    ("A car bomb exploded in Villavicencio, injuring six police officers.",
     "remote_explosive_ied at=Villavicencio wounded=6"),
    ("A landmine blast killed a farmer in Quang Tri.", "remote_explosive_ied on=civilians killed=1"),
    ("More than 80 people were killed in a sarin attack on Khan Sheikhoun.", "chemical_weapon killed=80-"),
    ("Chlorine gas was dropped on Kafr Zita, doctors said.", "chemical_weapon says=doctors"),
    ("Unknown men threw a grenade into a bar in Bujumbura, killing three people.", "grenade at=Bujumbura killed=3"),
    ("A hand grenade attack wounded five people in Nairobi.", "grenade at=Nairobi wounded=5"),
    ("Gunmen shot dead a mayor in the Mexican state of Guerrero.", "attack by=gunmen on=mayor at=Guerrero killed=1"),
    ("Militiamen killed 22 villagers in Ituri province overnight.", "attack by=militiamen on=civilians at=Ituri killed=22"),
    ("A journalist was assassinated in Tijuana on Sunday.", "attack on=journalist at=Tijuana from=2024-06-02"),
    ("Bandits kidnapped 120 pupils from a school in Kaduna.", "abduction by=bandits on=civilians at=Kaduna"),
    ("Three aid workers were abducted by gunmen in Baidoa.", "abduction by=gunmen on=aid_workers at=Baidoa"),
    ("Soldiers raped dozens of women in the village of Tabit.", "sexual_violence by=soldiers on=civilians at=Tabit"),
    ("Gang members raped at least 12 women in Cite Soleil, the United Nations said.",
     "sexual_violence by=gang_members on=civilians says=United_Nations in=HTI"),
    ("Police arrested 40 suspected militants in Mombasa.", "arrests by=Kenyan_Police at=Mombasa"),
    ("Security forces detained three opposition leaders in Harare on Monday.", "arrests at=Harare from=2024-06-03"),
    ("Fighters looted aid warehouses in El Fasher.", "looting_property_destruction by=fighters on=aid_warehouses at=El_Fasher"),
    ("A church was set on fire in Imphal.", "looting_property_destruction on=A_church at=Imphal"),
    ("The government and the FARC signed a ceasefire agreement in Havana.", "agreement at=Havana"),
    ("A truce between the rival militias took effect in Tripoli on Friday.", "agreement at=Tripoli from=2024-05-31"),
    ("Armenian forces withdrew from the district of Lachin.", "non_violent_transfer_of_territory by=Armenian_Armed_Forces at=Lachin"),
    ("The rebels handed over the airport to the army without a fight in Bangui.", "non_violent_transfer_of_territory at=Bangui"),
    ("Air defences shot down nine drones over Odesa.", "disrupted_weapons_use at=Odesa"),
    ("A helicopter carrying soldiers was brought down by rebels near Lashio.", "disrupted_weapons_use at=Lashio"),
    ("Thousands of people marched peacefully in Khartoum to demand civilian rule.", "peaceful_protest at=Khartoum"),
    ("Residents took to the streets of Goma to demand the departure of UN troops.", "peaceful_protest by=residents at=Goma"),
    ("Protesters threw stones at police and burned tyres in Conakry.", "violent_demonstration by=protesters at=Conakry"),
    ("Riots broke out in Umuahia on Monday, leaving two people dead.", "violent_demonstration at=Umuahia killed=2"),
    ("A man was beaten to death by a mob in Lahore over blasphemy claims.", "mob_violence at=Lahore killed=1"),
    ("Villagers lynched two men in Oruro.", "mob_violence by=villagers at=Oruro killed=2"),
    ("Communal clashes between farmers and herders left ten dead in Plateau State.", "mob_violence killed=10"),
    ("Police fired live ammunition at protesters in Yangon, killing two.",
     "excessive_force by=Myanmar_Police on=protesters at=Yangon killed=2"),
    ("Soldiers fired on unarmed protesters in Conakry, killing 11 people.",
     "excessive_force by=Guinean_Armed_Forces on=protesters at=Conakry killed=11"),
    ("Police dispersed a protest in Tbilisi with tear gas.", "protest_with_intervention by=Georgian_Police at=Tbilisi"),
    ("Security forces broke up a demonstration in Khartoum on Sunday.",
     "protest_with_intervention by=Sudanese_security_forces at=Khartoum from=2024-06-02"),
    ("M23 set up its headquarters in Rutshuru.", "headquarters_established by=M23 at=Rutshuru"),
    ("Wagner fighters established a headquarters in Bangui.", "headquarters_established by=Wagner_Group at=Bangui"),
    ("The army sent reinforcements to Goma.", "change_to_group_activity by=Congolese_Armed_Forces at=Goma"),
    ("Ethiopian troops were redeployed to Baidoa.", "change_to_group_activity at=Baidoa"),
    ("Al Shabaab controls most of the Jilib district.", "control by=Al-Shabaab at=Jilib extent=most ongoing"),
    ("The city of Kismayo is under the control of the Jubaland forces.", "control by=Jubaland_forces at=Kismayo"),
    ("RSF fighters have besieged El Fasher since April.", "siege by=Rapid_Support_Forces at=El_Fasher from=2024-04-01"),
    ("Timbuktu has been under siege by jihadists for two months.", "siege by=jihadists at=Timbuktu from=2024-04-05"),
    ("More than 30,000 civilians were displaced from Djibo by jihadists.", "displacement by=jihadists on=civilians at=Djibo"),
    ("Thousands of villagers fled their homes in Masisi as rebels advanced.", "displacement on=civilians at=Masisi; armed_clash"),
    ("At least 2,500 people have been killed in gang violence in Haiti this year.",
     "cumulative_toll at=Haiti killed=2500- from=2024-01-01"),
    ("Jihadists have killed more than 1,200 civilians in Burkina Faso this year.",
     "cumulative_toll at=Burkina_Faso killed=1200- from=2024-01-01"),
]  # fmt: skip

UNTOLD = {"other"}  # what the lexicon has no rule for

SHAPES = [
    # passives
    ("Six civilians were gunned down by unidentified men in Cauca.", "attack by=unidentified_men on=civilians killed=6"),
    ("Eleven civilians were killed when warplanes hit a market in Togoga.", "air_drone_strike on=civilians at=Togoga killed=11"),
    ("Villages in Amhara were burned by soldiers.", "looting_property_destruction by=Ethiopian_Armed_Forces at=Amhara"),
    ("The mayor of Celaya was shot dead by hitmen on Monday.", "attack by=hitmen on=mayor at=Celaya killed=1 from=2024-06-03"),
    ("Ten soldiers were killed by a roadside bomb in Cauca.", "remote_explosive_ied at=Cauca killed=10"),
    # nominals
    ("The bombardment of Hodeidah by coalition jets continued on Monday.", "air_drone_strike by=coalition_jets at=Hodeidah"),
    ("The recapture of Mosul was announced by the Iraqi prime minister.", "government_regains_territory at=Mosul"),
    ("The kidnapping of two priests in Zamfara on Sunday caused outrage.", "abduction at=Zamfara from=2024-06-02"),
    ("Shelling of residential areas in Horlivka left six dead.", "shelling_artillery_missile at=Horlivka killed=6"),
    ("There were clashes between rival gangs in Esmeraldas.", "armed_clash at=Esmeraldas"),
    # phrasal verbs
    ("The Taliban took over the district of Imam Sahib.", "non_state_overtakes_territory by=Taliban at=Imam_Sahib"),
    ("The army pulled out of Bakhmut's eastern districts.", "non_violent_transfer_of_territory by=Ukrainian_Armed_Forces at=Bakhmut"),
    ("The army pushed the rebels out of the town of Mweso.", "government_regains_territory by=army on=rebels at=Mweso"),
    ("Troops shot down two drones over Belgorod.", "disrupted_weapons_use by=Russian_Armed_Forces at=Belgorod"),
    # conjunctions
    ("Rebels shelled and then captured the town of Debaltseve.",
     "shelling_artillery_missile at=Debaltseve; non_state_overtakes_territory at=Debaltseve"),
    ("Rwandan troops crossed the border and seized the Congolese town of Bunagana.",
     "non_state_overtakes_territory by=Rwandan_Armed_Forces at=Bunagana"),
    ("A drone strike killed 12 people in Nyala and shelling killed five in Zamzam camp.",
     "air_drone_strike at=Nyala killed=12; shelling_artillery_missile at=Zamzam_camp killed=5"),
    ("Militants attacked a barracks in Inates and killed four soldiers.", "armed_clash by=militants killed=4"),
    # relative clauses and participles
    ("The town that the rebels captured on Tuesday, Walikale, is a mining hub.", "non_state_overtakes_territory from=2024-06-04"),
    ("After capturing Gossi, the troops raised the national flag.", "government_regains_territory by=troops at=Gossi"),
    ("Three suicide bombers attacked a market in Konduga, killing 30.", "suicide_bomb at=Konduga killed=30"),
    # headlines
    ("Rebels seize town in eastern Congo\n\nM23 rebels seized the town of Nyanzale on Wednesday, the army said.",
     "non_state_overtakes_territory at=Nyanzale says=army also=1 main"),
    ("Army Retakes Key Town From Islamist Rebels\n\nMozambican soldiers retook the town of Macomia from Islamist rebels on Monday.",
     "government_regains_territory by=Mozambican_Armed_Forces at=Macomia from=2024-06-03 also=1"),
    ("AIR STRIKE KILLS 20 IN MARKET\n\nAn air strike killed 20 people at a market in Pazigyi on Tuesday.",
     "air_drone_strike at=Pazigyi killed=20 from=2024-06-04 also=1"),
    # casualties with the claim they belong to
    ("Clashes in Buenaventura left three dead. A separate car bomb in Cali wounded 12.",
     "armed_clash at=Buenaventura killed=3 wounded=none; remote_explosive_ied at=Cali wounded=12 killed=none"),
    ("A mine killed two farmers near Izium and injured a third.", "remote_explosive_ied at=Izium killed=2 wounded=1"),
]  # fmt: skip

NOTHING = [
    "The rebels threatened to attack Goma.",
    "The army is planning an offensive against Mekelle, officials said.",
    "The UN called for a ceasefire in Sudan.",
    "Analysts fear that Goma could fall to the rebels.",
    "If the militia attacks Juba, the army will respond.",
    "The army failed to capture the town of Bara.",
    "The country has been torn by war for decades.",
    "The minister vowed to retake Kidal.",
    "The football team attacked from the start and won 3-0 in Lyon.",
    "The talks in Doha ended without an agreement on a ceasefire.",
    "The central bank raised interest rates to fight inflation in Ankara.",
    "The president arrived in Nairobi for talks on trade.",
]

TOLD_AS = [
    ("Kyiv denied that its drones had struck the hospital in Donetsk.", "air_drone_strike denies says=Ukraine at=Donetsk"),
    ("The military denied having lost the town of Myawaddy.", "non_state_overtakes_territory denies at=Myawaddy"),
    ("The rebels reportedly captured the town of Pinga.", "non_state_overtakes_territory hedged at=Pinga"),
    ("Suspected Boko Haram fighters abducted 30 girls near Chibok.", "abduction hedged by=Boko_Haram at=Chibok"),
    ("Residents said the army was believed to have shelled the market in Kutkai.",
     "shelling_artillery_missile hedged says=residents at=Kutkai"),
    ("The militia, which controls the border town of Mahagi, denied it had killed the villagers.",
     "control at=Mahagi kind=publisher; attack denies on=civilians says=militia"),
]  # fmt: skip
TABLES = TYPES + SHAPES + TOLD_AS


@pytest.fixture(scope="module")
def readings() -> dict[str, Reading]:
    return read_all([text for text, _ in TABLES] + NOTHING)


@pytest.mark.parametrize(("text", "lines"), TYPES)
def test_each_type_is_told(readings: dict[str, Reading], text: str, lines: str) -> None:
    told(readings[text], lines)


def test_the_table_has_every_type_twice() -> None:
    counted = [lines.split()[0] for _, lines in TYPES]
    assert {kind for kind in FAMILY if counted.count(kind) < 2} == UNTOLD


@pytest.mark.parametrize(("text", "lines"), SHAPES)
def test_each_shape_of_a_sentence_is_told(readings: dict[str, Reading], text: str, lines: str) -> None:
    told(readings[text], lines)


@pytest.mark.parametrize("text", NOTHING)
def test_what_did_not_happen_is_no_claim(readings: dict[str, Reading], text: str) -> None:
    told(readings[text], "")


@pytest.mark.parametrize(("text", "lines"), TOLD_AS)
def test_denials_and_doubts_are_kept(readings: dict[str, Reading], text: str, lines: str) -> None:
    told(readings[text], lines)


def test_quote_holds_its_trigger(readings: dict[str, Reading]) -> None:
    for text, reading in readings.items():
        for claim in reading.claims:
            assert claim.quote.start <= claim.trigger.start < claim.trigger.end <= claim.quote.end, text


def test_the_quote_leaves_out_who_says_so(readings: dict[str, Reading]) -> None:
    reading = readings["The Nigerian army has retaken Gwoza from Boko Haram, a spokesman said."]
    assert reading.claims[0].quote.text == "The Nigerian army has retaken Gwoza from Boko Haram"


def test_members_of_an_armed_group_killed_by_another_fell_in_a_clash() -> None:
    told(rashomon.read("The army killed 47 members of the M23 in Sake.", published=DAY), "armed_clash on=M23 killed=47")

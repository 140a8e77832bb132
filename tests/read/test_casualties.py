"""Who is said to be killed or wounded, and how many."""

from __future__ import annotations

import pytest

from rashomon.read.casualties.counts import find_counts
from rashomon.read.casualties.tolls import find_tolls
from rashomon.read.parse import parse
from rashomon.read.passage import Passage

# sentence, then each toll as kind low high ("-": unknown)
CASES = [
    ("An airstrike killed 42 people in Omdurman.", "killed 42 42"),
    ("Gunmen attacked a bus, killing at least 13 and wounding dozens.", "killed 13 -; wounded - -"),
    ("The blast claimed the lives of nine miners.", "killed 9 9"),
    ("The shelling left 12 dead and 30 wounded.", "killed 12 12; wounded 30 30"),
    (
        "A car bomb exploded at a market, leaving 12 people dead and more than 30 others injured.",
        "killed 12 12; wounded 30 -",
    ),
    ("Forty-two people were killed when a drone hit a market.", "killed 42 42"),
    ("Three soldiers were injured in the ambush.", "wounded 3 3"),
    ("Seven miners died in the attack.", "killed 7 7"),
    ("Eleven villagers lost their lives when militiamen stormed Bambari.", "killed 11 11"),
    ("The death toll from the raid rose to 42 on Monday.", "killed 42 42"),
    ("Officials confirmed the deaths of 12 civilians.", "killed 12 12"),
    ("The hospital recorded 12 deaths.", "killed 12 12"),
    ("Rescuers found the bodies of six fishermen on the beach.", "killed 6 6"),
    ("Ten civilians killed in airstrike", "killed 10 10"),
    ("Rebels killed five soldiers and wounded dozens.", "killed 5 5; wounded - -"),
    ("The strikes killed and wounded dozens of fighters.", "killed - -; wounded - -"),
    ("Four people were killed and 30 others injured.", "killed 4 4; wounded 30 30"),
    ("The army eliminated over 75 militants in Cabo Delgado.", "killed 75 -"),
    ("The army neutralised 12 terrorists near Kidal.", "killed 12 12"),
    ("Fourteen people, including two children, were killed.", "killed 14 14"),
    ("The raid killed 14 people including two children and a nurse.", "killed 14 14"),
    ("A landmine killed a woman near Kherson.", "killed 1 1"),
    ("Gunmen killed civilians in the village.", "killed - -"),
    ("Father Emmanuel Abena was killed in Jos.", "killed 1 1"),
    ("He was killed on the spot.", "killed 1 1"),
    ("They were killed while fleeing.", "killed - -"),
    ("No casualties were reported.", "killed 0 0; wounded 0 0"),
    ("Nobody was killed in the explosion.", "killed 0 0"),
    ("There were no injuries.", "wounded 0 0"),
    ("The rebels want to kill the deal.", ""),
    ("The decision killed hopes of a truce.", ""),
    ("The group threatened to kill the hostages.", ""),
    ("More than 400,000 people have been killed in the war since 2011.", "killed 400000 -"),
    ("The conflict has killed more than 5,000 people this year.", "killed 5000 -"),
    ("Between 20 and 30 protesters were shot dead in Khartoum.", "killed 20 30"),
    ("Up to 60 people were killed.", "killed - 60"),
    ("Around 60 people died.", "killed 60 60"),
    ("A man and his wife were killed when a shell hit their home.", "killed 2 2"),
    ("Three workers and two children were wounded.", "wounded 5 5"),
    ("Dozens of people were wounded, 14 of them seriously.", "wounded - -"),
    ("Six children were among the dead.", "killed 6 6"),
    ("At least three of those killed were women.", "killed 3 -"),
    ("Police shot dead four protesters.", "killed 4 4"),
    ("Two soldiers, Oleh Bondar and Ivan Melnyk, were killed.", "killed 2 2"),
    ("The bomb killed the mayor and two of his bodyguards.", "killed 3 3"),
    ("Some 50 militants were killed or injured.", "killed - -; wounded - -"),
    ("A total of 17 policemen were hurt in the clashes.", "wounded 17 17"),
    ("Twelve people died and several were injured.", "killed 12 12; wounded - -"),
    ("The army said it had killed a senior commander.", "killed 1 1"),
    ("One civilian was killed and two more were wounded.", "killed 1 1; wounded 2 2"),
    ("The attackers beheaded three farmers.", "killed 3 3"),
    ("Two women were hacked to death and a third was injured.", "killed 2 2; wounded 1 1"),
    ("Colonel Juan Perez and Corporal Luis Gomez were wounded.", "wounded 2 2"),
    ("The hospital received 14 bodies.", "killed 14 14"),
    ("The murder of two journalists shocked Veracruz.", "killed 2 2"),
    ("The gang executed five rivals.", "killed 5 5"),
    ("M23 rebels killed 171 people in Kishishe, the UN said.", "killed 171 171"),
    ("An RSF drone strike on a mosque in El Fasher killed at least 70 worshippers.", "killed 70 -"),
    ("Israeli fire killed three Palestinians and wounded 20 in Jenin.", "killed 3 3; wounded 20 20"),
    ("A 35-year-old man was killed and his brother injured.", "killed 1 1; wounded 1 1"),
    ("Ukraine's air force destroyed 12 drones.", ""),
    ("The fire destroyed 40 houses.", ""),
    ("The attack caused dozens of casualties.", "killed - -; wounded - -"),
    ("The army suffered heavy losses.", ""),
    ("The governor was assassinated in 2019.", "killed 1 1"),
    ("Five people, all of them civilians, were killed.", "killed 5 5"),
    ("The army did not kill anyone.", "killed 0 0"),
    ("Six migrants drowned off the coast.", "killed 6 6"),
    ("The number of dead has risen to 21.", "killed 21 21"),
    ("The toll stands at 18 dead and 45 injured.", "killed 18 18; wounded 45 45"),
    ("Russian shelling killed two and injured four in Kherson.", "killed 2 2; wounded 4 4"),
    ("Eight people dead, 20 injured in Mogadishu blast", "killed 8 8; wounded 20 20"),
    ("Boko Haram kills 15 in Borno", "killed 15 15"),
    (
        "At least nine people, including a pregnant woman, died and 27 were wounded when missiles struck Dnipro.",
        "killed 9 -; wounded 27 27",
    ),
    (
        "The Rapid Support Forces killed more than 100 people in Wad al-Noura, the resistance committee said.",
        "killed 100 -",
    ),
    ("ADF rebels hacked to death 16 civilians in Beni territory on Saturday night.", "killed 16 16"),
    ("Suspected bandits shot dead seven worshippers and abducted dozens in Zamfara.", "killed 7 7"),
    ("Eight Burkinabe soldiers and two volunteer fighters died in an ambush near Djibo.", "killed 10 10"),
    (
        "A suicide bomber blew himself up outside a mosque in Quetta, killing 11 people and injuring more than 20.",
        "killed 11 11; wounded 20 -",
    ),
    ("Three police officers lost their lives in an attack on a checkpoint in Cauca.", "killed 3 3"),
    ("The attack, which left four dead and 11 injured, was claimed by ELN.", "killed 4 4; wounded 11 11"),
    ("Gunmen on motorcycles killed the mayor of Cotija, Yolanda Sanchez, on Monday.", "killed 1 1"),
    ("Five bodies with gunshot wounds were found in a pickup truck in Culiacan.", "killed 5 5"),
    ("Saudi-led coalition air raids killed two children and their mother in Saada.", "killed 3 3"),
    ("Houthi shelling wounded three girls in Taiz.", "wounded 3 3"),
    ("Israeli strikes across Gaza killed at least 38 Palestinians on Thursday, medics said.", "killed 38 -"),
    ("The health ministry said 21,320 Palestinians had been killed since October 7.", "killed 21320 21320"),
    (
        "An Israeli soldier was killed and two others were seriously wounded in southern Lebanon.",
        "killed 1 1; wounded 2 2",
    ),
    ("Junta aircraft bombed a school in Let Yet Kone, killing seven children.", "killed 7 7"),
    ("PDF fighters claim to have killed 15 junta soldiers in Sagaing.", "killed 15 15"),
    ("Locals said two villagers were burned alive.", "killed 2 2"),
    ("More than a dozen people were hurt.", "wounded 12 -"),
    ("The clashes left an unspecified number of casualties on both sides.", "killed - -; wounded - -"),
    ("Not a single soldier was killed, the ministry said.", "killed 0 0"),
    ("No one was hurt in the explosion.", "wounded 0 0"),
    ("The explosion caused no casualties.", "killed 0 0; wounded 0 0"),
    ("There were no reports of casualties.", ""),
    ("Police killed one protester and injured scores more.", "killed 1 1; wounded - -"),
    ("Troops killed 12 and captured five.", "killed 12 12"),
    ("One of the attackers was killed and three others were arrested.", "killed 1 1"),
    ("The dead included three children.", "killed 3 3"),
    ("Among the dead were three children and a doctor.", "killed 4 4"),
    ("Two people have died of their wounds.", "killed 2 2"),
    ("A teenager was shot and killed by soldiers in Nablus.", "killed 1 1"),
    ("Soldiers shot and killed a teenager in Nablus.", "killed 1 1"),
    ("A 17-year-old boy was stabbed to death.", "killed 1 1"),
    ("Militants beheaded a village chief and two of his sons.", "killed 3 3"),
    ("The shelling resulted in the death of a woman and the injury of four others.", "killed 1 1; wounded 4 4"),
    ("The killing of 14 farmers sparked protests.", "killed 14 14"),
    ("At least 30 were killed, most of them women and children.", "killed 30 -"),
    ("The group said it had killed ten Russian mercenaries in Tinzaouaten.", "killed 10 10"),
    ("Thirteen people were killed, among them two journalists.", "killed 13 13"),
    ("The death toll has climbed to 57, with over 100 injured.", "killed 57 57; wounded 100 -"),
    ("The toll rose from 12 to 19.", "killed 19 19"),
    ("Casualties are feared.", ""),
    ("Authorities put the death toll at 33.", "killed 33 33"),
    ("Hospitals reported receiving 20 dead and 60 wounded.", "killed 20 20; wounded 60 60"),
    ("The driver of the bus was injured.", "wounded 1 1"),
    ("He suffered injuries to his leg.", "wounded 1 1"),
    ("Six of his bodyguards were wounded.", "wounded 6 6"),
    ("A grenade attack injured 12.", "wounded 12 12"),
    ("Four Kenyan policemen were feared dead after an ambush in Mandera.", "killed 4 4"),
    ("Two vehicles were destroyed and five people killed.", "killed 5 5"),
    ("Army kills six Boko Haram fighters in Sambisa forest", "killed 6 6"),
    ("Three dead, dozens injured as bomb rips through Kabul market", "killed 3 3; wounded - -"),
    ("Twenty-two killed in Myanmar air raid: monitor", "killed 22 22"),
    ("Around 1,200 people were killed and some 250 taken hostage.", "killed 1200 1200"),
    ("Clashes between herders and farmers killed 86 people in Plateau state.", "killed 86 86"),
    ("Fighting killed 15 combatants, including nine soldiers and six rebels.", "killed 15 15"),
    ("They killed my brother and my two cousins.", "killed 3 3"),
    ("The army killed Abu Walid, a senior commander of the group.", "killed 1 1"),
    ("Turkish drone strikes neutralised four PKK members.", "killed 4 4"),
    ("A drone strike targeted a vehicle, killing its two occupants.", "killed 2 2"),
    ("Dozens were killed or wounded.", "killed - -; wounded - -"),
    ("The regiment suffered 40 casualties.", "killed - -; wounded - -"),
    ("As many as 50 people may have been killed.", "killed - 50"),
    ("Almost 500 people were reported killed.", "killed 500 500"),
    ("The blast killed four people outright; a fifth died in hospital.", "killed 4 4; killed 1 1"),
    ("Drone strikes wounded 3 in Kherson Oblast over past day", "wounded 3 3"),
    ("More than 6,000 people died in two days in el-Fasher, the UN said.", "killed 6000 -"),
    ("The cartel left six bodies on a highway.", "killed 6 6"),
    ("Police recovered the remains of three missing students.", "killed 3 3"),
    (
        "The bomb went off as soldiers passed, killing three and wounding five, two of them critically.",
        "killed 3 3; wounded 5 5",
    ),
    ("An officer and three men of the battalion were killed.", "killed 4 4"),
    # rows
    ("Gunmen raided the village, killing two women and their seven children.", "killed 9 9"),
    ("The driver's wife and sister died in the blast.", "killed 2 2"),
    ("A man, woman and child died as a result of the shelling.", "killed 3 3"),
    ("A teacher and poet was killed.", "killed 1 1"),
    ("The blast cost the lives of 2 men (a guard and a driver) as well as 2 soldiers.", "killed 4 4"),
    ("Rockets injured three medics in addition to five patients.", "wounded 8 8"),
    ("Rockets injured three nurses from the hospital in addition to five patients.", "wounded 8 8"),
    ("The army killed 11 militants and a soldier was wounded.", "killed 11 11; wounded 1 1"),
    ("Shelling of Kupiansk killed three people, two soldiers and a civilian.", "killed 3 3"),
    ("Five people, three women and two men, were killed in Cauca.", "killed 5 5"),
    ("The victims, two brothers and a cousin, were shot dead.", "killed 3 3"),
    ("The ambush killed ten soldiers, two policemen and a civilian.", "killed 13 13"),
    ("12 villagers, 3 guards killed in Borno raid", "killed 15 15"),
    # each side's losses
    ("Two soldiers and seven militants were killed in Waziristan.", "killed 2 2; killed 7 7"),
    ("Six civilians and five militiamen were killed in Djibo.", "killed 11 11"),
    # parts, and the rest
    ("Two of the six were found dead on Wednesday.", "killed 2 2"),
    ("Four guards and 11 raiders made up the rest of the dead.", "killed 15 15"),
    ("Of the 18 dead, seven were children.", "killed 7 7"),
    ("Most of the victims - 14 - died in the market.", "killed 14 14"),
    ("Four of the wounded are in a serious condition.", ""),
    ("Teen Among 3 Killed in West Bank Raid", "killed 3 3"),
    # other words for it
    ("Over 40 lives were lost in the raid.", "killed 40 -"),
    ("Over 1000 lives lost in Darfur attack", "killed 1000 -"),
    ("A total of 150 people have fallen victim to the bombing.", "killed 150 150"),
    ("The elimination of 34 militants has been confirmed.", "killed 34 34"),
    ("The elimination of poverty was the goal.", ""),
    ("The number of people killed rose to 31.", "killed 31 31"),
    ("A mine killed two herders and another lost a leg.", "killed 2 2; wounded 1 1"),
    ("The blast killed one person and injured another.", "killed 1 1; wounded 1 1"),
    ("Dozens more suffered respiratory problems.", "wounded - -"),
    ("Around a dozen people were hit by shrapnel.", "wounded 12 12"),
    ("The attack left 13 people dead and 40 others with injuries.", "killed 13 13; wounded 40 40"),
    ("Thirteen people lost their lives and 40 sustained injuries.", "killed 13 13; wounded 40 40"),
    ("The drone strike left one civilian dead and two hurt.", "killed 1 1; wounded 2 2"),
    ("The shelling in Toretsk did not cause any casualties.", "killed 0 0; wounded 0 0"),
    # hurt, then dead; tended
    ("A soldier was wounded in the blast and died later in hospital.", "killed 1 1"),
    ("Helicopters came to evacuate wounded fighters.", ""),
    ("Neighbours helped carry a wounded man to the clinic.", ""),
    ("The dead youth had a bullet wound in the neck.", "killed 1 1"),
    # a sum told before what it counts, and what is no sum
    ("The attack brought to 31 the number of people killed in Kharkiv this week.", "killed 31 31"),
    ("Drones killed six people, bringing to 17 the number killed since Friday.", "killed 6 6; killed 17 17"),
    ("The shelling raised to nine the number of deaths in Nikopol.", "killed 9 9"),
    ("The toll could climb because 40 people were badly injured.", "wounded 40 40"),
    ("The death toll rose to 42 and 100 people were wounded.", "killed 42 42; wounded 100 100"),
    # what is not known is no "nobody"
    ("It was not clear if there were any casualties.", ""),
    ("It was not clear whether anyone was killed.", ""),
    # bodies carried off
    ("Rescuers removed 14 bodies from the rubble in Dnipro.", "killed 14 14"),
    ("Red Cross volunteers had taken away at least 30 bodies.", "killed 30 -"),
    ("The dead include six women and an infant.", "killed 7 7"),
    ("Two children suffered shrapnel wounds.", "wounded 2 2"),
    # a toll that was told before
    ("The raid killed 12 people. A doctor confirmed the death toll.", "killed 12 12; killed 12 12"),
    ("The ministry updated to 27 its toll for the number of fighters killed.", "killed 27 27"),
]
TOTALS = [
    ("More than 400,000 people have been killed in the war since 2011.", True),
    ("The conflict has claimed the lives of 9,000 people.", True),
    ("At least 60 people have been killed in clashes since November 25.", True),
    ("Hundreds of civilians have been killed since the fighting began.", True),
    ("Six people were killed in a raid on Tuesday, the war monitor said.", False),
    ("Rebels killed four soldiers near Goma.", False),
    ("Shelling killed two civilians in Aleppo, which has been divided since 2012.", False),
    ("Forty people were killed in a raid last year.", False),
]


def read(sentence: str) -> Passage:
    passage = next(parse([(sentence, False)]))
    passage.counts = find_counts(passage)
    return passage


@pytest.mark.parametrize(("sentence", "wanted"), CASES)
def test_tolls(sentence: str, wanted: str) -> None:
    tolls = find_tolls(read(sentence))
    told = [" ".join(str(x) if x is not None else "-" for x in (t.kind, t.low, t.high)) for t in tolls]
    assert sorted(told) == sorted(part.strip() for part in wanted.split(";") if part.strip())


@pytest.mark.parametrize(("sentence", "total"), TOTALS)
def test_totals_over_a_war_are_marked(sentence: str, total: bool) -> None:
    assert [toll.total for toll in find_tolls(read(sentence))] == [total]


def test_victims_and_category() -> None:
    passage = read("The shelling killed at least six farmers and wounded two police officers.")
    killed, wounded = find_tolls(passage)
    assert passage.span(*(killed.victims or (0, 1))).text == "at least six farmers"
    assert (killed.who, wounded.who) == ("civilians", "police")
    assert passage.words[killed.word] == "killed"


def test_others_are_of_the_kind_named_before() -> None:
    tolls = find_tolls(read("Four soldiers were killed and seven others wounded."))
    assert [toll.who for toll in tolls] == ["soldiers", "soldiers"]


def test_works_without_counts_in_the_passage() -> None:
    passage = next(parse([("The blast killed 12 people.", False)]))
    assert [(toll.low, toll.high) for toll in find_tolls(passage)] == [(12, 12)]


def test_any_text() -> None:
    texts = ["", "\0", "killed", "💥 killed 💥 12", "مقتل 12 شخصا", "killed " * 400, "12 " * 400, "dead, " * 300]
    for passage in parse([(text, False) for text in texts]):
        find_tolls(passage)

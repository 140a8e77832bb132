"""Who is said to be killed or wounded, and how many."""

from __future__ import annotations

import pytest

from rashomon.read.casualties import find_tolls
from rashomon.read.counts import find_counts
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
]
TOTALS = [
    ("More than 400,000 people have been killed in the war since 2011.", True),
    ("The conflict has claimed the lives of 9,000 people.", True),
    ("At least 60 people have been killed in clashes since November 25.", True),
    ("Hundreds of civilians have been killed since the fighting began.", True),
    ("Six people were killed in a raid on Tuesday, the war monitor said.", False),
    ("Rebels killed four soldiers near Goma.", False),
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

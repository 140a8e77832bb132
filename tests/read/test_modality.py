"""How predicates are told: each sentence names the word and what must be judged of it."""

from __future__ import annotations

import pytest

from rashomon.read.modality import judge
from rashomon.read.parse import parse
from rashomon.read.passage import Passage

# sentence, word, then: fact | unreal, and what else is asked of the judgement
CASES = [
    ("The army did not capture the town of Meiktila.", "capture", "unreal"),
    ("No attack took place in Goma on Monday.", "attack", "unreal"),
    ("The militia failed to seize the bridge.", "seize", "unreal"),
    ("None of the villages was shelled.", "shelled", "unreal"),
    ("The rebels withdrew without firing a shot.", "firing", "unreal"),
    ("The ministry denied carrying out the strike.", "strike", "fact denies"),
    ("The army denied that it had shelled the hospital.", "shelled", "fact denies"),
    ("Moscow rejected claims that its jets bombed the market.", "bombed", "fact denies"),
    ("A spokesman said the army did not target civilians.", "target", "fact denies"),
    ("Officials said they did not have chemical weapons.", "have", "fact denies"),
    ("The coalition said no air strikes were carried out in the area.", "strikes", "fact denies"),
    ("The army will launch an offensive on the city next week.", "offensive", "unreal"),
    ("The army will launch an offensive on the city next week.", "launch", "unreal"),
    ("The group threatened to attack the airport.", "attack", "unreal"),
    ("The general vowed to retake the town.", "retake", "unreal"),
    ("Forces are preparing to storm the camp.", "storm", "unreal"),
    ("The army launched an offensive to retake Raqqa.", "offensive", "fact"),
    ("The army launched an offensive to retake Raqqa.", "launched", "fact"),
    ("The army launched an offensive to retake Raqqa.", "retake", "unreal"),
    ("Rebels are trying to advance towards the city centre.", "advance", "fact"),
    ("Militants attempted to storm the prison on Friday.", "storm", "fact"),
    ("Troops tried to recapture the village.", "recapture", "unreal"),
    ("Thousands of families were forced to flee the fighting.", "flee", "fact"),
    ("The army managed to recapture the town.", "recapture", "fact"),
    ("The jets began to bomb the valley at dawn.", "bomb", "fact"),
    ("Militias continued to shell the neighbourhood on Tuesday.", "shell", "fact ongoing"),
    ("The drone helped the army to destroy the convoy.", "destroy", "fact"),
    ("Residents fear an attack on the town.", "attack", "unreal"),
    ("There are fears of an offensive in the delta.", "offensive", "unreal"),
    ("The risk of clashes remains high.", "clashes", "unreal"),
    ("The governor warned of a possible attack on the dam.", "attack", "unreal"),
    ("If the rebels attack the city, the army will respond.", "attack", "unreal"),
    ("Should the ceasefire fail, fighting would resume.", "fighting", "unreal"),
    ("The president urged the army to liberate the province.", "liberate", "unreal"),
    ("Protesters called for an end to the shelling.", "shelling", "fact"),
    ("The UN called for a ceasefire in Khartoum.", "ceasefire", "unreal"),
    ("The soldiers were deployed to prevent attacks on civilians.", "attacks", "unreal"),
    ("The group reportedly captured two villages.", "captured", "fact hedged"),
    ("Gunmen allegedly killed a priest in Kaduna.", "killed", "fact hedged"),
    ("Around 30 people are believed to have been killed.", "killed", "fact hedged"),
    ("Suspected jihadists attacked a convoy near Djibo.", "attacked", "fact hedged"),
    ("An attack by suspected rebels killed four people.", "attack", "fact hedged"),
    ("The attack appeared to have been carried out by a local gang.", "attack", "fact hedged"),
    ("The rocket may have been fired from the hills.", "fired", "fact hedged"),
    ("The explosion was apparently caused by a mine.", "explosion", "fact"),
    ("Police claimed to have killed five robbers.", "killed", "fact hedged"),
    ("The rebels said they had captured the port.", "captured", "fact asserted"),
    ("Government forces are fighting rebels in the suburbs.", "fighting", "fact ongoing"),
    ("Clashes are still raging in Omdurman.", "raging", "fact ongoing"),
    ("The army controls most of the city.", "controls", "fact ongoing"),
    ("The town was recaptured on Sunday.", "recaptured", "fact happened"),
    ("The militia regularly attacks farmers in the area.", "attacks", "unreal"),
    ("Who attacked the hospital?", "attacked", "unreal"),
    ("The army could attack at any time.", "attack", "unreal"),
    ("Analysts expect the government to launch an assault.", "assault", "unreal"),
    ("The army would have captured the town without the storm.", "captured", "unreal"),
    ("An attempt to seize the airport was repelled.", "seize", "unreal"),
    ("Troops were ordered to withdraw from the border.", "withdraw", "unreal"),
    ("The town of Sake fell to M23 after the army withdrew.", "fell", "fact asserted"),
    ("The village, which was captured in May, lies on the road.", "captured", "fact asserted"),
    ("After capturing the base, the fighters burned it.", "capturing", "fact asserted"),
    ("The strike killed 12 people, wounding 20 others.", "wounding", "fact asserted"),
    ("The army advanced on Bakhmut, capturing two villages.", "capturing", "fact asserted"),
    ("The group claimed responsibility for the bombing.", "bombing", "fact asserted"),
    ("Two soldiers were wounded when a mine exploded.", "exploded", "fact asserted"),
    ("It was unclear whether the strikes were carried out by Russian jets.", "strikes", "fact hedged"),
    ("The leader was accused of ordering the massacre.", "massacre", "fact"),
    ("He said the army must liberate every inch of land.", "liberate", "unreal"),
    ("The ceasefire is due to take effect on Monday.", "ceasefire", "unreal"),
    ("Both sides agreed a ceasefire on Thursday.", "ceasefire", "fact"),
    ("The army has not yet entered the city.", "entered", "unreal"),
    ("Forces loyal to the general have been shelling the camp for three days.", "shelling", "fact ongoing"),
    ("No settlement has changed hands, the ministry insisted.", "changed", "fact denies"),
    ("He rejected the allegation that they targeted residential areas.", "targeted", "fact denies"),
    ("The army plans an offensive against the guerrillas.", "offensive", "unreal"),
    ("The military said it was ready to attack.", "attack", "unreal"),
    ("Fighting continued on Wednesday around the airport.", "Fighting", "fact ongoing"),
    ("The siege is ongoing.", "siege", "fact ongoing"),
    ("Reports of shelling in the area could not be confirmed.", "shelling", "fact hedged"),
    ("They want to avoid another massacre.", "massacre", "unreal"),
    ("Dozens of women have been raped, according to the UN.", "raped", "fact asserted"),
    ("The blockade has been lifted.", "blockade", "fact"),
    ("The army never attacked the village, a spokesman said.", "attacked", "fact denies"),
    ("Rebels have used child soldiers to attack villages.", "attack", "fact"),
    ("The convoy came under attack on its way to the town.", "attack", "fact"),
    ("The fighters used tunnels to attack army posts.", "attack", "fact"),
    ("Kidnappers threatened to kill the hostages.", "kill", "unreal"),
    ("The general was arrested for planning to attack the palace.", "attack", "unreal"),
]


@pytest.fixture(scope="module")
def passages() -> dict[str, Passage]:
    sentences = list(dict.fromkeys(sentence for sentence, _, _ in CASES))
    return dict(zip(sentences, parse([(sentence, False) for sentence in sentences]), strict=True))


@pytest.mark.parametrize(("sentence", "word", "wanted"), CASES)
def test_judgement(passages: dict[str, Passage], sentence: str, word: str, wanted: str) -> None:
    passage = passages[sentence]
    judgement = judge(passage, passage.words.index(word))
    told = {
        "fact" if judgement.real else "unreal",
        judgement.stance,
        judgement.certainty,
        judgement.aspect,
    }
    assert set(wanted.split()) <= told, judgement


def test_reason_names_the_word() -> None:
    passage = next(parse([("The army will storm the camp.", False)]))
    assert judge(passage, passage.words.index("storm")).reason == "will"


def test_any_text_and_any_token() -> None:
    texts = ["", "\0\0", "🔥 not 🔥", "لم يقتل أحد", "no no not never", "will " * 300, "(" * 500, "killed"]
    for passage in parse([(text, False) for text in texts]):
        for token in range(len(passage)):
            judge(passage, token)

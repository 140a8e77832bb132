"""News of crime, sport, business and the like gives no claims; news of conflict keeps its own, whatever words it uses."""

from __future__ import annotations

import pytest

import rashomon
from rashomon.errors import LexiconError
from rashomon.lexicon import topics as lists
from rashomon.read.events import topic
from rashomon.read.reader import explain

CRIME = """A man was shot twice during an attempted robbery outside an apartment complex late Monday, police said. The
victim, 31, was taken to a hospital, where he later died. Detectives arrested a 24-year-old suspect after a traffic stop
on Tuesday. He was charged with murder and booked into the county jail, and a judge set his bond at $250,000. According
to court records, the suspect pleaded guilty to assault with a knife in 2004 and was sentenced to three years of
probation. His girlfriend told deputies that he fled the apartment with a handgun. The sheriff said a second man, also
wanted for burglary, was arrested without incident. Anyone with information is asked to call the sheriff's office."""
SPORT = """The home team battled back from a goal down to beat its rival 3-1 on Saturday and advance to the final of the
league cup. Their striker shot twice from close range before half time, and the defence was under fire for most of the
first half. "We attacked from the start," the coach said. The visitors, who captured the championship last season, lost
their captain, who was injured in a clash of heads. The goalkeeper saved a penalty and the fans stormed the pitch after
the match. It was the fourth victory of the season for the team, which has scored in every game it has played since
August, and the players were carried from the stadium by the crowd."""
BUSINESS = """The retailer launched a hostile takeover bid for its rival on Tuesday, opening a new front in a price war that
has raged since last quarter. Shares of the target company exploded, gaining 14 percent, and shareholders captured most
of the profit. The chief executive said the company would fight on every front for market share. Unions threatened a
strike over 1,200 layoffs, and workers protested the loss of their bonuses. The group, which controls about a third of
the market, fired its finance director in May. Analysts said the merger talks had collapsed after an attack on the
management by a large investor, and earnings were hit by the cost of bank loans."""
OBITUARY = """Anna Maria Lindqvist, 91, died on Sunday at a nursing home. She was born in a village on the coast, the daughter
of a fisherman, and married in 1941, two years before her husband was killed during the invasion of Italy. She taught
music at the high school for thirty years and sang in the church choir. She is survived by two daughters, five
grandchildren and a sister. A funeral service will be held at the church on Friday, with burial in the family cemetery.
Visitation is on Thursday evening. The family asks that gifts be made to the library or the museum of local history,
where she was a volunteer until she retired and moved to be with her granddaughter."""
COURT = """The trial of two militia commanders opened in Bunia on Monday. Prosecutors told the court that their fighters
attacked the village of Mbau in 2019, killing 34 civilians and burning the health centre. The defendants pleaded not
guilty to murder. Their lawyer said the army had shelled the village on the same day. A judge heard the first witness, a
farmer who said that armed men in uniform shot his brother dead at a checkpoint. Soldiers clashed with rebels north of
the town again on Sunday, a local official said, and hundreds of villagers fled. The hearing goes on this week; if they
are convicted, the two men face life in prison. Security was tight around the courtroom after a grenade attack in May."""
PROTEST = """Thousands of students marched in Nairobi on Thursday to protest a bill that raises taxes on bread. Police fired
tear gas at protesters near the parliament, and at least one demonstrator was killed, the rights commission said. Shops
in the centre were looted. The governor called for calm. Lawmakers had voted for the finance bill on Tuesday after a
long debate, and the president has two weeks to sign it. Protesters blocked the highway with burning tyres for a second
day and chanted slogans against the government. A doctor at the main hospital said he had treated 40 people for bullet
wounds. The activists vowed to march again on Sunday."""


@pytest.mark.parametrize("text", [CRIME, SPORT, BUSINESS, OBITUARY])
def test_other_news_gives_no_claims(text: str) -> None:
    assert rashomon.read(text, published="2024-06-07").claims == ()


@pytest.mark.parametrize(("text", "least"), [(COURT, 4), (PROTEST, 3)])
def test_news_of_conflict_keeps_its_claims_beside_courts_and_bills(text: str, least: int) -> None:
    assert len(rashomon.read(text, published="2024-06-07").claims) >= least


def test_without_the_weights_nothing_is_refused_for_its_topic(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(topic, "model", lambda: None)
    assert rashomon.read(CRIME, published="2024-06-07").claims


def test_a_refusal_names_the_topic() -> None:
    _, notes = explain(SPORT)
    assert any("of standing in news of conflict or unrest is under" in note.reason for note in notes)


def test_a_short_text_is_not_refused_for_the_words_it_lacks() -> None:
    assert rashomon.read("The Taliban took over the district of Imam Sahib.").claims


def test_a_word_has_one_topic_and_its_plural() -> None:
    known = lists.topics()
    assert known["deputy"] == known["deputies"] == "crime"
    assert known["militia"] == known["militias"] == "war"


def test_a_word_under_two_topics_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "load", lambda name: {"topics": {"war": ["shell"], "nature": ["shell"]}})
    with pytest.raises(LexiconError, match="'shell' is listed under war and nature"):
        lists.topics.__wrapped__()

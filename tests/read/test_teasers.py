"""Links to other stories behind a report are passed over, the report's own sentences never."""

from __future__ import annotations

import pytest
from claim_lines import DAY

import rashomon
from rashomon.read.teasers import find_teasers

BODY = (
    "Gunmen killed nine farmers near Zurmi on Monday, the state police said. The attackers came on motorcycles and burned "
    "a store. A curfew is in force in the town, and the governor will visit the families of the dead later this week."
)
LINKS = [
    "\nRead more: Bandits Abduct Sixty Pupils In Kaduna Village",
    " Related: Ten Soldiers Killed In Niger State Ambush",
    "\n\nSee also\nAir Strike Hits Market In Yobe",
    "\nTags: Nigeria, Zamfara, Zurmi, Police",
    "\nMost read\n1 Rebels Seize Border Town",
]
NO_LINKS = [
    " Related arrests were made in the town of Gusau, the police said, and two more men were held.",
    " Read more about the families in tomorrow's paper.",
    "\nTags were cut from the uniforms, a witness said.",
    " Topics of the talks are not known, the governor said.",
    "",
]


@pytest.mark.parametrize("links", LINKS)
def test_links_are_found_to_the_end_of_the_text(links: str) -> None:
    span = find_teasers(BODY + links)
    assert span is not None
    assert span.text == links.lstrip(" \n")
    assert span.end == len(BODY + links)


@pytest.mark.parametrize("more", NO_LINKS)
def test_sentences_are_no_links(more: str) -> None:
    assert find_teasers(BODY + more) is None


def test_links_are_looked_for_in_the_second_half_only() -> None:
    assert find_teasers("Related: Ten Soldiers Killed In Ambush. " + BODY) is None


@pytest.mark.parametrize("text", ["", "\x00", "Related", "\nTags: ", "🙂\nTags: 🙂"])
def test_odd_texts_have_no_links(text: str) -> None:
    assert find_teasers(text) is None


def test_links_make_no_claims_and_are_warned_of() -> None:
    plain = rashomon.read(BODY, published=DAY)
    linked = rashomon.read(BODY + LINKS[0], published=DAY)
    assert plain.claims
    assert linked.claims == plain.claims
    assert linked.warnings == (f"links to other stories from character {len(BODY) + 1} on: not read",)
    assert plain.warnings == ()

"""Places in no list told by the layout of a log, and villages called after a sheikh."""

from __future__ import annotations

import datetime as dt

import pytest

from rashomon.read.reader import make_report, read_report
from rashomon.records import Reading

DAY = dt.date(2023, 5, 10)
LOG = (
    "Incidents in Congo.\n\n01/05 Goma. Two traders were killed by gunmen.\n\n02/05 Zorumba (Masisi). Rebels burned ten "
    "houses.\n\n03/05 Bukavu. Police arrested three men."
)


def read(text: str) -> Reading:
    return read_report(make_report(text, published=DAY))


def placed(text: str) -> list[str]:
    return [claim.place.name for claim in read(text).claims if claim.place]


def test_a_name_that_opens_a_line_among_places_is_one() -> None:
    assert placed(LOG) == ["Goma", "Zorumba", "Bukavu"]


def test_bullets_open_lines_too() -> None:
    text = (
        "Situation in Mali\n\n- Timbuktu. Gunmen killed two guards.\n\n- Danga Koru (Mopti). An air strike killed four "
        "herders.\n\n- Mopti. Soldiers arrested nine men."
    )
    assert placed(text) == ["Timbuktu", "Danga Koru", "Mopti"]


@pytest.mark.parametrize(
    "text",
    [
        "Zorumba. Rebels burned ten houses in Congo.\n\nFighting went on in Goma.",  # no other line opens so
        LOG.replace("01/05 Goma", "01/05 Karumbe").replace("03/05 Bukavu", "03/05 Lizongo"),  # no known place does
    ],
)
def test_a_name_alone_is_none(text: str) -> None:
    assert "Zorumba" not in [place.name for place in read(text).places]
    assert "Zorumba" not in placed(text)


def test_a_village_called_after_a_sheikh_is_no_person() -> None:
    text = "Fighters seized Sheikh Farhan town in Syria after clashes on Monday."
    assert set(placed(text)) == {"Sheikh Farhan"}
    parties = [party.name for claim in read(text).claims for party in (claim.actor, claim.target) if party]
    assert "Farhan" not in parties


def test_a_sheikh_stays_a_person() -> None:
    (claim,) = read("Sheikh Farhan said gunmen killed two guards in Mosul on Monday.").claims
    assert claim.place is not None
    assert claim.place.name == "Mosul"

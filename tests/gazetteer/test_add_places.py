from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path

import pytest
from geonames import other, packed, row, text

from rashomon.gazetteer import Entry, Gazetteer
from rashomon.gazetteer.add import Outcome, add
from rashomon.gazetteer.parts import folder_of, listed

PROVINCE = row(1001, "Muḩāfaz̧at Ḩimş", "A.ADM1", at=(34.4, 38.4), others="Homs Governorate,محافظة حمص")


def added(*paths: Path, to: Path) -> Outcome:
    outcome = add(paths, to)
    assert outcome.failed == []
    return outcome


def entry(base: Path, name: str) -> Entry:
    found = Gazetteer.open(base).lookup(name)
    assert len(found) == 1, found
    return found[0]


def test_a_village_is_found_after_adding_and_not_before(base: Path, tmp_path: Path) -> None:
    dump = packed(tmp_path / "SY.zip", [PROVINCE, row(201, "Kafr Dūnya", at=(34.7, 36.7), others="Kfar Dounia,كفر")])
    assert Gazetteer.open(base).lookup("Kafr Dunya") == ()
    added(dump, to=base)
    found = entry(base, "Kafr Dunya")
    assert (found.geonames_id, found.name, found.country, found.admin1) == (201, "Kafr Dunya", "SYR", "Homs")
    assert (found.lat, found.lon, found.kind, found.found) == (34.7, 36.7, "town", "name")
    assert entry(base, "Kfar Dounia").found == "alternate"


def test_a_dump_wins_by_id_and_keeps_the_names_of_both(base: Path, tmp_path: Path) -> None:
    added(text(tmp_path / "SY.txt", [row(101, "Qasr Jadid", at=(34.2, 36.2), people=7000)]), to=base)
    for name in ("Qasr Test", "Oldburg", "Qasr Jadid"):
        found = entry(base, name)
        assert (found.geonames_id, found.name, found.lat, found.population) == (101, "Qasr Jadid", 34.2, 7000)
    assert entry(base, "Qasr Test").admin1 == "Homs"  # the dump does not say, the built-in one does


def test_people_that_a_dump_does_not_count_stay(base: Path, tmp_path: Path) -> None:
    added(text(tmp_path / "SY.txt", [row(101, "Qasr Test", at=(34.2, 36.2))]), to=base)
    assert entry(base, "Qasr Test").population == 5000


def test_a_province_keeps_one_name(base: Path, tmp_path: Path) -> None:
    added(packed(tmp_path / "SY.zip", [PROVINCE, row(201, "Kafr Dunya")]), to=base)
    assert {e.name for e in Gazetteer.open(base).lookup("Homs Governorate")} == {"Homs"}
    assert entry(base, "Kafr Dunya").admin1 == entry(base, "Qasr Test").admin1 == "Homs"


def test_own_lists_stay_on_top(base: Path, tmp_path: Path) -> None:
    lines = [
        row(163843, "Jumhuriyat Test", "A.PCLI", at=(1.0, 1.0), others="Testrepublic"),  # Syria's id
        row(163808, "Tadmur", at=(34.56, 38.28), people=50_000),
        row(301, "Qalamoun", "T.MTS", at=(33.8, 36.5), others="a,b,c"),
        row(302, "Qalamoun", at=(20.0, 5.0)),
        row(303, "Sadd Tishrin", "S.DAM", at=(36.4, 38.2), others="Tishreen Dam"),
    ]
    added(packed(tmp_path / "SY.zip", lines), to=base)
    gazetteer = Gazetteer.open(base)
    assert gazetteer.lookup("Testrepublic") == ()
    assert gazetteer.lookup("Syria")[0].lat > 30
    assert entry(base, "Tadmur").name == "Palmyra"
    assert [e.geonames_id for e in gazetteer.lookup("Tishreen Dam")] == [None]
    assert {e.geonames_id for e in gazetteer.lookup("Qalamoun")} == {None, 302}  # the ridge is ours, the town is new


@pytest.mark.parametrize(
    ("code", "others", "kind"),
    [
        ("P.PPLX", "", "town"),
        ("S.CMPRF", "", "town"),
        ("S.DAM", "", "town"),
        ("S.AIRB", "", "town"),
        ("T.MT", "", "town"),
        ("A.ADM2", "", "admin2"),
        ("A.ADM3", "", "admin2"),
        ("T.ISL", "a,b,c", "region"),
        ("H.STM", "a,b,c", "region"),
        ("H.STM", "a", None),  # one of a million creeks
        ("P.PPLH", "", None),
        ("A.ADM1H", "", None),
        ("S.FRM", "", None),
    ],
)
def test_feature_codes_become_kinds(base: Path, tmp_path: Path, code: str, others: str, kind: str | None) -> None:
    added(text(tmp_path / "SY.txt", [row(400, "Zarzur", code, others=others), row(401, "Filler")]), to=base)
    found = Gazetteer.open(base).lookup("Zarzur")
    assert [e.kind for e in found] == ([kind] if kind else [])


def test_the_same_file_again_changes_nothing(base: Path, tmp_path: Path) -> None:
    dump = packed(tmp_path / "SY.zip", [PROVINCE, row(201, "Kafr Dunya", others="Kfar Dunia")])
    added(dump, to=base)
    before = Gazetteer.open(base).lookup("Kafr Dunya")
    added(dump, dump, to=base)
    assert Gazetteer.open(base).lookup("Kafr Dunya") == before
    assert len(listed(folder_of(base))) == 1
    assert len(list(folder_of(base).glob("places-*"))) == 1


def test_a_newer_dump_replaces_its_country_and_no_other(base: Path, tmp_path: Path) -> None:
    world = [
        PROVINCE,
        row(201, "Kafr Dunya"),
        row(500, "Ninawa", "A.ADM1", country="IQ"),
        row(501, "Tall Iraq", country="IQ"),
    ]
    added(text(tmp_path / "allCountries.txt", world), to=base)
    added(packed(tmp_path / "SY.zip", [PROVINCE, row(202, "Kafr Jadid", changed="2026-11-01")]), to=base)
    gazetteer = Gazetteer.open(base)
    assert gazetteer.lookup("Kafr Dunya") == ()
    assert len(gazetteer.lookup("Kafr Jadid")) == len(gazetteer.lookup("Tall Iraq")) == 1
    assert [s.countries for part in listed(folder_of(base)) for s in part.sources] == [("SYR",), ("IRQ",)]
    added(text(tmp_path / "allCountries.txt", [*world, row(203, "Kafr Third")]), to=base)
    gazetteer = Gazetteer.open(base)
    assert gazetteer.lookup("Kafr Jadid") == ()
    assert len(gazetteer.lookup("Kafr Third")) == 1
    assert len(listed(folder_of(base))) == 1


def test_an_older_dump_is_taken_and_told(base: Path, tmp_path: Path) -> None:
    added(text(tmp_path / "SY.txt", [row(201, "Kafr Dunya", changed="2026-11-01")]), to=base)
    outcome = added(text(tmp_path / "SY-old.txt", [row(202, "Kafr Qadim", changed="2020-01-01")]), to=base)
    assert "2020-01-01, older than that of SY.txt (2026-11-01)" in outcome.added[0][1][0]


def test_a_stray_row_does_not_replace_a_neighbour(base: Path, tmp_path: Path) -> None:
    added(text(tmp_path / "IQ.txt", [row(501, "Tall Iraq", country="IQ")]), to=base)
    lines = [PROVINCE, row(201, "Kafr Dunya"), row(502, "Hudud Test", country="IQ")]
    added(text(tmp_path / "SY.txt", lines), to=base)
    assert entry(base, "Tall Iraq").geonames_id == 501
    assert entry(base, "Hudud Test").country == "IRQ"


def test_many_countries_stay_few_files(base: Path, tmp_path: Path) -> None:
    countries = ["SY", "IQ", "LB", "JO", "YE", "SD", "LY"]
    for number, code in enumerate(countries):
        lines = [row(600 + number, f"Unit {code}", "A.ADM1", country=code, unit="01"),
                 row(700 + number, f"Village {code}", country=code, unit="01", others=f"Hamlet {code}")]  # fmt: skip
        added(text(tmp_path / f"{code}.txt", lines), to=base)
    parts = listed(folder_of(base))
    assert len(parts) == 4
    assert len(list(folder_of(base).glob("places-*"))) == 4
    for code in countries:
        assert entry(base, f"Hamlet {code}").admin1 == f"Unit {code}"
        assert entry(base, f"Village {code}").found == "name"
    added(text(tmp_path / "SY.txt", [row(790, "New in SY")]), to=base)
    assert Gazetteer.open(base).lookup("Village SY") == ()
    for code in countries[1:]:
        assert entry(base, f"Village {code}").country is not None


def test_alternate_names_and_names_of_the_past(base: Path, tmp_path: Path) -> None:
    dump = packed(tmp_path / "SY.zip", [row(201, "Kafr Dunya", others="Stalinabad Test,Kfar Dunia")])
    names = packed(
        tmp_path / "alternateNamesV2.zip",
        [
            other(1, 101, "en", "Castle Test"),
            other(2, 101, "fr", "Oldburg", past=True),
            other(3, 201, "ru", "Stalinabad Test", past=True),
            other(4, 201, "de", "Neudorf Test", until="1990"),
            other(5, 101, "link", "https://example.org/Qasr"),
            other(6, 101, "post", "QT99"),
            other(7, 101, "iata", "QTX"),
            other(8, 101, "", "Qala Test"),
            other(9, 101, "ar", "قلعة"),
            other(10, 163843, "xx", "Wrongland"),
            other(11, 999_999, "en", "Nowhere Test"),
            other(12, 101, "en", "Qasr Test", past=True),
        ],
        iso_languagecodes="ISO 639-3\tISO 639-2\tISO 639-1\tLanguage Name\neng\teng\ten\tEnglish\n",
    )
    outcome = added(names, dump, to=base)
    assert [source.file for source, _ in outcome.added] == ["SY.zip", "alternateNamesV2.zip"]
    gazetteer = Gazetteer.open(base)
    for name in ("Castle Test", "Qala Test"):
        assert (entry(base, name).geonames_id, entry(base, name).found) == (101, "alternate")
    for name in (
        "Oldburg",
        "Stalinabad Test",
        "Stalinabaad Test",
        "Neudorf Test",
        "QT99",
        "QTX",
        "Wrongland",
        "Nowhere Test",
    ):
        assert gazetteer.lookup(name) == (), name
    assert entry(base, "Qasr Test").found == "name"  # what it is called is not taken away
    assert entry(base, "Kfar Dunia").geonames_id == 201


def test_codes_and_hierarchy_say_where_a_place_lies(base: Path, tmp_path: Path) -> None:
    codes = text(tmp_path / "admin1CodesASCII.txt", ["SY.11\tHims\tHims\t1001", "SY.12\tFar Test\tFar Test\t77001"])
    tree = packed(tmp_path / "hierarchy.zip", ["1001\t900\tADM", "900\t203\t", "203\t203\t"])
    lines = [row(201, "Kafr Dunya"), row(202, "Kafr Far", unit="12"), row(203, "Quarter Test", unit="00")]
    added(text(tmp_path / "SY.txt", lines), tree, codes, to=base)
    assert entry(base, "Kafr Dunya").admin1 == "Homs"
    assert entry(base, "Kafr Far").admin1 == "Far Test"
    assert entry(base, "Quarter Test").admin1 == "Homs"


def test_where_it_came_from_is_kept(base: Path, tmp_path: Path) -> None:
    dump = packed(tmp_path / "SY.zip", [row(201, "Kafr Dunya", changed="2026-09-30"), row(202, "B", changed="soon")],
                  readme="Read this.\n")  # fmt: skip
    added(dump, to=base)
    source = listed(folder_of(base))[0].sources[0]
    assert source.sha256 == hashlib.sha256(dump.read_bytes()).hexdigest()
    assert (source.dated, source.newest, source.bytes) == ("2026-10-02", "2026-09-30", dump.stat().st_size)
    assert dt.datetime.fromisoformat(source.added).tzinfo is not None
    assert source.sha256 in Gazetteer.open(base).meta()["added SY.zip"]


def test_built_in_look_ups_are_untouched_without_added_files(base: Path) -> None:
    assert [e.geonames_id for e in Gazetteer.open(base).lookup("Oldburg")] == [101]
    assert not folder_of(base).exists()

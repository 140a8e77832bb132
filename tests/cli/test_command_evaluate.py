"""`rashomon evaluate`: figures, mistakes, JSON, tables in a document, and files that are no annotation."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rashomon.evaluate.report import fill

pytest_plugins = ("asking",)
Ask = Callable[..., tuple[int, str, list[str]]]

TEXT = (
    "The army said it recaptured the town of Rastan on Sunday. Residents said shells killed 12 civilians in Homs. "
    "A doctor said that rebel fighters had overpowered the village of Talbiseh."
)


def claim(number: str, kind: str, quote: str, source: tuple[str, str], **values: Any) -> dict[str, Any]:
    return {
        "id": number, "type": kind, "quote": quote, "incident": f"I{number}", "actor": None, "target": None,
        "place": None, "date": {"start": "2016-04-03", "end": "2016-04-03"}, "killed": None, "wounded": None,
        "source": {"mention": source[0], "name": source[0], "kind": source[1]}, "stance": "affirms",
        "certainty": "asserted", "extent": None, **values,
    }  # fmt: skip


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    claims = [
        claim("1", "government_regains_territory", "it recaptured the town of Rastan on Sunday", ("The army", "military"),
              place={"mention": "Rastan", "name": "Rastan", "admin1": "Homs", "country": "SYR"}, extent="unspecified"),
        claim("2", "shelling_artillery_missile", "shells killed 12 civilians in Homs", ("Residents", "witness"),
              killed={"low": 12, "high": 12, "who": "civilians", "mention": "12 civilians"}),
        claim("3", "non_state_overtakes_territory", "rebel fighters had overpowered the village of Talbiseh",
              ("A doctor", "medical")),
    ]  # fmt: skip
    report = {
        "unit_id": "r",
        "title": None,
        "published": "2016-04-04",
        "publisher": None,
        "text": TEXT,
        "claims": claims,
    }
    path = tmp_path / "mine.json"
    cluster = {
        "cluster": "c", "articles": [report],
        "disagreements": [{"incident": "I1", "attribute": "control", "claims": ["r:1", "r:3"]}],
    }  # fmt: skip
    path.write_text(json.dumps({"clusters": [cluster]}), encoding="utf-8")
    return path


def test_shares_stand_beside_their_counts(ask: Ask, gold: Path) -> None:
    code, out, messages = ask("evaluate", "mine.json")
    assert (code, messages) == (0, [])
    lines = [line.split() for line in out.splitlines()]
    assert ["annotated", "claims", "found", "2", "3", "67%"] in lines
    assert ["source", "2", "2", "100%", "0", "0", "0"] in lines
    assert ["killed", "1", "1", "100%", "0", "0", "0"] in lines
    assert ["territory", "2", "1", "50%", "1", "1", "100%", "0.67"] in lines
    assert ["medical", "1", "0", "0%", "0", "0", "–", "0", "–"] in lines
    assert ["claim", "missed", "no", "candidate", "1"] in lines
    assert ["disagreements", "1", "0", "0", "0.00"] in lines


def test_errors_are_listed_by_kind_with_their_sentence(ask: Ask, gold: Path) -> None:
    code, out, _ = ask("evaluate", "mine.json", "--errors")
    assert code == 0
    found = out[out.index("claim missed: no candidate") :]
    assert "r:3  non_state_overtakes_territory" in found
    assert "wanted rebel fighters had overpowered the village of Talbiseh" in found
    assert "in     A doctor said that rebel fighters had overpowered the village of Talbiseh." in found
    assert "c control: r:1, r:3" in found[found.index("disagreement missed") :]


def test_json_has_all_figures_and_counts(ask: Ask, gold: Path) -> None:
    code, out, _ = ask("evaluate", "mine.json", "--json", "--errors")
    assert code == 0
    figures = json.loads(out)
    assert (figures["reports"], figures["annotated"], figures["found"], figures["recall"]) == (1, 3, 2, 0.667)
    assert figures["fields"]["source"] == {"right": 2, "total": 2, "missing": 0, "extra": 0}
    assert figures["families"]["territory"] == {"annotated": 2, "told": 1, "found": 1, "confirmed": 1, "f1": 0.667}
    assert (figures["disagreements"], figures["disagreement_f1"]) == (1, 0.0)
    assert [one["kind"] for one in figures["mistakes"] if one["what"] == "missed"] == ["no candidate"]


def test_a_lexicon_of_ones_own_changes_the_figures(ask: Ask, gold: Path, tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    rule = '[[event]]\nid = "overpower"\ntype = "territory"\nverbs = ["overpower"]\nobject = "place"\nneeds = ["object:place"]\n'
    (tmp_path / "own" / "events.toml").write_text(rule)
    figures = json.loads(ask("evaluate", "mine.json", "--json", "--lexicon", "own")[1])
    assert (figures["found"], figures["recall"]) == (3, 1.0)


def test_tables_are_written_between_their_marks_only(ask: Ask, gold: Path, tmp_path: Path) -> None:
    document = tmp_path / "accuracy.md"
    document.write_text("# Before\n\n<!-- mine: begin -->\nold\n<!-- mine: end -->\n\nafter\n")
    code, _, messages = ask("evaluate", "mine.json", "--report", "accuracy.md")
    assert (code, messages) == (0, ["note: tables of mine written to accuracy.md"])
    text = document.read_text(encoding="utf-8")
    assert text.startswith("# Before\n\n<!-- mine: begin -->\n\n### 1 report\n\n|  | claims | of | share |\n")
    assert text.endswith("<!-- mine: end -->\n\nafter\n")
    assert "\nold\n" not in text
    assert "| annotated claims found | 2 | 3 | 67% |" in text
    assert ask("evaluate", "mine.json", "--report", "accuracy.md")[0] == 0
    assert document.read_text(encoding="utf-8") == text


def test_a_document_without_marks_is_left_alone(ask: Ask, gold: Path, tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text("mine")
    code, _, messages = ask("evaluate", "mine.json", "--report", "notes.md")
    assert code == 2
    assert "has no lines <!-- mine: begin --> and <!-- mine: end -->" in messages[-1]
    assert (tmp_path / "notes.md").read_text() == "mine"


def test_a_new_document_is_made(tmp_path: Path) -> None:
    fill(tmp_path / "new.md", "mine", "### Tables")
    assert (tmp_path / "new.md").read_text() == (
        "# Accuracy on mine\n\n<!-- mine: begin -->\n\n### Tables\n\n<!-- mine: end -->\n"
    )


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("[", ["error: bad.json is no annotation file: not valid JSON at line 1, column 2: expecting value; "
               "docs/codebook.md describes the format"]),
        ('{"clusters": []}', ['error: bad.json is no annotation file: its list "clusters" is empty; '
                              "docs/codebook.md describes the format"]),
        (
            '{"clusters": [{"articles": [{"unit_id": "u", "text": "The army left.", "claims": ['
            '{"id": "1", "type": "flight", "quote": "The army left."}, {"id": "1", "type": "attack", "quote": "left"}]}]}]}',
            [
                "error: u:1: two claims of this report have this id; give each its own",
                "error: bad.json is no annotation file: u:1: type: there is no type 'flight'; one of ",
            ],
        ),
    ],
)  # fmt: skip
def test_a_file_that_does_not_hold_ends_with_1_and_says_what_to_do(
    ask: Ask, tmp_path: Path, content: str, told: list[str]
) -> None:
    (tmp_path / "bad.json").write_text(content)
    code, out, messages = ask("evaluate", "bad.json")
    assert (code, out) == (1, "")
    assert len(messages) == len(told)
    for line, start in zip(messages, told, strict=True):
        assert line.startswith(start)


def test_files_that_are_not_there(ask: Ask, tmp_path: Path) -> None:
    code, out, messages = ask("evaluate", "none.json")
    assert (code, out) == (1, "")
    assert messages[0].startswith("error: none.json: ")
    (tmp_path / "folder").mkdir()
    assert ask("evaluate", "folder")[2] == ["error: GOLD.json folder: is a folder; name a file"]

import csv
import io
import json
from pathlib import Path

import pytest

from rashomon import settings as all_settings
from rashomon.collect import columns, tables
from rashomon.collect.files import collect_part, collect_path, read_inputs
from rashomon.collect.items import Failed, Found, Origin, Remark, digest_of
from rashomon.records import Report

STORY = "The army said it had shelled the hills near Tessalor on Sunday."


def collected(path: Path, data: str | bytes) -> tuple[list[Found], list[Failed], list[str]]:
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    items = list(collect_path(path))
    found = [item for item in items if isinstance(item, Found)]
    failed = [item for item in items if isinstance(item, Failed)]
    return found, failed, [item.text for item in items if isinstance(item, Remark)]


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_rows_are_reports(tmp_path: Path, mark: str, encoding: str) -> None:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=mark)
    writer.writerow(["ID", "Headline", "Event-Date", "Notes", "Source", "Link", "note; other, one"])
    writer.writerow(
        [
            "7",
            "Hills, shelled; “twice”",
            "14 March 2024",
            f"{STORY}\r\nIt, said; so|\tcafé.",
            "Wire",
            "http://e.org/7",
            "",
        ]
    )
    writer.writerow(["", "", "", STORY, "", "", "x"])
    found, failed, remarks = collected(tmp_path / "a.csv", text.getvalue().encode(encoding))
    assert (failed, remarks) == ([], [])
    one, two = (item.report for item in found)
    assert one == Report(
        "7", f"{STORY}\nIt, said; so|\tcafé.", "Hills, shelled; “twice”", one.published, "Wire", "http://e.org/7"
    )
    assert str(one.published) == "2024-03-14"
    name = (tmp_path / "a.csv").as_posix()
    assert two == Report(f"{name} row 3", STORY)
    assert [item.origin for item in found] == [Origin(name, "row 2"), Origin(name, "row 3")]
    assert all(collect_part(item.origin) == item for item in found)


def test_the_digest_is_that_of_the_row_in_whatever_order_its_columns_are(tmp_path: Path) -> None:
    one, _, _ = collected(tmp_path / "a.csv", f"text,url,extra\n{STORY},http://e.org/1,x\n")
    two, _, _ = collected(tmp_path / "b.csv", f"extra;url;text\nx;http://e.org/1;{STORY}\n")
    row = json.dumps({"extra": "x", "text": STORY, "url": "http://e.org/1"}, separators=(",", ":"))
    assert one[0].digest == two[0].digest == digest_of(row.encode(), "http://e.org/1")


def test_earlier_names_win_and_names_can_be_added(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found, _, _ = collected(tmp_path / "a.csv", f"notes,Full Text,source,publisher\nnot this,{STORY},one,two\n")
    assert (found[0].report.text, found[0].report.publisher) == (STORY, "two")
    _, failed, _ = collected(tmp_path / "b.csv", f"wording,date\n{STORY},2024-03-04\n")
    assert failed[0].reason.startswith("no column holds the text; the columns are wording, date. Name one text")
    own = tmp_path / "own.toml"
    own.write_text('[tables]\ntext = ["Wording"]\n')
    monkeypatch.setattr(columns, "settings", lambda: all_settings.load(own))
    found, _, _ = collected(tmp_path / "b.csv", f"wording,date\n{STORY},2024-03-04\n")
    assert str(found[0].report.published) == "2024-03-04"


def test_dates_that_are_none_or_could_be_two_are_left_out_and_counted(tmp_path: Path) -> None:
    days = ["03/04/2016", "soon", "2999-01-01", "13/04/2016", "", "2016-04-14"]
    found, failed, remarks = collected(tmp_path / "a.csv", "text,date\n" + "".join(f"{STORY},{day}\n" for day in days))
    assert not failed
    assert [str(item.report.published) for item in found] == ["None"] * 3 + ["2016-04-13", "None", "2016-04-14"]
    assert len(remarks) == 1
    assert "3 rows have a date that is none, in the future or could be two days" in remarks[0]


def test_a_bad_row_costs_itself(tmp_path: Path) -> None:
    rows = [
        "id,text,title",
        f"a,{STORY},t",
        f"b,{STORY},t,too,many",
        "c,,no text",
        "",
        f"d,{STORY}",
        f'e,"{STORY}',
        f"f,{STORY},t",
        f"g,{STORY},,,",
    ]
    found, failed, _ = collected(tmp_path / "a.csv", "\n".join(rows))
    assert [item.report.id for item in found] == ["a", "d", "f", "g"]
    assert [(item.origin.part, item.reason[:20]) for item in failed] == [
        ("row 3", "has 5 cells for 3 co"),
        ("row 4", "field text: is empty"),
        ("row 7", "a quotation mark is "),
    ]
    for item in failed:
        assert collect_part(item.origin) == item


def test_a_row_that_is_not_utf_8_costs_itself_and_a_file_that_is_not_is_one_error(tmp_path: Path) -> None:
    many = f"{STORY}\n".encode() * 2000
    found, failed, _ = collected(tmp_path / "a.csv", b"text\n" + many + "a café said\n".encode("cp1252") + many)
    assert (len(found), [item.origin.part for item in failed]) == (4000, ["row 2002"])
    assert "iconv -f WINDOWS-1252" in failed[0].reason
    _, failed, _ = collected(tmp_path / "b.csv", b"text\n" + "a café said\n".encode("cp1252") + many)
    assert (len(failed), failed[0].origin.part) == (1, "")
    assert "is not UTF-8 (byte 0xe9" in failed[0].reason


def test_formula_cells_are_kept_as_they_are(tmp_path: Path) -> None:
    cells = ["=1+1", "+7 killed", "-3", "@army", '=HYPERLINK("http://e.org")']
    text = io.StringIO()
    csv.writer(text).writerows([["text", "title"], *([cell, cell] for cell in cells)])
    found, _, _ = collected(tmp_path / "a.csv", text.getvalue())
    assert [item.report.text for item in found] == cells
    assert [item.report.title for item in found] == cells


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "is empty"),
        (b"\n\n\n", "is empty"),
        (b"\xff\xfe\n\x00", "is empty"),
        (b"a,b\n1,2\n", "no column holds the text; the columns are a, b."),
        (b"id,text\n", "has names of columns, but no row"),
        (b"," * 3000 + b"text\nx", "more than 2,000 columns"),
        (b"\0" * 50_000, "is binary"),
        (b"PK\x03\x04\xff\xfe", "is binary"),
        ("text\n" + "x" * 21_000_000, "is longer than 20.0 MB"),
    ],
)
def test_files_that_are_no_table(tmp_path: Path, data: bytes | str, told: str) -> None:
    found, failed, _ = collected(tmp_path / "a.tsv", data)
    assert (found, len(failed)) == ([], 1)
    assert told in failed[0].reason


def test_stray_quotes_do_not_eat_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small = all_settings.load()
    small = small.model_copy(update={"input": small.input.model_copy(update={"max_bytes": 5_000})})
    monkeypatch.setattr(tables, "settings", lambda: small)
    rows = [f'{number},"{STORY}' if number % 500 == 7 else f"{number},{STORY}" for number in range(1000)]
    found, failed, _ = collected(tmp_path / "a.csv", "id,text\n" + "\n".join(rows) + "\n")
    assert [item.origin.part for item in failed] == ["row 9", "row 509"]
    assert len(found) == 998


def test_rashomon_read_takes_tables_too(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f"id,text\na,{STORY}\na,{STORY}\n")
    one, two = read_inputs([str(tmp_path)])
    assert isinstance(one, Report)
    assert "id 'a' was already read" in str(two)

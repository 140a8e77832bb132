"""What was measured as tables: for the terminal, and as Markdown between the marks of a document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rashomon.errors import UsageError
from rashomon.evaluate.comparison import Told
from rashomon.evaluate.measure import Measured
from rashomon.evaluate.scores import NOTHING, Counts

COMMONEST = 10  # kinds of mistakes that get a row
_CONFUSED = 12  # pairs of types that get a row
_TITLES = {"missed": "claim missed", "false": "claim told that is not annotated"}


@dataclass(frozen=True, slots=True)
class Table:
    """A title, column heads, and rows of cells; the first column is text, the others are figures."""

    title: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    note: str = ""


def percent(part: int, whole: int) -> str:
    """A share with nothing behind the point; a dash of nothing."""
    return f"{100 * part / whole:.0f}%" if whole else "–"


def ratio(value: float | None) -> str:
    """An F1 to two places; a dash where there is nothing to measure."""
    return "–" if value is None else f"{value:.2f}"


def tables(measured: Measured, *, wide: bool = False) -> list[Table]:
    """Everything worth looking at, the overall figures first; empty tables are left out.

    ``wide``: families confused as a matrix, which has more columns than a terminal.
    """
    confused = _confusion(measured) if wide else _confused_pairs(measured)
    found = [
        _overall(measured), _fields(measured), _families(measured), _sources(measured), confused,
        _types(measured), _kinds(measured), _compared(measured),
    ]  # fmt: skip
    return [table for table in found if table is not None and table.rows]


def _overall(measured: Measured) -> Table:
    scores = measured.scores
    told = [
        ("annotated claims found", scores.found, scores.annotated),
        ("claims told that are annotated", scores.found, scores.predicted),
        ("claims found with type, place, date, casualties and source right", scores.whole, scores.found),
    ]
    rows = [(name, f"{part:,}", f"{whole:,}", percent(part, whole)) for name, part, whole in told]
    note = f"F1 {ratio(scores.f1)}, of whole records {ratio(scores.record_f1)}. Read by {measured.version}."
    title = f"{scores.reports:,} {'report' if scores.reports == 1 else 'reports'}"
    return Table(title, ("", "claims", "of", "share"), rows, note)


def _fields(measured: Measured) -> Table:
    rows = [
        (name, f"{one.right:,}", f"{one.total:,}", percent(one.right, one.total), f"{one.missing:,}", f"{one.extra:,}",
         f"{one.other:,}")
        for name, one in measured.scores.fields.items() if one.total
    ]  # fmt: skip
    head = ("field", "right", "of", "share", "missing", "extra", "other")
    note = "Of the claims found, where either side has the field. Missing: annotated, not read. Extra: the other way."
    return Table("Fields", head, rows, note)


_COUNTS = ("annotated", "found", "share", "told", "right", "share")


def _row(name: str, one: Counts) -> tuple[str, ...]:
    return (
        name, f"{one.annotated:,}", f"{one.found:,}", percent(one.found, one.annotated), f"{one.told:,}",
        f"{one.confirmed:,}", percent(one.confirmed, one.told),
    )  # fmt: skip


def _families(measured: Measured) -> Table:
    listed = sorted(measured.scores.families.items(), key=lambda item: (-item[1].annotated, item[0]))
    rows = [(*_row(name, one), ratio(one.f1)) for name, one in listed]
    return Table("Families of types", ("family", *_COUNTS, "F1"), rows)


def _sources(measured: Measured) -> Table:
    scores = measured.scores
    listed = sorted(scores.source_kinds.items(), key=lambda item: (-item[1].annotated, item[0]))
    rows = [
        (*_row(name, one), f"{scores.sources_right[name]:,}", percent(scores.sources_right[name], one.found))
        for name, one in listed
    ]
    head = ("kind of source", *_COUNTS, "source right", "share")
    return Table("Kinds of sources", head, rows, "Source right: of the claims found of this annotated kind.")


def _confusion(measured: Measured) -> Table:
    """Where one side has a claim and the other has one of another family on the same words, or none."""
    scores = measured.scores
    listed = [*sorted(scores.families), NOTHING]
    pairs = scores.confusion
    wanted = [row for row in listed if any(pairs[row, column] for column in listed)]
    columns = [column for column in listed if any(pairs[row, column] for row in listed)]
    rows = [(row, *(str(pairs[row, column] or "") for column in columns)) for row in wanted]
    note = "Rows: annotated; columns: told on the same words. “nothing”: the other side has no claim there."
    return Table("Families confused", ("annotated", *columns), rows, note)


def _confused_pairs(measured: Measured) -> Table:
    rows = [(want, got, f"{n:,}") for (want, got), n in _ranked(measured.scores.confusion)[:_CONFUSED]]
    note = "On the same words. “nothing”: the other side has no claim there."
    return Table("Families confused", ("annotated", "told", "claims"), rows, note)


def _types(measured: Measured) -> Table:
    wrong = Counter({pair: n for pair, n in measured.scores.types.items() if pair[0] != pair[1]})
    rows = [(want, got, f"{n:,}") for (want, got), n in _ranked(wrong)[:_CONFUSED]]
    return Table("Types confused", ("annotated", "told", "claims"), rows, "Of the claims found.")


def _ranked(counter: Counter[tuple[str, str]]) -> list[tuple[tuple[str, str], int]]:
    return sorted(counter.items(), key=lambda item: (-item[1], item[0]))


def _kinds(measured: Measured) -> Table:
    mistakes = measured.scores.mistakes
    counter = Counter((mistake.what, mistake.kind) for mistake in mistakes)
    rows = [(told(what), kind, f"{n:,}") for (what, kind), n in _ranked(counter)[:COMMONEST]]
    note = f"{len(mistakes):,} mistakes of {len(counter):,} kinds."
    return Table("Commonest mistakes", ("what", "how", "count"), rows, note)


def told(what: str) -> str:
    """What a mistake is about, for a person."""
    return _TITLES.get(what, f"field {what}")


def _compared(measured: Measured) -> Table | None:
    if measured.comparison is None:
        return None
    rows = [_told_row("pairs of claims in one incident", measured.comparison.pairs)]
    rows.append(_told_row("disagreements", measured.comparison.disagreements))
    rows += [_told_row(f"disagreements in {name}", one) for name, one in sorted(measured.comparison.attributes.items())]
    return Table("Incidents and disagreements", ("", "annotated", "told", "right", "F1"), rows)


def _told_row(name: str, one: Told) -> tuple[str, ...]:
    return name, f"{one.annotated:,}", f"{one.told:,}", f"{one.right:,}", ratio(one.f1)


# --- Markdown ---------------------------------------------------------------------------------------------------------


def markdown(measured: Measured) -> str:
    """All tables as Markdown, headings of the third level."""
    return "\n".join(line for table in tables(measured, wide=True) for line in _markdown(table))


def _markdown(table: Table) -> Iterator[str]:
    texts = 2 if table.head[-1] in ("count", "claims") and len(table.head) == 3 else 1
    yield f"### {table.title}"
    yield ""
    yield f"| {' | '.join(table.head)} |"
    yield f"|{'|'.join('---' if n < texts else '---:' for n in range(len(table.head)))}|"
    for row in table.rows:
        yield f"| {' | '.join(cell.replace('|', '/') for cell in row)} |"
    yield ""
    if table.note:
        yield table.note
        yield ""


def fill(document: Path, name: str, text: str) -> None:
    """Put the text between ``<!-- NAME: begin -->`` and ``<!-- NAME: end -->``; a document that is not there is made.

    Raises UsageError where the document has no such marks: nothing is ever overwritten that they do not enclose.
    """
    begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
    block = f"{begin}\n\n{text.strip()}\n\n{end}"
    if not document.exists():
        document.write_text(f"# Accuracy on {name}\n\n{block}\n", encoding="utf-8")
        return
    whole = document.read_text(encoding="utf-8")
    pattern = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.DOTALL)
    if not pattern.search(whole):
        raise UsageError(f"--report {document}: has no lines {begin} and {end}; add them where the tables belong")
    document.write_text(pattern.sub(lambda found: block, whole, count=1), encoding="utf-8")

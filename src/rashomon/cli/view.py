"""The terminal view: what is disputed first, then each place with its incidents and their accounts."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Sequence

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from rashomon.export import phrases
from rashomon.export.accounts import Account, Happening, PlaceGroup, accounts_of, group, voices
from rashomon.records import Claim, Comparison, Reading
from rashomon.settings import settings

NARROW = 70  # columns; below this the fields stand without a column of labels
_LONG_QUOTE = 400  # characters
_FIELDS_OF = {
    "killed": ("killed",), "wounded": ("wounded",), "perpetrator": ("who",), "control": ("who", "extent"),
    "date": ("when",), "victims": ("who",),
}  # fmt: skip


def render(readings: Sequence[Reading], comparison: Comparison | None, *, to_file: bool = False) -> str:
    """The whole view as text with terminal codes where the output is a terminal that takes them."""
    console, finish = screen(to_file=to_file)
    view = _View(readings, comparison, console.width)
    for part in view.parts():
        console.print(part)
    return finish()


def screen(*, to_file: bool = False) -> tuple[Console, Callable[[], str]]:
    """A console that renders as standard output would, and a function that gives what was rendered."""
    memory = io.StringIO()
    real = Console(file=sys.stdout)
    terminal = real.is_terminal and not to_file
    limit = settings().view.max_width
    console = Console(
        file=memory,
        force_terminal=terminal,
        no_color=real.no_color,
        width=min(limit, real.width if terminal or "COLUMNS" in real._environ else limit),
        highlight=False,
        emoji=False,
        markup=False,
    )
    return console, lambda: "".join(line.rstrip() + "\n" for line in memory.getvalue().splitlines())


class _View:
    """One view of some readings; ``width`` is in columns."""

    def __init__(self, readings: Sequence[Reading], comparison: Comparison | None, width: int) -> None:
        self.readings = readings
        self.comparison = comparison
        self.narrow = width < NARROW
        self.many = len(readings) > 1
        self.groups = group(readings, comparison)
        self.by_key = {account.key: account for account in accounts_of(readings)}

    def parts(self) -> list[RenderableType]:
        """Everything from top to bottom."""
        parts: list[RenderableType] = [self._heads(), *self._disputes()]
        for place in self.groups:
            parts.extend(self._place(place))
        if not self.groups:
            parts += [Text(), Text("No claims about violence or territory were found.", style="dim")]
        parts.extend(self._warnings())
        return parts

    def _heads(self) -> RenderableType:
        lines = report_heads(self.readings)
        total = sum(len(reading.claims) for reading in self.readings)
        places = sum(place.place is not None for place in self.groups)
        counts = [
            counted(total, "claim"),
            counted(voices(self.readings), "source"),
            counted(places, "place"),
        ]
        if total:
            lines += [Text(), Text(", ".join(counts))]
        return Group(*lines)

    def _disputes(self) -> list[RenderableType]:
        if self.comparison is None or not self.comparison.disagreements:
            return []
        table = Table.grid(padding=(0, 1))
        labels = {incident.id: incident.label for incident in self.comparison.incidents}
        for one in self.comparison.disagreements:
            what = phrases.difference(one)
            label = phrases.one_line(labels.get(one.incident, ""))
            text = Text.assemble((f"{label}: " if label else ""), (what, "bold magenta"))
            if one.note:
                text.append(f" · {phrases.one_line(one.note)}")
            sides = [self.by_key[key] for key in one.claims if key in self.by_key]
            names = [phrases.source_name(side.claim.source, side.reading.report.publisher) for side in sides]
            text.append(f" ({', '.join(dict.fromkeys(names))})" if names else "", style="dim")
            table.add_row(Text("≠", style="bold magenta"), text)
        return [Text(), Text("Accounts differ", style="bold magenta"), Padding(table, (0, 0, 0, 2))]

    def _place(self, place: PlaceGroup) -> list[RenderableType]:
        head = Text(place.name, style="bold")
        where = phrases.where_words(place.place) if place.place is not None else ""
        if where:
            head.append(f"  {where}", style="not bold dim")
        parts: list[RenderableType] = [Text(), head, Rule(style="dim")]
        for index, happening in enumerate(place.happenings):
            parts.extend([Text()] if index else [])
            parts.append(self._happening(happening))
        return parts

    def _happening(self, happening: Happening) -> RenderableType:
        head = Text(happening.label, style="bold blue")
        if happening.when:
            head.append(f" · {happening.when}", style="not bold blue")
        if happening.differences:
            names = [phrases.difference(one) for one in happening.differences]
            head.append(f"  ≠ {', '.join(dict.fromkeys(names))}", style="bold magenta")
        parts: list[RenderableType] = [head]
        one_type = len({account.claim.type for account in happening.accounts}) == 1
        previous = ""
        for account in happening.accounts:
            source = self._source(account)
            if source.plain != previous:
                parts.append(Padding(source, (0, 0, 0, 2)))
            previous = source.plain
            parts.append(Padding(self._fields(account, happening, one_type), (0, 0, 0, 4)))
        return Group(*parts)

    def _source(self, account: Account) -> Text:
        claim, report = account.claim, account.reading.report
        text = Text.assemble((phrases.source_name(claim.source, report.publisher), "bold cyan"))
        doubts = phrases.doubts(claim)
        if doubts:
            text.append(f"  {', '.join(doubts)}", style="bold yellow")
        told = [] if claim.source.kind == "publisher" else [phrases.source_kind(claim.source)]
        told += [f"told by {phrases.source_name(voice, report.publisher)}" for voice in claim.via]
        if claim.source.kind == "publisher":
            told.append("no source named")
        if told:
            text.append(f"  {', '.join(told)}", style="dim")
        if self.many:
            text.append(f"  [{account.report + 1}]", style="cyan")
        return text

    def _fields(self, account: Account, happening: Happening, one_type: bool) -> RenderableType:
        claim = account.claim
        own = [one.attribute for one in happening.differences if account.key in one.claims]
        disputed = {field for attribute in own for field in _FIELDS_OF.get(attribute, ())}
        rows = claim_rows(claim, "" if one_type else phrases.type_words(claim.type), happening.when)
        if self.narrow:
            lines = Text()
            for label, value in rows:
                mark = "≠ " if label in disputed else ""
                lines.append(mark, style="bold magenta").append(f"{label} ", style="dim")
                lines.append_text(value).append("\n")
            lines.append_text(quote(claim))
            return lines
        table = Table.grid(padding=(0, 1))
        table.add_column(width=1)
        table.add_column(width=7)
        table.add_column()
        for label, value in rows:
            table.add_row(Text("≠" if label in disputed else "", style="bold magenta"), Text(label, style="dim"), value)
        table.add_row("", Text("quote", style="dim"), quote(claim))
        return table

    def _warnings(self) -> list[RenderableType]:
        parts: list[RenderableType] = []
        for index, reading in enumerate(self.readings, 1):
            for warning in reading.warnings:
                number = f"[{index}] " if self.many else ""
                parts.append(Text(f"{number}Passed over: {phrases.one_line(warning)}", style="yellow"))
        return [Text(), *parts] if parts else []


def report_heads(readings: Sequence[Reading]) -> list[RenderableType]:
    """Title, outlet, day and id of each report, numbered where there are several."""
    lines: list[RenderableType] = []
    for index, reading in enumerate(readings, 1):
        report = reading.report
        number = f"[{index}] " if len(readings) > 1 else ""
        title = phrases.one_line(report.title or "") or phrases.one_line(report.text[:90])
        known = [report.publisher or "", phrases.day(report.published) if report.published else "no date"]
        known += [] if report.id == "-" else [report.id]
        lines.append(Text.assemble((number, "bold cyan"), (title, "bold")))
        lines.append(Text(" · ".join(phrases.one_line(one) for one in known if one), style="dim"))
    return lines


def claim_rows(claim: Claim, claim_type: str, when_known: str) -> list[tuple[str, Text]]:
    """Labels and values of what a claim says; what its heading already told is left out."""
    rows: list[tuple[str, Text]] = []
    if claim_type:
        rows.append(("what", Text(claim_type)))
    who = phrases.parties(claim)
    if who:
        rows.append(("who", Text(who)))
    if claim.extent is not None and claim.extent != "unspecified":
        rows.append(("extent", Text(phrases.EXTENTS[claim.extent])))
    for label, count in (("killed", claim.killed), ("wounded", claim.wounded)):
        if count is not None:
            rows.append((label, Text(phrases.count_words(count), style="bold")))
    when = phrases.when_words(claim.when)
    if when and when != when_known:
        rows.append(("when", Text(when)))
    return rows


def quote(claim: Claim) -> Text:
    """The quoted clause with the word that carries the happening underlined."""
    start = claim.trigger.start - claim.quote.start
    end = claim.trigger.end - claim.quote.start
    body = phrases.visible(claim.quote.text).replace("\n", " ").replace("\t", " ")
    text = Text(body, style="italic")
    if 0 <= start < end <= len(body):
        text.stylize("underline", start, end)
    if len(body) > _LONG_QUOTE:
        text.truncate(_LONG_QUOTE, overflow="ellipsis")
    return Text.assemble("“", text, "”")


def counted(number: int, noun: str) -> str:
    """A number with its noun."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"

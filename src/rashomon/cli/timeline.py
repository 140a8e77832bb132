"""Who is said to hold a place, when: one bar for each hold on a common axis of days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from rashomon.export import phrases
from rashomon.records import ControlInterval, Extent

SHADES: dict[Extent, str] = {
    "full": "█", "most": "▓", "part": "▒", "centre": "▒", "outskirts": "▒", "unspecified": "░",
}  # fmt: skip
_COLOURS = ("blue", "green", "yellow", "cyan", "red", "white")
_CONTESTED = "bold magenta"
_DAY_STEPS = (1, 2, 5, 7, 14, 28)
_MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 600)
_LABEL = 12  # columns that the label of a tick needs


def chart(intervals: Sequence[ControlInterval], width: int, told: Iterable[dt.date] = ()) -> RenderableType:
    """The bars of one place's intervals, ``width`` columns wide; ``told`` are days that the axis must reach.

    Holds that nobody says have ended go on to the right edge, with an arrow. What is contested is magenta and
    stands once more as a line of ≠ below.
    """
    axis = _Axis(intervals, told, width)
    table = Table.grid(padding=(0, 1))
    table.add_column(width=1)
    table.add_column(width=axis.labels, overflow="fold")
    table.add_column(width=axis.width)
    colours: dict[str, str] = {}
    table.add_row("", "", axis.ticks())
    for one in intervals:
        colour = colours.setdefault(one.holder, _COLOURS[len(colours) % len(_COLOURS)])
        sources = ", ".join(phrases.one_line(source) for source in one.sources)
        about = Text(f"{phrases.interval_words(one.start, one.end)} · {sources}", style="dim")
        label = Text(phrases.one_line(one.holder), style=colour).append(
            f"\n{phrases.EXTENTS[one.extent]}", style="not bold dim"
        )
        mark = Text("≠" if one.contested else "", style=_CONTESTED)
        table.add_row(mark, label, Group(axis.bar(one, contested(one, intervals), colour), about))
    marks = axis.marks(intervals)
    if marks is not None:
        table.add_row(Text("≠", style=_CONTESTED), Text("contested", style="magenta"), marks)
    return Group(table, Text(), legend(intervals))


def legend(intervals: Iterable[ControlInterval]) -> Text:
    """What the shades mean, those that are drawn."""
    seen = {one.extent for one in intervals}
    names = {"█": "all of it", "▓": "most of it", "▒": "a part of it", "░": "extent not said"}
    shades = [shade for shade in names if any(SHADES[extent] == shade for extent in seen)]
    return Text("  " + "   ".join(f"{shade} {names[shade]}" for shade in shades), style="dim")


def contested(one: ControlInterval, intervals: Iterable[ControlInterval]) -> list[tuple[dt.date, dt.date]]:
    """The spans (first day, day after the last) in which another contested hold stands against this one.

    All of it where none overlaps: then somebody denies it.
    """
    if not one.contested:
        return []
    first, last = one.start or dt.date.min, one.end or dt.date.max
    spans = []
    for other in intervals:
        if other is one or not other.contested or (other.holder, other.extent) == (one.holder, one.extent):
            continue
        start, end = max(first, other.start or dt.date.min), min(last, other.end or dt.date.max)
        if start < end:
            spans.append((start, end))
    return sorted(set(spans)) or [(first, last)]


class _Axis:
    """Days to columns; the bars begin after ``labels`` columns and are ``width`` columns wide."""

    def __init__(self, intervals: Sequence[ControlInterval], told: Iterable[dt.date], width: int) -> None:
        days = [day for one in intervals for day in (one.start, one.end) if day is not None] + list(told)
        self.first = min(days, default=dt.date(2000, 1, 1))
        last = max(days, default=self.first)
        self.days = max(1, (last - self.first).days)
        if any(one.end is None for one in intervals):
            self.days += max(1, self.days // 12)  # room for what goes on
        self.labels = min(26, max(14, width // 4))
        self.width = max(12, width - self.labels - 3)

    def column(self, day: dt.date) -> int:
        """The column of a day, from 0 to the axis's width."""
        share = (day - self.first).days / self.days
        return round(min(1.0, max(0.0, share)) * self.width)

    def ticks(self) -> Text:
        """The axis: days, or months where days would be too many, each above its column."""
        labels, marks = [" "] * self.width, ["─"] * self.width
        free = 0
        for day, label in self._ticks():
            column = min(self.column(day), self.width - 1)
            start = min(column, self.width - len(label))
            if start >= free:
                labels[start : start + len(label)] = label
                marks[column] = "│"
                free = start + len(label) + 1
        return Text("".join(labels).rstrip() + "\n" + "".join(marks), style="dim")

    def _ticks(self) -> list[tuple[dt.date, str]]:
        most = max(1, self.width // _LABEL)
        step = next((step for step in _DAY_STEPS if self.days / step <= most), None)
        if step is not None:
            end = min(self.days, (dt.date.max - self.first).days)
            days = [self.first + dt.timedelta(days=at) for at in range(0, end + 1, step)]
            year = {day.year: day for day in reversed(days)}  # the year stands with its first day
            return [(day, phrases.short_day(day) if year[day.year] == day else f"{day.day} {day:%b}") for day in days]
        months = next((step for step in _MONTH_STEPS if self.days / (30.4 * step) <= most), _MONTH_STEPS[-1])
        found: list[tuple[dt.date, str]] = []
        year_number, month = self.first.year, 1
        while year_number < dt.MAXYEAR and len(found) <= most + 1:
            day = dt.date(year_number, month, 1)
            if (day - self.first).days > self.days:
                break
            if day >= self.first:
                found.append((day, str(day.year) if months >= 12 else f"{day:%b} {day.year}"))
            year_number, month = year_number + (month - 1 + months) // 12, (month - 1 + months) % 12 + 1
        return found

    def _cells(self, start: dt.date | None, end: dt.date | None) -> tuple[int, int]:
        first = 0 if start is None else min(self.column(start), self.width - 1)
        last = self.width if end is None else self.column(end)
        return first, max(last, first + 1)

    def bar(self, one: ControlInterval, spans: Sequence[tuple[dt.date, dt.date]], colour: str) -> Text:
        """One hold's bar."""
        first, last = self._cells(one.start, one.end)
        cells = SHADES[one.extent] * (last - first)
        if one.end is None:
            cells = cells[:-1] + "→"
        text = Text(" " * first).append(cells, style=colour)
        for start, end in spans:
            left, right = self._cells(start, end)
            text.stylize(_CONTESTED, max(left, first), min(right, last))
        return text

    def marks(self, intervals: Sequence[ControlInterval]) -> Text | None:
        """A line with ≠ in every column in which something is contested; None where nothing is."""
        cells = [" "] * self.width
        for one in intervals:
            for start, end in contested(one, intervals):
                left, right = self._cells(start, end)
                cells[left:right] = "≠" * (right - left)
        line = "".join(cells).rstrip()
        return Text(line, style=_CONTESTED) if line else None

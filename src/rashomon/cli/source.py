"""``rashomon source``: what one source tells, how, and how its figures stand to those of others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from rashomon.cli.library import Format, FormatOption, LibraryOption
from rashomon.errors import LibraryError

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table

    from rashomon.cli.progress import Progress
    from rashomon.compare.accounts import Account
    from rashomon.compare.profiles import Figures, SourceProfile
    from rashomon.library.protocol import View

CHUNK = 200  # incidents whose accounts are at hand at once
_BAR = 24  # columns of the longest bar
_CANDIDATES = 20


def source(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A source or an outlet, or a part of its name.")],
    library: LibraryOption = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="At most this many pairs of figures.")] = 10,
    format_: FormatOption = Format.text,
) -> None:
    """Show what a source tells, how often it is the only one, how sure it is, and its figures beside others'.

    These are counts, and no verdict: a source that gives higher figures than others may be the better informed one.

    Examples:

      rashomon source "Syrian Observatory for Human Rights" --library news.rashomon

      rashomon source observatory --library news.rashomon --format json
    """  # fmt: skip
    from rashomon.cli import library as libraries
    from rashomon.cli import output as out
    from rashomon.cli.progress import Progress
    from rashomon.cli.view import screen
    from rashomon.export.phrases import json_text

    with libraries.opened(library) as opened, opened.view() as view, Progress() as progress:
        libraries.warn_waiting(view)
        candidates = view.sources(name.strip())
        chosen = choose(candidates, name)
        found = _profile(view, chosen, progress) if chosen is not None else None
    if found is None:
        _tell_candidates(candidates, name)
        raise typer.Exit(1)
    if format_ is Format.json:
        out.write(json_text(found.to_dict(), indent=2) + "\n", None)
        return
    if len(candidates) > 1:
        from rashomon.cli.messages import say

        others = ", ".join(f"{other} ({claims:,})" for other, claims in candidates if other != found.name)
        say(f"other sources with this name in theirs, and their claims: {others[:300]}")
    console, finish = screen()
    for part in parts(found, limit):
        console.print(part)
    out.write(finish(), None)


def choose(candidates: Sequence[tuple[str, int]], name: str) -> str | None:
    """The source that is meant: of that very name, else of that name in other letters, else the only one."""
    names = [candidate for candidate, _ in candidates]
    if name in names:
        return name
    alike = [candidate for candidate in names if candidate.lower() == name.strip().lower()]
    if alike:
        return alike[0]
    return names[0] if len(names) == 1 else None


def _tell_candidates(candidates: Sequence[tuple[str, int]], name: str) -> None:
    """The sources whose name holds what was given; raises LibraryError where there is none."""
    from rich.table import Table
    from rich.text import Text

    from rashomon.cli import output as out
    from rashomon.cli.messages import say
    from rashomon.cli.view import screen
    from rashomon.export.phrases import one_line

    if not candidates:
        raise LibraryError(f"no source is called {name}; give a part of its name, or find it with: rashomon search")
    more = f", the commonest {_CANDIDATES} of them below" if len(candidates) > _CANDIDATES else ""
    say(f"{len(candidates):,} sources have “{name}” in their name{more}; say which", kind="error")
    table = Table.grid(padding=(0, 2))
    table.add_column(justify="right")
    for candidate, claims in candidates[:_CANDIDATES]:
        count = Text(f"{claims:,} {'claim' if claims == 1 else 'claims'}", style="dim")
        table.add_row(count, Text(one_line(candidate), style="cyan"))
    console, finish = screen()
    console.print(table)
    out.write(finish(), None)


def _profile(view: View, name: str, progress: Progress) -> SourceProfile:
    from rashomon.compare.profiles import profile
    from rashomon.compare.rules import load_rules

    own = view.claims_of(name)
    incidents = sorted(set(view.incidents_of(own).values()))
    progress.phase("counting")
    progress.expect(len(incidents))
    return profile(name, set(own), _told(view, incidents, progress), load_rules())


def _told(view: View, incidents: Sequence[str], progress: Progress) -> Iterator[tuple[str, list[Account]]]:
    """The accounts of each incident, a portion of incidents at a time."""
    from rashomon.cli.library import copies
    from rashomon.compare.accounts import accounts_of
    from rashomon.compare.copies import groups
    from rashomon.compare.rules import load_rules

    for start in range(0, len(incidents), CHUNK):
        found = view.incidents(incidents[start : start + CHUNK])
        reports = sorted({key.rpartition(":")[0] for one in found for key in one.claims})
        first_of = {copy: group[0] for group in copies(view, reports).values() for copy in group}
        alike = groups([entry.report for entry in view.entries(sorted(first_of))], first_of)
        accounts = {one.key: one for one in accounts_of(view.readings(reports), load_rules(), alike)}
        for one in found:
            yield one.id, [accounts[key] for key in one.claims if key in accounts]
            progress.step()


# --- what is shown --------------------------------------------------------------------------------------------------


def parts(found: SourceProfile, limit: int) -> list[RenderableType]:
    """The profile from top to bottom."""
    from rich.padding import Padding
    from rich.text import Text

    from rashomon.cli.view import counted
    from rashomon.export import phrases
    from rashomon.records import PUBLISHER

    kinds = [
        "in its own name" if kind == PUBLISHER.kind else phrases.KINDS.get(kind, kind.replace("_", " "))
        for kind in found.kinds
    ]
    head = Text.assemble((phrases.one_line(found.name), "bold cyan"), (f"  {', '.join(kinds)}", "dim"))
    told = f"{counted(found.claims, 'claim')} in {counted(found.reports, 'report')}"
    told += f", of {counted(found.incidents, 'incident')}"
    shown: list[RenderableType] = [head, Text(told)]
    if found.incidents:
        shown.append(Text(f"no other voice tells of {_share(found.alone, found.incidents)} of the incidents"))
    shown += [Text(), Text("What it tells of", style="bold"), Padding(_bars(found.types), (0, 0, 0, 2))]
    hows = {"affirms": "affirms", "denies": "denies", "asserted": "as a fact", "hedged": "with doubt"}
    table = [
        "   ".join(f"{hows.get(key, key)} {_share(number, found.claims)}" for key, number in counts.items())
        for counts in (found.stance, found.certainty)
    ]
    shown += [Text(), Text("How it tells it", style="bold"), *(Text(f"  {line}") for line in table if line)]
    for title, figures in (("Killed", found.killed), ("Wounded", found.wounded)):
        shown += [Text(), *_figures(title, figures, limit)]
    return shown


def _share(part: int, whole: int) -> str:
    return f"{part:,} of {whole:,} ({part / whole:.0%})" if whole else "none"


def _bars(counts: dict[str, int]) -> Table:
    from rich.table import Table
    from rich.text import Text

    from rashomon.export.phrases import type_words

    table = Table.grid(padding=(0, 2))
    table.add_column()
    table.add_column(justify="right")
    most = max(counts.values(), default=1)
    for kind, number in counts.items():
        bar = Text("█" * max(1, round(_BAR * number / most)), style="blue")
        table.add_row(Text(type_words(kind)), Text(f"{number:,}"), bar)
    return table


def _figures(title: str, figures: Figures, limit: int) -> list[RenderableType]:
    """How often its figure is higher, the same, lower; the median ratio; and the pairs that these are counted from."""
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    from rashomon.cli.view import counted
    from rashomon.export.phrases import one_line

    head = Text(f"{title}: its figures beside other voices' of the same incident", style="bold")
    if not figures.pairs:
        return [head, Text("  no other voice gives a figure for an incident that it counts", style="dim")]
    counts = f"  higher {figures.higher:,}   same {figures.same:,}   lower {figures.lower:,}"
    counts += f"   of {counted(len(figures.pairs), 'pair')} of figures"
    lines = [Text(counts)]
    if figures.median_ratio is not None:
        lines.append(Text(f"  median ratio {figures.median_ratio:.2f}, of {counted(figures.ratios, 'ratio')}"))
    table = Table(box=None, pad_edge=False, header_style="dim")
    for column in ("incident", "its figure", "other's", "ratio", "other voice"):
        table.add_column(column, justify="right" if column == "ratio" else "left")
    ranked = sorted(figures.pairs, key=lambda one: (one.relation == "same", one.incident, one.voice))
    for one in ranked[:limit]:
        style = "" if one.relation == "same" else "bold"
        ratio = f"{one.ratio:.2f}" if one.ratio is not None else "–"
        table.add_row(
            Text(one.incident, style="cyan"), Text(one_line(one.own), style=style),
            Text(one_line(one.other), style=style), ratio, Text(one_line(one.voice)),
        )  # fmt: skip
    shown: list[RenderableType] = [head, *lines, Padding(table, (0, 0, 0, 2))]
    if len(ranked) > limit:
        shown.append(Text(f"  {len(ranked) - limit:,} more; show them with --limit {len(ranked)}", style="dim"))
    return shown

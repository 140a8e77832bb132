"""``rashomon place``: who is said to hold a place and when, and everything told about it, day by day."""

from __future__ import annotations

import difflib
import heapq
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Any

import typer

from rashomon.cli.library import Format, FormatOption, LibraryOption
from rashomon.errors import GazetteerError, LibraryError, UsageError

if TYPE_CHECKING:
    import datetime as dt

    from rich.console import RenderableType

    from rashomon.cli.progress import Progress
    from rashomon.export.accounts import Account
    from rashomon.library.protocol import View
    from rashomon.records import ControlInterval

CHUNK = 200  # reports whose claims are at hand at once
_NEAR = 8  # names that an unknown one is told with


@dataclass(slots=True)
class About:
    """What a library has about one place: ``claims`` in all, the latest of them as ``accounts``."""

    name: str  # as compared
    country: str
    claims: int
    intervals: list[ControlInterval]
    accounts: list[Account] = field(default_factory=list)  # the latest day first
    incidents: dict[str, str] = field(default_factory=dict)  # claim key -> incident id
    last: dt.date | None = None  # the latest day told


def place(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A place, as a report writes it.")],
    library: LibraryOption = None,
    country: Annotated[
        str | None, typer.Option(metavar="ISO3", help="Its country, where several have a place of that name: SYR.")
    ] = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="At most this many claims of a place.")] = 20,
    format_: FormatOption = Format.text,
) -> None:
    """Show who is said to hold a place, when, wholly or partly, by whom; below it what is told about it, by day.

    Where accounts of who holds it contradict each other, the days are marked ≠.

    Examples:

      rashomon place "Er Rahad" --library news.rashomon

      rashomon place Tripoli --country LBN --library news.rashomon --limit 50
    """
    from rashomon.cli import library as libraries
    from rashomon.cli import output as out
    from rashomon.cli.progress import Progress
    from rashomon.export.phrases import json_text

    with libraries.opened(library) as opened, opened.view() as view, Progress() as progress:
        libraries.warn_waiting(view)
        meant = find(view, name, country)
        progress.phase("gathering")
        found = [about(view, *one, limit=limit, progress=progress) for one in meant]
    if format_ is Format.json:
        out.write(json_text({"places": [_dict(one) for one in found]}, indent=2) + "\n", None)
        return
    from rashomon.cli.view import screen

    console, finish = screen()
    for part in parts(found, console.width):
        console.print(part)
    out.write(finish(), None)


# --- which place is meant -------------------------------------------------------------------------------------------


def find(view: View, name: str, country: str | None) -> list[tuple[str, str, int]]:
    """The places of that name as (name, country, claims), with most claims first.

    A name that the library does not have is looked up in the gazetteer, which knows other spellings. Raises
    LibraryError, with names that are near, where there is none; UsageError where none lies in that country.
    """
    from rashomon.compare.accounts import place_name

    code = (country or "").strip().upper()
    own = place_name(name)
    for wanted in (own, *_spellings(name)):
        found = [one for one in view.places(wanted) if wanted and one[0] == wanted]
        if found and code and not any(one[1] == code for one in found):
            known = ", ".join(one[1] or "none known" for one in found)
            raise UsageError(f"--country {country}: no {name} of the library lies there; its countries: {known}")
        if found and wanted != own:
            from rashomon.cli.messages import say

            say(f"the library has no place called {name}, but {wanted.title()}, which the gazetteer has for that name")
        if found:
            return sorted((one for one in found if code in ("", one[1])), key=lambda one: (-one[2], one[1]))
    near = _near(view, own)
    told = f"; near to it: {', '.join(near)}" if near else "; find reports about it with: rashomon search"
    raise LibraryError(f"no claim of the library is about a place called {name}{told}")


def _spellings(name: str) -> list[str]:
    """Other names of the places of that name, as compared; none where the gazetteer cannot be opened."""
    from rashomon.compare.accounts import place_name
    from rashomon.gazetteer import Gazetteer

    try:
        return list(dict.fromkeys(place_name(entry.name) for entry in Gazetteer.open().lookup(name)))
    except GazetteerError:
        return []


def _near(view: View, name: str) -> list[str]:
    """Names in the library that look like this one, the likest first, then those that share a word with it."""
    known = {found: claims for found, _, claims in view.places("")}
    words = set(name.split())
    sharing = sorted((one for one in known if words & set(one.split())), key=lambda one: (-known[one], one))
    alike = difflib.get_close_matches(name, known, n=_NEAR, cutoff=0.6)
    return list(dict.fromkeys([*alike, *sharing]))[:_NEAR]


# --- what is told about it ------------------------------------------------------------------------------------------


def about(view: View, name: str, country: str, claims: int, *, limit: int, progress: Progress) -> About:
    """The control timeline of a place and its latest ``limit`` claims."""
    from rashomon.cli.library import accounts

    intervals = [one for one in view.control(name) if (one.place.country or "") == country]
    keys = view.claims_at(name, country)
    reports = sorted({key.rpartition(":")[0] for key in keys})
    by_report: dict[str, list[str]] = {report: [] for report in reports}
    for key in keys:
        by_report[key.rpartition(":")[0]].append(key)
    progress.expect(len(reports))
    found = About(name, country, claims, intervals)
    for start in range(0, len(reports), CHUNK):
        chunk = reports[start : start + CHUNK]
        theirs = accounts(view, [key for report in chunk for key in by_report[report]])
        found.accounts = heapq.nlargest(limit, [*found.accounts, *theirs.values()], key=_day)
        progress.step(len(chunk))
    found.incidents = view.incidents_of([one.key for one in found.accounts])
    days = [one.claim.when.end for one in found.accounts if one.claim.when is not None]
    found.last = max(days, default=None)
    return found


def _day(account: Account) -> tuple[int, int, str]:
    """What accounts are put in order by: the day they tell of, the day they were published, their key."""
    when, published = account.claim.when, account.reading.report.published
    return when.start.toordinal() if when else 0, published.toordinal() if published else 0, account.key


def _dict(one: About) -> dict[str, Any]:
    from rashomon.cli.library import account_dict
    from rashomon.records import Comparison

    accounts = [account_dict(account) | {"incident": one.incidents.get(account.key)} for account in one.accounts]
    control = Comparison(control=tuple(one.intervals)).to_dict()["control"]
    return {"name": one.name, "country": one.country or None, "claims": one.claims, "control": control,
            "accounts": accounts}  # fmt: skip


# --- what is shown --------------------------------------------------------------------------------------------------


def parts(found: Sequence[About], width: int) -> list[RenderableType]:
    """Each place with its chart and its claims."""
    from rich.rule import Rule
    from rich.text import Text

    from rashomon.cli.timeline import chart
    from rashomon.cli.view import counted
    from rashomon.export import phrases

    shown: list[RenderableType] = []
    for one in found:
        shown += [Text()] if shown else []
        places = [a.claim.place for a in one.accounts if a.claim.place is not None]
        title = phrases.place_words(places[0]) if places else phrases.one_line(one.name)
        shown += [Text(title, style="bold"), Rule(style="dim")]
        if one.intervals:
            shown.append(chart(one.intervals, width, [one.last] if one.last is not None else []))
        else:
            shown.append(Text("Nobody tells who holds it.", style="dim"))
        more = one.claims - len(one.accounts)
        head = (
            f"The latest {len(one.accounts):,} of {one.claims:,} claims" if more > 0 else counted(one.claims, "claim")
        )
        shown += [Text(), Text(head, style="bold"), *_claims(one)]
        if more > 0:
            shown += [Text(), Text(f"{more:,} more claims; show them with --limit {one.claims}", style="dim")]
    if len(found) > 1:
        told = ", ".join(phrases.one_line(one.country) or "no country known" for one in found)
        shown += [Text(), Text(f"Several places have this name; show one with --country: {told}", style="dim")]
    return shown


def _claims(found: About) -> list[RenderableType]:
    """The claims below their days: who says what, in which words, in which report."""
    from rich.padding import Padding
    from rich.text import Text

    from rashomon.cli.view import claim_rows, quote
    from rashomon.export import phrases

    shown: list[RenderableType] = []
    day = None
    for account in found.accounts:
        claim, report = account.claim, account.reading.report
        told = phrases.when_words(claim.when) or "No day said"
        if told != day:
            shown += [Text(), Text(told, style="bold blue")]
        day = told
        line = Text.assemble((phrases.source_name(claim.source, report.publisher), "cyan"))
        line.append(f"  {phrases.type_words(claim.type)}")
        for label, value in claim_rows(claim, "", told):
            line.append(f" · {value.plain}" if label == "who" else f" · {label} {value.plain}")
        if phrases.doubts(claim):
            line.append(f"  {', '.join(phrases.doubts(claim))}", style="bold yellow")
        published = phrases.short_day(report.published) if report.published else "no date"
        known = [report.publisher or "", published, report.id, found.incidents.get(account.key, "")]
        where = " · ".join(phrases.one_line(one) for one in known if one)
        shown += [
            Padding(line, (0, 0, 0, 2)),
            Padding(quote(claim), (0, 0, 0, 4)),
            Padding(Text(where, style="dim"), (0, 0, 0, 4)),
        ]
    return shown

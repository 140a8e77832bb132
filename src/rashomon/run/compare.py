"""Bring a library's comparison up to date: new reports touch only the blocks they stand in.

The result is that of ``rashomon.compare`` over all readings at once, whatever the order and the portions in which
they came, and however often the work was stopped in between. Why that holds:

- Groups never reach across components (compare/linkage.py), so only components that a new claim may change are made
  anew: those of the claims it is linked to, and its own former one.
- A pair of two old claims can only be lost where a new claim pushes them further apart in a block than
  ``blocking.neighbours``; the components of such claims are made anew, too.
- Old claims vanish or change only by a re-reading, and then all is compared anew (run/reread.py).
"""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from importlib.metadata import version
from importlib.resources import files

from rashomon.compare.accounts import Account, accounts_of
from rashomon.compare.blocking import reaches, spots
from rashomon.compare.control import timeline
from rashomon.compare.copies import Copies
from rashomon.compare.disagreements import disagreements
from rashomon.compare.incidents import incident_of, linked, scored
from rashomon.compare.linkage import components, merge, within
from rashomon.compare.rules import Rules, load_rules
from rashomon.compare.scoring import links
from rashomon.compare.spot import Spot
from rashomon.lexicon.overlay import current
from rashomon.library.protocol import Edit, Library, View

PORTION = 400  # reports in one transaction: more make fewer neighbours to be looked at again, and others wait longer
_KEPT = 5_000  # reports whose accounts are kept at hand, about 150 MB
_STAMP = "comparison"  # by which release and rules the library was compared
_PLACES = 50  # whose control timelines are made anew in one transaction

Key = tuple[str, int]  # report id and the claim's number in it: the order in which accounts are compared
Link = tuple[Key, Key]  # two of them, the smaller one first


def update(library: Library, step: Callable[[int], None] = lambda done: None) -> int:
    """Compare what is read but not compared yet; returns the number of reports.

    ``step`` is told each time how many more are done. Each portion is one transaction: stopped at any point, the next
    call goes on from the last one. Raises LibraryError.
    """
    rules = load_rules()
    with library.view() as view:
        known = view.get(_STAMP)
    if known != comparison_version():
        with library.edit() as edit:
            edit.forget_comparison()
            edit.put(_STAMP, comparison_version())
    with _no_search_for_circles():
        return _compare_waiting(library, _Shelf(rules), step)


def _compare_waiting(library: Library, shelf: _Shelf, step: Callable[[int], None]) -> int:
    done = 0
    while True:
        with library.edit() as edit:
            ids = edit.waiting(PORTION)
            if ids:
                _Portion(edit, shelf, ids).compare()
        if not ids:
            break
        done += len(ids)
        step(len(ids))
    _update_control(library, shelf)
    return done


@contextmanager
def _no_search_for_circles() -> Iterator[None]:
    """Python's collector would look through all accounts again and again, for circles that are not there."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def forget(edit: Edit) -> None:
    """Have all compared anew at the next ``update``, since readings are replaced in this transaction."""
    edit.put(_STAMP, "")


@lru_cache(maxsize=1)
def comparison_version() -> str:
    """The release and the rules by which claims are compared; under another name all is compared anew."""
    rules = hashlib.sha256(files("rashomon").joinpath("lexicon/compare.toml").read_bytes())
    if own := current():
        rules.update(own.digest(compares=True).encode())
    return f"{version('rashomon')}+{rules.hexdigest()[:8]}"


class _Shelf:
    """Accounts at hand, by report, so that neighbours are not decoded again and again."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self.accounts: dict[str, list[Account]] = {}
        self.keys: dict[str, Key] = {}  # by "REPORT:CLAIM"

    def load(self, view: View, reports: Iterable[str], *, anew: bool = False) -> None:
        """Have the accounts of these reports at hand."""
        wanted = sorted(set(reports) if anew else set(reports) - self.accounts.keys())
        if not wanted:
            return
        copies = _copies(view, wanted)
        self.accounts |= {report: [] for report in wanted}
        for account in accounts_of(view.readings(wanted), self.rules, copies):
            self.accounts[account.report.id].append(account)
            self.keys[account.key] = (account.report.id, account.number)

    def __getitem__(self, key: Key) -> Account:
        return self.accounts[key[0]][key[1]]

    def tidy(self) -> None:
        """Make room, between two portions."""
        if len(self.accounts) > _KEPT:
            self.accounts.clear()
            self.keys.clear()


def _copies(view: View, reports: list[str]) -> dict[str, Copies]:
    """The groups of copies that these reports belong to."""
    entries = view.entries(reports)
    firsts = {entry.voice for entry in entries if entry.voice != entry.report.id}
    firsts |= {entry.voice for entry in entries if entry.voice not in firsts and len(view.copies(entry.voice)) > 1}
    known = {entry.report.id: Copies.of(entry.report) for entry in view.entries(sorted(firsts))}
    return {entry.report.id: known[entry.voice] for entry in entries if entry.voice in known}


class _Portion:
    """Some reports in one transaction: the components that they may change are made anew."""

    def __init__(self, edit: Edit, shelf: _Shelf, ids: list[str]) -> None:
        self.edit = edit
        self.shelf = shelf
        self.rules = shelf.rules
        self.ids = ids

    def compare(self) -> None:
        """Everything that these reports change, except the control timelines, whose places are noted."""
        self.shelf.tidy()
        self.shelf.load(self.edit, self.ids, anew=True)
        new = {(account.report.id, account.number) for report in self.ids for account in self.shelf.accounts[report]}
        lines = self._lines(new)
        self.edit.put_spots(self.ids, [spot for own in lines.values() for spot in own])
        around, disturbed = self._near(lines)
        scores = self._scores(around)
        beside = {
            key
            for (a, b), points in scores.items()
            if links(self.shelf[a], self.shelf[b], points, self.rules)
            for key in (a, b)
        }
        former = self._components(new | beside | disturbed)
        touched = new | {self.shelf.keys[name] for names in former.values() for name in names}
        others, _ = self._near(self._lines(touched - new))
        scores |= self._scores({link for link in others - around if touched.issuperset(link)})
        self.edit.drop_components(sorted(former))
        self._make(sorted(touched), scores)
        self.edit.note_control(_held(self.shelf[key] for key in new))
        self.edit.compared(self.ids)

    def _lines(self, keys: set[Key]) -> dict[Key, list[Spot]]:
        return {key: spots(self.shelf[key], self.rules) for key in sorted(keys)}

    def _near(self, lines: dict[Key, list[Spot]]) -> tuple[set[Link], set[Key]]:
        """The links of these claims to what stands around them, and the claims whose own links they push apart."""
        reach = self.rules.blocking.neighbours
        own = [(key, spot) for key, line in lines.items() for spot in line]
        links: set[Link] = set()
        disturbed: set[Key] = set()
        around = self.edit.around([spot for _, spot in own], reach + 1)
        for (key, spot), (before, after) in zip(own, around, strict=True):
            for other in after[:reach]:
                if not reaches(spot, other, self.rules):
                    break
                links.add(_link(key, (other.report, other.number)))
            for distance, other in enumerate(reversed(before[-reach:]), 1):
                if reaches(other, spot, self.rules):
                    links.add(_link(key, (other.report, other.number)))
                pushed = reach - distance  # was within reach of ``other`` before this claim stood between
                if pushed < len(after) and reaches(other, after[pushed], self.rules):
                    disturbed.add((other.report, other.number))
        self.shelf.load(self.edit, {report for link in links for report, _ in link} | {key[0] for key in disturbed})
        return links, disturbed

    def _scores(self, links: set[Link]) -> dict[Link, float]:
        keys = sorted({key for link in links for key in link})
        at = {key: index for index, key in enumerate(keys)}
        wanted = ((at[a], at[b]) for a, b in sorted(links))
        found = scored([self.shelf[key] for key in keys], wanted, self.rules)
        return {(keys[a], keys[b]): points for (a, b), points in found.items()}

    def _components(self, keys: set[Key]) -> dict[str, list[str]]:
        """The components that these claims were in so far, with all their claims, whose accounts are then at hand."""
        former = self.edit.components([self.shelf[key].key for key in sorted(keys)])
        members = self.edit.members(sorted(set(former.values())))
        self.shelf.load(self.edit, {name.rpartition(":")[0] for names in members.values() for name in names})
        return members

    def _make(self, touched: list[Key], scores: dict[Link, float]) -> None:
        """The components of these claims, with their incidents and disagreements."""
        accounts = [self.shelf[key] for key in touched]
        at = {key: index for index, key in enumerate(touched)}
        near = {(at[a], at[b]): points for (a, b), points in scores.items() if a in at and b in at}
        threshold, start = self.rules.weights.threshold, self.rules.weights.start
        parts = components(len(accounts), linked(accounts, near, self.rules))
        for part, own in zip(parts, within(parts, near), strict=True):
            incidents, differences = [], []
            for members in merge(part, own, threshold, start):
                group = [accounts[index] for index in members]
                incidents.append(incident_of(group))
                differences += disagreements(incidents[-1].id, group, self.rules)
            self.edit.put_component(accounts[part[0]].key, incidents, differences)


def _link(one: Key, other: Key) -> Link:
    return (one, other) if one < other else (other, one)


def _held(accounts: Iterable[Account]) -> set[tuple[str, str]]:
    """The places that these accounts tell the holder of, by normalised name and country."""
    return {
        (one.place, one.claim.place.country or "")
        for one in accounts
        if one.claim.family == "territory" and one.claim.place is not None and one.place is not None
    }


def _update_control(library: Library, shelf: _Shelf) -> None:
    """Make the control timelines of the noted places anew, once all claims are compared.

    A timeline is made of all claims about its place: made after each portion, a place that is often in the news would
    be read again and again.
    """
    while True:
        with library.edit() as edit:
            places = edit.stale_control(_PLACES)
            for place, country in places:
                names = edit.territory(place, country)
                shelf.tidy()
                shelf.load(edit, {name.rpartition(":")[0] for name in names})
                edit.put_control(place, country, timeline([shelf[shelf.keys[name]] for name in names]))
        if not places:
            return

"""The part of a transaction that is about comparing: what waits for it, where its claims lie, what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rashomon.library import codec
from rashomon.library.codec import short
from rashomon.library.records import Spot
from rashomon.library.reports import ReportTables
from rashomon.library.statements import Window
from rashomon.records import ControlInterval, Disagreement, Incident

_SPOT = ("block", "first", "last", "family", "report", "number")


class ComparisonTables(ReportTables):
    """Incidents, disagreements and control timelines of one open transaction, beside its reports."""

    def waiting(self, limit: int) -> list[str]:
        """Up to ``limit`` ids of reports read but not compared: by day of publication, undated last, then by id."""
        return self._column(
            "SELECT id FROM reports WHERE version IS NOT NULL AND compared = 0"
            " ORDER BY coalesce(published, '9999-99-99'), id LIMIT ?",
            (limit,),
        )

    def around(self, spots: Sequence[Spot], count: int) -> list[Window]:
        """For each spot the ``count`` spots of its block before it (nearest last) and after it (nearest first)."""
        found = self._do.windows([_short(spot) for spot in spots], count)
        for at, spot in enumerate(spots):
            if short(spot.block) is not spot.block:
                before, after = ([one._replace(block=spot.block) for one in side] for side in found[at])
                found[at] = before, after
        return found

    def components(self, claims: Sequence[str]) -> dict[str, str]:
        """Claim key to component, for the claims that are in one."""
        return dict(self._do.rows("SELECT claim, component FROM members WHERE claim IN (EACH(?))", self._l(claims)))

    def members(self, components: Sequence[str]) -> dict[str, list[str]]:
        """Component to the keys of its claims, sorted; for the components that there are."""
        found: dict[str, list[str]] = {}
        for component, claim in self._do.rows(
            "SELECT component, claim FROM members WHERE component IN (EACH(?)) ORDER BY component, claim",
            self._l(components),
        ):
            found.setdefault(component, []).append(claim)
        return found

    def territory(self, place: str, country: str) -> list[str]:
        """Keys of the claims about who holds a place (normalised name; country may be empty), sorted."""
        return self._column(
            "SELECT key FROM claims WHERE family = 'territory' AND place = ? AND country = ? ORDER BY key",
            (short(place), short(country)),
        )

    def incidents(self, ids: Sequence[str]) -> list[Incident]:
        """The incidents of the ids, by id; unknown ids are left out."""
        rows = self._column("SELECT data FROM incidents WHERE id IN (EACH(?)) ORDER BY id", self._l(ids))
        return [codec.decode_incident(data) for data in rows]

    def incident_ids(self) -> Iterator[str]:
        """The ids of all incidents, sorted."""
        return self._walk("SELECT id FROM incidents WHERE id > ? ORDER BY id LIMIT ?")

    def incidents_of(self, claims: Sequence[str]) -> dict[str, str]:
        """Claim key to incident id, for the claims that are in one."""
        return dict(self._do.rows("SELECT claim, incident FROM members WHERE claim IN (EACH(?))", self._l(claims)))

    def disagreements(self, incidents: Sequence[str]) -> list[Disagreement]:
        """The disagreements within the incidents, by incident, in the order they were put."""
        rows = self._column(
            "SELECT data FROM disagreements WHERE incident IN (EACH(?)) ORDER BY incident, number", self._l(incidents)
        )
        return [codec.decode_disagreement(data) for data in rows]

    def control(self, place: str | None = None) -> list[ControlInterval]:
        """The control intervals of a place (normalised name), or of all, by place and country."""
        where, values = ("", ()) if place is None else (" WHERE place = ?", (short(place),))
        rows = self._column(f"SELECT data FROM control{where} ORDER BY place, country, number", values)
        return [codec.decode_control(data) for data in rows]

    def control_places(self) -> Iterator[str]:
        """The normalised names of the places that have control intervals, sorted."""
        return self._walk("SELECT DISTINCT place FROM control WHERE place > ? ORDER BY place LIMIT ?")

    def stale_control(self, limit: int) -> list[tuple[str, str]]:
        """Up to ``limit`` places (normalised name, country) whose control timelines wait to be made anew, sorted."""
        rows = self._do.rows("SELECT place, country FROM stale ORDER BY place, country LIMIT ?", (limit,))
        return [(row[0], row[1]) for row in rows]

    def places(self, name: str) -> list[tuple[str, str, int]]:
        """Normalised names that hold ``name``, each with its country and number of claims, commonest first."""
        from rashomon.compare.accounts import place_name

        wanted = place_name(name)
        rows = self._do.rows("SELECT place, country, count(*) FROM claims WHERE place <> '' GROUP BY place, country")
        found = [(row[0], row[1], row[2]) for row in rows if wanted in row[0]]
        return sorted(found, key=lambda row: (-row[2], row[0], row[1]))

    def sources(self, name: str) -> list[tuple[str, int]]:
        """Sources whose name holds ``name``, whatever the case, each with its number of claims, commonest first."""
        wanted = name.casefold()
        rows = self._do.rows("SELECT source, count(*) FROM claims GROUP BY source")
        found = [(row[0], row[1]) for row in rows if wanted in row[0].casefold()]
        return sorted(found, key=lambda row: (-row[1], row[0]))

    def claims_of(self, source: str) -> list[str]:
        """Keys of the claims of one source (exact name; a publisher under its own), sorted."""
        return self._column("SELECT key FROM claims WHERE source = ? ORDER BY key", (short(source),))

    def claims_at(self, place: str, country: str | None = None) -> list[str]:
        """Keys of the claims at a place (normalised name), of one country or of all, sorted."""
        if country is None:
            return self._column("SELECT key FROM claims WHERE place = ? AND place <> '' ORDER BY key", (short(place),))
        return self._column(
            "SELECT key FROM claims WHERE place = ? AND country = ? AND place <> '' ORDER BY key",
            (short(place), short(country)),
        )

    # --- what an edit adds

    def put_spots(self, reports: Sequence[str], spots: Iterable[Spot]) -> None:
        """Keep where the claims of the reports lie; it replaces what was kept of these reports."""
        self._do.run("DELETE FROM spots WHERE report IN (EACH(?))", self._l(reports))
        rows = ((s.block, s.first, s.last, s.family, s.report, s.number) for s in map(_short, spots))
        self._do.insert("spots", _SPOT, rows)

    def put_component(self, component: str, incidents: Sequence[Incident], differences: Sequence[Disagreement]) -> None:
        """Keep the incidents of one component and their disagreements; it replaces a component of the same name.

        A claim belongs to one component: drop the one it was in before.
        """
        self.drop_components([component])
        rows = [(one.id, component, codec.encode(one)) for one in incidents]
        self._do.insert("incidents", ("id", "component", "data"), rows)
        members = [(claim, component, one.id) for one in incidents for claim in one.claims]
        self._do.insert("members", ("claim", "component", "incident"), members)
        if differences:
            found = [(one.incident, at, one.attribute, codec.encode(one)) for at, one in enumerate(differences)]
            self._do.insert("disagreements", ("incident", "number", "attribute", "data"), found)

    def drop_components(self, components: Sequence[str]) -> None:
        """Remove components with their incidents and disagreements."""
        values = self._l(components)
        self._do.run(
            "DELETE FROM disagreements WHERE incident IN (SELECT id FROM incidents WHERE component IN (EACH(?)))",
            values,
        )
        self._do.run("DELETE FROM members WHERE component IN (EACH(?))", values)
        self._do.run("DELETE FROM incidents WHERE component IN (EACH(?))", values)

    def note_control(self, places: Iterable[tuple[str, str]]) -> None:
        """Note the places (normalised name, country) whose control timelines wait to be made anew."""
        for place, country in sorted({(short(place), short(country)) for place, country in places}):
            self._do.run("INSERT INTO stale (place, country) VALUES (?, ?) ON CONFLICT DO NOTHING", (place, country))

    def put_control(self, place: str, country: str, intervals: Sequence[ControlInterval]) -> None:
        """Keep who is said to hold a place (normalised name); it replaces what was kept; the place waits no more."""
        where = (short(place), short(country))
        for table in ("control", "stale"):
            self._do.run(f"DELETE FROM {table} WHERE place = ? AND country = ?", where)
        rows = [(*where, number, codec.encode(one)) for number, one in enumerate(intervals)]
        self._do.insert("control", ("place", "country", "number", "data"), rows)

    def compared(self, reports: Sequence[str]) -> None:
        """Say that the reports wait no longer."""
        self._do.run("UPDATE reports SET compared = 1 WHERE id IN (EACH(?))", self._l(reports))

    def forget_comparison(self) -> None:
        """Remove all incidents, disagreements, control timelines and spots; all readings wait again."""
        for table in ("disagreements", "members", "incidents", "control", "stale", "spots"):
            self._do.run(f"DELETE FROM {table}")
        self._do.run("UPDATE reports SET compared = 0 WHERE compared = 1")

    def _dissolve(self, report: str) -> None:
        """Take apart what was compared with claims of the report; the reports that were part of it wait again."""
        components = self._column(
            "SELECT DISTINCT component FROM members WHERE claim IN (SELECT key FROM claims WHERE report = ?)", (report,)
        )
        if components:
            values = self._l(components)
            self._do.run(
                "UPDATE reports SET compared = 0 WHERE id IN (SELECT claims.report FROM members"
                " JOIN claims ON claims.key = members.claim WHERE members.component IN (EACH(?)))",
                values,
            )
            self.drop_components(components)
        held = self._do.rows(
            "SELECT DISTINCT c.place, c.country FROM claims c JOIN control h ON h.place = c.place AND"
            " h.country = c.country WHERE c.report = ? AND c.family = 'territory'",
            (report,),
        )
        for place in held:
            self._do.run("DELETE FROM control WHERE place = ? AND country = ?", place)
            self._do.run(
                "UPDATE reports SET compared = 0 WHERE id IN"
                " (SELECT report FROM claims WHERE family = 'territory' AND place = ? AND country = ?)",
                place,
            )


def _short(spot: Spot) -> Spot:
    """The spot with a block that an index can hold."""
    return spot if short(spot.block) is spot.block else spot._replace(block=short(spot.block))

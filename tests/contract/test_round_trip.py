"""Any reading comes back equal to what was put, in both stores (made by Hypothesis)."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rashomon.collect.items import Origin, digest_of
from rashomon.library.protocol import Library
from rashomon.library.records import Entry
from rashomon.records import Claim, Period, Reading, Report, Source, Span

pytest_plugins = ("stores",)  # both stores, and a library of its own for each test

any_text = st.text(st.characters(codec=None), max_size=30)  # NUL and lone surrogates among them
days = st.dates()
maybe_text = st.none() | any_text
spans = st.builds(Span, st.integers(0, 40), st.integers(0, 40), any_text)
numbers = st.floats(allow_nan=False)
claims = st.builds(
    Claim,
    id=any_text,
    type=any_text,
    family=any_text,
    rule=any_text,
    quote=spans,
    trigger=spans,
    when=st.none() | st.builds(Period, days, days, any_text, st.none() | spans),
    via=st.lists(st.builds(Source, any_text, st.just("unknown"), st.none() | spans), max_size=2).map(tuple),
)
reports = st.builds(
    Report, any_text, any_text, maybe_text, st.none() | days, maybe_text, maybe_text, st.sampled_from([None, "en"])
)
readings = st.builds(
    Reading, reports, claims=st.lists(claims, max_size=3, unique_by=lambda one: one.id).map(tuple)
)  # places, times, attributions: by their types


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(read=readings, kept=reports)
def test_any_reading_comes_back(library: Library, read: Reading, kept: Report) -> None:
    digest = digest_of(repr((read, kept)).encode("utf-8", "surrogatepass"), None)
    kept = replace(kept, id=digest[:16])
    read = replace(read, report=replace(read.report, id=digest[:16]))
    with library.edit() as edit:
        edit.add(Entry(kept, digest, "given"), Origin("made"))
        edit.put_reading(read, "v1")
    with library.view() as view:
        assert view.readings([kept.id]) == [read]
        assert view.entries([kept.id])[0].report == kept
        assert dt.date(1, 1, 1) <= (view.entries([kept.id])[0].report.published or dt.date.max)

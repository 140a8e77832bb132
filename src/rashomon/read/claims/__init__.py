"""From events to claims: what context adds, what is told twice, what the report is about."""

from rashomon.read.claims.context import report_country, tell
from rashomon.read.claims.make import make_claims

__all__ = ["make_claims", "report_country", "tell"]

"""An address of PostgreSQL as it is handed to the driver, and as it is shown."""

from __future__ import annotations

import re

import psycopg
import pytest

from rashomon.errors import LibraryError
from rashomon.library.server import Address


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("postgresql://ada:s3cret@db.example:5433/news", "postgresql://ada@db.example:5433/news"),
        (
            "postgresql://ada:s3%3Acret@db.example/news?sslmode=require",
            "postgresql://ada@db.example/news?sslmode=require",
        ),
        ("postgresql:///news?host=/run/pg&password=s3cret", "postgresql:///news?host=/run/pg"),
        ("postgres://[::1]:5432/news?sslpassword=s3cret", "postgres://[::1]:5432/news"),
        ("postgresql:///news?options=-c%20a=b+c&password=s3%2Bcret", "postgresql:///news?options=-c%20a=b+c"),
        ("postgresql://:s3cret@db.example/news", "postgresql://@db.example/news"),
    ],
)
def test_no_password_is_shown(given: str, shown: str) -> None:
    address = Address(given)
    assert address.location == shown
    told = address.unreachable(psycopg.OperationalError(f"invalid thing in {given}\nmore"))
    assert not re.search("s3.*cret", told)
    assert "\n" not in told


def test_the_schema_is_ours_unless_named() -> None:
    assert Address("postgresql:///news").schema == "rashomon"
    named = Address("postgresql://ada@db.example/news?sslmode=require&schema=second")
    assert named.schema == "second"
    assert named.driver == "postgresql://ada@db.example/news?sslmode=require"


@pytest.mark.parametrize("name", ["", "A", 'a"b', "a;b", "x" * 64, "1a"])
def test_schema_names_are_plain(name: str) -> None:
    with pytest.raises(LibraryError, match="small letters"):
        Address(f"postgresql:///news?schema={name}")

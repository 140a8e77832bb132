"""A plugin for tests of the library: both stores, each test with a library of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import psycopg
import pytest
from postgres_server import postgres_server

from rashomon.library import open_library
from rashomon.library.protocol import Library

_NUMBERS = count(1)
STORES = ["sqlite", "postgres"]


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a server's databases, ``{}`` for the name; one of them, ``made``, is an empty library."""
    with postgres_server() as address:
        with psycopg.connect(address.format("postgres"), autocommit=True) as connection:
            connection.execute("CREATE DATABASE made")
        open_library(address.format("made")).close()
        yield address


@pytest.fixture
def database(server: str) -> Iterator[Callable[..., str]]:
    """Makes a database and gives its address; ``template`` made: an empty library, template0: nothing."""
    made: list[str] = []

    def make(template: str = "template0") -> str:
        name = f"test{next(_NUMBERS)}"
        made.append(name)
        with psycopg.connect(server.format("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}".encode())
        return server.format(name)

    yield make
    with psycopg.connect(server.format("postgres"), autocommit=True) as connection:
        for name in made:
            connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)".encode())


@pytest.fixture(params=STORES)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], str]:
    """Gives locations of empty libraries, each another one."""
    numbers = count(1)
    if request.param == "sqlite":
        return lambda: str(tmp_path / f"news{next(numbers)}.rashomon")
    database: Callable[..., str] = request.getfixturevalue("database")
    return lambda: database("made")


@pytest.fixture
def library(place: Callable[[], str]) -> Iterator[Library]:
    with open_library(place()) as library:
        yield library

"""The address of a PostgreSQL database, and what its errors mean for whoever has to mend them."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

import psycopg
from psycopg import errors

from rashomon.errors import LibraryError

SCHEMA = "rashomon"  # unless the address ends in ?schema=NAME

_REMEDIES: tuple[tuple[type[psycopg.Error], str], ...] = (
    (errors.DiskFull, "make room on the server's disk and repeat the command: nothing of this step was kept"),
    (
        errors.InsufficientPrivilege,
        "ask the database's owner for the right to create and write (GRANT CREATE ON DATABASE)",
    ),
    (errors.ReadOnlySqlTransaction, "this server only reads (a standby?): name the primary server"),
    (errors.UndefinedTable, "the tables are gone or of another program: name another schema with ?schema=NAME"),
    (psycopg.OperationalError, "nothing of this step was kept; see that the server runs, then repeat the command"),
)
_SIGNS = (
    ("password", "see that user and password are right (the password may come from PGPASSWORD or ~/.pgpass)"),
    ("does not exist", "make the database with createdb NAME and the user with createuser NAME, or name others"),
    ("refused|No such file", "start the server, or see that host and port are right"),
    ("resolve|translate host|Name or service|getaddrinfo", "see that the server's name is right"),
    ("timeout|timed out", "see that the server is up and lets this machine in"),
    ("pg_hba", "let this machine and user in, in the server's pg_hba.conf"),
    ("invalid|missing|unexpected|URI", "write it as postgresql://user:password@host:5432/name, odd signs as %XX"),
)


class Address:
    """Where a library is: ``driver`` is what psycopg takes, ``location`` is shown and has no password."""

    def __init__(self, address: str) -> None:
        self.driver, self.schema, self._secrets, self.location = _parts(address)

    def explain(self, error: psycopg.Error) -> str:
        """One line about an error of the server, with its remedy."""
        told = self._plain(str(error))
        for kind, remedy in _REMEDIES:
            if isinstance(error, kind):
                return f"{self.location}: {told}; {remedy}"
        return f"{self.location}: {told}; nothing of this step was kept: check the library with rashomon doctor"

    def unreachable(self, error: Exception) -> str:
        """One line about a connection that could not be made, with its remedy."""
        told = str(error)
        fitting = (remedy for sign, remedy in _SIGNS if re.search(sign, told, re.IGNORECASE))
        remedy = next(fitting, "see that the server runs and that the address is right")
        return f"{self.location}: no connection ({self._plain(told)}); {remedy}"

    def _plain(self, told: str) -> str:
        """The first line of an error, without any password."""
        line = next((line.strip() for line in told.splitlines() if line.strip()), "no reason given")
        for secret in self._secrets:
            line = line.replace(secret, "***")
        return line


def _parts(address: str) -> tuple[str, str, list[str], str]:
    """Of an address: what the driver takes, the schema, the passwords in it, and how it is shown."""
    try:
        split = urlsplit(address)
    except ValueError as error:
        raise LibraryError(
            f"this database address cannot be read ({error}); write it as postgresql://user:password@host:5432/name"
        ) from error
    options = [part.partition("=") for part in split.query.split("&") if part]
    schema = next((unquote(value) for key, _, value in options if key == "schema"), SCHEMA)
    if not re.fullmatch(r"[a-z_][a-z0-9_]{0,62}", schema):
        raise LibraryError(f"schema {schema!r}: a name of up to 63 small letters, digits and underscores is needed")
    user, _, host = split.netloc.rpartition("@")
    name, _, password = user.partition(":")
    secrets = [password, *(value for key, _, value in options if "password" in key.lower())]
    secrets = [one for raw in secrets if raw for one in (raw, unquote(raw))]
    driver = [part for part in options if part[0] != "schema"]
    shown = [part for part in options if "password" not in part[0].lower()]
    return (
        _address(split.scheme, split.netloc, split.path, driver),
        schema,
        secrets,
        _address(split.scheme, f"{name}@{host}" if user else host, split.path, shown),
    )


def _address(scheme: str, netloc: str, path: str, options: list[tuple[str, str, str]]) -> str:
    """Always with ``//``, also where no host is named: urlunsplit leaves it out, and the driver needs it."""
    query = "&".join("".join(part) for part in options)
    return f"{scheme}://{netloc}{path}" + (f"?{query}" if query else "")

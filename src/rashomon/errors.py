"""Every error that Rashomon raises for a reason a user can mend; the message says what, where and what to do.

RashomonError
  UsageError            the call itself is off (exit code 2)
  InputError            one input cannot be read (exit code 1; the others of the call still are)
    ReportError         a report lacks a field or has a bad one
    ReportTooLong       more text than one report can have
    FetchError          an address cannot be fetched, or may not be
  LexiconError          a lexicon file has an entry that does not hold
  GazetteerError        the gazetteer is missing, damaged or cannot be built
  LibraryError          the library cannot be opened, read or written
    LibraryBusy         somebody else is writing to it for too long
"""

from __future__ import annotations


class RashomonError(Exception):
    """Base of all errors with a remedy; ``exit_code`` is what the command line ends with."""

    exit_code = 1


class UsageError(RashomonError):
    """The call itself is off: an option, a combination, a value."""

    exit_code = 2


class InputError(RashomonError):
    """One input cannot be read; the other inputs of the same call still are."""


class ReportError(InputError):
    """A report lacks a field it must have, or holds one of the wrong kind."""


class ReportTooLong(InputError):  # noqa: N818 - reads as what it is
    """More text than one report can have (settings: read.max_characters)."""


class LexiconError(RashomonError):
    """A lexicon file has an entry that does not hold."""


class GazetteerError(RashomonError):
    """The gazetteer is missing, damaged or cannot be built."""


class FetchError(InputError):
    """An address cannot be fetched, or may not be: its site fails, is too slow or says no.

    ``status`` is the HTTP status where the site gave one; ``wait`` the seconds after which asking again makes sense.
    """

    def __init__(self, message: str, status: int | None = None, wait: float | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.wait = wait


class AddressRefused(FetchError):  # noqa: N818 - reads as what it is
    """An address that leads where nobody may be sent: a private network, another scheme, an odd spelling."""


class LibraryError(RashomonError):
    """The library cannot be opened, read or written."""


class LibraryBusy(LibraryError):  # noqa: N818 - reads as what it is
    """Somebody else is writing to the library for longer than we wait."""

"""The settings: one commented file of defaults, one model, and a file of the user's own on top."""

from __future__ import annotations

import os
import tomllib
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from rashomon.errors import UsageError

VARIABLE = "RASHOMON_SETTINGS"

_Count = Annotated[int, Field(gt=0)]
_Amount = Annotated[float, Field(gt=0)]
Names = tuple[str, ...]


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ReadSettings(_Section):
    """Limits of one report."""

    max_characters: _Count


class InputSettings(_Section):
    """Limits of one file."""

    max_bytes: _Count
    max_control_share: Annotated[float, Field(ge=0, le=1)]
    foreign_min_letters: _Count


class TitleSettings(_Section):
    """When the first line of a text is its title."""

    max_characters: _Count


class HtmlSettings(_Section):
    """When a page is read in a process of its own, and what that process may use."""

    suspicious_bytes: _Count
    suspicious_depth: _Count
    suspicious_tags: _Count
    timeout_seconds: _Amount
    memory_megabytes: _Count


class FetchSettings(_Section):
    """What may be asked of other people's sites, and how patiently."""

    ports: list[Annotated[int, Field(gt=0, lt=65536)]]
    allow_hosts: list[str]
    robots: bool
    delay_seconds: Annotated[float, Field(ge=0)]
    max_crawl_delay: Annotated[float, Field(ge=0)]
    patience_seconds: Annotated[float, Field(ge=0)]
    max_backoff_seconds: _Amount
    connect_seconds: _Amount
    read_seconds: _Amount
    total_seconds: _Amount
    max_bytes: _Count
    max_redirects: Annotated[int, Field(ge=0)]


class FeedSettings(_Section):
    """Limits of one feed, and how often it is asked."""

    max_bytes: _Count
    max_entries: _Count
    full_characters: _Count
    suspicious_bytes: _Count
    timeout_seconds: _Amount
    memory_megabytes: _Count
    poll_minutes: _Amount
    max_poll_minutes: _Amount


class LibrarySettings(_Section):
    """How long a store is waited for, and what a search shows."""

    busy_seconds: _Amount
    connect_seconds: _Count
    cache_megabytes: _Count
    snippet_characters: Annotated[int, Field(ge=20)]


class GazetteerSettings(_Section):
    """What GeoNames files bring, their limits, and a file of own places."""

    own: str
    towns: Names
    sites: Names
    admin1: Names
    admin2: Names
    regions: Names
    region_min_names: Annotated[int, Field(ge=0)]
    skip_languages: Names
    max_unpacked_bytes: _Count
    max_ratio: _Count
    max_bad_share: Annotated[float, Field(ge=0, le=1)]
    max_parts: Annotated[int, Field(ge=1, le=6)]  # SQLite attaches ten files at most
    cache_megabytes: _Count
    max_own_bytes: _Count


class LexiconSettings(_Section):
    """A folder of own word lists and rules."""

    folder: str
    max_bytes: _Count


class ViewSettings(_Section):
    """What the terminal shows."""

    max_width: Annotated[int, Field(ge=40)]
    progress_after_seconds: Annotated[float, Field(ge=0)]


class TableSettings(_Section):
    """The names of columns by the field that they hold."""

    text: Names
    title: Names
    published: Names
    publisher: Names
    url: Names
    id: Names
    max_columns: _Count


class WarcSettings(_Section):
    """Limits of web archives."""

    max_record_bytes: _Count


class Settings(_Section):
    """Everything in default.toml."""

    read: ReadSettings
    input: InputSettings
    title: TitleSettings
    html: HtmlSettings
    fetch: FetchSettings
    feed: FeedSettings
    library: LibrarySettings
    gazetteer: GazetteerSettings
    lexicon: LexiconSettings
    view: ViewSettings
    tables: TableSettings
    warc: WarcSettings


def load(path: str | os.PathLike[str] | None = None) -> Settings:
    """The defaults, with the keys of the file ``path`` on top.

    Raises UsageError where that file is missing, is not valid TOML, or has a key or value that does not hold.
    """
    values = tomllib.loads(files("rashomon").joinpath("default.toml").read_text(encoding="utf-8"))
    if path is None:
        return Settings.model_validate(values)
    try:
        own = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(f"settings file {path} ({VARIABLE}): {error.strerror or error}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"settings file {path}: not valid TOML: {error}") from error
    for section, entries in own.items():
        if isinstance(entries, dict) and section in values:
            values[section] |= entries
        else:
            values[section] = entries
    try:
        return Settings.model_validate(values)
    except ValidationError as error:
        raise UsageError(f"settings file {path}: {_explain(error, values)}") from error


def _explain(error: ValidationError, values: dict[str, Any]) -> str:
    """The first thing wrong, in one line, with the valid choices where a key is unknown."""
    first = error.errors(include_url=False)[0]
    where = ".".join(str(part) for part in first["loc"])
    if first["type"] != "extra_forbidden":
        return f"{where}: {first['msg'][:1].lower()}{first['msg'][1:]}, not {first['input']!r}"
    section = values.get(str(first["loc"][0])) if len(first["loc"]) > 1 else None
    known = section if isinstance(section, dict) else values
    keys = [key for key in known if key != first["loc"][-1]]
    return f"{where}: there is no such key; the keys here are {', '.join(keys)}"


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The settings of this process, from the file named in RASHOMON_SETTINGS where it is set; read once."""
    return load(os.environ.get(VARIABLE) or None)

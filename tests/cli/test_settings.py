from pathlib import Path

import pytest

from rashomon.errors import UsageError
from rashomon.settings import load


def write(folder: Path, text: str) -> Path:
    file = folder / "own.toml"
    file.write_text(text)
    return file


def test_the_defaults() -> None:
    assert load().read.max_characters == 400_000
    assert load().input.max_bytes == 20_000_000


def test_a_file_changes_only_what_it_names(tmp_path: Path) -> None:
    own = load(write(tmp_path, "[read]\nmax_characters = 10\n"))
    assert own.read.max_characters == 10
    assert own.input == load().input


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[read]\nmax_chars = 5", "read.max_chars: there is no such key; the keys here are max_characters"),
        ("[reed]\nx = 1", "reed: there is no such key; the keys here are read, input"),
        ("[read]\nmax_characters = 'many'", "read.max_characters: input should be a valid integer"),
        ("[read]\nmax_characters = -1", "read.max_characters: input should be greater than 0, not -1"),
        ("read = 5", "read: "),
        ("[read", "not valid TOML"),
    ],
)
def test_wrong_keys_and_values_are_told_in_one_line(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(UsageError) as raised:
        load(write(tmp_path, text))
    assert told in str(raised.value)
    assert "own.toml" in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="RASHOMON_SETTINGS"):
        load(tmp_path / "none.toml")

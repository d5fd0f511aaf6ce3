"""Checks the rule files as a whole, and how much of the official text the leaves stand for.

docs/rule-checks.md lists every check with its remedy.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import chain, pairwise
from pathlib import Path
from textwrap import wrap

from rules.errors import BadRules
from rules.norms import needs as n
from rules.norms.catalog import Catalogue
from rules.norms.compiled import CompiledTree
from rules.norms.coverage import all_leaves, coverage_of, normal, quotations
from rules.norms.edition_folders import (
    STANDARD_DOCUMENTS,
    EditionFolder,
    folder_paths,
    read_folder,
)
from rules.norms.loading import catalogue, left_out, rule_paths, with_edition
from rules.norms.model import (
    DaysInForce,
    Document,
    Leaf,
    OtherReading,
    Position,
    Reading,
    Text,
)
from rules.reference import problems_of
from rules.standard import with_edition as with_amendment
from rules.validator.question_checks import question_faults
from rules.vocabulary import LANGUAGES, NO_LONGER_GRANTED

OBTAINABLE = {"experience": {"time"}, "honour": {"never"}, "flag": {"effort", "never"}}
NOBODY_OBTAINS = frozenset({"foreign_citizen", "reserve_officer", "teaches"})
DAY = timedelta(days=1)
# A note is read on a telephone: three lines of what one shows.
NOTE_LINES, NOTE_WIDTH = 3, 34


def validated() -> str:
    """The validator's report on the catalogue of this checkout. Raises BadRules."""
    known = catalogue()
    found = list(problems(known))
    if found:
        raise BadRules(found)
    return report(known)


def of_edition(path: Path) -> str:
    """The validator's word on a newer edition in its folder, whatever its state. Raises BadRules
    with every fault and all that is not decided."""
    folder = read_folder(path)
    if folder.document in STANDARD_DOCUMENTS:
        with_amendment(folder)
        return _whole(folder)
    try:
        known, _ = with_edition(folder, catalogue(), rule_paths())
    except BadRules as bad:
        raise BadRules([*bad.problems, *problems_of(folder)]) from None
    found = [*problems(known), *problems_of(folder)]
    if found:
        raise BadRules(found)
    return _whole(folder)


def _whole(folder: EditionFolder) -> str:
    who = " and ".join(name for name in (folder.decided_by, folder.read_by) if name)
    return f"{folder.name} is whole: {folder.state}{f' by {who}' if who else ''}"


def of_editions() -> str:
    """A line for each newer edition that waits. Raises BadRules where people have signed what is
    faulty or not decided."""
    folders = [read_folder(path) for path in folder_paths()]
    signed = [of_edition(folder.path) for folder in folders if folder.state != "drafted"]
    return "\n".join((*signed, *left_out()))


def problems(known: Catalogue) -> Iterator[str]:
    """Every fault of a catalogue, one line each: position, what is wrong, what to do."""
    for document in known.documents.values():
        for problem in _succession([each.edition for each in document.editions]):
            yield f"{document.id}: {problem}"
        for problem in _currency(document):
            yield f"{document.id}: {problem}"
    for name, editions in known.editions.items():
        for problem in _succession([position.edition for position in editions]):
            yield f"{name}: {problem}"
        for position in editions:
            for problem in _faults(known, position):
                yield f"{_called(position)}: {problem}"
    yield from _competences_of_all(known)
    yield from _notes(known)


def _called(position: Position) -> str:
    since = position.edition.in_force_from
    return position.id if since is None else f"{position.id} ({since})"


def _faults(known: Catalogue, position: Position) -> Iterator[str]:
    yield from chain(
        _citations(position),
        _quotations(position),
        _coverage(position),
        _leaves(position),
        _competences(position),
        _readings(known, position),
        question_faults(position),
    )
    document = known.documents.get(position.document)
    if document is None:
        yield f"document {position.document} is not in documents.yaml; add it"
    else:
        yield from _edition_of_document(position.edition, document)


def report(known: Catalogue) -> str:
    """Coverage of every official text, and the clauses that are not evaluated with the reason."""
    lines = []
    letters = missed = 0
    every = list(chain.from_iterable(known.editions.values()))
    for position in every:
        for cover in coverage_of(position):
            letters += cover.letters
            missed += cover.missed
            share = 100 * (1 - cover.missed / cover.letters)
            lines.append(f"{share:6.1f} %  {cover.position}  {cover.paragraph} ({cover.language})")
        lines += [
            f"           not evaluated: «{x.words}»: {x.reason}" for x in position.not_evaluated
        ]
    share = 100 * (1 - missed / letters)
    lines.append(f"{share:6.1f} %  of {letters} letters in {len(every)} positions")
    return "\n".join(lines)


def _citations(position: Position) -> Iterator[str]:
    paragraphs = {official.paragraph for official in position.official}
    for leaf in all_leaves(position):
        if leaf.source.paragraph not in paragraphs:
            yield f"{leaf.id} cites {leaf.source.paragraph}, which has no official text; add it"
        if leaf.source.document != position.document:
            yield f"{leaf.id} cites {leaf.source.document}; cite {position.document}"
    for paragraph in set(position.paragraphs) ^ paragraphs:
        yield f"paragraph {paragraph} is listed or quoted only once; do both"


def _quotations(position: Position) -> Iterator[str]:
    for language in {official.language for official in position.official}:
        text = " ".join(normal(o.text) for o in position.official if o.language == language)
        for who, words in quotations(position, language):
            if words not in text:
                yield f"{who} quotes words that do not stand in the text: «{words}»; quote exactly"
    prevailing = position.official[0].language
    for leaf in all_leaves(position):
        if not leaf.words.get(prevailing):
            yield f"{leaf.id} stands for no official words ({prevailing}); quote them"


def _coverage(position: Position) -> Iterator[str]:
    for cover in coverage_of(position):
        for gap in cover.gaps:
            yield (
                f"nobody stands for «{gap}» in {cover.paragraph} ({cover.language}); "
                "quote it in a leaf or list it as not evaluated"
            )


def _succession(editions: Sequence[DaysInForce]) -> Iterator[str]:
    """Whether editions, the oldest first, follow each other without a gap and without overlap."""
    for edition in editions:
        since, until = edition.in_force_from, edition.in_force_until
        if since and until and since > until:
            yield f"the edition ends on {until} before it begins on {since}; mend the days"
    for earlier, later in pairwise(editions):
        if later.in_force_from is None or later.begins == earlier.begins:
            yield f"two editions begin on {later.in_force_from or 'no day'}; mend the days"
        elif earlier.in_force_until != later.begins - DAY:
            yield (
                f"the edition from {earlier.in_force_from} ends on {earlier.in_force_until}, the "
                f"next begins on {later.begins}; let it end on {later.begins - DAY}"
            )


def _currency(document: Document) -> Iterator[str]:
    """Whether it is noted how far the text here can be relied on (R42)."""
    begins = [each.edition.begins for each in document.editions]
    if document.compared is None:
        yield "no day of comparing its text with the source is noted; compare it, add `compared`"
    if any(each.from_is is None for each in document.editions):
        yield "an edition does not say what its first day is; add `from_is`, in_force or signed"
    reported = document.reported
    if reported is not None and (reported.since in begins or reported.since < begins[0]):
        earlier = max(day for day in begins if day == begins[0] or day <= reported.since)
        yield (
            f"the edition reported for {reported.since} is not later than the one from "
            f"{earlier}; remove `later_reported`, or mend its day"
        )


def _edition_of_document(edition: DaysInForce, document: Document) -> Iterator[str]:
    """A position's edition lasts from the beginning of one of its document's to the end of one."""
    if edition.in_force_from not in {each.edition.in_force_from for each in document.editions}:
        yield (
            f"no edition of {document.id} begins on {edition.in_force_from}; add it to "
            "documents.yaml or mend the day"
        )
    if edition.in_force_until not in {each.edition.in_force_until for each in document.editions}:
        yield (
            f"no edition of {document.id} ends on {edition.in_force_until}; add it to "
            "documents.yaml or mend the day"
        )


def _leaves(position: Position) -> Iterator[str]:
    for leaf in all_leaves(position):
        never = isinstance(leaf.need, n.Yes) and leaf.need.flag in NOBODY_OBTAINS
        allowed = {"never"} if never else OBTAINABLE.get(leaf.kind, {"effort"})
        if isinstance(leaf.need, n.OneOf) and NO_LONGER_GRANTED.issuperset(leaf.need.values):
            yield f"{leaf.id} names only what nobody is granted any more; no route can offer it"
        if leaf.obtainable not in allowed:
            yield f"{leaf.id} is said to be obtainable by {leaf.obtainable}; one of {allowed}"
    trees = {c: CompiledTree.of(check.tree) for c, check in position.checks.items()}
    for leaf in {leaf.id: leaf for tree in trees.values() for leaf in tree.leaves}.values():
        if all(_dead(leaf, tree) for tree in trees.values() if leaf in tree.leaves):
            yield f"{leaf.id} is dead: whoever meets the rest meets it; remove it"
        if isinstance(leaf.need, n.PublicationNeed) and leaf.need.count != 1:
            yield f"{leaf.id} asks for several works; routes know requirements of one work only"
    for category, tree in trees.items():
        if any(a != b and a & b == a for a in tree.ways for b in tree.ways):
            yield f"{category or 'no category'}: one alternative contains another; drop the larger"


def _dead(leaf: Leaf, tree: CompiledTree) -> bool:
    bit = 1 << tree.leaves.index(leaf)
    return all(_dominated(leaf, way & ~bit, tree) for way in tree.ways if way & bit)


def _dominated(leaf: Leaf, way: int, tree: CompiledTree) -> bool:
    others = (x for number, x in enumerate(tree.leaves) if way >> number & 1)
    return any(entails(other.need, leaf.need) for other in others)


def entails(a: n.Need, b: n.Need) -> bool:
    """Whether everybody who meets `a` meets `b`, as far as their shapes tell."""
    if isinstance(a, n.EducationNeed) and isinstance(b, n.EducationNeed):
        return set(a.levels) <= set(b.levels) and set(b.fields) <= set(a.fields)
    if isinstance(a, n.ExperienceNeed) and isinstance(b, n.ExperienceNeed):
        return a.experience == b.experience and a.months >= b.months
    if isinstance(a, n.OneOf) and isinstance(b, n.OneOf):
        return a.fact == b.fact and set(a.values) <= set(b.values)
    if isinstance(a, n.CertificateNeed) and isinstance(b, n.CertificateNeed):
        return (a.topic, a.per) == (b.topic, b.per) and a.hours >= b.hours
    return a == b


def _competences(position: Position) -> Iterator[str]:
    official: dict[str, str] = {}
    texts: dict[str, str] = {}
    for item in position.competences:
        key = normal(item.official).rstrip(".;, ").casefold()
        if key in official:
            yield f"{item.id} repeats {official[key]} word for word; keep the lower category only"
        official.setdefault(key, item.id)
        if item.text.ru in texts:
            yield f"{item.id} has the text of {texts[item.text.ru]}; tell them apart"
        texts.setdefault(item.text.ru, item.id)
        if item.category is not None and item.category not in position.categories:
            yield f"{item.id} belongs to {item.category}, which the position lacks; mend it"


def _competences_of_all(known: Catalogue) -> Iterator[str]:
    owners: dict[str, tuple[str, str]] = {}
    for position in chain.from_iterable(known.editions.values()):
        for item in position.competences:
            name, text = owners.setdefault(item.id, (_called(position), item.text.ru))
            if text != item.text.ru:
                yield f"{_called(position)}: {item.id} is another item at {name}; rename one"


def _readings(known: Catalogue, position: Position) -> Iterator[str]:
    for leaf in all_leaves(position):
        if leaf.readings:
            yield f"{leaf.id} names readings, as superseded rules do; write another reading's tree"
    for category, other in _others(position):
        entry = known.readings.get(other.reading)
        if entry is None:
            yield f"{other.reading} is not in readings.yaml; add it"
        elif entry.note_for(other.note, position.id, category) is None:
            called = f" called {other.note}" if other.note else ""
            yield f"{other.reading} has no note{called}; write one in readings.yaml"


def _notes(known: Catalogue) -> Iterator[str]:
    for reading in known.readings.values():
        for name, text in _named_notes(reading):
            for language in LANGUAGES:
                lines = len(wrap(text.of(language), NOTE_WIDTH))
                if lines > NOTE_LINES:
                    yield (
                        f"readings.yaml: the note {name} ({language}) takes {lines} lines of "
                        f"{NOTE_WIDTH} letters; shorten it to {NOTE_LINES}"
                    )


def _others(position: Position) -> Iterator[tuple[str | None, OtherReading]]:
    for category, check in position.checks.items():
        for other in check.others:
            yield category, other


def _named_notes(reading: Reading) -> Iterator[tuple[str, Text]]:
    if reading.note is not None:
        yield reading.id, reading.note
    for name, text in reading.notes.items():
        yield f"{reading.id} {name}", text

"""Reads the rule files: YAML into the shapes of `model`, refusing anything out of shape.

Every refusal names the file, the line and the remedy; the list of checks is docs/rule-checks.md.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from rules import vocabulary as v
from rules.errors import BadRules
from rules.norms import model as m
from rules.norms import needs as n
from rules.norms.catalog import Catalogue, by_identifier
from rules.norms.need_files import need_of
from rules.norms.schema import (
    CompetenceIn,
    DocumentIn,
    DocumentsIn,
    InForceIn,
    LaterReportedIn,
    LeafIn,
    PlainLeafIn,
    PositionIn,
    QuestionIn,
    ReadingsIn,
    SourceIn,
    load,
    shaped,
    undecided,
)
from rules.vocabulary import Json, JsonValue


def read_catalogue(
    paths: Sequence[Path], digest: str, content_of: Callable[[Path], JsonValue] = load
) -> Catalogue:
    """All rule files as one catalogue; `content_of` gives what a file says, as plain values.

    Raises BadRules with every problem found.
    """
    documents: list[DocumentIn] = []
    readings = ReadingsIn(readings=[])
    read: list[tuple[m.Position, JsonValue]] = []
    problems: list[str] = []
    for path in paths:
        try:
            content = content_of(path)
            problems += undecided(content, path)
            if path.name == "documents.yaml":
                documents = shaped(DocumentsIn, content, path.name, path).documents
            elif path.name == "readings.yaml":
                readings = shaped(ReadingsIn, content, path.name, path)
            else:
                read.append((read_position(path, content), content))
        except BadRules as bad:
            problems.extend(bad.problems)
    order = [name for document in documents for name in document.positions]
    names = dict.fromkeys(position.id for position, _ in read)
    problems += [
        f"documents.yaml: no rule file for {x}; write one" for x in order if x not in names
    ]
    problems += [
        f"{x}.yaml: not listed in documents.yaml; list it" for x in names if x not in order
    ]
    if problems:
        raise BadRules(problems)
    known = by_identifier(order, (_signed(each, content, readings) for each, content in read))
    return Catalogue(
        positions={name: editions[-1] for name, editions in known.items()},
        documents={d.id: _document(d) for d in documents},
        readings=_readings(readings),
        digest=digest,
        others=tuple(each for editions in known.values() for each in editions[:-1]),
    )


def _signed(position: m.Position, content: Json, readings: ReadingsIn) -> m.Position:
    """The position with the digest of all that decides by it, however its file is written."""
    lasting = {**content, "in_force": {**content["in_force"], "until": None}}
    lasting["leaves"] = [_deciding(leaf) for leaf in content["leaves"]]
    read_by = position.readings
    named = [r.model_dump() for r in readings.readings if r.id in read_by]
    said = json.dumps([lasting, named], ensure_ascii=False, sort_keys=True)
    return replace(position, digest=hashlib.sha256(said.encode()).hexdigest())


def _deciding(leaf: Json) -> Json:
    return {key: value for key, value in leaf.items() if key != "question"}


def read_position(path: Path, content: JsonValue) -> m.Position:
    """One edition of a position. Raises BadRules, also for a file that is misnamed."""
    given = shaped(PositionIn, content, path.name, path)
    position = _PositionReader(given, path).position()
    names = (position.id, f"{position.id}.{given.in_force.since}")
    if path.stem not in names or path.parent.name != position.document:
        allowed = " or ".join(f"{position.document}/{name}.yaml" for name in names)
        raise BadRules([f"{path.parent.name}/{path.name}: call it {allowed}"])
    return position


def _own_names(checks: Iterable[m.Check], preferences: Iterable[m.Leaf]) -> dict[str, m.Text]:
    """Of several leaves about one fact the first that has a name names it."""
    names: dict[str, m.Text] = {}
    for leaf in (*(leaf for one in checks for leaf in m.leaves_of(one.tree)), *preferences):
        if leaf.asking is not None and leaf.asking.name is not None:
            names.setdefault(leaf.need.fact, leaf.asking.name)
    return names


class _PositionReader:
    """Turns one checked file into a Position: leaves by id, then trees that name them."""

    def __init__(self, given: PositionIn, path: Path) -> None:
        self.given = given
        self.path = path
        self.leaves = {leaf.id: self._leaf(leaf) for leaf in given.leaves}
        self.leaves |= {leaf.id: self._plain(leaf) for leaf in given.other_leaves}
        self.competences = tuple(
            m.Competence(c.id, c.category, c.text.frozen(), c.official) for c in given.competences
        )
        self._competence_words = {c.id: self._official_words(c) for c in given.competences}
        if len(self.leaves) < len(given.leaves) + len(given.other_leaves):
            raise self._bad("two leaves have one id; rename one")

    def _official_words(self, item: CompetenceIn) -> dict[str, tuple[str, ...]]:
        words: dict[str, tuple[str, ...]] = {self.given.official[0].language: (item.official,)}
        return words | {"en": (item.official_en,)} if item.official_en else words

    def position(self) -> m.Position:
        given = self.given
        checks: dict[str | None, m.Check] = {None: self._check(None, given.requirements)}
        checks |= {c: self._check(c, given.category_requirements[c]) for c in given.categories}
        preferences = tuple(self._named(name) for name in given.preferences)
        return m.Position(
            id=given.id,
            document=given.document,
            paragraphs=tuple(given.paragraphs),
            names=given.names.frozen(),
            short=given.short.frozen(),
            categories=tuple(given.categories),
            edition=_edition(given.in_force, self.path.name),
            checks=checks,
            preferences=preferences,
            competences=self.competences,
            official=tuple(m.Official(o.paragraph, o.language, o.text) for o in given.official),
            not_evaluated=tuple(
                m.NotEvaluated(x.words, x.language, x.reason) for x in given.not_evaluated
            ),
            implies={kind: tuple(others) for kind, others in given.implies.items()},
            own_names=_own_names(checks.values(), preferences),
        )

    def _check(self, category: str | None, tree: JsonValue) -> m.Check:
        others = tuple(
            m.OtherReading(other.reading, self._tree(other.requirements, category), other.note)
            for other in self.given.other_readings
            if other.category == category
        )
        return m.Check(self._tree(tree, category), others)

    def _tree(self, given: JsonValue, category: str | None) -> m.Node:
        if isinstance(given, str):
            if given == "competences":
                return m.All(self._competence_leaves(category))
            if given in self.given.trees:
                return self._tree(self.given.trees[given], category)
            return self._named(given)
        if isinstance(given, dict) and len(given) == 1:
            (how, children), *_ = given.items()
            if how in {"all", "any"} and isinstance(children, list) and children:
                nodes = tuple(self._tree(child, category) for child in children)
                return m.All(nodes) if how == "all" else m.Any(nodes)
        raise self._bad("a tree is a name, or one of all/any with a list of trees", str(given))

    def _named(self, name: str) -> m.Leaf:
        if name not in self.leaves:
            raise self._bad(f"no leaf or tree is called {name}; define it or mend the name", name)
        return self.leaves[name]

    def _competence_leaves(self, category: str | None) -> tuple[m.Leaf, ...]:
        steps = v.CATEGORY_STEPS
        asked = [
            item
            for item in self.competences
            if item.category is None
            or (category and steps.index(item.category) <= steps.index(category))
        ]
        where = self.given.competence_source or SourceIn(paragraph=self.given.paragraphs[0])
        source = m.Source(self.given.document, where.paragraph, where.section)
        return tuple(
            m.Leaf(
                id=item.id,
                kind="competence",
                need=n.CompetenceNeed(item.id),
                text=item.text,
                source=source,
                obtainable="effort",
                words=self._competence_words[item.id],
            )
            for item in asked
        )

    def _leaf(self, given: LeafIn) -> m.Leaf:
        return m.Leaf(
            id=given.id,
            kind=given.kind,
            need=self._need(given),
            text=given.text.frozen(),
            source=m.Source(self.given.document, given.source.paragraph, given.source.section),
            obtainable=given.obtainable,
            words={language: tuple(words) for language, words in given.words.items()},
            condition=given.condition,
            asking=_asking(given.question),
            readings=tuple(given.readings),
        )

    def _plain(self, given: PlainLeafIn) -> m.Leaf:
        return m.Leaf(
            id=given.id,
            kind=given.kind,
            need=self._need(given),
            text=m.Text("", "", ""),
            source=m.Source(self.given.document, self.given.paragraphs[0]),
            obtainable="effort",
        )

    def _need(self, given: PlainLeafIn) -> n.Need:
        try:
            return need_of(given.kind, given.need)
        except (TypeError, ValueError, KeyError) as error:
            raise self._bad(f"the need of {given.id} is out of shape: {error}", given.id) from None

    def _bad(self, message: str, near: str | None = None) -> BadRules:
        line = _line_with(self.path, near) if near else None
        where = f"{self.path.name}:{line}" if line else self.path.name
        return BadRules([f"{where}: {message}"])


def _asking(given: QuestionIn | str | None) -> m.Asking | None:
    if not isinstance(given, QuestionIn):
        return None if given is None else m.Asking()
    return m.Asking(given.frozen(), None if given.name is None else given.name.frozen())


def _edition(given: InForceIn, where: str) -> m.DaysInForce:
    try:
        return m.DaysInForce(_day(given.since), _day(given.until))
    except ValueError as error:
        raise BadRules([f"{where}: in_force: {error}; write YYYY-MM-DD or null"]) from None


def _day(value: str | None) -> date | None:
    return None if value is None else date.fromisoformat(value)


def _document(given: DocumentIn) -> m.Document:
    where = f"documents.yaml: {given.id}"
    editions = tuple(
        sorted(
            (
                m.DocumentEdition(
                    each.name.frozen(),
                    _edition(each.in_force, where),
                    each.source.frozen(),
                    each.from_is,
                )
                for each in given.editions
            ),
            key=lambda each: each.edition.begins,
        )
    )
    return m.Document(
        id=given.id,
        title=given.title.frozen(),
        language=given.language,
        editions=editions,
        used=editions[-1],
        compared=_day_in(given.compared, f"{where}: compared"),
        reported=_reported(given.later_reported, where),
    )


def _reported(given: LaterReportedIn | None, where: str) -> m.LaterReported | None:
    if given is None:
        return None
    since = _day_in(given.since, f"{where}: later_reported")
    assert since is not None, "the schema asks for it"
    return m.LaterReported(since, given.says.frozen())


def _day_in(value: str | None, where: str) -> date | None:
    try:
        return _day(value)
    except ValueError as error:
        raise BadRules([f"{where}: {error}; write YYYY-MM-DD"]) from None


def _readings(given: ReadingsIn) -> dict[str, m.Reading]:
    return {
        r.id: m.Reading(
            r.id,
            r.adopted,
            r.note.frozen() if r.note else None,
            {name: text.frozen() for name, text in r.notes.items()},
        )
        for r in given.readings
    }


def _line_with(path: Path, text: str) -> int | None:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if text in line:
            return number
    return None

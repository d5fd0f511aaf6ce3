"""Reads the standard's files: the first edition, the words, and the amendments as operations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Final, Literal

from pydantic import Field

from rules.errors import BadRules
from rules.norms.model import Text
from rules.norms.schema import Strict, TextIn, load, read_shaped, shaped
from rules.standard.amending import CannotAmend, Content, Operation, amended
from rules.standard.amending import Path as Place
from rules.standard.model import Card, Function, Note, NumberedText, Skill, StandardEdition
from rules.vocabulary import JsonValue

FOLDER = Path(__file__).parent / "data"
# What a drafted amendment leaves to a person.
TO_DECIDE: Final = "DECIDE: "
Number = int


class SkillIn(Strict):
    skill: Number
    name: str
    abilities: dict[Number, str]
    knowledge: dict[Number, str]


class FunctionIn(Strict):
    function: Number
    name: str
    skills: list[SkillIn]


class NoteIn(TextIn):
    function: Number | None


class CardIn(Strict):
    card: Number
    position: TextIn
    functions: list[FunctionIn]
    notes: list[NoteIn]


class InForceIn(Strict):
    """`item` and `words`: where the order itself says from when it is in force."""

    since: str = Field(alias="from")
    until: None = None
    item: str | None = None
    words: str | None = None


class FirstIn(Strict):
    id: str
    title: TextIn
    in_force: InForceIn
    known_from: str
    cards: list[CardIn]


class PlaceIn(Strict):
    """A function, a skill of it, or one of the skill's abilities or pieces of knowledge."""

    card: Number
    function: Number
    skill: Number | None = None
    abilities: Number | None = None
    knowledge: Number | None = None

    def path(self) -> Place:
        steps = (
            ("functions", self.function),
            ("skills", self.skill),
            ("abilities", self.abilities),
            ("knowledge", self.knowledge),
        )
        return tuple((name, number) for name, number in steps if number is not None)


class OperationIn(Strict):
    replace: PlaceIn | None = None
    remove: PlaceIn | None = None
    add: PlaceIn | None = None
    item: str
    words: str
    content: FunctionIn | SkillIn | str | None = Field(default=None, alias="with")


class AmendmentIn(Strict):
    id: str
    title: TextIn
    amends: str
    in_force: InForceIn
    operations: list[OperationIn]


def read_editions(folder: Path = FOLDER, newer: Sequence[Path] = ()) -> tuple[StandardEdition, ...]:
    """Every edition of the standard, oldest first, with the amendments of the folders `newer`.

    Raises BadRules with what is wrong, and with all that is not decided.
    """
    given = [path for each in newer for path in sorted(each.glob("*.yaml"))]
    if waiting := [line for path in given for line in _undecided(load(path), path.name)]:
        raise BadRules(waiting)
    texts = {
        key: shaped(TextIn, text, f"texts.yaml: {key}").frozen()
        for path in (folder / "texts.yaml", *(x for x in given if x.name == "texts.yaml"))
        for key, text in load(path).items()
    }
    reader = _Reader(texts)
    first = read_shaped(FirstIn, folder / "order-591.yaml")
    edition = StandardEdition(
        since=date.fromisoformat(first.in_force.since),
        until=None,
        orders=(first.title.frozen(),),
        cards={card.card: reader.card(card) for card in first.cards},
    )
    editions = [edition]
    amendments = [
        read_shaped(AmendmentIn, path)
        for path in (*sorted(folder.glob("order-*.yaml")), *given)
        if path.name not in {"order-591.yaml", "texts.yaml"}
    ]
    for amendment in sorted(amendments, key=lambda a: a.in_force.since):
        editions.append(reader.amended(editions[-1], amendment))
    return tuple(
        StandardEdition(e.since, _day_before(later), e.orders, e.cards)
        for e, later in zip(editions, [*editions[1:], None], strict=True)
    )


def _undecided(content: JsonValue, where: str) -> Iterator[str]:
    if isinstance(content, str) and content.startswith(TO_DECIDE):
        yield f"{where}: not decided: {content.removeprefix(TO_DECIDE)}; write it"
    elif isinstance(content, dict):
        for key, value in content.items():
            yield from _undecided(value, f"{where}: {key}")
    elif isinstance(content, list):
        for number, value in enumerate(content, 1):
            yield from _undecided(value, f"{where}: {number}")


def _day_before(later: StandardEdition | None) -> date | None:
    return later.since - timedelta(days=1) if later else None


class _Reader:
    """Turns checked shapes into cards and operations; the shapes name the texts by their keys."""

    def __init__(self, texts: Mapping[str, Text]) -> None:
        self.texts = texts

    def card(self, given: CardIn) -> Card:
        return Card(
            n=given.card,
            position=given.position.frozen(),
            functions=tuple(self._function(function) for function in given.functions),
            notes=tuple(Note(note.function, note.frozen()) for note in given.notes),
        )

    def amended(self, before: StandardEdition, amendment: AmendmentIn) -> StandardEdition:
        cards = dict(before.cards)
        for number, given in enumerate(amendment.operations, 1):
            where = f"{amendment.id}.yaml: operation {number}"
            operation = self._operation(given, where)
            if operation.card not in cards:
                raise BadRules([f"{where}: no card {operation.card}; mend the number"])
            try:
                cards[operation.card] = amended(cards[operation.card], operation)
            except CannotAmend as error:
                raise BadRules([f"{where}: {error}"]) from None
        return StandardEdition(
            since=date.fromisoformat(amendment.in_force.since),
            until=None,
            orders=(*before.orders, amendment.title.frozen()),
            cards=cards,
        )

    def _operation(self, given: OperationIn, where: str) -> Operation:
        actions: dict[Literal["replace", "remove", "add"], PlaceIn | None] = {
            "replace": given.replace,
            "remove": given.remove,
            "add": given.add,
        }
        named = [(action, place) for action, place in actions.items() if place is not None]
        if len(named) != 1:
            raise BadRules([f"{where}: one of replace, remove, add; name just one"])
        ((action, place),) = named
        path = place.path()
        if (action == "remove") != (given.content is None):
            raise BadRules([f"{where}: only what is removed has no `with`; mend it"])
        return Operation(
            action=action,
            card=place.card,
            path=path,
            content=self._content(given.content, path, where),
            item=given.item,
            words=given.words,
        )

    def _content(
        self, given: FunctionIn | SkillIn | str | None, path: Place, where: str
    ) -> Content | None:
        if given is None:
            return None
        name, number = path[-1]
        made: Content
        if isinstance(given, FunctionIn):
            kind, made = "functions", self._function(given)
        elif isinstance(given, SkillIn):
            kind, made = "skills", self._skill(given)
        else:
            kind, made = name, NumberedText(number, self._text(given))
        if kind != name or made.n != number or (isinstance(given, str) and len(path) != 3):
            raise BadRules([f"{where}: `with` is not what its place names; mend one of them"])
        return made

    def _function(self, given: FunctionIn) -> Function:
        skills = tuple(self._skill(skill) for skill in given.skills)
        return Function(given.function, self._text(given.name), skills)

    def _skill(self, given: SkillIn) -> Skill:
        return Skill(
            n=given.skill,
            name=self._text(given.name),
            abilities=self._items(given.abilities),
            knowledge=self._items(given.knowledge),
        )

    def _items(self, given: Mapping[Number, str]) -> tuple[NumberedText, ...]:
        return tuple(NumberedText(number, self._text(key)) for number, key in given.items())

    def _text(self, key: str) -> Text:
        if key not in self.texts:
            raise BadRules([f"texts.yaml: no text is called {key}; write it in three languages"])
        return self.texts[key]

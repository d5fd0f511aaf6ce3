"""Drafts the rule file of one position that a newer edition changes.

The file before is edited line by line: what still holds stands, and `decide` beside a leaf, an
item, a text or a listed word says what became of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from ruamel.yaml import YAML

from rules.edition import model as m
from rules.edition.aligning import number_of
from rules.edition.letters import plain
from rules.edition.proposing import proposal
from rules.edition.quoting import quoted
from rules.edition.word_changes import applied
from rules.norms.model import Position
from rules.vocabulary import JsonValue

_TOLD = frozenset({m.CHANGED, m.RENUMBERED, m.GONE})


def touches(one: m.Compared, position: Position) -> bool:
    """Whether a paragraph that the position's rule file holds is not what it was."""
    if one.state == m.NEW:
        return one.parted_from is not None and position.id in one.resting.positions
    if one.state not in _TOLD or one.old is None or position.id not in one.resting.positions:
        return False
    if one.old.kind in {"duties", "knowledge"}:
        return False
    return one.state != m.CHANGED or any(_own_changes(one, position))


def _own_changes(one: m.Compared, position: Position) -> Iterator[m.Change]:
    """The changes that are of more than the look, in what the position has of a paragraph: two
    posts may share one, and each has its part of it."""
    spans = list(_spans(one, position))
    for change in one.changes:
        end = change.at + len(change.old)
        if change.kind != "look" and any(a <= end and change.at <= b for a, b in spans):
            yield change


def _spans(one: m.Compared, position: Position) -> Iterator[tuple[int, int]]:
    assert one.old is not None
    prevailing = position.official[0].language
    for official in position.official:
        if official.language != prevailing or official.paragraph != number_of(one.old):
            continue
        at = 0
        for line in map(plain, official.text.splitlines()):
            start = one.old.text.find(line, at)
            if start < 0:
                yield 0, len(one.old.text)
                return
            at = start + len(line)
            yield start, at


def _unquoted(one: m.Compared, position: Position) -> list[m.Change]:
    """The changes that no quotation has lost its words by: «и» that became «или» between two."""
    assert one.old is not None
    lost = []
    for each in one.resting.broken:
        start = one.old.text.find(each.words)
        if each.position == position.id and start >= 0:
            lost.append((start, start + len(each.words)))
    return [
        change
        for change in _own_changes(one, position)
        if not any(a <= change.at and change.at + len(change.old) <= b for a, b in lost)
    ]


class DraftedPosition:
    """One position's file on its way: lines of the file before, with what is put in their place."""

    def __init__(
        self, position: Position, before: str, since: date, touched: Sequence[m.Compared]
    ) -> None:
        self.position, self.since, self.touched = position, since, touched
        self._lines = before.splitlines()
        self._node: JsonValue = YAML(typ="rt").load(before)
        self._put: dict[int, list[str]] = {}

    def text(self) -> str:
        self._take_days()
        self._take_numbers()
        for key in ("leaves", "competences", "not_evaluated"):
            for number, _ in enumerate(self._node.get(key) or ()):
                self._take(key, number)
        self._take_official()
        return "\n".join(self._written()) + "\n"

    def _written(self) -> Iterator[str]:
        for number, line in enumerate(self._lines):
            yield from self._put.get(number, [line])

    def _take_days(self) -> None:
        at = self._node.lc.data["in_force"][0]
        self._put[at] = [f"in_force: {{from: '{self.since}', until: null}}"]
        day = self.since.strftime("%d.%m.%Y")
        self._put[0] = [re.sub(r"edition of [\d.]*\d", f"edition of {day}", self._lines[0])]

    def _numbers(self) -> dict[str, str]:
        """The new number by the old one, of what is still there."""
        return {one.old.name: one.new.name for one in self.touched if one.old and one.new}

    def _renamed(self, paragraph: str, section: str | None) -> tuple[str, str | None]:
        known = self._numbers()
        name = known.get(f"{paragraph} ({section})") if section else None
        name = name or known.get(paragraph)
        if name is None:
            return paragraph, section
        return _cited(name)

    def _take_numbers(self) -> None:
        parts = [one.new.name for one in self.touched if one.old is None and one.new]
        gone = {number_of(one.old) for one in self.touched if one.old and one.new is None}
        kept = [p for p in self.position.paragraphs if p not in gone]
        sections = {x.name: number_of(x) for one in self.touched if (x := one.old)}
        back = {number: name for name, number in sections.items()}
        now = [self._renamed(*_cited(back.get(p, p)))[0] for p in kept]
        names = ", ".join(quoted(name) for name in (*now, *parts))
        if (*now, *parts) != self.position.paragraphs:
            start = self._node.lc.data["paragraphs"][0]
            self._replace(start, self._end_of("paragraphs"), [f"paragraphs: [{names}]"])
        if "competence_source" in self._node:
            at = self._node.lc.data["competence_source"][0]
            self._put[at] = [self._cited_anew(self._lines[at], self._node["competence_source"])]

    def _end_of(self, key: str) -> int:
        starts = sorted(place[0] for place in self._node.lc.data.values())
        after = [start for start in starts if start > self._node.lc.data[key][0]]
        return after[0] if after else len(self._lines)

    def _replace(self, start: int, end: int, lines: list[str]) -> None:
        self._put[start] = lines
        for number in range(start + 1, end):
            self._put[number] = []

    def _cited_anew(self, line: str, source: Mapping[str, str]) -> str:
        paragraph, section = self._renamed(source["paragraph"], source.get("section"))
        if (paragraph, section) == (source["paragraph"], source.get("section")):
            return line
        cited = f"paragraph: {quoted(paragraph)}"
        cited += f", section: {quoted(section)}" if section else ""
        return re.sub(r"\{.*\}", "{" + cited + "}", line, count=1)

    def _take(self, key: str, number: int) -> None:
        """One leaf, item or listed word: its number, and what became of its words."""
        node = self._node[key][number]
        at, column = self._node[key].lc.data[number][:2]
        who = node.get("id", "not_evaluated")
        words = plain(str(node.get("words", ""))) if key == "not_evaluated" else None
        parted = self._parted(node, who) if key == "leaves" else None
        if "source" in node:
            line = node.lc.data["source"][0]
            if parted:
                cited = f"{{paragraph: {quoted(parted)}}}"
                self._put[line] = [re.sub(r"\{.*\}", cited, self._lines[line], count=1)]
            else:
                self._put[line] = [self._cited_anew(self._lines[line], node["source"])]
        broken = [
            (one, each)
            for one in self.touched
            for each in one.resting.broken
            if each.position == self.position.id and each.who == who and not parted
            if words is None or each.words == words
        ]
        if broken:
            told = " ".join(proposal(one, each, node.get("need")) for one, each in broken)
            here = self._put.get(at, [self._lines[at]])
            self._put[at] = [*here, f"{' ' * column}decide: {quoted(told)}"]

    def _parted(self, node: Mapping[str, JsonValue], who: str) -> str | None:
        """The new paragraph in which the words of a leaf stand now, where they were parted off."""
        for one in self.touched:
            if one.old is None and one.new and who in one.resting.leaves:
                return one.new.name
        return None

    def _take_official(self) -> None:
        for number, official in enumerate(self._node["official"]):
            one = self._compared(official["paragraph"])
            if one is None:
                continue
            place = self._node["official"].lc.data[number]
            end = self._end_of_item("official", number)
            prevailing = official["language"] == self.position.official[0].language
            if one.new is None:
                self._replace(place[0], end, [])
            elif prevailing:
                lines = _official_lines(official["text"].splitlines(), one)
                self._put_official(place[0], end, official["language"], lines, one)
            elif one.state == m.CHANGED:
                line = self._lines[place[0]]
                what = "the text in this language is the one before; put the newer one"
                self._put[place[0]] = [line, f"{' ' * place[1]}decide: {quoted(what)}"]

    def _put_official(
        self, start: int, end: int, language: str, lines: Iterable[str], one: m.Compared
    ) -> None:
        written: list[str] = []
        texts = [(one.new, list(lines))]
        texts += [(x.new, list(x.new.lines)) for x in self.touched if x.old is None and x.new]
        for paragraph, each in texts:
            assert paragraph is not None
            name = number_of(paragraph)
            written += [
                f"  - paragraph: {quoted(name)}",
                f"    language: {language}",
                "    text: |",
            ]
            written += [f"      {line}" for line in each]
            loose = _unquoted(one, self.position) if paragraph is one.new else []
            if loose and one.state == m.CHANGED and not _only_parted(one, self.touched):
                told = "; ".join(f"«{x.old.strip()}» -> «{x.new.strip()}»" for x in loose)
                what = f"see that the leaves and trees still say what the paragraph says: {told}"
                written.append(f"    decide: {quoted(what)}")
            if one.state == m.RENUMBERED:
                break
        self._replace(start, end, written)

    def _end_of_item(self, key: str, number: int) -> int:
        starts = [place[0] for place in self._node[key].lc.data.values()]
        after = [start for start in starts if start > self._node[key].lc.data[number][0]]
        return min(after) if after else self._end_of(key)

    def _compared(self, paragraph: str) -> m.Compared | None:
        for one in self.touched:
            if one.old is not None and number_of(one.old) == paragraph:
                return one
        return None


def _only_parted(one: m.Compared, touched: Sequence[m.Compared]) -> bool:
    """Whether a paragraph only lost words that are now a paragraph of their own."""
    parts = [x.new.text for x in touched if x.old is None and x.new]
    return bool(parts) and all(
        not change.new.strip() and any(change.old.strip() in part for part in parts)
        for change in one.changes
        if change.kind != "look"
    )


def _cited(name: str) -> tuple[str, str | None]:
    """The number as it is published, and the section where the name carries one."""
    match = re.fullmatch(r"(.+) \((\d+)[\d, ]*\)", name)
    return (match.group(1), match.group(2)) if match else (name, None)


def _official_lines(before: Sequence[str], one: m.Compared) -> list[str]:
    """The lines of a paragraph as they are now: as found where they are broken as ours are,
    otherwise ours with the changes made in each."""
    assert one.old is not None
    assert one.new is not None
    ours = [plain(line) for line in before]
    if one.new.heading and len(set(ours) & set(one.new.lines)) * 2 >= min(len(ours), 2):
        return list(one.new.lines)
    lines: list[str] = []
    at = 0
    for raw, line in zip(before, ours, strict=True):
        start = one.old.text.find(line, at)
        if start < 0:
            return list(one.new.lines)
        end = at = start + len(line)
        inside = [
            m.Change(x.at - start, x.old, x.new, x.kind)
            for x in one.changes
            if start <= x.at and x.at + len(x.old) <= end and x.kind != "look"
        ]
        lines.append(applied(line, inside).strip() if inside else raw)
    return lines

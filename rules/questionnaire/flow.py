"""The way through the questions of one check: what to ask now, and what an answer changes.

Nothing is remembered here. The next question is computed from the kept answers, so a restart, a
second device or "back" need no care of their own.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, lru_cache
from typing import Final

from rules.norms.catalog import Catalogue
from rules.norms.facts import Facts
from rules.profile import Profile, parse_profile
from rules.questionnaire import carrying, checklist, lists, single
from rules.questionnaire.ask import open_facts
from rules.questionnaire.drafts import Draft, before, draft_of
from rules.questionnaire.profile_of import MARKERS, SKIPPED_ADVANTAGES, profile_of
from rules.questionnaire.question import (
    Answered,
    Answers,
    Back,
    Change,
    Marked,
    Move,
    Put,
    Question,
    Remove,
    SkipAdvantages,
    Step,
)
from rules.questionnaire.relevance import Relevance, relevance
from rules.questionnaire.scope import SAME, Row, Seen
from rules.vocabulary import Json, JsonValue


@lru_cache(maxsize=4096)
def _open_facts(
    catalogue: Catalogue, position: str, category: str | None, on: date, said: str
) -> tuple[str, ...]:
    """The open facts for the profile `said` (JSON). A press finds here what the one before it left,
    and people who have said the same share the work."""
    profile = parse_profile(json.loads(said), on, catalogue.competences)
    return open_facts(catalogue, position, category, profile, on)


@lru_cache(maxsize=4096)
def _relevance(catalogue: Catalogue, position: str, category: str | None) -> Relevance:
    return relevance(catalogue.positions[position], category)


@dataclass(frozen=True)
class Sheet:
    """One run of questions: the check, the day, and the person's kept answers that count for it.

    `catalogue` becomes that of the day, so that whatever is asked or shown is of its editions.
    `elsewhere`: what was said for other positions, which counts here only once confirmed.
    """

    catalogue: Catalogue
    position: str
    category: str | None
    on: date
    run_id: int
    answers: Answers
    elsewhere: tuple[Row, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "catalogue", self.catalogue.on(self.on))

    @cached_property
    def relevance(self) -> Relevance:
        return _relevance(self.catalogue, self.position, self.category)

    @cached_property
    def profile_data(self) -> Json:
        return self.profile_with({})

    def profile_with(self, changed: Json) -> Json:
        """The contract's profile when the values `changed` (as kept, by fact) are added."""
        answers = dict(self.answers)
        for fact, value in changed.items():
            answers[fact] = Seen("value", value, self.run_id, 0)
        known = frozenset(self.relevance.competences)
        return profile_of(answers, self.relevance, known=known)

    def profile(self) -> Profile:
        return self._parse(self.profile_data)

    def profile_if(self, changed: Json) -> Profile:
        """The person's profile when the values `changed` (as kept, by fact) are added."""
        return self._parse(self.profile_with(changed))

    def _parse(self, data: Json) -> Profile:
        return parse_profile(data, self.on, frozenset(self.relevance.competences))

    def of_this_run(self, fact: str) -> bool:
        """Whether the fact has been dealt with in this run: answered, or "don't know"."""
        answer = self.answers.get(fact)
        return answer is not None and answer.run_id == self.run_id and answer.state != "draft"

    @cached_property
    def pending(self) -> tuple[str, ...]:
        """Facts still to be asked, what only gives an advantage last."""
        begun = [fact for fact in self.answers if self._begun(fact)]
        more = [fact for fact in lists.LISTS if self._more_to_ask(fact)]
        facts = self._open
        waiting = [f for f in dict.fromkeys((*more, *facts)) if not self.of_this_run(f)]
        advantages = self.relevance.advantage_only
        ordered = [f for f in waiting if f not in advantages]
        if SKIPPED_ADVANTAGES not in self.answers or not self.of_this_run(SKIPPED_ADVANTAGES):
            ordered += [f for f in waiting if f in advantages]
        return tuple(dict.fromkeys((*begun, *ordered)))

    @cached_property
    def _open(self) -> tuple[str, ...]:
        said = json.dumps(self.profile_data, sort_keys=True)
        return _open_facts(self.catalogue, self.position, self.category, self.on, said)

    @cached_property
    def offered(self) -> tuple[carrying.Offered, ...]:
        """What was said for other positions and could be used here; nothing once that is settled,
        or while an answer is being given."""
        if not self.elsewhere or self.of_this_run(SAME) or any(map(self._begun, self.answers)):
            return ()
        asked = {fact for fact in self._open if not self.of_this_run(fact)}
        return carrying.offered(self.answers, self.elsewhere, self.relevance, asked)

    def _begun(self, fact: str) -> bool:
        answer = self.answers[fact]
        return answer.state == "draft" and answer.run_id == self.run_id

    def _more_to_ask(self, fact: str) -> bool:
        """Whether a list kept from another check was never asked to its end, and matters here."""
        answer = self.answers.get(fact)
        if answer is None or answer.state != "value" or answer.value["complete"]:
            return False
        return fact in self.relevance.sources and self.more_could_matter(fact, answer.value)

    def more_could_matter(self, fact: str, value: JsonValue) -> bool:
        """Whether further things in the list `fact`, now `value`, could change the report."""
        facts = Facts(self.profile_if({fact: value}), self.on, self.relevance.position.implies)
        return self.relevance.more_could_matter(fact, facts)

    @cached_property
    def question(self) -> Question | None:
        """What to ask now; None when the report is ready."""
        rows = [(fact, answer) for fact, answer in self.answers.items()]
        others = [((row.fact, row.position, row.sequence), row) for row in self.elsewhere]
        said = [
            (of, row.state, row.value, row.run_id == self.run_id) for of, row in (*rows, *others)
        ]
        return _question(
            _Asked(self.catalogue, self.position, self.category, self.on, json.dumps(said), self)
        )

    def find_question(self) -> Question | None:
        """What to ask now, computed anew."""
        if self.offered:
            return Question(carrying.step(self.offered), 1, 1 + len(self.pending), (), False, False)
        for fact in self.pending:
            step = self.step(fact)
            if step is not None:
                return self._put(step)
        return None

    def _put(self, step: Step) -> Question:
        done = sum(self.of_this_run(fact) for fact in self.answers if fact not in MARKERS)
        advantages = self.relevance.advantage_only
        return Question(
            step=step,
            place=done + 1,
            of=done + len(self.pending),
            sources=self.relevance.sources.get(step.fact, ()),
            advantage_only=step.fact in advantages,
            first_advantage=step.fact in advantages
            and not any(self.of_this_run(fact) for fact in advantages),
        )

    def step(self, fact: str) -> Step | None:
        """What to ask next about one fact; None when it has nothing to ask."""
        draft = draft_of(fact, self.answers, self.run_id)
        if fact in lists.LISTS:
            spec = lists.LISTS[fact]
            state = lists.gather(spec, draft.base, draft.log)
            more = self._asking_for_more(fact, state)
            step = lists.next_step(spec, state, self.relevance, self.on, more)
        elif fact == checklist.FACT:
            step = checklist.next_page(checklist.check_off(draft.base, draft.log), self.relevance)
        else:
            return single.step(fact, self.relevance, self.answers.get(fact))
        return None if step is None else replace(step, chosen=tuple(draft.marks))

    def _asking_for_more(self, fact: str, state: lists.Gathered) -> Callable[[], bool]:
        return lambda: self.more_could_matter(fact, state.value())

    def after(self, move: Move) -> tuple[Change, ...]:
        """What to keep or drop after `move` on the current question."""
        question = self.question
        if isinstance(move, Back):
            return self._back(question)
        if question is None:
            return ()
        if isinstance(move, SkipAdvantages):
            return (Put(SKIPPED_ADVANTAGES, "value", True),)
        if isinstance(move, Marked):
            return self._mark(question.step, move)
        return self._answer(question.step, move)

    def _mark(self, step: Step, move: Marked) -> tuple[Change, ...]:
        marks = [value for value in step.chosen if value != move.value]
        if move.on:
            marks.append(move.value)
        draft = draft_of(step.fact, self.answers, self.run_id)
        return (Put(step.fact, "draft", replace(draft, marks=marks).to_json()),)

    def _answer(self, step: Step, move: Answered) -> tuple[Change, ...]:
        draft = draft_of(step.fact, self.answers, self.run_id)
        fact = step.fact
        if fact == SAME:
            return carrying.taken(self.offered, self.answers, move.value)
        if fact in lists.LISTS:
            if move.value is None and step.path.split(".")[2] == lists.LISTS[fact].key:
                return (Put(fact, "unknown", None),)
            line = lists.logged(lists.LISTS[fact], step, move.value)
        elif fact == checklist.FACT:
            line = checklist.logged(step, move.value)
        elif move.value is None:
            return (Put(fact, "unknown", None),)
        else:
            return (Put(fact, "value", single.to_value(fact, move.value)),)
        longer = replace(draft, log=[*draft.log, [step.path, line]], marks=[])
        return (self._kept(fact, longer),)

    def told(self, fact: str, value: JsonValue) -> Put:
        """What to keep of a fact that was said out of turn, its `value` in the contract's shape: a
        list is asked on where its things lack a part (a course its topic, a day its month)."""
        if fact not in lists.LISTS:
            return Put(fact, "value", value)
        spec = lists.LISTS[fact]
        if fact == "honours":
            value = [{spec.key: kind} for kind in value]
        log: list[JsonValue] = [lists.told(spec, value, self.relevance)]
        draft = Draft(log=log, fresh=True, before=before(self.answers.get(fact)))
        if fact in self.relevance.sources:
            return self._kept(fact, draft)
        whole = [item for item in value if spec.key in item]
        return Put(fact, "value", {"items": whole, "asked": [], "complete": False})

    def _kept(self, fact: str, draft: Draft) -> Put:
        """The draft, or the finished value when there is nothing left to ask about the fact."""
        seen = Seen("draft", draft.to_json(), self.run_id, 0)
        begun = replace(self, answers={**self.answers, fact: seen})
        if begun.step(fact) is not None:
            return Put(fact, "draft", draft.to_json())
        if fact in lists.LISTS:
            value = lists.gather(lists.LISTS[fact], draft.base, draft.log).value()
        else:
            items = checklist.check_off(draft.base, draft.log).items
            if not items:
                return Put(fact, "unknown", None)
            value = {"items": items}
        return Put(fact, "value", {**value, "steps": draft.to_json()})

    def _back(self, question: Question | None) -> tuple[Change, ...]:
        if question is not None:
            fact = question.step.fact
            answer = self.answers.get(fact)
            if answer is not None and self._begun(fact):
                undone = _shorter(fact, answer.value)
                marked_only = not answer.value["log"] and not answer.value["fresh"]
                return (undone, *self._back_to_last()) if marked_only else (undone,)
        return self._back_to_last()

    def _back_to_last(self) -> tuple[Change, ...]:
        mine = [f for f in self.answers if self.of_this_run(f) and not self._left_out(f)]
        if not mine:
            return ()
        last = max(mine, key=lambda fact: self.answers[fact].sequence)
        value = self.answers[last].value
        if last == SAME:
            copied = (_restored(fact, Draft(before=held)) for fact, held in value.items())
            return (Remove(SAME), *copied)
        if isinstance(value, dict) and "steps" in value:
            return (_shorter(last, value["steps"]),)
        return (Remove(last),)

    def _left_out(self, fact: str) -> bool:
        return fact == SAME and self.answers[fact].value is None


@dataclass(frozen=True)
class _Asked:
    """All that the next question depends on; `said` has the answers as JSON."""

    catalogue: Catalogue
    position: str
    category: str | None
    on: date
    said: str
    sheet: Sheet = field(compare=False, repr=False)


@lru_cache(maxsize=1024)
def _question(asked: _Asked) -> Question | None:
    """A press finds here what the one before it left, and people who have said the same share."""
    return asked.sheet.find_question()


def _shorter(fact: str, steps: JsonValue) -> Change:
    """The list without its last step; as it was before this run when no step is left."""
    draft = Draft.of_json(steps)
    if len(draft.log) > 1 or (draft.log and draft.fresh):
        return Put(fact, "draft", replace(draft, log=draft.log[:-1], marks=[]).to_json())
    return _restored(fact, draft)


def _restored(fact: str, draft: Draft) -> Change:
    if draft.before is None:
        return Remove(fact)
    return Put(fact, draft.before["state"], draft.before["value"], draft.before["run_id"])


NOT_ASKED: Final = Put(SAME, "value", None)
"""Keeps a run that only asks something again from asking what holds here too; no answer of it."""


def reopened(sheet: Sheet, fact: str) -> tuple[Change, ...]:
    """What to keep so that a new run (that of `sheet`) asks `fact` again and nothing else: the old
    value waits behind the question, and "don't know" of the run before still stands."""
    answer = sheet.answers.get(fact)
    previous = None if answer is None else answer.run_id
    again = tuple(
        Put(other, "unknown" if kept.state == "unknown" else "value", kept.value)
        for other, kept in sheet.answers.items()
        if other != fact
        and kept.run_id == previous
        and (kept.state == "unknown" or other == SKIPPED_ADVANTAGES)
    )
    draft = Draft(fresh=True, before=before(answer))
    return (*again, NOT_ASKED, Put(fact, "draft", draft.to_json()))


def abandoned(answers: Answers) -> tuple[Change, ...]:
    """What to do with answers that were begun and will not be finished: as it was before."""
    return tuple(
        _restored(fact, Draft.of_json(answer.value))
        for fact, answer in answers.items()
        if answer.state == "draft"
    )

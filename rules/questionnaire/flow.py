"""The way through the questions of one check: what to ask now, and what an answer changes.

Nothing is remembered here. The next question is computed from the kept answers, so a restart, a
second device or "back" need no care of their own.
"""

from __future__ import annotations

import json
import marshal
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, lru_cache

from rules.norms.catalog import Catalogue
from rules.norms.facts import Facts
from rules.profile import Profile, parse_profile
from rules.questionnaire import carrying, checklist, lists, single, together
from rules.questionnaire.ask import OpenFacts, by_phase
from rules.questionnaire.drafts import Draft, before, draft_of, restored, shorter
from rules.questionnaire.profile_of import (
    ASKED_ADVANTAGES,
    MARKERS,
    SKIPPED_ADVANTAGES,
    TOGETHER,
    profile_of,
)
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
    StoredAnswer,
    Widget,
)
from rules.questionnaire.relevance import Relevance, relevance
from rules.questionnaire.scope import SAME, Row, Seen
from rules.vocabulary import Json, JsonValue


@lru_cache(maxsize=4096)
def _open_facts(
    catalogue: Catalogue, position: str, category: str | None, on: date, said: str
) -> OpenFacts:
    """The open facts for the profile `said` (JSON). A press finds here what the one before it left,
    and people who have said the same share the work."""
    profile = parse_profile(json.loads(said), on, catalogue.competences)
    return by_phase(catalogue, position, category, profile, on)


@lru_cache(maxsize=4096)
def _relevance(catalogue: Catalogue, position: str, category: str | None) -> Relevance:
    return relevance(catalogue.positions[position], category)


@dataclass(frozen=True)
class Sheet:
    """One run of questions: the check, the day, and the person's kept answers that count for it.

    `catalogue` becomes that of the day, so that whatever is asked or shown is of its editions.
    `elsewhere`: what was said for other positions, which counts here only once confirmed.
    `all_at_once`: what only gives an advantage is asked before the report, not after it: of
    somebody of whom nothing is kept there is no afterwards.
    """

    catalogue: Catalogue
    position: str
    category: str | None
    on: date
    run_id: int
    answers: Answers
    elsewhere: tuple[Row, ...] = ()
    all_at_once: bool = False

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
        """Facts still to be asked in this run: what can change verdict, way or day; what only gives
        an advantage where the run is there for it, last."""
        begun = [fact for fact in self.answers if self._begun(fact)]
        more = [fact for fact in lists.LISTS if self._more_to_ask(fact)]
        required = [f for f in more if f not in self.relevance.advantage_only]
        required += self._open.requirements
        facts = [*required, *([*more, *self._open.preferences] if self.asks_advantages else [])]
        waiting = [fact for fact in facts if not self.of_this_run(fact)]
        return tuple(dict.fromkeys((*begun, *waiting)))

    @cached_property
    def asks_advantages(self) -> bool:
        """Whether this run asks what only gives an advantage."""
        wanted = self.all_at_once or self._marked_for(ASKED_ADVANTAGES)
        return wanted and not self._marked_for(SKIPPED_ADVANTAGES)

    def _marked_for(self, marker: str) -> bool:
        return marker in self.answers and self.of_this_run(marker)

    @cached_property
    def _open(self) -> OpenFacts:
        return self._open_with(self.profile_data)

    def _open_with(self, profile: Json) -> OpenFacts:
        said = json.dumps(profile, sort_keys=True)
        return _open_facts(self.catalogue, self.position, self.category, self.on, said)

    @cached_property
    def offered(self) -> tuple[carrying.Offered, ...]:
        """What was said for other positions and could be used here; nothing once that is settled,
        or while an answer is being given."""
        if not self.elsewhere or self.of_this_run(SAME) or any(map(self._begun, self.answers)):
            return ()
        asked = {fact for fact in self.pending if not self.of_this_run(fact)}
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
        # Format 2 writes equal values alike, and takes an eighth of what JSON does.
        key = marshal.dumps(said, 2)
        return _question(_Asked(self.catalogue, self.position, self.category, self.on, key, self))

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
        advantages = self._advantages
        return Question(
            step=step,
            place=done + 1,
            of=done + len(self.pending),
            sources=self.relevance.sources.get(step.fact, ()),
            advantage_only=step.fact in advantages,
            first_advantage=step.fact in advantages
            and not any(self.of_this_run(fact) for fact in advantages),
        )

    @property
    def left_for_later(self) -> tuple[str, ...]:
        """The facts that only give an advantage and are open."""
        return self._open.preferences

    @cached_property
    def _advantages(self) -> frozenset[str]:
        """Facts that can change nothing but what gives an advantage."""
        return self.relevance.advantage_only | set(self._open.preferences)

    def step(self, fact: str) -> Step | None:
        """What to ask next about one fact; None when it has nothing to ask."""
        draft = draft_of(fact, self.answers, self.run_id)
        if fact in lists.LISTS:
            spec = lists.LISTS[fact]
            state = lists.gather(spec, draft.base, draft.log)
            more = self._asking_for_more(fact, state)
            details = self._asking_for_details(fact, state)
            step = lists.next_step(spec, state, self.relevance, self.on, more, details)
        elif fact == checklist.FACT:
            step = checklist.next_page(checklist.check_off(draft.base, draft.log), self.relevance)
        else:
            group = self._with(fact)
            if group:
                wordings = [self.relevance.wording(each) for each in group]
                marks = draft_of(group[0], self.answers, self.run_id).marks
                return together.step(group, wordings, marks, fact)
            return single.step(fact, self.relevance, self._held(fact))
        return None if step is None else replace(step, chosen=tuple(draft.marks))

    def _held(self, fact: str) -> StoredAnswer | None:
        """What is known of a fact; while it is asked anew, what stood before."""
        answer = self.answers.get(fact)
        if answer is None or answer.state != "draft":
            return answer
        held = Draft.of_json(answer.value).before
        return None if held is None else Seen(held["state"], held["value"], held["run_id"], 0)

    def _with(self, fact: str) -> tuple[str, ...]:
        """The facts of yes or no that are asked together with this one; an answer that is given
        anew stands alone."""
        if self._is_anew(fact) or any(fact in group for group in self._shown_together):
            return ()
        both = self._open.requirements, self._open.preferences
        phase = next((facts for facts in both if fact in facts), ())
        shown = {each for group in self._shown_together for each in group}
        return together.together(
            fact, (f for f in phase if not self.of_this_run(f) and f not in shown)
        )

    @property
    def _shown_together(self) -> list[list[str]]:
        """The facts of each screen that this run asked together. What was left open there, or
        there has been work of, is asked by itself."""
        noted = self.answers.get(TOGETHER)
        return [] if noted is None or not self.of_this_run(TOGETHER) else noted.value

    def _is_anew(self, fact: str) -> bool:
        answer = self.answers.get(fact)
        return answer is not None and self._begun(fact) and Draft.of_json(answer.value).fresh

    def _asking_for_more(self, fact: str, state: lists.Gathered) -> Callable[[], bool]:
        return lambda: self.more_could_matter(fact, state.value())

    def _asking_for_details(self, fact: str, state: lists.Gathered) -> Callable[[], bool]:
        """Whether what the things lack could still change anything: of works, where the others
        settle it, nobody has to look up a day."""
        return lambda: fact != "publications" or fact in self._open_with_value(fact, state.value())

    def _open_with_value(self, fact: str, value: JsonValue) -> frozenset[str]:
        found = self._open_with(self.profile_with({fact: value}))
        return frozenset((*found.requirements, *found.preferences))

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
        if step.widget is Widget.TICKED:
            unmarked = (restored(fact, draft),) if self._has_draft(fact) else ()
            changes = together.taken(step, move.value)
            return (*unmarked, *changes, self._noted_together(step))
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

    def _noted_together(self, step: Step) -> Put:
        """Which facts were answered as one, so that one "back" undoes them."""
        asked = [option.value for option in step.options]
        return Put(TOGETHER, "value", [*self._shown_together, asked])

    def _has_draft(self, fact: str) -> bool:
        return fact in self.answers and self._begun(fact)

    def told(self, fact: str, value: JsonValue, *, whole: bool = False) -> Put:
        """What to keep of a fact that was said out of turn, its `value` in the contract's shape: a
        list is asked on where its things lack a part (a course its topic, a day its month).
        `whole`: that its things are all there are."""
        if fact not in lists.LISTS:
            return Put(fact, "value", value)
        spec = lists.LISTS[fact]
        if fact == "honours":
            value = [{spec.key: kind} for kind in value]
        log: list[JsonValue] = [lists.told(spec, value, self.relevance, whole=whole)]
        draft = Draft(log=log, fresh=True, before=before(self.answers.get(fact)))
        if fact in self.relevance.sources:
            return self._kept(fact, draft)
        named = [item for item in value if spec.key in item]
        return Put(fact, "value", {"items": named, "asked": [], "complete": False})

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
                undone = shorter(fact, answer.value)
                marked_only = not answer.value["log"] and not answer.value["fresh"]
                return (undone, *self._back_to_last()) if marked_only else (undone,)
        return self._back_to_last()

    def _back_to_last(self) -> tuple[Change, ...]:
        begun = self.answers.get(ASKED_ADVANTAGES)
        since = 0 if begun is None or begun.run_id != self.run_id else begun.sequence
        mine = [
            fact
            for fact, answer in self.answers.items()
            if self.of_this_run(fact) and answer.sequence > since and not self._left_out(fact)
        ]
        if not mine:
            return (self._without_last(),) if self._shown_together else ()
        last = max(mine, key=lambda fact: self.answers[fact].sequence)
        if self._is_last(last):
            return (self._without_last(),)
        value = self.answers[last].value
        if last == SAME:
            copied = (restored(fact, Draft(before=held)) for fact, held in value.items())
            return (Remove(SAME), *copied)
        if isinstance(value, dict) and "steps" in value:
            return (shorter(last, value["steps"]),)
        return (Remove(last), *self._beside(last))

    def _beside(self, last: str) -> tuple[Change, ...]:
        """What was answered on one screen with the last fact, to be undone with it."""
        groups = self._shown_together
        if not groups or last not in groups[-1]:
            return ()
        others = (f for f in groups[-1] if f != last and f in self.answers)
        return (*(Remove(fact) for fact in others if self.of_this_run(fact)), self._without_last())

    def _is_last(self, last: str) -> bool:
        """Whether the last screen was one of several facts of which none was settled there."""
        groups = self._shown_together
        if not groups or any(fact in self.answers for fact in groups[-1] if self.of_this_run(fact)):
            return False
        return self.answers[TOGETHER].sequence > self.answers[last].sequence

    def _without_last(self) -> Change:
        *before, _ = self._shown_together
        return Put(TOGETHER, "value", before) if before else Remove(TOGETHER)

    def _left_out(self, fact: str) -> bool:
        return fact == TOGETHER or (fact == SAME and self.answers[fact].value is None)


@dataclass(frozen=True)
class _Asked:
    """All that the next question depends on; `said` has the answers."""

    catalogue: Catalogue
    position: str
    category: str | None
    on: date
    said: bytes
    sheet: Sheet = field(compare=False, repr=False)


@lru_cache(maxsize=1024)
def _question(asked: _Asked) -> Question | None:
    """A press finds here what the one before it left, and people who have said the same share."""
    return asked.sheet.find_question()

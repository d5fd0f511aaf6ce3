"""An answer that is being given in several steps: as it is kept between them, and taken back."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from rules.questionnaire.question import Answers, Change, Put, Remove, StoredAnswer
from rules.vocabulary import JsonValue


@dataclass(frozen=True, slots=True)
class Draft:
    """`log`: steps answered so far, pairs of path and answer. `marks`: what is marked on the
    current step. `before`: the answer that stood before, given back by "back". `fresh`: the answer
    is given anew and does not build on the one before.
    """

    log: list[JsonValue] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    fresh: bool = False
    before: JsonValue = None

    @property
    def base(self) -> JsonValue:
        """The kept value that the steps add to; None when they begin from nothing."""
        if self.fresh or self.before is None:
            return None
        return self.before["value"]

    def to_json(self) -> JsonValue:
        return {
            "log": list(self.log),
            "marks": list(self.marks),
            "fresh": self.fresh,
            "before": self.before,
        }

    @classmethod
    def of_json(cls, data: JsonValue) -> Draft:
        return cls(data["log"], data["marks"], data["fresh"], data["before"])


def draft_of(fact: str, answers: Answers, run_id: int) -> Draft:
    """The draft of this run, or a new one upon what is kept."""
    answer = answers.get(fact)
    if answer is not None and answer.state == "draft" and answer.run_id == run_id:
        return Draft.of_json(answer.value)
    return Draft(before=before(answer))


def before(answer: StoredAnswer | None) -> JsonValue:
    """What a draft remembers of the answer it replaces; a draft of an abandoned run is nothing."""
    if answer is None or answer.state == "draft":
        return None
    value = answer.value
    if isinstance(value, dict):
        value = {key: part for key, part in value.items() if key != "steps"}
    return {"state": answer.state, "value": value, "run_id": answer.run_id}


def shorter(fact: str, steps: JsonValue) -> Change:
    """The list without its last step; as it was before this run when no step is left."""
    draft = Draft.of_json(steps)
    if len(draft.log) > 1 or (draft.log and draft.fresh):
        return Put(fact, "draft", replace(draft, log=draft.log[:-1], marks=[]).to_json())
    return restored(fact, draft)


def restored(fact: str, draft: Draft) -> Change:
    """The answer as it was before the draft."""
    if draft.before is None:
        return Remove(fact)
    return Put(fact, draft.before["state"], draft.before["value"], draft.before["run_id"])


def abandoned(answers: Answers) -> tuple[Change, ...]:
    """What to do with answers that were begun and will not be finished: as it was before."""
    return tuple(
        restored(fact, Draft.of_json(answer.value))
        for fact, answer in answers.items()
        if answer.state == "draft"
    )

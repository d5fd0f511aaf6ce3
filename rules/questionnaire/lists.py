"""Facts that are lists of things: diplomas, degrees, honours, courses, publications.

A list is gathered step by step: what things there are, the details of each, whether there is
another. The steps answered so far are a log; replaying it gives the things, so a restart resumes
in the middle and "back" drops the last line.

What is kept is `{"items": [...], "asked": [...], "complete": bool}`. An item has the contract's
keys and, for a diploma, `asked`: the fields that were asked about. `asked` names the kinds of
things asked about, `complete` is false when nobody asked for further ones. The contract takes a
given list for complete, so what was not asked must not be read as absent at another position.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field, replace
from datetime import date

from rules import vocabulary as v
from rules.dates import PartialDay
from rules.questionnaire.asked_words import QUESTION_OF
from rules.questionnaire.days import day_step
from rules.questionnaire.question import Option, Step, Widget
from rules.questionnaire.relevance import Relevance
from rules.questionnaire.single import options
from rules.questionnaire.wording import FIELDS_TOGETHER, LABELS, QUESTIONS
from rules.vocabulary import Json, JsonValue

OTHER = "other"
ALONE = "alone"
"""None of the fields, and there is no other diploma."""
"""The subject of a course that no requirement looks at; such a course is not kept."""
USUAL_HOURS = (16, 36, 40, 72, 80, 108, 120, 144, 240)
_BEST_FIRST = tuple(reversed(v.LEVELS))


@dataclass(frozen=True, slots=True)
class ListFact:
    """How one list is asked for.

    `key` names the kind of a thing. `by_choice`: things are named one by one, else all kinds are
    marked at once. `repeats`: there can be two things of one kind.
    """

    fact: str
    key: str
    vocabulary: str
    kinds: Callable[[Relevance], tuple[str, ...]]
    by_choice: bool = False
    repeats: bool = True


LISTS = {
    spec.fact: spec
    for spec in (
        ListFact("education", "level", "education_level", lambda _: _BEST_FIRST, by_choice=True),
        ListFact("degrees", "degree", "degree", lambda _: v.DEGREES, by_choice=True),
        ListFact("honours", "honour", "honour", lambda r: r.honours, repeats=False),
        ListFact("certificates", "topic", "certificate_topic", lambda r: r.topics),
        ListFact("publications", "index", "publication_index", lambda r: r.indexes),
    )
}


@dataclass(slots=True)
class Gathered:
    """A list as far as it has been gathered. `ended`: there is nothing more of it."""

    items: list[Json] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    skipped: set[str] = field(default_factory=set)
    ended: bool = False

    def value(self) -> JsonValue:
        kept = [item for item in self.items if item.get("topic") != OTHER]
        return {"items": kept, "asked": self.asked, "complete": self.ended}


def gather(spec: ListFact, base: JsonValue, log: list[JsonValue]) -> Gathered:
    """The list after the steps of `log` (pairs of path and answer), begun from a kept value."""
    state = Gathered()
    if base is not None:
        state = Gathered(deepcopy(base["items"]), list(base["asked"]), set(), base["complete"])
    for path, answer in log:
        _replay(spec, state, path, answer)
    return state


def _replay(spec: ListFact, state: Gathered, path: str, answer: JsonValue) -> None:
    _, number, part = path.split(".")[:3]
    if part == "subject":
        state.items[int(number)][spec.key] = answer
    elif part == "more" or part == spec.key:
        _replay_kind(spec, state, answer)
    elif answer is None:
        state.skipped.add(f"{spec.fact}.{number}.{part}")
    elif part == "fields":
        item = state.items[int(number)]
        item["fields"] = sorted({*item.get("fields", []), *answer["chosen"]})
        item["asked"] = sorted({*item.get("asked", []), *answer["shown"]})
        state.ended = state.ended or bool(answer.get("ended"))
    elif isinstance(answer, dict):
        state.items[int(number)].update(answer["items"][0])
    else:
        state.items[int(number)][part] = answer


def _replay_kind(spec: ListFact, state: Gathered, answer: JsonValue) -> None:
    if isinstance(answer, dict) and "items" in answer:
        state.asked = sorted({*state.asked, *answer["shown"]})
        state.items += deepcopy(answer["items"])
        state.ended = bool(answer.get("whole"))
    elif isinstance(answer, dict):
        state.asked = sorted({*state.asked, *answer["shown"]})
        state.items += [{spec.key: kind} for kind in answer["chosen"]]
        state.ended = not answer["chosen"] or not spec.repeats
    elif answer in ("none", "enough", None):
        state.ended = True
    else:
        state.items.append({spec.key: answer})


def next_step(
    spec: ListFact,
    state: Gathered,
    relevance: Relevance,
    on: date,
    more_could_matter: Callable[[], bool],
    details_could_matter: Callable[[], bool],
) -> Step | None:
    """What to ask next about the list; None when it is gathered."""
    kinds = _kinds_to_ask(spec, state, relevance)
    if kinds is not None:
        return kinds
    for number, item in enumerate(state.items):
        for part in _details(spec.fact, item, state, relevance):
            if f"{spec.fact}.{number}.{part}" not in state.skipped:
                if not details_could_matter():
                    return _end_step(spec, state, relevance, more_could_matter)
                return _detail_step(spec, state, number, part, relevance, on)
    return _end_step(spec, state, relevance, more_could_matter)


def _end_step(
    spec: ListFact, state: Gathered, relevance: Relevance, more_could_matter: Callable[[], bool]
) -> Step | None:
    if state.ended or not state.items or not more_could_matter():
        return None
    return _more_step(spec, state, relevance)


def _kinds_to_ask(spec: ListFact, state: Gathered, relevance: Relevance) -> Step | None:
    path = f"{spec.fact}.{len(state.items)}.{spec.key}"
    wording = QUESTIONS[f"{spec.fact}.{spec.key}"]
    if spec.fact in QUESTION_OF:
        wording = relevance.wording(spec.fact)
    if spec.by_choice:
        if state.items or state.ended:
            return None
        buttons = options(spec.vocabulary, (*spec.kinds(relevance), "none"))
        return Step(spec.fact, path, Widget.CHOICE, wording, buttons, vocabulary=spec.vocabulary)
    open_kinds = tuple(kind for kind in spec.kinds(relevance) if kind not in state.asked)
    if not open_kinds:
        return None
    buttons = options(spec.vocabulary, open_kinds)
    return Step(spec.fact, path, Widget.MANY, wording, buttons, vocabulary=spec.vocabulary)


def _more_step(spec: ListFact, state: Gathered, relevance: Relevance) -> Step:
    return Step(
        spec.fact,
        f"{spec.fact}.{len(state.items)}.more",
        Widget.CHOICE,
        QUESTIONS[f"{spec.fact}.more"],
        options(spec.vocabulary, ("enough", *spec.kinds(relevance))),
        vocabulary=spec.vocabulary,
        can_be_unknown=False,
    )


def _details(fact: str, item: Json, state: Gathered, relevance: Relevance) -> Iterator[str]:
    """The parts of one thing that matter and are not given."""
    match fact:
        case "education":
            if _open_fields(item, relevance):
                yield "fields"
            known = any(entry.get("it_base") for entry in state.items)
            if relevance.it_base and "it_base" not in item and not known:
                yield "it_base"
        case "degrees":
            if item["degree"] in relevance.in_profile and "in_profile" not in item:
                yield "in_profile"
        case "certificates":
            if "topic" not in item:
                yield "subject"
            if item.get("topic") == OTHER:
                return
            if "hours" not in item:
                yield "hours"
            if not PartialDay(item.get("issued", "")).is_whole:
                yield "issued"
        case "publications":
            if item["index"] == "wos" and relevance.quartile and "quartile" not in item:
                yield "quartile"
            if item["index"] == "scopus" and relevance.percentile and "percentile" not in item:
                yield "percentile"
            if (
                item["index"] in relevance.dated
                and not PartialDay(item.get("published", "")).is_whole
            ):
                yield "published"


def _open_fields(item: Json, relevance: Relevance) -> tuple[str, ...]:
    asked = item.get("asked", [])
    return tuple(f for f in relevance.fields.get(item["level"], ()) if f not in asked)


def _detail_step(
    spec: ListFact, state: Gathered, number: int, part: str, relevance: Relevance, on: date
) -> Step:
    item = state.items[number]
    path = f"{spec.fact}.{number}.{part}"
    step = Step(
        spec.fact,
        path,
        Widget.CHOICE,
        QUESTIONS[f"{spec.fact}.{part}"],
        number=number + 1 if len(state.items) > 1 else None,
        entry=item,
    )
    match part:
        case "subject":
            return replace(
                step,
                options=options(spec.vocabulary, (*spec.kinds(relevance), OTHER)),
                vocabulary=spec.vocabulary,
                can_be_unknown=False,
            )
        case "fields":
            fields = _open_fields(item, relevance)
            if "profile" not in fields:
                # What is told beside the question is what "by profile" means.
                step = replace(step, wording=replace(step.wording, help=None))
            step = _fields_step(step, fields)
            ended = state.ended or step.widget is Widget.MANY
            none = () if ended else (Option(ALONE, LABELS["education_field"][ALONE]),)
            return replace(step, options=(*step.options, *none))
        case "hours":
            buttons = tuple(Option(str(hours)) for hours in USUAL_HOURS)
            return replace(step, widget=Widget.HOURS, options=buttons, bounds=(1, 2000))
        case "issued" | "published":
            return day_step(step, item.get(part, ""), on)
        case "percentile":
            return replace(step, widget=Widget.NUMBER, bounds=(0, 100))
        case "quartile":
            return replace(step, options=options("quartile", ("1", "2", "3", "4")))
        case _:
            return replace(
                step,
                widget=Widget.YES_NO,
                options=options("yes_no", ("yes", "no")),
                vocabulary="yes_no",
            )


def _fields_step(step: Step, shown: tuple[str, ...]) -> Step:
    """One press where one or two fields matter; marks where there are more."""
    if len(shown) > 2:
        many = options("education_field", shown)
        return replace(step, widget=Widget.MANY, options=many, vocabulary="education_field")
    return replace(step, options=field_options(shown), vocabulary="education_field")


def field_options(shown: tuple[str, ...]) -> tuple[Option, ...]:
    """The buttons of one or two fields: each, both, neither, in words that say of what."""
    labels = LABELS["education_field"]
    both, neither = FIELDS_TOGETHER.get(shown, (labels["both"], labels["none"]))
    together = (Option("both", both),) if len(shown) == 2 else ()
    return (*options("education_field", shown), *together, Option("none", neither))


def logged(spec: ListFact, step: Step, answer: JsonValue) -> JsonValue:
    """How an answer to a step stands in the log: with what was shown, where that matters."""
    part = step.path.split(".")[2]
    if answer is None:
        return None
    if isinstance(answer, dict):
        shown = [option.value for option in step.options] if part == spec.key else []
        line = {"items": answer["items"], "shown": shown}
        return {**line, "whole": True} if part == spec.key and _is_whole(spec, answer) else line
    if part == "fields":
        shown = [o.value for o in step.options if o.value not in ("both", "none", ALONE)]
        if answer == ALONE:
            return {"chosen": [], "shown": shown, "ended": True}
        chosen = {"both": shown, "none": []}.get(answer, [answer]) if _is_text(answer) else answer
        return {"chosen": list(chosen), "shown": shown}
    if step.widget is Widget.MANY:
        return {"chosen": list(answer), "shown": [option.value for option in step.options]}
    if part in ("it_base", "in_profile"):
        return answer is True or answer == "yes"
    if part in ("quartile", "hours", "percentile"):
        return int(answer)
    return answer


def _is_whole(spec: ListFact, answer: JsonValue) -> bool:
    """Whether typed things are all there are: the question asks for all in one message, works by
    their number. One course alone may be the first of several."""
    return spec.fact == "publications" or len(answer["items"]) > 1


def told(
    spec: ListFact, value: list[Json], relevance: Relevance, *, whole: bool = False
) -> JsonValue:
    """The line of a log in which things are said without a question; only what was said of their
    fields counts as asked. `whole`: that these are all."""
    path = f"{spec.fact}.0.{spec.key}"
    if not value:
        shown = sorted({*spec.kinds(relevance), *([] if spec.by_choice else v_all(spec))})
        return [path, "none" if spec.by_choice else {"chosen": [], "shown": shown}]
    items = [{**item, "asked": item["fields"]} if "fields" in item else item for item in value]
    line = {"items": items, "shown": list(spec.kinds(relevance))}
    return [path, {**line, "whole": True} if whole else line]


def _is_text(answer: JsonValue) -> bool:
    return isinstance(answer, str)


def contract_value(spec: ListFact, value: JsonValue, relevance: Relevance | None) -> JsonValue:
    """The list as the contract has it; None (unknown) when kinds that matter were not asked."""
    if not spec.by_choice:
        wanted = v_all(spec) if relevance is None else spec.kinds(relevance)
        if not set(wanted) <= set(value["asked"]):
            return None
    if spec.fact == "honours":
        return [item["honour"] for item in value["items"]]
    if spec.fact == "education":
        return [entry for item in value["items"] for entry in _diplomas(item, relevance)]
    return [_contract_item(item) for item in value["items"]]


def v_all(spec: ListFact) -> tuple[str, ...]:
    """All kinds that the contract knows of a list."""
    everything = {"honours": v.HONOURS, "certificates": v.TOPICS, "publications": v.INDEXES}
    return everything[spec.fact]


def _diplomas(item: Json, relevance: Relevance | None) -> Iterator[Json]:
    """One diploma as the contract has it. Where only some of its fields are known it stands twice:
    with those, and as one of unknown fields; so what is known counts and the rest stays open."""
    shown = _contract_item(item)
    wanted = v.FIELDS if relevance is None else relevance.fields.get(item["level"], ())
    if set(wanted) <= set(item.get("asked", [])):
        yield shown
        return
    held = set(shown.get("fields", []))
    if held & v.FIELDS_THAT_ARE_PEDAGOGICAL:
        held.add("pedagogical")
    if relevance is not None and held & set(wanted):
        yield shown
    yield {key: value for key, value in shown.items() if key != "fields"}


def _contract_item(item: Json) -> Json:
    shown = {key: value for key, value in item.items() if key not in ("id", "asked")}
    for day in ("issued", "published"):
        if len(shown.get(day, "2025-01-01")) < 10:
            del shown[day]
    return shown

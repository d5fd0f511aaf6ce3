"""What the commands answer as JSON: reads requests, calls the rules, prints (contract, section 1).

Imports neither aiogram nor SQLAlchemy, so that a command answers within half a second.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from io import TextIOWrapper
from pathlib import Path
from typing import NoReturn, TextIO

from rules.dates import today
from rules.errors import BadInput
from rules.norms.catalog import Catalogue
from rules.norms.loading import catalogue
from rules.norms.model import Document, DocumentEdition, Leaf, Position, Text, leaves_of
from rules.profile import Profile, parse_profile, read_day
from rules.questionnaire.ask import by_phase
from rules.verdict.check import Report
from rules.verdict.check import check as check_profile
from rules.verdict.edition import edition_used
from rules.verdict.route import cost_of
from rules.vocabulary import LANGUAGES, Json, JsonValue

EARLIEST, LATEST = date(1900, 1, 1), date(2999, 12, 31)


@dataclass(frozen=True, slots=True)
class Request:
    """One check to make: contract, section 1, with everything read and refused already."""

    position: str
    category: str | None
    profile: Profile
    on: date
    lang: str


def single(
    position: str | None, category: str | None, profile: str | None, on: str | None, lang: str
) -> Request:
    """The request of a command line. Raises BadInput."""
    if position is None:
        raise BadInput("--position", "is needed, or --batch FILE")
    return _request(
        {
            "position": position,
            "category": category,
            "profile": json_file(profile, "profile"),
            "on": on,
            "lang": lang,
        }
    )


def _request(given: Json) -> Request:
    if "position" not in given or "profile" not in given:
        raise BadInput("position" if "position" not in given else "profile", "is needed")
    position, category = given["position"], given.get("category")
    if not isinstance(position, str):
        raise BadInput("position", "must be a string")
    if category is not None and not isinstance(category, str):
        raise BadInput("category", "must be a string or null")
    lang = given.get("lang", "ru")
    if lang not in LANGUAGES:
        raise BadInput("lang", f"one of {', '.join(LANGUAGES)}")
    on = day_given(given.get("on"))
    profile = parse_profile(given["profile"], on, catalogue().competences)
    return Request(position, category, profile, on, lang)


def day_given(value: object) -> date:
    """A day of the contract, today in Almaty when none is given. Raises BadInput."""
    if value is None:
        return today(datetime.now(UTC))
    try:
        day = read_day(value)
    except ValueError:
        raise BadInput("on", "a day of the calendar, written YYYY-MM-DD") from None
    if not EARLIEST <= day <= LATEST:
        raise BadInput("on", f"a day from {EARLIEST} to {LATEST}")
    return day


def json_file(path: str | None, field: str) -> JsonValue:
    """What the JSON file of the option `--field` holds. Raises BadInput."""
    if path is None:
        raise BadInput(f"--{field}", "a JSON file, or - for standard input")
    with _opened(path, f"--{field}") as stream:
        return _parsed(stream.read(), field)


@contextmanager
def _opened(path: str, option: str) -> Iterator[TextIO]:
    """The text of a file or of standard input; bytes that are not UTF-8 come as surrogates."""
    if path == "-":
        if isinstance(sys.stdin, TextIOWrapper):
            sys.stdin.reconfigure(encoding="utf-8", errors="surrogateescape")
        yield sys.stdin
        return
    try:
        stream = open(path, encoding="utf-8", errors="surrogateescape")  # noqa: SIM115
    except OSError as error:
        raise BadInput(option, f"cannot be read: {error}") from None
    with stream:
        yield stream


def _parsed(text: str, field: str) -> JsonValue:
    try:
        text.encode()
    except UnicodeEncodeError:
        raise BadInput(field, "is not UTF-8") from None
    try:
        return json.loads(text.removeprefix("\ufeff"), parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise BadInput(field, f"is not JSON: {error}") from None


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a JSON number")


def batch(path: str, answer: Callable[[Json], Json]) -> None:
    """JSON Lines in, JSON Lines out, in the same order; a bad line answers with its error."""
    with _opened(path, "--batch") as stream:
        for text in stream:
            if text.strip():
                print(_dumped(_line(text, answer)))


def _line(text: str, answer: Callable[[Json], Json]) -> Json:
    named: Json = {}
    try:
        line = _parsed(text, "line")
        if not isinstance(line, dict):
            raise BadInput("line", "must be a JSON object")
        named = {"id": line["id"]} if "id" in line else {}
        return {**named, **answer(line)}
    except BadInput as bad:
        return {"id": None, **named, "error": str(bad)}


def check(request: Request) -> Json:
    """The verdict and the edition it goes by; for a category, what the attestation rules ask."""
    report = _report(request)
    edition = edition_used(catalogue(), request.position, request.on)
    answer = {**report.to_json(request.lang), "edition": edition.to_json()}
    if request.category is None:
        return answer
    from rules.attestation import attestation

    block = attestation(request.position, request.category, request.profile, request.on)
    return answer if block is None else {**answer, "attestation": block.to_json(request.lang)}


def check_line(line: Json) -> Json:
    return check(_request(line))


def _report(request: Request) -> Report:
    return check_profile(
        catalogue(), request.position, request.category, request.profile, request.on
    )


def ask(request: Request) -> Json:
    """The next question. `with`: facts that one screen may take together with it, flags so far."""
    still = by_phase(catalogue(), request.position, request.category, request.profile, request.on)
    remaining = len(still.requirements) + len(still.preferences)
    if not remaining:
        return {"fact": None, "remaining": 0}
    phase = "requirements" if still.requirements else "preferences"
    first, *others = still.requirements or still.preferences
    together = [fact for fact in others if fact.startswith("flags.") and first.startswith("flags.")]
    return {"fact": first, "remaining": remaining, "phase": phase, "with": together}


def ask_line(line: Json) -> Json:
    return ask(_request(line))


def match(text: str, limit: int | None) -> Json:
    from rules.matching import match as match_position

    found = match_position(text, limit)
    return {
        "query": found.query,
        "confident": found.confident,
        "results": [{"position": r.position, "score": r.score} for r in found.results],
    }


def match_line(line: Json, limit: int | None) -> Json:
    if not isinstance(line.get("q"), str):
        raise BadInput("q", "is needed: the text a person typed")
    return match(line["q"], limit)


_NEARNESS = {"eligible": 0, "undetermined": 1, "not_eligible": 2}


def _norms() -> Catalogue:
    """The norms of today, for commands that name no day."""
    return catalogue().on(today(datetime.now(UTC)))


def fit(path: str | None, on: str | None) -> list[Json]:
    """Every position for one profile: eligible, then undecided, then by the nearest route."""
    day = day_given(on)
    profile = parse_profile(json_file(path, "profile"), day, catalogue().competences)
    reports = [check_profile(catalogue(), p, None, profile, day) for p in catalogue().positions]
    reports.sort(key=lambda r: (_NEARNESS[r.verdict], cost_of(r.route)))
    return [{"position": r.position, "verdict": r.verdict, "route": list(r.route)} for r in reports]


def catalog() -> list[Json]:
    return [_listed(position) for position in _norms().positions.values()]


def _listed(p: Position) -> Json:
    return {
        "id": p.id,
        "document": p.document,
        "paragraphs": list(p.paragraphs),
        "names": _in_all_languages(p.names),
        "categories": list(p.categories),
        "competences": [
            {"id": c.id, "category": c.category, "names": _in_all_languages(c.text)}
            for c in p.competences
        ],
    }


def _in_all_languages(text: Text) -> Json:
    return {lang: text.of(lang) for lang in LANGUAGES}


def about(position: str) -> Json:
    """What `catalog` lists of one position, its official paragraphs by kind, and in words of ours
    what is evaluated. Raises BadInput for an unknown position."""
    from rules.reference import reference

    known = _norms()
    if position not in known.positions:
        raise BadInput("ID", f"one of {', '.join(known.positions)}")
    found = known.positions[position]
    document = known.documents[found.document]
    leaves = {leaf.id: leaf for check in found.checks.values() for leaf in leaves_of(check.tree)}
    return {
        **_listed(found),
        "title": _in_all_languages(document.title),
        "edition": _in_all_languages(document.edition),
        "editions": [_edition(each) for each in document.editions],
        "compared": None if document.compared is None else document.compared.isoformat(),
        "later_reported": _reported(document),
        "official": reference(position, known).to_json(),
        "requirements": [_required(x) for x in leaves.values() if x.kind != "competence"],
        "preferences": [_required(leaf) for leaf in found.preferences],
    }


def _edition(of: DocumentEdition) -> Json:
    since, until = of.edition.in_force_from, of.edition.in_force_until
    return {
        "name": _in_all_languages(of.name),
        "from": None if since is None else since.isoformat(),
        "from_is": of.from_is,
        "until": None if until is None else until.isoformat(),
        "source": _in_all_languages(of.source),
    }


def _reported(document: Document) -> Json | None:
    found = document.later_reported
    if found is None:
        return None
    return {"from": found.since.isoformat(), "says": _in_all_languages(found.says)}


def _required(leaf: Leaf) -> Json:
    return {"id": leaf.id, "source": leaf.source.to_json(), "names": _in_all_languages(leaf.text)}


def search(text: str, limit: int, lang: str) -> Json:
    """The paragraphs nearest to a text, best first; translations of ours in `lang` where there are
    equal ones. Raises BadInput."""
    from rules.reference.search import search as find

    if lang not in LANGUAGES:
        raise BadInput("lang", f"one of {', '.join(LANGUAGES)}")
    return {"query": text, "results": [hit.to_json() for hit in find(text, limit, lang)]}


def standard(card: str | None, on: str | None) -> list[Json]:
    """The professional standard's cards as they stood on a day; none before it was approved."""
    from rules.standard import card_numbers, cards_on

    numbers = {str(number): number for number in card_numbers()}
    if card is not None and card not in numbers:
        raise BadInput("card", f"one of {', '.join(numbers)}")
    return [found.to_json() for found in cards_on(day_given(on), numbers[card] if card else None)]


def validate_rules(edition: str | None = None) -> None:
    """Print what the validator found; BadRules with every problem. `edition`: the folder of a newer
    edition, which alone is looked at then."""
    from rules import reference
    from rules.attestation import portfolio
    from rules.validator.validation import of_edition, of_editions, validated

    if edition is not None:
        if not (Path(edition) / "edition.yaml").is_file():
            raise BadInput("--edition", "the folder of a drafted edition, with its edition.yaml")
        print(of_edition(Path(edition)))
        return
    print(validated())
    if waiting := of_editions():
        print(waiting)
    print(reference.validated())
    print(portfolio.validated())


def show(answer: Json | list[Json], as_json: bool) -> None:
    """One JSON document; indented where it is for reading rather than for a program."""
    print(_dumped(answer) if as_json else json.dumps(answer, ensure_ascii=False, indent=2))


def _dumped(answer: JsonValue) -> str:
    dumped = json.dumps(answer, ensure_ascii=False)
    try:
        dumped.encode()
    except UnicodeEncodeError:
        # A lone surrogate, which JSON can name but no encoding can write.
        return json.dumps(answer)
    return dumped

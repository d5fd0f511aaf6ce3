"""Papers for tests: any check, and people who know nothing, lack something or have everything."""

from __future__ import annotations

from datetime import date

from handlers.papers.paper import Paper, paper
from rules.norms.loading import catalogue
from rules.profile import parse_profile
from rules.verdict.check import check
from rules.vocabulary import Json
from tests.rules.verdict.completions import copied
from tests.rules.verdict.strategies import Target, as_json, everything

DAY = date(2026, 11, 20)
KAZAKH = "ӘәҒғҚқҢңӨөҰұҮүҺһІі"
OPERATOR = f"Университет {KAZAKH}"
PEOPLE = ("nothing", "short", "everything", "mixed")


def made(
    position: str,
    category: str | None = None,
    answers: Json | None = None,
    language: str = "ru",
    operator: str | None = OPERATOR,
    on: date = DAY,
) -> Paper:
    """The paper of a check of `answers` (JSON of the contract)."""
    given = answers or {}
    norms = catalogue()
    profile = parse_profile(given, on, norms.competences)
    report = check(norms, position, category, profile, on)
    facts = dict.fromkeys(given, "value")
    return paper(norms, report, given, facts, language, operator)


def somebody(position: str, category: str | None, kind: str) -> Json:
    """A person of one of `PEOPLE`; `mixed` has some of each: met, unmet, unknown, windows."""
    if kind == "nothing":
        return {}
    target = Target(position, category, DAY)
    person = copied(everything(target))
    if kind == "short":
        person["experience"] = dict.fromkeys(person["experience"], 11)
    if kind == "mixed":
        kinds = sorted(person["experience"])
        person["experience"] = {k: 7 + 5 * n for n, k in enumerate(kinds) if n % 3}
        person["certificates"] = [
            {"topic": "profile", "hours": 36, "issued": date(2025, 3, 1)},
            {"topic": "profile", "hours": 72, "issued": date(2024, 10, 1)},
            {"topic": "education_management", "hours": 16, "issued": date(2026, 1, 15)},
            {"topic": "it", "hours": 72},
        ]
        items = [item.id for item in target.position.competences]
        person["competences"] = {item: n % 3 > 0 for n, item in enumerate(items) if n % 4}
        person["category"] = "none"
    given: Json = as_json(person)
    return given


def some_checks() -> list[tuple[str, str | None]]:
    """Every position once: without a category and with each of them by turns."""
    found: list[tuple[str, str | None]] = []
    for number, position in enumerate(catalogue().positions.values()):
        checks = list(position.checks)
        found.append((position.id, checks[-1 - number % len(checks)]))
    return found


def squeezed(text: str) -> str:
    """`text` without spaces: where lines break does not matter then."""
    return "".join(text.split())

"""`diff-rules`: which kept decisions would come out otherwise, without naming anybody."""

from __future__ import annotations

import asyncio
import json
import logging
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.cli import main
from bot.commands.edition_effects import shown
from bot.commands.rule_differences import Differences, differences_in
from rules.norms.catalog import Catalogue
from rules.norms.loading import catalogue
from rules.profile import parse_profile
from rules.verdict.check import check
from rules.verdict.record import decision_record
from storage.database import Database, migrate, open_database
from storage.tables.checks import NewDecision
from tests.rules.norms import two_editions as two

ON = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, tzinfo=UTC)
PERSON = 7_123_456_789
TEACHER = {
    "education": [{"level": "bachelor", "fields": ["pedagogical"]}],
    "experience": {"specialty": 12},
    "competences": {"*": True},
}
OLD = "0" * 64


def record(**changes: Any) -> bytes:
    """A record of a teacher who lacks a year, as it would have been with these `changes`."""
    norms = catalogue()
    profile = parse_profile(TEACHER, ON, norms.competences)
    report = check(norms, "tvet-teacher", "moderator", profile, ON)
    made = json.loads(decision_record(norms, report, TEACHER, {}, "ru"))
    made["rules"] = OLD
    made["report"].update(changes.pop("report", {}))
    return json.dumps({**made, **changes}).encode()


async def keep(database: Database, content: bytes, digest: str = OLD) -> int:
    async with database.work() as work:
        await work.people.ensure(PERSON, "kk", NOW)
        await work.people.give_consent(PERSON, "1", NOW)
        return await work.decisions.add(
            PERSON,
            None,
            NewDecision(content, digest, "tvet-teacher", "moderator", "not_eligible", ON),
            NOW,
        )


@pytest.fixture(autouse=True)
def logging_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    """A command sets logging up for its process, which here goes on with other tests."""
    root = logging.getLogger()
    monkeypatch.setattr(root, "handlers", list(root.handlers))
    monkeypatch.setattr(root, "level", root.level)


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite+aiosqlite:///{tmp_path / 'kept.sqlite3'}"


async def test_only_what_comes_out_otherwise_is_shown_with_the_reason(url: str) -> None:
    await migrate(url)
    database = open_database(url)
    await keep(database, record(), catalogue().digest)
    await keep(database, record())
    otherwise = await keep(
        database, record(report={"verdict": "eligible", "route": [], "requirements": []})
    )
    strange = await keep(database, record(position="tvet-rector"))
    broken = await keep(database, b"[]")
    found = (await differences_in(database, catalogue())).to_json()
    await database.close()
    assert found["judged"] == 4
    [changed] = found["changed"]
    assert changed["decision"] == otherwise
    assert changed["changes"]["verdict"] == {"before": "eligible", "after": "not_eligible"}
    assert changed["changes"]["route"]["after"] == [
        {"kind": "experience", "experience": "specialty", "months": 12}
    ]
    statuses = {each["after"] for each in changed["changes"]["requirements"]}
    assert {"met", "unmet"} <= statuses
    assert [each["decision"] for each in found["not_judged"]] == [strange, broken]
    assert str(PERSON) not in json.dumps(found)


async def test_a_later_edition_shows_what_it_will_change(url: str, tmp_path: Path) -> None:
    both = two.read(tmp_path / "norms", two.files())
    await migrate(url)
    database = open_database(url)
    enough = {**TEACHER, "experience": {"specialty": 30}}
    on_the_eve = await keep(database, judged(both, enough, two.EVE), both.digest)
    await keep(database, judged(both, {**TEACHER, "experience": {"specialty": 40}}, ON))
    await keep(database, judged(both, enough, two.TURN), both.digest)
    differing = await differences_in(database, both)
    await database.close()
    found = differing.to_json()
    assert (found["judged"], found["changed"], found["not_judged"]) == (1, [], [])
    [told] = [each for each in found["later"] if "verdict" in each["changes"]]
    assert (told["decision"], told["from"]) == (on_the_eve, two.TURN.isoformat())
    assert told["changes"]["verdict"] == {"before": "eligible", "after": "not_eligible"}
    assert told["changes"]["route"]["after"] == [
        {"kind": "experience", "experience": "specialty", "months": 6}
    ]
    assert {"id": "experience-moderator", "before": "met", "after": "unmet"} in told["changes"][
        "requirements"
    ]
    assert len(found["later"]) == 2
    table = list(shown(differing, both))
    assert table[2].split()[:5] == ["2027-09-01", "tvet-teacher", "moderator", "1", "eligible"]
    assert table[2].endswith("order-338 286")
    at = next(n for n, line in enumerate(table) if line.startswith("[ru]"))
    assert table[at + 1 : at + 5] == [
        "С 1 сентября 2027\u202fг. действуют новые требования.",
        "По вашим последним ответам для «Преподаватель колледжа · педагог-модератор»:",
        "❌ пока не соответствует",
        "• Стаж работы по специальности: не менее 3 лет (п. 286)",
    ]


def test_without_a_later_edition_there_is_nothing_to_tell() -> None:
    assert list(shown(Differences("", judged=3), catalogue())) == [
        "decisions made by other rules: 3, of another answer now: 0",
        "no kept decision comes out otherwise by a later edition",
        "",
        "nobody of a register is judged otherwise by a later edition",
    ]


def judged(norms: Catalogue, answers: dict[str, Any], on: date) -> bytes:
    profile = parse_profile(answers, on, norms.competences)
    report = check(norms, "tvet-teacher", "moderator", profile, on)
    return decision_record(norms, report, answers, {}, "ru")


def test_the_command_prints_one_document(
    url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", url)
    asyncio.run(migrate(url))
    assert main(["diff-rules", "--json"]) == 0
    out, _ = capsys.readouterr()
    assert json.loads(out) == {
        "rules": catalogue().digest,
        "judged": 0,
        "changed": [],
        "later": [],
        "not_judged": [],
        "register": [],
    }


def test_a_database_that_cannot_be_used_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", "nonsense")
    assert main(["diff-rules", "--json"]) == 2
    assert "DATABASE_URL" in capsys.readouterr().err

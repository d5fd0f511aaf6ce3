"""Several editions of one position: each day has its own, and what was decided stays as it was."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any as AnyValue

import pytest

from bot.cli import main
from rules.errors import BadInput, BadRules
from rules.norms.catalog import Catalogue
from rules.norms.loading import ROOT, catalogue
from rules.norms.model import DaysInForce
from rules.norms.schema import load
from rules.profile import parse_profile
from rules.questionnaire.ask import open_facts
from rules.questionnaire.flow import Sheet
from rules.questionnaire.why_not_asked import why_not_asked
from rules.reference import reference
from rules.validator.validation import problems
from rules.verdict.check import Report, check, ways_of_report
from rules.verdict.deadlines import lost_on
from rules.verdict.record import OtherRules, decision_record, replay
from rules.vocabulary import Json
from tests.rules.norms import two_editions as two
from tests.rules.norms.two_editions import EVE, FIRST, LATER, POSITION, TURN

DAY = timedelta(days=1)
MODERATOR: Json = {
    "education": [{"level": "bachelor", "fields": ["pedagogical"]}],
    "experience": {"specialty": 30},
    "competences": {"*": True},
}


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    return two.read(tmp_path_factory.mktemp("both"), two.files())


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    return two.read(tmp_path_factory.mktemp("before"), two.files_before())


def report(known: Catalogue, on: date, **answers: AnyValue) -> Report:
    profile = parse_profile({**MODERATOR, **answers}, on, known.competences)
    return check(known, POSITION, "moderator", profile, on)


def record(known: Catalogue, on: date, answers: Json = MODERATOR) -> bytes:
    return decision_record(known, report(known, on, **answers), answers, {}, "kk")


def needs(found: Report) -> dict[str, Json]:
    return {item.leaf.id: item.need for item in found.requirements}


def test_the_day_before_and_the_day_itself_differ_exactly_by_the_edition(both: Catalogue) -> None:
    eve, turn = report(both, EVE), report(both, TURN)
    assert (eve.verdict, turn.verdict) == ("eligible", "not_eligible")
    assert [element["months"] for element in turn.route] == [6]
    before, after = needs(eve), needs(turn)
    differing = {name for name in (*before, *after) if before.get(name) != after.get(name)}
    assert differing == {"experience-moderator", "c287-09", "c287-30"}


def test_the_command_goes_by_the_day(
    both: Catalogue,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("bot.commands.rules.catalogue", lambda: both)
    path = tmp_path / "profile.json"
    path.write_text(json.dumps(MODERATOR), encoding="utf-8")

    def verdict(on: date) -> str:
        options = ["--position", POSITION, "--category", "moderator", "--profile", str(path)]
        assert main(["check", *options, "--on", on.isoformat(), "--json"]) == 0
        answer: Json = json.loads(capsys.readouterr().out)
        return str(answer["verdict"])

    assert [verdict(day) for day in (EVE, TURN)] == ["eligible", "not_eligible"]


def test_days_outside_all_editions_go_by_the_nearest(both: Catalogue) -> None:
    long_ago, far_off = date(1999, 1, 1), date(2099, 1, 1)
    assert report(both, long_ago).verdict == "eligible"
    assert report(both, far_off).verdict == "not_eligible"
    [position] = both.positions.values()
    over = replace(position, edition=DaysInForce(TURN, TURN + DAY))
    ended = replace(both, positions={POSITION: over})
    assert report(ended, far_off).verdict == "not_eligible"


def test_the_days_of_one_edition_share_what_is_compiled(both: Catalogue) -> None:
    assert both.turns == (TURN,)
    early, late = both.on(EVE), both.on(TURN)
    assert early is not late
    for known in (both, early, late):
        assert known.on(date(2020, 1, 1)) is early
        assert known.on(TURN + 500 * DAY) is late
    assert early.compiled(POSITION, None) is both.on(EVE - DAY).compiled(POSITION, None)
    assert early.digest == late.digest == both.digest
    assert [known.documents["order-338"].edition.en for known in (early, late)] == [
        "the first",
        "the second",
    ]


def test_rules_without_later_editions_are_those_of_every_day(before: Catalogue) -> None:
    assert before.on(date.min) is before
    assert before.on(date.max) is before


@pytest.mark.parametrize("on", [EVE, TURN])
def test_competences_of_any_edition_are_good_answers(both: Catalogue, on: date) -> None:
    known = [item.id for item in both.on(on).positions[POSITION].competences]
    other = {"c287-09": False, "c287-30": False, **dict.fromkeys(known, True)}
    found = report(both, on, competences=other, experience={"specialty": 36})
    assert found.verdict == "eligible"
    with pytest.raises(BadInput, match="c287-99"):
        report(both, on, competences={"c287-99": True})


def test_questions_are_those_of_the_day(both: Catalogue) -> None:
    items = {item.id: True for item in both.on(EVE).positions[POSITION].competences}
    answers = {**MODERATOR, "experience": {"specialty": 36}, "competences": items}
    for day, item, asked in ((EVE, "c287-09", ()), (TURN, "c287-30", ("competences",))):
        profile = parse_profile(answers, day, both.competences)
        assert open_facts(both, POSITION, "moderator", profile, day) == asked
        settled = why_not_asked(both, POSITION, "moderator", profile, day, ())
        assert ("competences" in {each.fact for each in settled}) == (not asked)
        sheet = Sheet(both, POSITION, "moderator", day, 1, {})
        assert {"c287-09", "c287-30"} & set(sheet.relevance.competences) == {item}


@pytest.mark.parametrize("months", [12, 23, 30, 40])
@pytest.mark.parametrize("day", [date(2026, 11, 20), EVE])
def test_a_decision_repeats_itself_after_a_newer_edition_came(
    both: Catalogue, before: Catalogue, day: date, months: int
) -> None:
    """Also where the day that it names lies in the newer edition."""
    answers = {**MODERATOR, "experience": {"specialty": months}}
    kept = record(before, day, answers)
    assert replay(both, kept) == kept
    found = report(both, day, experience={"specialty": months})
    profile = parse_profile(answers, day, both.competences)
    assert ways_of_report(both, found, profile) == ways_of_report(before, found, profile)


def test_editions_are_told_apart_in_records(both: Catalogue) -> None:
    assert json.loads(record(both, EVE))["rules"] != json.loads(record(both, TURN))["rules"]


@pytest.mark.usefixtures("nothing_superseded")
def test_a_decision_of_other_rules_for_its_day_is_told(
    both: Catalogue, before: Catalogue, tmp_path: Path
) -> None:
    with pytest.raises(OtherRules):
        replay(both, record(before, TURN))
    contents = two.files()
    contents[FIRST] = contents[FIRST].replace("Мамандық бойынша жұмыс өтілі", "Өтіл")
    mended = two.read(tmp_path, contents)
    with pytest.raises(OtherRules):
        replay(mended, record(before, EVE))
    with pytest.raises(OtherRules, match="no position"):
        replay(replace(both, positions={}, others=()), record(both, EVE))


def test_a_reading_belongs_to_the_rules_where_it_is_named(tmp_path: Path) -> None:
    readings = load(ROOT / "norms" / "readings.yaml")["readings"]

    def digest(reading: str) -> str:
        changed = [{**r, "adopted": "So."} if r["id"] == reading else r for r in readings]
        contents = {**two.files(), "readings.yaml": json.dumps({"readings": changed})}
        return two.read(tmp_path / reading, contents).positions[POSITION].digest

    real = two.read(tmp_path / "real", two.files()).positions[POSITION]
    named = real.readings
    others = [each for each in catalogue().readings if each not in named]
    assert named
    assert digest(others[0]) == real.digest
    for reading in named:
        assert digest(reading) != real.digest


def _renamed(contents: dict[str, str], old: str, new: str) -> None:
    contents[new] = contents.pop(old)


def _documents(contents: dict[str, str], old: str, new: str) -> None:
    assert old in contents["documents.yaml"]
    contents["documents.yaml"] = contents["documents.yaml"].replace(old, new, 1)


FAULTS: list[tuple[Callable[[dict[str, str]], object], str]] = [
    (
        lambda c: c.update({FIRST: c[FIRST].replace(str(EVE), "2027-08-30")}),
        "ends on 2027-08-30, the next begins on 2027-09-01; let it end on 2027-08-31",
    ),
    (
        lambda c: c.update({FIRST: c[FIRST].replace(two.ENDED, two.OPEN)}),
        "ends on None, the next begins on 2027-09-01",
    ),
    (
        lambda c: c.update({FIRST: c[FIRST].replace(str(EVE), "2020-08-30")}),
        "before it begins",
    ),
    (
        lambda c: c.update({FIRST: c[FIRST].replace(two.ENDED, two.NEWER)}),
        "two editions begin on 2027-09-01",
    ),
    (
        lambda c: c.update({"documents.yaml": two.files_before()["documents.yaml"]}),
        "no edition of order-338 begins on 2027-09-01",
    ),
    (
        lambda c: c.update({"documents.yaml": two.files_before()["documents.yaml"]}),
        "no edition of order-338 ends on 2027-08-31",
    ),
    (
        lambda c: c.update(
            {"documents.yaml": c["documents.yaml"].replace("until: '2027-08-31'", "until: null")}
        ),
        "order-338: the edition from 2023-08-07 ends on None",
    ),
    (
        lambda c: c.update({LATER: c[LATER].replace("c287-30", "c287-08")}),
        "c287-08 is another item at",
    ),
    (
        lambda c: _renamed(c, LATER, f"order-338/{POSITION}.2027-09-02.yaml"),
        f"call it order-338/{POSITION}.yaml or {LATER}",
    ),
    (
        lambda c: _renamed(c, LATER, f"university/{POSITION}.{TURN}.yaml"),
        f"call it order-338/{POSITION}.yaml or {LATER}",
    ),
    (
        lambda c: c.update({LATER: c[LATER].replace(str(TURN), "2027-02-30")}),
        "write YYYY-MM-DD",
    ),
    (lambda c: _documents(c, "    compared: '2027-08-30'\n", ""), "is noted; compare it"),
    (
        lambda c: _documents(c, "compared: '2027-08-30'", "compared: '2027-08-32'"),
        "order-338: compared",
    ),
    (
        lambda c: _documents(c, "        from_is: signed\n", ""),
        "does not say what its first day is; add `from_is`, in_force or signed",
    ),
    (
        lambda c: _documents(
            c, "    editions:", f"    {two.reported('2027-09-01')}\n    editions:"
        ),
        "the edition reported for 2027-09-01 is not later than the one from 2027-09-01",
    ),
]


@pytest.mark.parametrize(("spoil", "told"), FAULTS)
def test_the_validator_names_the_fault(
    spoil: Callable[[dict[str, str]], object], told: str, tmp_path: Path
) -> None:
    contents = two.files()
    spoil(contents)
    try:
        found = list(problems(two.read(tmp_path, contents)))
    except BadRules as bad:
        found = list(bad.problems)
    assert any(told in problem for problem in found), found


def test_two_editions_that_follow_each_other_are_no_fault(both: Catalogue) -> None:
    assert list(problems(both)) == []


def test_the_reference_shows_the_edition_of_the_day(both: Catalogue) -> None:
    def words(day: date) -> str:
        parts = reference(POSITION, both.on(day)).paragraphs
        return "\n".join(line for part in parts for line in part.lines)

    assert "не менее 2 лет" in words(EVE)
    assert "не менее 2 лет" not in words(TURN)
    assert "не менее 3 лет" in words(TURN)


def test_a_category_that_ends_with_its_edition_loses_nothing_more(both: Catalogue) -> None:
    later = both.on(TURN).positions[POSITION]
    checks = {name: made for name, made in later.checks.items() if name != "moderator"}
    ended = replace(
        both.on(EVE),
        others=(replace(later, checks=checks),),
        positions={POSITION: both.on(EVE).positions[POSITION]},
    )
    profile = parse_profile(MODERATOR, EVE, both.competences)
    assert lost_on(ended, POSITION, "moderator", profile, TURN) == ()

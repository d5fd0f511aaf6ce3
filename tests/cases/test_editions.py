"""A newer edition of the attestation rules: two persons of one HR, for their members only."""

import json
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest
import pytest_asyncio
from sqlalchemy import text

from cases import certificates, editions, members, organisations
from cases.errors import BadValue, NotAllowed, NotThere
from handlers.hr.editions import unentered_lines
from i18n import translator
from rules.attestation import attestation, edition_on, entered_edition
from rules.attestation import editions as of_files
from rules.norms.model import Text
from rules.profile import parse_profile
from storage.database import Database
from storage.tables.attestation import EnteredEdition
from tests.cases.college import (
    DAY,
    HR,
    NOW,
    OPERATOR,
    OPERATORS,
    OTHER_HR,
    STRANGER,
    TEACHER,
    TODAY,
    Colleges,
    appoint,
    found,
    greet,
)
from tests.rules.attestation.people import OLD_NUMBERS
from tests.storage.databases import look

SECOND = 7_000_000_010
SINCE = date(2026, 9, 1)
NAME = Text(kk="№ 99 бұйрық", ru="Приказ № 99", en="")
CHANGES = {"expert.hours": 96}


@dataclass
class Proposals:
    """Two HR of the first college at work on an edition."""

    database: Database
    colleges: Colleges
    second_right: int

    async def propose(
        self,
        actor: int = HR,
        organisation: int | None = None,
        since: date = SINCE,
        changes: dict[str, int] = CHANGES,
    ) -> EnteredEdition:
        number = organisation or self.colleges.organisation
        async with self.database.work() as work:
            return await editions.propose_edition(work, actor, number, changes, since, NAME, NOW)

    async def decide(self, what: str, actor: int, number: int, *more: Any) -> None:
        do = getattr(editions, f"{what}_edition")
        async with self.database.work() as work:
            await do(work, actor, self.colleges.organisation, number, *more, NOW)

    async def state(self) -> list[str]:
        async with self.database.work(writing=False) as work:
            number = self.colleges.organisation
            kept = await work.attestation_editions.of_organisation(number)
        return [each.state for each in kept]

    async def hours_asked(self, person_id: int, on: date = TODAY) -> int | None:
        """Course hours that the rules ask of this person for expert on a day."""
        async with self.database.work(writing=False) as work:
            known = await editions.editions_of_person(work, person_id)
        profile = parse_profile({"certificates": []}, on)
        asked = attestation("tvet-teacher", "expert", profile, on, known)
        assert asked is not None
        return asked.hours_short


@pytest_asyncio.fixture
async def proposals(database: Database) -> Proposals:
    colleges = await found(database)
    async with database.work() as work:
        await greet(work, SECOND)
        second = await appoint(work, SECOND, colleges.organisation)
    return Proposals(database, colleges, second)


async def test_what_a_second_person_accepted_counts_for_members_from_its_day_on(
    proposals: Proposals,
) -> None:
    made = await proposals.propose()
    assert await proposals.hours_asked(TEACHER) == 72
    await proposals.decide("accept", SECOND, made.id)
    assert await proposals.hours_asked(TEACHER) == 96
    assert await proposals.hours_asked(TEACHER, SINCE) == 96
    assert await proposals.hours_asked(TEACHER, SINCE - DAY) == 72
    for person_id in (HR, SECOND, OTHER_HR, STRANGER):
        assert await proposals.hours_asked(person_id) == 72


async def test_it_says_which_organisation_entered_it(proposals: Proposals) -> None:
    made = await proposals.propose()
    await proposals.decide("accept", SECOND, made.id)
    async with proposals.database.work(writing=False) as work:
        known = await editions.editions_of_person(work, TEACHER)
    edition = edition_on(TODAY, known)
    assert edition is not None
    assert edition.entered_by == "Политехникалық колледж"
    assert (edition.name.kk, edition.name.ru, edition.name.en) == (NAME.kk, NAME.ru, NAME.ru)


async def test_whoever_leaves_goes_by_the_rule_files_again(proposals: Proposals) -> None:
    made = await proposals.propose()
    await proposals.decide("accept", SECOND, made.id)
    async with proposals.database.work() as work:
        c = proposals.colleges
        await members.end_membership(work, HR, c.organisation, c.membership, NOW)
    assert await proposals.hours_asked(TEACHER) == 72


async def test_a_members_category_ends_by_the_edition_it_was_granted_under(
    proposals: Proposals,
) -> None:
    made = await proposals.propose(changes={"pedagogues.term": 36})
    await proposals.decide("accept", SECOND, made.id)
    ends = []
    for person_id, granted in ((TEACHER, SINCE - DAY), (TEACHER, SINCE), (STRANGER, SINCE)):
        async with proposals.database.work() as work:
            kept = await certificates.set_category_granted(
                work, person_id, "category", "expert", granted, NOW, first_head=False
            )
        ends.append(kept.ends)
    assert ends == [date(2031, 8, 31), date(2029, 9, 1), date(2031, 9, 1)]


async def test_nobody_decides_on_their_own_proposal(proposals: Proposals) -> None:
    made = await proposals.propose()
    for what, more in (("accept", ()), ("reject", ("no",))):
        with pytest.raises(BadValue, match="reviewer"):
            await proposals.decide(what, HR, made.id, *more)
    assert await proposals.state() == ["proposed"]
    assert await proposals.hours_asked(TEACHER) == 72


@pytest.mark.parametrize("actor", [STRANGER, TEACHER, OTHER_HR, OPERATOR])
async def test_nobody_else_proposes_sees_or_decides(proposals: Proposals, actor: int) -> None:
    with pytest.raises(NotAllowed):
        await proposals.propose(actor)
    made = await proposals.propose()
    for what, more in (("accept", ()), ("reject", ("no",)), ("withdraw", ())):
        with pytest.raises(NotAllowed):
            await proposals.decide(what, actor, made.id, *more)
    with pytest.raises(NotAllowed):
        async with proposals.database.work() as work:
            await editions.editions_of_organisation(work, actor, proposals.colleges.organisation)
    assert await proposals.state() == ["proposed"]


async def test_another_organisations_hr_does_not_reach_it_through_its_own(
    proposals: Proposals,
) -> None:
    made = await proposals.propose()
    with pytest.raises(NotThere):
        async with proposals.database.work() as work:
            await editions.accept_edition(work, OTHER_HR, proposals.colleges.other, made.id, NOW)


async def withdraw_right(proposals: Proposals, right: int) -> None:
    async with proposals.database.work() as work:
        number = proposals.colleges.organisation
        await organisations.withdraw_right(work, OPERATOR, OPERATORS, number, right, NOW)


async def test_a_withdrawn_right_decides_nothing(proposals: Proposals) -> None:
    made = await proposals.propose()
    await withdraw_right(proposals, proposals.second_right)
    with pytest.raises(NotAllowed):
        await proposals.decide("accept", SECOND, made.id)
    assert await proposals.state() == ["proposed"]


async def test_a_proposal_dies_with_the_right_of_whoever_made_it(proposals: Proposals) -> None:
    made = await proposals.propose()
    await withdraw_right(proposals, proposals.colleges.right)
    with pytest.raises(BadValue, match="proposer"):
        await proposals.decide("accept", SECOND, made.id)
    await proposals.decide("reject", SECOND, made.id, "nobody answers for it")
    assert await proposals.state() == ["rejected"]


async def test_who_proposed_and_was_forgotten_cannot_come_back_to_accept(
    proposals: Proposals,
) -> None:
    made = await proposals.propose()
    async with proposals.database.work() as work:
        await work.people.forget(HR)
        await greet(work, HR)
        await appoint(work, HR, proposals.colleges.organisation)
    with pytest.raises(BadValue, match="proposer"):
        await proposals.decide("accept", HR, made.id)


async def test_one_proposal_waits_at_a_time_and_is_decided_once(proposals: Proposals) -> None:
    made = await proposals.propose()
    with pytest.raises(BadValue, match="waiting"):
        await proposals.propose(SECOND)
    await proposals.decide("accept", SECOND, made.id)
    for what, more in (("accept", ()), ("reject", ("no",))):
        with pytest.raises(NotThere):
            await proposals.decide(what, SECOND, made.id, *more)
    assert await proposals.state() == ["accepted"]


async def test_only_the_proposer_takes_back(proposals: Proposals) -> None:
    made = await proposals.propose()
    with pytest.raises(NotThere):
        await proposals.decide("withdraw", SECOND, made.id)
    await proposals.decide("withdraw", HR, made.id)
    again = await proposals.propose(SECOND)
    await proposals.decide("accept", HR, again.id)
    assert await proposals.state() == ["accepted", "withdrawn"]


@pytest.mark.parametrize(
    ("since", "changes", "field"),
    [
        (of_files()[-1].since, CHANGES, "day"),
        (date(2029, 11, 21), CHANGES, "day"),
        (SINCE, {"expert.hours": 0}, "numbers"),
        (SINCE, {"expert.luck": 7}, "numbers"),
    ],
)
async def test_what_cannot_be_is_refused(
    proposals: Proposals, since: date, changes: dict[str, int], field: str
) -> None:
    with pytest.raises(BadValue, match=field):
        await proposals.propose(since=since, changes=changes)
    assert await proposals.state() == []


async def test_each_edition_goes_on_from_the_one_before(proposals: Proposals) -> None:
    first = await proposals.propose()
    await proposals.decide("accept", SECOND, first.id)
    with pytest.raises(BadValue, match="day"):
        await proposals.propose(SECOND, since=SINCE)
    later = await proposals.propose(SECOND, since=date(2027, 1, 1), changes={"moderator.hours": 36})
    assert (later.numbers["expert.hours"], later.numbers["moderator.hours"]) == (96, 36)
    await proposals.decide("accept", HR, later.id)
    assert await proposals.hours_asked(TEACHER, date(2027, 1, 1)) == 96


async def test_a_proposal_that_the_rule_files_have_overtaken_is_not_accepted(
    proposals: Proposals, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = await proposals.propose()
    base = of_files()[-1]
    newer = entered_edition(base, {}, "file", replace(NAME, en="Order No. 99"), SINCE, "x", TODAY)
    monkeypatch.setattr(editions, "editions", lambda: (base, newer))
    with pytest.raises(BadValue, match="day"):
        await proposals.decide("accept", SECOND, made.id)
    assert await proposals.state() == ["proposed"]


async def test_a_kept_edition_that_this_checkout_cannot_read_does_not_count(
    proposals: Proposals,
) -> None:
    async with proposals.database.work() as work:
        number = proposals.colleges.organisation
        for base, numbers in (("gone", CHANGES), (of_files()[-1].id, {"luck": 1})):
            made = await work.attestation_editions.propose(
                number, base, numbers, SINCE, NAME, HR, NOW
            )
            await work.attestation_editions.decide(made.id, "accepted", SECOND, NOW)
    assert await proposals.hours_asked(TEACHER) == 72


async def test_every_step_is_noted_without_words(proposals: Proposals) -> None:
    made = await proposals.propose()
    await proposals.decide("reject", SECOND, made.id, "Expert is 80")
    again = await proposals.propose()
    await proposals.decide("withdraw", HR, again.id)
    third = await proposals.propose(SECOND)
    await proposals.decide("accept", HR, third.id)
    async with proposals.database.work(writing=False) as work:
        log = await work.audit.of_organisation(proposals.colleges.organisation, 100)
    noted = [(e.action, e.actor_id, e.object_id) for e in reversed(log) if "edition" in e.action]
    assert noted == [
        ("edition.propose", HR, made.id),
        ("edition.reject", SECOND, made.id),
        ("edition.propose", HR, again.id),
        ("edition.withdraw", HR, again.id),
        ("edition.propose", SECOND, third.id),
        ("edition.accept", HR, third.id),
    ]
    assert "Приказ" not in str(log)
    assert "Expert" not in str(log)


OLD_ROW = text(
    "INSERT INTO attestation_edition (organisation_id, base, numbers, since, name_kk, name_ru, "
    "name_en, state, proposed_by, proposed_at, decided_by, decided_at) VALUES (:organisation, "
    "'order-83-2025-02-25', :numbers, '2026-09-01', 'KK', 'RU', 'EN', 'accepted', NULL, "
    "'2026-08-20 06:00:00', NULL, '2026-08-21 06:00:00')"
)


async def test_an_edition_accepted_under_the_older_shape_is_carried_over(
    proposals: Proposals, database_url: str
) -> None:
    """The row as the code before stored it: numbers of then by their keys, as JSON."""
    c = proposals.colleges
    row = {"organisation": c.organisation, "numbers": json.dumps(OLD_NUMBERS)}
    await look(database_url, lambda connection: connection.execute(OLD_ROW, row))
    assert await proposals.hours_asked(TEACHER) == 96
    assert await proposals.hours_asked(STRANGER) == 72
    async with proposals.database.work() as work:
        known = await editions.editions_of_person(work, TEACHER)
        [kept], _ = await editions.editions_of_organisation(work, HR, c.organisation)
    edition = edition_on(TODAY, known)
    assert edition is not None
    assert (edition.name.en, edition.entered_by) == ("EN", "Политехникалық колледж")
    assert kept.numbers == OLD_NUMBERS
    # What is new in the shape comes from the edition below, and is not theirs.
    managers = edition.families[1].steps[1]
    assert managers.early_results is not None
    assert (managers.early_results.years, managers.early_results.entered) == (2, False)
    assert edition.families[0].steps[2].courses is not None
    assert edition.families[0].steps[2].courses.entered
    tr = translator("en")
    said = "\n".join(unentered_lines(of_files()[-1], kept.numbers, tr))
    assert "Not entered, taken from the edition before" in said
    assert said.count("early: years running") == 2
    # What is entered on top of it has everything.
    async with proposals.database.work() as work:
        later = await editions.propose_edition(
            work, HR, c.organisation, {"expert.hours": 100}, TODAY, NAME, NOW
        )
    assert later.numbers["deputy_2.early_years"] == 2
    assert not list(unentered_lines(edition, later.numbers, tr))

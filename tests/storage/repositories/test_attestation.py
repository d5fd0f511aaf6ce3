from datetime import date

import pytest
from sqlalchemy.exc import IntegrityError

from storage.database import Database, Work
from storage.tables.attestation import EnteredEdition
from storage.tables.organisations import Shares
from tests.storage.samples import AIGERIM, DAY, ERLAN, NOW, TITLE, TODAY

NUMBERS = {"expert.hours": 96}
SINCE = date(2026, 9, 1)


async def college(work: Work, name: str = "College") -> int:
    made = await work.organisations.add(name, NOW)
    assert made is not None
    return made.id


async def proposed(work: Work, organisation_id: int) -> EnteredEdition:
    editions = work.attestation_editions
    return await editions.propose(organisation_id, "base", NUMBERS, SINCE, TITLE, AIGERIM, NOW)


async def test_an_edition_comes_back_as_it_was_entered(database: Database) -> None:
    async with database.work() as work:
        await work.people.ensure(AIGERIM, "kk", NOW)
        number = await college(work)
        made = await proposed(work, number)
        assert await work.attestation_editions.get(made.id) == made
        assert await work.attestation_editions.waiting(number) == made
        assert (made.numbers, made.since, made.name) == (NUMBERS, SINCE, TITLE)
        assert (made.state, made.proposed_by, made.decided_by) == ("proposed", AIGERIM, None)


async def test_only_one_waits_and_it_is_decided_once(database: Database) -> None:
    async with database.work() as work:
        for person_id in (AIGERIM, ERLAN):
            await work.people.ensure(person_id, "kk", NOW)
        number = await college(work)
        made = await proposed(work, number)
    with pytest.raises(IntegrityError):
        async with database.work() as work:
            await proposed(work, number)
    async with database.work() as work:
        editions = work.attestation_editions
        assert await editions.decide(made.id, "rejected", ERLAN, NOW, "not so")
        assert not await editions.decide(made.id, "accepted", ERLAN, NOW + DAY)
        again = await proposed(work, number)
        first, second = await editions.of_organisation(number)
        assert (first, second.state, second.reason) == (again, "rejected", "not so")
        assert second.decided_by == ERLAN


async def test_accepted_ones_are_those_of_present_memberships(database: Database) -> None:
    async with database.work() as work:
        for person_id in (AIGERIM, ERLAN):
            await work.people.ensure(person_id, "kk", NOW)
        ours, theirs = await college(work, "Ours"), await college(work, "Theirs")
        editions = work.attestation_editions
        made = await proposed(work, ours)
        await editions.decide(made.id, "accepted", ERLAN, NOW)
        waiting = await proposed(work, ours)
        assert waiting.state == "proposed"
        shares = Shares()
        membership = await work.memberships.add(ERLAN, ours, None, None, None, shares, NOW)
        await work.memberships.add(AIGERIM, theirs, None, None, None, shares, NOW)
        [(found, name)] = await editions.accepted_of_person(ERLAN)
        assert (found.id, found.name, name) == (made.id, TITLE, "Ours")
        assert await editions.accepted_of_person(AIGERIM) == []
        await work.memberships.leave(membership.id, NOW)
        assert await editions.accepted_of_person(ERLAN) == []


async def test_an_edition_outlives_whoever_proposed_it(database: Database) -> None:
    async with database.work() as work:
        await work.people.ensure(AIGERIM, "kk", NOW)
        made = await proposed(work, await college(work))
        await work.people.forget(AIGERIM)
        kept = await work.attestation_editions.get(made.id)
        assert kept is not None
        assert kept.proposed_by is None


async def test_the_last_knowledge_test_replaces_the_one_before(database: Database) -> None:
    async with database.work() as work:
        await work.people.ensure(AIGERIM, "kk", NOW)
        assert await work.knowledge_tests.of(AIGERIM) is None
        await work.knowledge_tests.put(AIGERIM, 55, None, NOW)
        await work.knowledge_tests.put(AIGERIM, 75, TODAY, NOW + DAY)
        kept = await work.knowledge_tests.of(AIGERIM)
        assert kept is not None
        assert (kept.percent, kept.taken, kept.changed_at) == (75, TODAY, NOW + DAY)
        await work.knowledge_tests.remove(AIGERIM)
        assert await work.knowledge_tests.of(AIGERIM) is None


async def test_a_word_replaces_the_one_before_and_is_of_its_position(database: Database) -> None:
    async with database.work() as work:
        await work.people.ensure(AIGERIM, "kk", NOW)
        words = work.attestation_words
        await words.put(AIGERIM, "", "answers_to", "district", NOW)
        await words.put(AIGERIM, "", "answers_to", "region", NOW + DAY)
        await words.put(AIGERIM, "tvet-teacher", "production.expert", "yes", NOW)

        async def said(position: str) -> dict[str, str]:
            return {each.fact: each.value for each in await words.of(AIGERIM, position)}

        assert await said("tvet-teacher") == {"answers_to": "region", "production.expert": "yes"}
        assert await said("tvet-master") == {"answers_to": "region"}
        assert (await words.of(AIGERIM, "tvet-master"))[0].changed_at == NOW + DAY
        await words.remove(AIGERIM, "", "answers_to")
        assert await said("tvet-teacher") == {"production.expert": "yes"}


async def test_a_member_has_the_superiors_of_their_organisations(database: Database) -> None:
    async with database.work() as work:
        await work.people.ensure(AIGERIM, "kk", NOW)
        first, second = await college(work, "First"), await college(work, "Second")
        for number in (first, second):
            await work.memberships.add(AIGERIM, number, None, None, None, Shares(), NOW)
        await work.organisations.set_superior(second, "region")
        found = await work.organisations.of_member(AIGERIM)
        assert [(each.id, each.answers_to) for each in found] == [(first, None), (second, "region")]
        await work.organisations.set_superior(second, None)
        assert [each.answers_to for each in await work.organisations.of_member(AIGERIM)] == [
            None
        ] * 2


async def test_the_database_takes_no_other_superior(database: Database) -> None:
    async with database.work() as work:
        number = await college(work)
    with pytest.raises(IntegrityError):
        async with database.work() as work:
            await work.organisations.set_superior(number, "galaxy")  # type: ignore[arg-type]

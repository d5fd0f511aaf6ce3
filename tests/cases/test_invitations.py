import asyncio
from datetime import timedelta

import pytest

from cases import invitations, members, memberships, organisations
from cases.errors import BadValue, ConsentNeeded, InvitationRefused, NameTaken
from cases.rights import reach
from storage.database import Database, open_database
from storage.tables.organisations import Role
from tests.cases.college import (
    ALL,
    DAY,
    HR,
    NOTHING,
    NOW,
    OPERATOR,
    OPERATORS,
    STRANGER,
    TEACHER,
    appoint,
    dismiss,
    found,
    greet,
    join,
    member_link,
)


async def accept(database: Database, person_id: int, token: str, now_in: timedelta) -> Role:
    async with database.work() as work:
        return await invitations.accept_hr(work, person_id, OPERATORS, token, NOW + now_in)


async def reason_of(database: Database, person_id: int, token: str, now_in: timedelta) -> str:
    """Why an HR link is refused."""
    with pytest.raises(InvitationRefused) as caught:
        await accept(database, person_id, token, now_in)
    return caught.value.reason


async def hr_link(database: Database, organisation_id: int, actor: int = OPERATOR) -> str:
    async with database.work() as work:
        link = await invitations.invite_hr(work, actor, OPERATORS, organisation_id, NOW)
    return link.token


async def test_a_link_is_shown_before_it_is_taken(database: Database) -> None:
    c = await found(database)
    async with database.work() as work:
        link = await member_link(work, HR, c.organisation, c.department)
        offer = await invitations.look(work, OPERATORS, link.token, NOW)
    assert offer.department is not None
    assert (offer.kind, offer.organisation.id) == ("member", c.organisation)
    assert (offer.department.id, offer.expires_at) == (c.department, NOW + 90 * DAY)


async def test_a_token_fits_a_start_parameter_and_is_not_kept(
    database: Database, database_url: str
) -> None:
    c = await found(database)
    async with database.work() as work:
        links = [await member_link(work, HR, c.organisation) for _ in range(5)]
        held = str(await work.invitations.valid(c.organisation, NOW))
    for link in links:
        assert 30 <= len(link.token) <= 60
        assert link.token.replace("-", "").replace("_", "").isalnum()
        assert link.token not in held
    assert len({link.token for link in links}) == 5


async def test_an_hr_link_works_once(database: Database) -> None:
    c = await found(database)
    token = await hr_link(database, c.organisation, HR)
    right = await accept(database, STRANGER, token, DAY)
    assert (right.person_id, right.granted_by, right.granted_at) == (STRANGER, HR, NOW + DAY)
    assert await reason_of(database, TEACHER, token, DAY) == "used"


async def test_of_many_who_take_an_hr_link_at_once_one_gets_the_right(
    database: Database, database_url: str
) -> None:
    c = await found(database)
    token = await hr_link(database, c.organisation)
    other_process = open_database(database_url)
    people = range(100, 108)
    async with database.work() as work:
        for person_id in people:
            await greet(work, person_id)
    tries = (accept((database, other_process)[n % 2], n, token, DAY) for n in people)
    results = await asyncio.gather(*tries, return_exceptions=True)
    await other_process.close()
    rights = [each for each in results if isinstance(each, Role)]
    refused = [each.reason for each in results if isinstance(each, InvitationRefused)]
    assert (len(rights), refused) == (1, ["used"] * 7)
    async with database.work(writing=False) as work:
        assert rights[0] in await work.hr.of_organisation(c.organisation)
        assert len(await work.hr.of_organisation(c.organisation)) == 2


async def test_whoever_is_hr_already_does_not_use_the_link_up(database: Database) -> None:
    c = await found(database)
    token = await hr_link(database, c.organisation)
    assert (await accept(database, HR, token, DAY)).id == c.right
    assert (await accept(database, STRANGER, token, DAY)).person_id == STRANGER


async def test_links_expire_to_the_moment(database: Database) -> None:
    c = await found(database)
    token = await hr_link(database, c.organisation)
    assert await reason_of(database, STRANGER, token, 2 * DAY) == "expired"
    almost = 2 * DAY - timedelta(microseconds=1)
    assert (await accept(database, STRANGER, token, almost)).person_id == STRANGER


async def test_unknown_and_withdrawn_links_and_those_of_another_kind_are_refused(
    database: Database,
) -> None:
    c = await found(database)
    token = await hr_link(database, c.organisation)
    async with database.work() as work:
        member = await member_link(work, HR, c.organisation)
        [newest, *_] = [
            each
            for each in await invitations.valid_invitations(work, HR, c.organisation, NOW)
            if each.kind == "hr"
        ]
        await invitations.withdraw_invitation(work, HR, OPERATORS, c.organisation, newest.id, NOW)
    assert await reason_of(database, STRANGER, token, DAY) == "withdrawn"
    assert await reason_of(database, STRANGER, member.token, DAY) == "kind"
    for nonsense in ("", "x" * 5000, "\ud800", token[:-1], token.swapcase()):
        assert await reason_of(database, STRANGER, nonsense, DAY) == "unknown"
    hr_token = await hr_link(database, c.organisation)
    with pytest.raises(InvitationRefused) as caught:
        async with database.work() as work:
            await join(work, STRANGER, hr_token)
    assert caught.value.reason == "kind"
    async with database.work(writing=False) as work:
        assert await work.memberships.of_person(STRANGER) == []
        assert await work.hr.of_person(STRANGER) == []


async def test_a_link_of_hr_whose_right_was_withdrawn_appoints_nobody(
    database: Database,
) -> None:
    c = await found(database)
    token = await hr_link(database, c.organisation, HR)
    async with database.work() as work:
        await dismiss(work, c)
    assert await reason_of(database, STRANGER, token, DAY) == "void"
    async with database.work() as work:
        await appoint(work, HR, c.organisation)
    assert (await accept(database, STRANGER, token, DAY)).granted_by == HR


async def test_a_link_of_hr_who_was_forgotten_appoints_nobody(database: Database) -> None:
    c = await found(database)
    token = await hr_link(database, c.organisation, HR)
    async with database.work() as work:
        await work.people.forget(HR)
    assert await reason_of(database, STRANGER, token, DAY) == "void"


async def test_a_members_link_is_good_for_many_and_leads_into_its_department(
    database: Database,
) -> None:
    c = await found(database)
    async with database.work() as work:
        link = await member_link(work, HR, c.organisation, c.department)
        for person_id in (101, 102, 103):
            await greet(work, person_id)
            made = await join(work, person_id, link.token, ALL, name="  Ерлан \n Қ. ")
            assert (made.name, made.department_id) == ("Ерлан Қ.", c.department)
            assert (made.shares, made.hr_messages) == (ALL, True)
        assert await members.count_members(work, HR, c.organisation, c.department) == 4


async def test_joining_again_changes_the_one_membership(database: Database) -> None:
    c = await found(database, ALL)
    async with database.work() as work:
        into_none = await member_link(work, HR, c.organisation)
        again = await join(work, TEACHER, into_none.token, NOTHING, name=None)
        [own] = await memberships.memberships_of(work, TEACHER)
    assert again.id == c.membership
    assert own.membership == again
    assert (again.shares, again.name, again.department_id) == (NOTHING, None, c.department)


async def test_a_removed_department_takes_its_links_along_and_leaves_its_people(
    database: Database,
) -> None:
    c = await found(database)
    async with database.work() as work:
        link = await member_link(work, HR, c.organisation, c.department)
        await organisations.remove_department(work, HR, c.organisation, c.department, NOW)
        [own] = await memberships.memberships_of(work, TEACHER)
        with pytest.raises(InvitationRefused):
            await join(work, STRANGER, link.token)
    assert own.membership.department_id is None


async def test_nobody_joins_without_consent(database: Database) -> None:
    c = await found(database)
    async with database.work() as work:
        link = await member_link(work, HR, c.organisation)
        await work.people.withdraw_consent(STRANGER, NOW)
        with pytest.raises(ConsentNeeded):
            await join(work, STRANGER, link.token)


@pytest.mark.parametrize(
    "name",
    [
        "",
        " \n\t ",
        "x" * 201,
        "\x00",
        "\u200b\u200d\u2060\ufeff",
        "\u3164",
        "\u115f \u1160\uffa0",
        "\u2800\u2800",
        "\u0301",
        "\ufe0f\u034f\u180e",
        "\U000e0020",
        "\xad",
        "\u202e",
    ],
)
async def test_names_are_one_line_of_1_to_200_characters(database: Database, name: str) -> None:
    c = await found(database)
    async with database.work() as work:
        link = await member_link(work, HR, c.organisation)
        with pytest.raises(BadValue) as caught:
            await join(work, STRANGER, link.token, name=name)
        with pytest.raises(BadValue):
            await organisations.add_department(work, HR, c.organisation, name, NOW)
    assert (caught.value.field, caught.value.low, caught.value.high) == ("name", 1, 200)


async def test_a_name_keeps_what_shows_of_it(database: Database) -> None:
    c = await found(database)
    name = "\u3164\u200bА\u0301сем\u2800Үлгіқызы\ufeff"
    async with database.work() as work:
        made = await organisations.add_department(work, HR, c.organisation, name, NOW)
    assert made.name == "А\u0301сем Үлгіқызы"


async def test_names_of_organisations_and_departments_are_unique(database: Database) -> None:
    c = await found(database)
    async with database.work() as work:
        with pytest.raises(NameTaken):
            await organisations.create_organisation(
                work, OPERATOR, OPERATORS, " Медицинский  колледж ", NOW
            )
        with pytest.raises(NameTaken):
            await organisations.rename_organisation(
                work, HR, c.organisation, "Медицинский колледж", NOW
            )
        chemistry = await organisations.add_department(work, HR, c.organisation, "Химия", NOW)
        with pytest.raises(NameTaken):
            await organisations.add_department(work, HR, c.organisation, "IT", NOW)
        with pytest.raises(NameTaken):
            await organisations.rename_department(work, HR, c.organisation, chemistry.id, "IT", NOW)
        await organisations.rename_department(work, HR, c.organisation, chemistry.id, "Химия", NOW)
        names = [each.name for each in await organisations.departments(work, HR, c.organisation)]
    assert names == ["IT", "Химия"]


async def test_the_first_hr_of_an_organisation_is_its_director_and_no_later_one(
    database: Database,
) -> None:
    c = await found(database)
    async with database.work() as work:
        new = await organisations.create_organisation(work, OPERATOR, OPERATORS, "Жаңа", NOW)
        kinds = []
        for person in (TEACHER, STRANGER):
            link = await invitations.invite_hr(work, OPERATOR, OPERATORS, new.id, NOW)
            right = await invitations.accept_hr(work, person, OPERATORS, link.token, NOW)
            kinds.append(right.kind)
        assert kinds == ["hr_director", "hr"]
        assert await reach(work, TEACHER, "give_director", new.id, NOW)
        assert not await reach(work, STRANGER, "give_director", new.id, NOW)
        [first, _] = await work.hr.of_organisation(new.id)
        await work.hr.withdraw(first.id, NOW)
        link = await invitations.invite_hr(work, STRANGER, OPERATORS, new.id, NOW)
        again = await invitations.accept_hr(work, TEACHER, OPERATORS, link.token, NOW)
        assert (again.kind, c.organisation != new.id) == ("hr", True)

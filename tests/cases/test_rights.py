"""Every action of HR, tried by everybody who must not, and noted when it is done."""

from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from typing import Any

import pytest

from cases import deadlines, editions, invitations, members, organisations, replies, superiors
from cases.errors import NotAllowed, NotThere
from cases.lists import figures, reading, taking
from cases.lists.reading import Wanted
from rules.attestation import editions as rules_editions
from rules.norms.loading import catalogue
from rules.norms.model import Text
from storage.database import Database, Work
from tests.cases.college import (
    COLLEAGUE,
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
    add_colleague,
    dismiss,
    found,
)

TITLE = Text(kk="Өтінім", ru="Заявления", en="Applications")
Action = Callable[[Work, int, int, Colleges], Awaitable[Any]]
"""(work, who acts, number of the organisation, numbers of its things) → what the case returns."""


async def deadline_of(work: Work, organisation_id: int) -> int:
    """The number of a deadline there, entered directly."""
    made = await work.deadlines.add(
        organisation_id, "tests", TITLE, TODAY + 50 * DAY, (7,), None, NOW
    )
    return made.id


async def change(work: Work, actor: int, organisation: int, c: Colleges) -> None:
    number = await deadline_of(work, c.organisation)
    await deadlines.change_deadline(
        work, actor, organisation, number, "plans", TITLE, TODAY + 60 * DAY, NOW
    )


async def remove(work: Work, actor: int, organisation: int, c: Colleges) -> None:
    number = await deadline_of(work, c.organisation)
    await deadlines.remove_deadline(work, actor, organisation, number, NOW)


async def proposed(work: Work, organisation_id: int) -> int:
    """The number of an edition that a colleague there has proposed, entered directly."""
    await add_colleague(work, organisation_id)
    numbers = {"expert.hours": 96}
    made = await work.attestation_editions.propose(
        organisation_id, rules_editions()[-1].id, numbers, TODAY, TITLE, COLLEAGUE, NOW
    )
    return made.id


async def accept(work: Work, actor: int, organisation: int, c: Colleges) -> None:
    number = await proposed(work, c.organisation)
    await editions.accept_edition(work, actor, organisation, number, NOW)


async def reject(work: Work, actor: int, organisation: int, c: Colleges) -> None:
    number = await proposed(work, c.organisation)
    await editions.reject_edition(work, actor, organisation, number, "80, not 96", NOW)


async def take_back(work: Work, actor: int, organisation: int, c: Colleges) -> None:
    made = await work.attestation_editions.propose(
        c.organisation, "x", {}, TODAY, TITLE, actor, NOW
    )
    await editions.withdraw_edition(work, actor, organisation, made.id, NOW)


async def withdraw_one_of_two(work: Work, actor: int, organisation: int, right: int) -> None:
    found = await work.hr.get(right)
    assert found is not None
    await add_colleague(work, found.organisation_id)
    await organisations.withdraw_right(work, actor, OPERATORS, organisation, right, NOW)


ACTIONS: dict[str, Action] = {
    "organisation.rename": lambda u, a, o, c: organisations.rename_organisation(
        u, a, o, "Жаңа атау", NOW
    ),
    "organisation.superior": lambda u, a, o, c: superiors.set_superior(u, a, o, "region", NOW),
    "department.add": lambda u, a, o, c: organisations.add_department(u, a, o, "Химия", NOW),
    "department.rename": lambda u, a, o, c: organisations.rename_department(
        u, a, o, c.department, "АТ", NOW
    ),
    "department.remove": lambda u, a, o, c: organisations.remove_department(
        u, a, o, c.department, NOW
    ),
    "hr.withdraw": lambda u, a, o, c: withdraw_one_of_two(u, a, o, c.right),
    "hr.name": lambda u, a, o, c: organisations.name_oneself(u, a, o, "Кадрина", NOW),
    "replies.read": lambda u, a, o, c: replies.replies_of(u, a, o, NOW, first=0, limit=5),
    "audit.read": lambda u, a, o, c: organisations.audit_log(u, a, o, NOW),
    "invitation.hr": lambda u, a, o, c: invitations.invite_hr(u, a, OPERATORS, o, NOW),
    "invitation.member": lambda u, a, o, c: invitations.invite_members(u, a, o, c.department, NOW),
    "invitation.withdraw": lambda u, a, o, c: invitations.withdraw_invitation(
        u, a, OPERATORS, o, c.link, NOW
    ),
    "list": lambda u, a, o, c: reading.read_list(u, a, o, Wanted("staff"), catalogue(), NOW),
    "figures": lambda u, a, o, c: figures.year_figures(u, a, o, catalogue(), NOW),
    "members.read": lambda u, a, o, c: members.members(u, a, o, NOW),
    "member.read": lambda u, a, o, c: members.member(u, a, o, c.membership, NOW),
    "member.move": lambda u, a, o, c: members.move_member(u, a, o, c.membership, None, NOW),
    "member.end": lambda u, a, o, c: members.end_membership(u, a, o, c.membership, NOW),
    "deadline.enter": lambda u, a, o, c: deadlines.enter_deadline(
        u, a, o, "tests", TITLE, TODAY + 40 * DAY, NOW
    ),
    "deadline.change": change,
    "deadline.remove": remove,
    "edition.propose": lambda u, a, o, c: editions.propose_edition(u, a, o, {}, TODAY, TITLE, NOW),
    "edition.accept": accept,
    "edition.reject": reject,
    "edition.withdraw": take_back,
}
READINGS: dict[str, Action] = {
    "superior": lambda u, a, o, c: superiors.superior_of(u, a, o),
    "departments": lambda u, a, o, c: organisations.departments(u, a, o),
    "colleagues": lambda u, a, o, c: organisations.colleagues(u, a, OPERATORS, o),
    "invitations": lambda u, a, o, c: invitations.valid_invitations(u, a, o, NOW),
    "count": lambda u, a, o, c: members.count_members(u, a, o),
    "lists": lambda u, a, o, c: reading.count_lists(u, a, o, catalogue(), NOW),
    "places": lambda u, a, o, c: reading.places_and_posts(u, a, o, NOW),
    "choices": lambda u, a, o, c: reading.choices_of(u, a, o, Wanted("staff"), NOW),
    "whole list": lambda u, a, o, c: taking.whole_list(
        u, a, o, Wanted("blocked"), catalogue(), NOW
    ),
    "editions": lambda u, a, o, c: editions.editions_of_organisation(u, a, o),
    "deadlines": lambda u, a, o, c: deadlines.deadlines_of_organisation(u, a, o, NOW),
}
EVERYTHING = {**ACTIONS, **READINGS}
# Things that are named by their own number besides that of the organisation.
BY_NUMBER = (
    "department.rename",
    "department.remove",
    "hr.withdraw",
    "invitation.member",
    "invitation.withdraw",
    "member.read",
    "member.move",
    "member.end",
    "deadline.change",
    "deadline.remove",
    "edition.accept",
    "edition.reject",
    "edition.withdraw",
)
OPERATORS_TOO = {"hr.withdraw", "invitation.hr", "invitation.withdraw", "colleagues"}


async def state(database: Database, c: Colleges) -> Any:
    """All that an action could change in the first college."""
    async with database.work(writing=False) as work:
        return (
            await work.organisations.get(c.organisation),
            await work.organisations.departments(c.organisation),
            await work.hr.of_organisation(c.organisation),
            await work.invitations.valid(c.organisation, NOW),
            await work.memberships.get(c.membership),
            await work.deadlines.of_organisation(c.organisation, TODAY),
            await work.attestation_editions.of_organisation(c.organisation),
            await work.audit.of_organisation(c.organisation, 100),
        )


async def refusal(database: Database, actor: int, organisation: int, c: Colleges, name: str) -> str:
    """The error with which the action ends; nothing may have been changed by it."""
    before = await state(database, c)
    with pytest.raises((NotAllowed, NotThere)) as caught:
        async with database.work() as work:
            await EVERYTHING[name](work, actor, organisation, c)
    assert await state(database, c) == before, name
    return caught.type.__name__


async def refusals(
    database: Database, actor: int, organisation: int, c: Colleges, names: Iterable[str]
) -> dict[str, str]:
    return {name: await refusal(database, actor, organisation, c, name) for name in names}


def all_of(error: type[Exception], names: Iterable[str]) -> dict[str, str]:
    return dict.fromkeys(names, error.__name__)


@pytest.mark.parametrize(
    "actor", [STRANGER, TEACHER, OTHER_HR], ids=["stranger", "member", "other HR"]
)
async def test_whoever_is_not_hr_of_the_organisation_is_refused(
    database: Database, actor: int
) -> None:
    c = await found(database)
    told = await refusals(database, actor, c.organisation, c, EVERYTHING)
    assert told == all_of(NotAllowed, EVERYTHING)


async def test_things_of_another_organisation_are_not_reached_through_ones_own(
    database: Database,
) -> None:
    c = await found(database)
    told = await refusals(database, OTHER_HR, c.other, c, BY_NUMBER)
    assert told == all_of(NotThere, BY_NUMBER)


async def test_a_withdrawn_right_is_none(database: Database) -> None:
    c = await found(database)
    async with database.work() as work:
        await dismiss(work, c)
    told = await refusals(database, HR, c.organisation, c, EVERYTHING)
    assert told == all_of(NotAllowed, EVERYTHING)


async def test_whoever_has_left_has_no_right_either(database: Database) -> None:
    c = await found(database)
    async with database.work() as work:
        await members.end_membership(work, HR, c.organisation, c.membership, NOW)
    told = await refusals(database, TEACHER, c.organisation, c, EVERYTHING)
    assert told == all_of(NotAllowed, EVERYTHING)


async def test_an_operator_appoints_hr_and_is_not_hr(database: Database) -> None:
    c = await found(database)
    of_hr_only = [name for name in EVERYTHING if name not in OPERATORS_TOO]
    told = await refusals(database, OPERATOR, c.organisation, c, of_hr_only)
    assert told == all_of(NotAllowed, of_hr_only)
    told = await refusals(database, OPERATOR, 999_999, c, OPERATORS_TOO)
    assert told == all_of(NotThere, OPERATORS_TOO)
    async with database.work() as work:
        for name in sorted(OPERATORS_TOO, reverse=True):
            await EVERYTHING[name](work, OPERATOR, c.organisation, c)


async def test_an_action_is_noted_in_its_own_transaction_or_not_at_all(
    database: Database,
) -> None:
    c = await found(database)
    before = await state(database, c)
    for name, action in ACTIONS.items():
        with suppress(ConnectionError):
            async with database.work() as work:
                await action(work, HR, c.organisation, c)
                [latest] = await work.audit.of_organisation(c.organisation, 1)
                assert (latest.action, latest.actor_id, latest.at) == (name, HR, NOW)
                raise ConnectionError
        assert await state(database, c) == before, name


async def test_the_audit_log_holds_no_names_and_no_member(database: Database) -> None:
    c = await found(database)
    async with database.work() as work:
        for name in ("organisation.rename", "department.add", "deadline.enter", "members.read"):
            await ACTIONS[name](work, HR, c.organisation, c)
        entries = await work.audit.of_organisation(c.organisation, 100)
    told = str(entries)
    for secret in ("колледж", "Жаңа", "Химия", "Өтінім", "Айгерім", str(TEACHER)):
        assert secret not in told


async def test_hr_may_give_up_its_own_right_to_a_colleague(database: Database) -> None:
    c = await found(database)
    async with database.work() as work:
        await add_colleague(work, c.organisation)
        await organisations.withdraw_right(work, HR, OPERATORS, c.organisation, c.right, NOW)
        assert await organisations.organisations_of_hr(work, HR) == []
        with pytest.raises(NotThere):
            await organisations.withdraw_right(
                work, OPERATOR, OPERATORS, c.organisation, c.right, NOW
            )


async def test_only_operators_create_and_list_organisations(database: Database) -> None:
    c = await found(database)
    for actor in (HR, TEACHER, STRANGER):
        with pytest.raises(NotAllowed):
            async with database.work() as work:
                await organisations.create_organisation(work, actor, OPERATORS, "X", NOW)
        with pytest.raises(NotAllowed):
            async with database.work() as work:
                await organisations.all_organisations(work, actor, OPERATORS)
    async with database.work() as work:
        listed = await organisations.all_organisations(work, OPERATOR, OPERATORS)
    assert {each.id for each in listed} == {c.organisation, c.other}

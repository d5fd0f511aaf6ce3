"""Every press of HR by everybody who must not: they see and change nothing."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, Final, get_args

import pytest

from cases import broadcasts, deadlines, editions
from cases.register.list_rows import StaffRows
from handlers.hr import checking_actions, training_actions
from handlers.hr.buttons import NUMBERS
from rules.norms.loading import catalogue
from rules.norms.model import Text
from storage.repositories.replies import Answered
from storage.tables.segments import Segment
from storage.tables.training import TrainingYear
from tests.cases.college import (
    HR,
    NOW,
    OPERATOR,
    OTHER_HR,
    STRANGER,
    TEACHER,
    TODAY,
    Colleges,
    dismiss,
)
from tests.handlers.hr.conftest import Scene

# Anybody may begin here; what is behind is asked about in the tests of organisations.
OPEN = {"home", "inert", "own"}
OPERATORS_ONLY = {"all": (0,), "new": ()}
OPERATORS_SEE = ("org", "hr", "hr_page", "dismiss")
OPERATORS_TOO = (
    *OPERATORS_SEE,
    "appoint",
    "director",
    "dismiss_yes",
    "unlink",
    "unlink_yes",
    "rename_yes",
    "role_day",
    "role_end_yes",
    "role_open",
)
TRAINING: Final = [
    [name for name in get_args(each) if name.startswith(("train", "rep", "dec", "year_"))]
    for each in (
        training_actions.OfOrganisation,
        training_actions.WithOne,
        training_actions.WithTwo,
        training_actions.WithThree,
    )
]
CHECKING: Final = [
    get_args(each)
    for each in (
        checking_actions.WithOne,
        checking_actions.WithTwo,
        checking_actions.WithThree,
    )
]
PRESSES: dict[str, Callable[[Colleges], tuple[int, ...]]] = {
    **{
        name: lambda c: (c.organisation,)
        for name in (
            "org", "rename", "hr", "part_new", "links", "invite", "day_new", "day_usual",
            "day_no_en", "day_save", "casts", "cast_new", "draft", "draft_media",
            "draft_media_none", "draft_no_en", "draft_drop",
            "draft_drop_yes", "preview", "when_now", "who", "who_all", "editions", "edition_new",
            "edition_done", "edition_no_en", "edition_send", "superior", "rename_yes", "hr_name",
            "list_new", "list_stop", "old_all", "old_all_yes", "lists", "figures", "figures_file",
            "figures_picture", "figures_paper", "staff", "staff_effects", "staff_file", "ties_all",
            "led", "ask", "ask_none",
            "docs_all", "docs_drop", "docs_keep",
        )
    },
    **{
        name: lambda c: (c.organisation, 0)
        for name in (
            "parts", "days", "day_kind", "day_pick", "day_part", "log", "draft_text", "when",
            "who_parts", "who_posts", "who_ask", "edition_number", "edition_day", "edition_part",
            "casts_page", "editions_page", "hr_page", "invite_page", "links_page",
            "old", "roles", "sheet", "ties", "ties_new", "tree", "led_page", "docs",
        )
    },
    **{
        name: lambda c: (c.organisation, 1)
        for name in (
            "reply", "reply_file", "day", "day_change", "day_drop", "day_drop_yes",
            "day_drop_all", "day_done",
            "cast",
            "cast_pause", "cast_go",
            "cast_stop", "cast_stop_yes", "cast_file", "send", "send_yes", "edition",
            "edition_accept", "edition_reject", "edition_drop", "superior_set", "day_keep",
            "day_now", "day_now_yes", "list", "list_drop", "list_over", "list_over_yes",
            "list_send", "list_yes", "old_drop", "old_drop_yes", "doc", "doc_drop", "doc_keep",
            "figs_now",
            "record", "tie_link", "tie_one", "tie_right", "tie_undo",
            "tie_undo_yes", "tie_yes", "role_new",
        )
    },
    **{
        name: lambda c: (c.organisation, c.department)
        for name in (
            "part", "part_kind", "part_name", "part_name_yes", "part_drop", "part_drop_yes",
        )
    },
    **{
        name: lambda c: (c.organisation, c.membership)
        for name in ("member", "member_end", "member_end_yes", "led_one")
    },
    **{name: lambda c: (c.organisation, c.link) for name in ("unlink", "unlink_yes", "appoint")},
    **{name: lambda c: (c.organisation, c.right) for name in ("dismiss", "dismiss_yes")},
    **{
        name: lambda c: (c.organisation, c.right)
        for name in ("role", "role_end", "role_end_yes", "role_open", "role_until")
    },
    **{
        name: lambda c: (c.organisation, 1, 0)
        for name in ("list_ask", "list_end", "list_gone")
    },
    "director": lambda c: (c.organisation, c.right, 1),
    **{
        name: lambda c: (c.organisation, c.department, 0)
        for name in ("part_above", "part_be", "part_put")
    },
    "forms": lambda c: (c.organisation, 1, 0),
    "forms_in": lambda c: (c.organisation, 1, 0),
    "figs": lambda c: (c.organisation, 1, 0),
    "figs_yes": lambda c: (c.organisation, 1, 1),
    "form_file": lambda c: (c.organisation, 1, 0, 0),
    "list_say": lambda c: (c.organisation, 1, 0, 0),
    "lists_file": lambda c: (c.organisation, 0, 0),
    **{
        name: lambda c: (c.organisation, 0, 0, 1) for name in ("lists_at", "lists_by", "lists_who")
    },
    "sheet_make": lambda c: (c.organisation, 0, 0, 0),
    "role_give": lambda c: (c.organisation, 1, c.department, 0),
    "staff_in": lambda c: (c.organisation, 0, 0),
    "members": lambda c: (c.organisation, 0, 0),
    "replies": lambda c: (c.organisation, 0, 0),
    "member_part": lambda c: (c.organisation, c.membership, 0),
    "member_move": lambda c: (c.organisation, c.membership, 0),
    "member_put": lambda c: (c.organisation, c.membership, c.department, 0),
    "superior_put": lambda c: (c.organisation, 0, 1),
    "link": lambda c: (c.organisation, 0, c.link),
    "when_hour": lambda c: (c.organisation, 20261121, 10),
    "who_lang": lambda c: (c.organisation, 0, 1),
    "who_role": lambda c: (c.organisation, 0, 1),
    "who_names": lambda c: (c.organisation, 0),
    "who_name": lambda c: (c.organisation, c.membership, 1, 0),
    **{
        name: lambda c: (c.organisation,)
        for name in (
            "day_who", "day_who_all", "day_ahead", "day_link", "day_link_none", "days_many",
            "days_many_yes", "template_keep", "day_note_none",
        )
    },
    **{
        name: lambda c: (c.organisation, 1)
        for name in ("day_drop_all", "day_keep_all")
    },
    **{
        name: lambda c: (c.organisation, 0)
        for name in (
            "days_past", "day_repeat", "day_note", "day_who_names", "day_who_parts",
            "day_who_posts",
        )
    },
    **{
        name: lambda c: (c.organisation, 1)
        for name in (
            "cast_failed", "cast_rest", "draft_receipt", "reply_answer", "cast_change",
            "draft_take", "template", "template_drop", "template_use", "templates",
            "ask_close", "ask_close_yes", "ask_named", "ask_rest",
        )
    },
    "cast_read": lambda c: (c.organisation, 1, 0),
    "ask_result": lambda c: (c.organisation, 1, 0),
    "ask_file": lambda c: (c.organisation, 1, 0),
    "lists_paper": lambda c: (c.organisation, 0, 0),
    "role_day": lambda c: (c.organisation, c.right, 20270831),
    **{
        name: lambda c: (c.organisation, 1, 0, 0)
        for name in ("cast_who", "cast_who_by", "cast_who_file")
    },
    "day_done": lambda c: (c.organisation, 1, 0),
    "day_ahead_set": lambda c: (c.organisation, 7, 0),
    "day_who_role": lambda c: (c.organisation, 0, 1),
    "day_who_set": lambda c: (c.organisation, 0, 1),
    "day_who_name": lambda c: (c.organisation, c.membership, 1, 0),
    "day_who_part": lambda c: (c.organisation, c.department, 1, 0),
    "day_who_post": lambda c: (c.organisation, 0, 1, 0),
    "who_part": lambda c: (c.organisation, c.department, 1, 0),
    "who_post": lambda c: (c.organisation, 0, 1, 0),
    "who_set": lambda c: (c.organisation, 0, 72),
    **{name: lambda c: (c.organisation,) for name in TRAINING[0]},
    **{name: lambda c: (c.organisation, 1) for name in TRAINING[1]},
    **{name: lambda c: (c.organisation, 1, 0) for name in TRAINING[2]},
    **{name: lambda c: (c.organisation, 1, 0, 0) for name in TRAINING[3]},
    **{name: lambda c: (c.organisation, 1) for name in CHECKING[0]},
    **{name: lambda c: (c.organisation, 1, 0) for name in CHECKING[1]},
    **{name: lambda c: (c.organisation, 1, 0, 0) for name in CHECKING[2]},
}  # fmt: skip
# With the number of one's own organisation these things of another one are not there.
BY_NUMBER = (
    "reply", "reply_answer", "reply_file", "part", "part_name", "part_name_yes", "part_drop",
    "part_drop_yes", "cast_read", "cast_rest", "ask_rest",
    "ask_close", "ask_close_yes", "ask_result", "ask_file", "cast_who", "cast_who_by",
    "cast_who_file", "role_day", "cast_failed", "cast_change",
    "member", "led_one", "member_move", "member_put", "member_part", "member_end",
    "member_end_yes", "day", "day_change", "day_drop", "day_drop_yes", "cast", "cast_pause",
    "cast_go", "cast_stop", "cast_stop_yes", "cast_file", "unlink_yes", "dismiss_yes", "edition",
    "edition_accept", "edition_reject", "edition_drop", "role", "role_end_yes", "role_open",
    "role_until", "forms", "forms_in", "form_file", "figs", "figs_now", "figs_yes",
    "rep_list", "rep", "rep_bell", "rep_sign", "rep_who", "year_rep", "year_sign", "decs", "dec",
    "dec_new", "dec_edit", "dec_drop", "dec_drop_yes", "dec_done", "dec_who",
)  # fmt: skip


def training_year(organisation: int) -> TrainingYear:
    days = (date(2027, 1, 1), date(2027, 12, 31))
    return TrainingYear(0, organisation, "2027", "calendar", *days, None, None, (), None, None, NOW)


async def fill(scene: Scene) -> None:
    """A deadline, a broadcast, an answer to it and an edition of the first college, all with the
    number 1."""
    title = Text(kk="Өтінім", ru="Заявления", en="Applications")
    day = TODAY + timedelta(days=50)
    number = scene.colleges.organisation
    async with scene.house.database.work() as work:
        await deadlines.enter_deadline(work, HR, number, "tests", title, day, NOW)
        texts: Any = {"kk": "Сәлем", "ru": "Привет"}
        cast = await broadcasts.begin_broadcast(
            work, HR, number, texts, Segment(), NOW, catalogue()
        )
        await work.replies.add(TEACHER, Answered(number, cast, None), "Келемін", None, NOW)
        await editions.propose_edition(work, HR, number, {"expert.hours": 96}, TODAY, title, NOW)
        [record] = await work.register.add(number, [("7", "Айгерім Жазба", {})], NOW)
        await work.ties.propose(record, TEACHER, HR, NOW)
        await work.staff_imports.put(number, HR, StaffRows((), 0, ()).to_json(), NOW)
        await work.training_years.add(training_year(number))


async def state(scene: Scene) -> Any:
    """All that a press could change in the first college, and what it would note."""
    c = scene.colleges
    async with scene.house.database.work(writing=False) as work:
        return (
            await work.organisations.get(c.organisation),
            await work.organisations.departments(c.organisation),
            await work.hr.of_organisation(c.organisation),
            await work.invitations.valid(c.organisation, NOW),
            await work.memberships.get(c.membership),
            await work.deadlines.of_organisation(c.organisation, TODAY),
            await work.campaigns.of(c.organisation),
            await work.replies.of_organisation(c.organisation, None, 0, 5),
            await work.attestation_editions.of_organisation(c.organisation),
            await work.audit.of_organisation(c.organisation, 100),
            await work.ties.of_organisation(c.organisation),
            await work.roles.of_organisation(c.organisation, TODAY),
        )


def test_every_button_is_tried() -> None:
    assert set(PRESSES) | set(OPERATORS_ONLY) | OPEN == set(NUMBERS)


@pytest.mark.parametrize(
    "actor", [STRANGER, OTHER_HR, TEACHER], ids=["stranger", "other HR", "member"]
)
async def test_nobody_else_sees_or_changes_anything(scene: Scene, actor: int) -> None:
    await fill(scene)
    person = await scene.hr(actor)
    before = await state(scene)
    for name, numbers in PRESSES.items():
        text = await scene.opens(person, name, *numbers(scene.colleges))
        assert "no right" in text, name
        await person.say("/hr")
    for name, given in OPERATORS_ONLY.items():
        assert "no right" in await scene.opens(person, name, *given)
        await person.say("/hr")
    assert await state(scene) == before


async def test_a_right_that_was_withdrawn_opens_nothing(scene: Scene) -> None:
    await fill(scene)
    hr = await scene.hr()
    await hr.press("📣 Messages to members")
    await hr.press("✏️ Write to members")
    await hr.say("Сәлем")
    await hr.say("Привет")
    async with scene.house.database.work() as work:
        c = scene.colleges
        await dismiss(work, c)
    before = await state(scene)
    for name, numbers in PRESSES.items():
        assert "no right" in await scene.opens(hr, name, *numbers(scene.colleges)), name
    assert await state(scene) == before


async def test_things_of_another_organisation_are_not_reached_through_ones_own(
    scene: Scene,
) -> None:
    await fill(scene)
    other = await scene.hr(OTHER_HR)
    before = await state(scene)
    own = scene.colleges.other
    for name in BY_NUMBER:
        _, *numbers = PRESSES[name](scene.colleges)
        text = await scene.opens(other, name, own, *numbers)
        assert "Медицинский колледж" in text, name
        assert "Айгерім" not in text
    assert await state(scene) == before


async def test_an_operator_opens_who_acts_for_hr_and_nothing_of_people(scene: Scene) -> None:
    await fill(scene)
    operator = await scene.hr(OPERATOR)
    before = await state(scene)
    for name, numbers in PRESSES.items():
        if name in OPERATORS_TOO:
            continue
        text = await scene.opens(operator, name, *numbers(scene.colleges))
        assert "no right" in text, name
        await operator.say("/hr")
    assert await state(scene) == before
    for name in OPERATORS_SEE:
        assert "no right" not in await scene.opens(operator, name, *PRESSES[name](scene.colleges))

"""A head in the chat: what members share, a message to the department, and where it all ends."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

import pytest
import pytest_asyncio

from cases.purposes import HEADS
from cases.roles import give_role
from storage.tables.organisations import NAME_LENGTH, RoleKind, Shares
from tests.cases.college import ALL, HR, OPERATOR, OPERATORS, STRANGER, TEACHER, TODAY, greet, join
from tests.cases.college import member_link as link_of
from tests.handlers.house import Somebody
from tests.handlers.hr.conftest import Scene
from tests.handlers.hr.test_rights import PRESSES, fill, state

FIRST: Final = 8_200_000_000
MANY: Final = 300
OWN: Final = {"led", "led_page", "led_one"}
WRITING: Final = {
    "casts", "casts_page", "cast_new", "draft", "draft_text", "draft_no_en", "draft_drop",
    "draft_drop_yes", "draft_receipt", "draft_take", "draft_media", "draft_media_none", "preview",
    "send", "send_yes", "when", "when_hour", "when_now", "who", "ask", "ask_none", "ask_named",
    "who_all", "who_lang", "who_role", "who_part", "who_parts", "who_post", "who_posts",
}  # fmt: skip
SEEING: Final = {
    "staff", "staff_in", "tree", "record", "day_done", "lists", "lists_at", "lists_by", "lists_who",
    "figures", "figures_picture", "figs", "train", "train_got", "train_sign", "train_year",
    "train_next", "train_other", "train_rec", "train_recs", "train_units", "train_better",
    "train_skill",
}  # fmt: skip
APPROVING: Final = {
    "ties",
    "staff_effects",
    "staff_file",
    "lists_file",
    "lists_paper",
    "figures_file",
    "figures_paper",
    "forms",
    "train_hear",
    "train_finds",
    "figs_days",
    "find_at",
    "find_list",
    "find_new",
    "find_units",
    "rep_list",
}
"""What a head may and a deputy may not."""


async def leads(scene: Scene, kind: RoleKind = "head") -> Somebody:
    """STRANGER leads the department of TEACHER; a member of no department is there besides."""
    college, now = scene.colleges.organisation, scene.house.now
    async with scene.house.database.work() as work:
        token = (await link_of(work, HR, college)).token
        await join(work, STRANGER, token, name="Басшы")
        await give_role(
            work, HR, OPERATORS, college, STRANGER, kind, scene.colleges.department, now
        )
    head = scene.person(STRANGER)
    await head.say("/hr")
    return head


@pytest_asyncio.fixture
async def head(scene: Scene) -> Somebody:
    return await leads(scene)


async def write(scene: Scene, head: Somebody) -> None:
    await head.press("📣 Messages to members")
    await head.press("✏️ Write to members")
    await head.say("Жиналыс бейсенбіде")
    await head.say("Собрание в четверг")


async def test_what_is_shared_reaches_the_head_once_the_member_agrees_to_the_new_text(
    scene: Scene, head: Somebody
) -> None:
    teacher = scene.person(TEACHER)
    async with scene.house.database.work() as work:
        await work.purposes.put(TEACHER, HEADS.id, "1", True, scene.house.now)
        await work.certificates.add(TEACHER, "profile", 80, TODAY, None, scene.house.now)
    assert "Nobody so far" in await head.press("👥 What members share")
    told = await teacher.say("/orgs")
    assert "(name, results, courses) reaches them too" in told
    assert "You agreed to version 1 on 20 November 2026" in told
    await scene.house.restart()
    asked = teacher.live
    for _ in range(2):
        await scene.house.telegram.press(
            TEACHER, asked.message_id, teacher.find(asked, "✅ I agree"), stale=True
        )
    await scene.house.settle()
    assert "My organisations" in teacher.live.text
    await scene.opens(head, "led", scene.colleges.organisation)
    told = await head.press("Айгерім")
    assert "Department: IT" in told
    assert "80 hours" in told
    assert (await scene.actions())[-2:] == ["members.read", "member.read"]
    assert scene.house.refused() == []


async def test_not_now_shows_the_head_nothing_and_is_not_asked_again(
    scene: Scene, head: Somebody
) -> None:
    async with scene.house.database.work() as work:
        await work.purposes.put(TEACHER, HEADS.id, "1", True, scene.house.now)
    teacher = scene.person(TEACHER)
    await teacher.say("/orgs")
    assert "My organisations" in await teacher.press("Not now")
    assert "My organisations" in await teacher.say("/orgs")
    assert "Nobody so far" in await head.press("👥 What members share")
    told = await scene.opens(
        head, "led_one", scene.colleges.organisation, scene.colleges.membership
    )
    assert "Айгерім" not in told


async def test_an_agreement_to_the_earlier_text_is_told_as_such(scene: Scene) -> None:
    teacher = scene.person(TEACHER)
    async with scene.house.database.work() as work:
        await work.purposes.put(TEACHER, HEADS.id, "1", True, scene.house.now)
    await teacher.say("/privacy")
    told = await teacher.press("🧾 Separate consents")
    assert "Heads of departments: agreed on 20 November 2026; the text has changed" in told
    assert "Something new" in await teacher.press("📖 Heads of departments")
    assert "agreed on 20 November 2026, version 2" in await teacher.press("✅ I agree")


@pytest.mark.parametrize("kind", ["head", "deputy"])
async def test_a_head_writes_to_the_own_department_by_way_of_a_restart(
    scene: Scene, kind: RoleKind
) -> None:
    head = await leads(scene, kind)
    await write(scene, head)
    await scene.house.restart()
    assert "Whom: IT" in head.live.text
    assert "1 person gets this" in head.live.text
    await head.press("👥 Whom")
    assert "⏱ Short of hours" not in head.labels()
    await head.press("🗂 Departments")
    assert [label for label in head.labels() if label.startswith("▫️")] == ["▫️ IT"]
    await head.press("✅ Done")
    await head.press("✅ Done")
    await head.press("👁 Preview")
    await head.press("📣 Send")
    at, yes = head.live, head.find(head.live, "✅ Yes, send")
    for _ in range(2):
        await scene.house.telegram.press(STRANGER, at.message_id, yes, stale=True)
    await scene.house.settle()
    assert "📄 Report as a file" not in head.labels()
    college = scene.colleges.organisation
    async with scene.house.database.work(writing=False) as work:
        [sent] = await work.campaigns.of(college)
    assert sent.segment.within == (scene.colleges.department,)
    assert "no right" in await scene.opens(head, "cast_file", college, sent.id)
    assert scene.house.refused() == []


async def test_an_operator_who_leads_a_department_gets_there_too(scene: Scene) -> None:
    college = scene.colleges.organisation
    async with scene.house.database.work() as work:
        token = (await link_of(work, HR, college)).token
        await join(work, OPERATOR, token, name="Оператор")
        place = scene.colleges.department
        await give_role(work, HR, OPERATORS, college, OPERATOR, "head", place, scene.house.now)
    operator = await scene.hr(OPERATOR)
    await operator.press("Политехникалық колледж")
    await operator.press("📇 Register")
    assert "👥 What members share" in operator.labels()


async def test_conditions_of_hr_are_refused_and_leave_the_draft_usable(
    scene: Scene, head: Somebody
) -> None:
    await write(scene, head)
    college = scene.colleges.organisation
    for action, numbers in (("who_ask", (0,)), ("who_set", (0, 1)), ("who_set", (1, 30))):
        assert "no right" in await scene.opens(head, action, college, *numbers)
        await head.say("/hr")
    await head.press("📣 Messages to members")
    assert "1 person gets this" in await head.press("✏️ Go on writing")
    other = scene.colleges.other_department
    await scene.opens(head, "who_part", college, other, 1, 0)
    await scene.opens(head, "draft", college)
    assert "Whom: IT" in head.live.text


async def test_a_role_that_is_over_ends_the_message_in_the_middle(
    scene: Scene, head: Somebody
) -> None:
    college = scene.colleges.organisation
    await head.press("📣 Messages to members")
    await head.press("✏️ Write to members")
    async with scene.house.database.work() as work:
        [role] = await work.roles.held(college, STRANGER, TODAY)
        await work.roles.change(role.id, "head", TODAY)
    await head.say("Жиналыс")
    scene.house.now += timedelta(days=1)
    assert "no right" in await head.say("Собрание")
    async with scene.house.database.work(writing=False) as work:
        assert await work.campaigns.of(college) == []


@pytest.mark.parametrize("kind", ["head", "deputy"])
async def test_a_head_opens_what_the_table_says_and_nothing_else(
    scene: Scene, kind: RoleKind
) -> None:
    """Every button of HR: what is not of a head is refused and changes nothing."""
    await fill(scene)
    head = await leads(scene, kind)
    own = OWN | WRITING | SEEING | (APPROVING if kind == "head" else set())
    before = await state(scene)
    for name, numbers in PRESSES.items():
        if name in own or name == "org":
            continue
        text = await scene.opens(head, name, *numbers(scene.colleges))
        # What is not there leads to where a head begins.
        assert "no right" in text or text.startswith("The register"), name
        assert "Айгерім" not in text, name
        await head.say("/hr")
    after = await state(scene)
    assert {e.action for e in after[9] if e.actor_id == STRANGER} == {"staff.read"}
    assert (*after[:9], *after[10:]) == (*before[:9], *before[10:])
    for name in own - {"record"}:
        text = await scene.opens(head, name, *PRESSES[name](scene.colleges))
        assert "no right" not in text, name


async def test_three_hundred_members_with_the_longest_names_go_page_by_page(
    scene: Scene, head: Somebody
) -> None:
    c, now = scene.colleges, scene.house.now
    async with scene.house.database.work() as work:
        for number in range(FIRST, FIRST + MANY):
            await greet(work, number)
            name = f"<{number}>".ljust(NAME_LENGTH, "Щ")
            await work.memberships.add(
                number, c.organisation, c.department, None, name, Shares(), now
            )
            await work.purposes.put(number, HEADS.id, HEADS.version, True, now)
            await work.memberships.set_shares(c.membership, ALL)
    await head.press("👥 What members share")
    pages = 1
    while head.has("▶️"):
        await head.press("▶️")
        pages += 1
        assert pages < MANY
    assert pages == MANY // 8 + 1
    await head.press("⏮")
    assert scene.house.refused() == []

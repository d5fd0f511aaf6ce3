"""What HR sees of its members in the chat, moves and ends, and the log of it."""

from datetime import date

from cases import certificates, memberships
from storage.tables.checks import NewDecision
from storage.tables.organisations import Shares
from tests.cases.college import HR, NOW, TEACHER, greet, join, member_link
from tests.handlers.hr.conftest import Scene


async def test_a_member_is_shown_with_what_they_share(scene: Scene) -> None:
    async with scene.house.database.work() as work:
        await certificates.add_certificate(
            work, TEACHER, "profile", 72, date(2025, 3, 14), None, NOW
        )
    hr = await scene.hr()
    assert "• Айгерім · ✅ 0/0 · 📄 1" in await hr.press("👥 Members")
    text = await hr.press("Айгерім")
    assert "Department: IT" in text
    assert "Results: shared; no check yet." in text
    assert "72 hours, no longer counts from 15 March 2028" in text


async def test_shared_results_name_the_edition_they_rest_on(scene: Scene) -> None:
    async with scene.house.database.work() as work:
        for position in ("tvet-teacher", "tvet-master"):
            await work.decisions.add(
                TEACHER,
                None,
                NewDecision(b"{}", "any", position, None, "eligible", NOW.date()),
                NOW,
            )
    line = "edition of 7 August 2023; a later one is reported, its text is not here"
    hr = await scene.hr()
    assert (await hr.press("👥 Members")).count(line) == 1
    text = await hr.press("Айгерім")
    assert text.count("✅ meets the requirements") == 2
    assert text.count(line) == 1


async def test_what_is_no_longer_shared_is_gone_at_the_next_look(scene: Scene) -> None:
    hr = await scene.hr()
    await hr.press("👥 Members")
    async with scene.house.database.work() as work:
        await memberships.set_shares(work, TEACHER, scene.colleges.organisation, Shares())
    text = await hr.press("Айгерім")
    assert "Results: not shared." in text
    assert "Certificates: not shared." in text


async def test_a_member_is_moved_and_their_membership_ended_after_two_presses(
    scene: Scene,
) -> None:
    hr = await scene.hr()
    await hr.press("👥 Members")
    await hr.press("Айгерім")
    await hr.press("🗂 Move")
    assert "Department" not in await hr.press("No department")
    await hr.press("🚪 End membership")
    assert "member.end" not in await scene.actions()
    assert "Nobody yet" in await hr.press("Yes, end it")
    assert [each for each in await scene.actions() if each in ("member.move", "member.end")] == [
        "member.move",
        "member.end",
    ]


async def test_members_come_in_pages(scene: Scene) -> None:
    async with scene.house.database.work() as work:
        link = await member_link(work, HR, scene.colleges.organisation)
        for number in range(9):
            await greet(work, 8_000_000_000 + number, "ru")
            await join(work, 8_000_000_000 + number, link.token, name=f"Member {number}")
    hr = await scene.hr()
    text = await hr.press("👥 Members")
    assert "10 members" in text
    assert "Member 6" in text
    assert "Member 7" not in text
    text = await hr.press("▶️")
    assert "Member 7" in text
    assert "Member 8" in text
    assert not hr.has("▶️")
    assert "Айгерім" in await hr.press("⏮")


async def test_the_log_tells_who_did_what_in_pages(scene: Scene) -> None:
    hr = await scene.hr()
    for _ in range(16):
        await hr.press("👥 Members")
        await hr.press("⬅️ Back")
    text = await hr.press("📜 Log")
    assert "20.11.2026 11:00 · you · looked at the list of members" in text
    assert "created the organisation" not in text
    assert "created the organisation" in await hr.press("▶️")

"""Three hundred of everything, with the longest names: every screen of HR still opens."""

from __future__ import annotations

from typing import Final

import pytest
from structlog.testing import LogCapture

from cases import editions
from cases.texts import LONGEST_TEXT
from handlers.hr import links
from local_chat.html_text import utf16_length
from rules.attestation import editions as attestation_editions
from rules.attestation import numbers_of
from rules.norms.loading import catalogue
from rules.norms.model import Text
from rules.vocabulary import LANGUAGES, Language
from storage.database import Work
from storage.tables.organisations import NAME_LENGTH, Shares
from storage.tables.segments import Segment
from tests.cases.college import DAY, HR, OPERATOR, TODAY, appoint, greet, member_link
from tests.handlers.house import House, Somebody
from tests.handlers.hr.conftest import Scene
from tests.handlers.hr.test_rights import PRESSES

MANY: Final = 300
CHOSEN: Final = 50
FIRST: Final = 8_100_000_000
LAST_PAGES: Final = (1, 20, 37, 999)
PAGED: Final = (
    "parts", "days", "who_parts", "who_posts", "casts_page", "editions_page", "hr_page",
    "invite_page", "links_page",
)  # fmt: skip


def long(number: int) -> str:
    """A name of 200 letters with one of the signs that HTML has for itself."""
    return f"{number:03} & {'Щ' * NAME_LENGTH}"[:NAME_LENGTH]


async def fill(scene: Scene) -> None:
    c, now = scene.colleges, scene.house.now
    async with scene.house.database.work() as work:
        texts: dict[Language, str] = {"kk": "К" * LONGEST_TEXT, "ru": "Р" * LONGEST_TEXT}
        for _ in range(MANY):
            await work.campaigns.create(c.organisation, HR, texts, Segment(), now)
        parts = [await _department(work, c.organisation, n, scene) for n in range(MANY)]
        for number in range(MANY):
            title = Text(kk=long(number), ru=long(number), en=long(number))
            await greet(work, FIRST + number, "en")
            await work.memberships.add(
                FIRST + number, c.organisation, parts[number], None, long(number), Shares(), now
            )
            await work.hr.grant(c.organisation, FIRST + number, OPERATOR, now)
            await member_link(work, HR, c.organisation, parts[number])
            await work.deadlines.add(
                c.organisation, "other", title, TODAY + DAY, (90, 30, 7, 1), HR, now
            )
            made = await work.organisations.add(long(number), now)
            assert made is not None
            await appoint(work, HR, made.id)
        for number in range(MANY):
            await work.audit.add(
                FIRST + number, c.organisation, "edition.reject", "edition", 1, {}, now
            )
        await _editions(work, c.organisation, scene)


async def _department(work: Work, organisation: int, number: int, scene: Scene) -> int:
    made = await work.organisations.add_department(organisation, long(number), scene.house.now)
    assert made is not None
    return made.id


async def _editions(work: Work, organisation: int, scene: Scene) -> None:
    """Thirty of them, each changing all numbers there are."""
    every = {number.key: number.high for number in numbers_of(attestation_editions()[-1])}
    name = Text(kk=long(0), ru=long(0), en=long(0))
    for number in range(30):
        made = await editions.propose_edition(
            work, HR, organisation, every, TODAY, name, scene.house.now
        )
        if number:
            await editions.withdraw_edition(work, HR, organisation, made.id, scene.house.now)
        else:
            await editions.reject_edition(
                work, FIRST, organisation, made.id, long(0), scene.house.now
            )
    await editions.propose_edition(work, HR, organisation, every, TODAY, name, scene.house.now)


async def draft(scene: Scene, hr: Somebody) -> None:
    """A message to fifty departments and all positions, with the longest texts."""
    number = scene.colleges.organisation
    await scene.opens(hr, "cast_new", number)
    await hr.say("К" * LONGEST_TEXT)
    await hr.say("Р" * LONGEST_TEXT)
    async with scene.house.database.work(writing=False) as work:
        parts = await work.organisations.departments(number)
    for part in parts[:CHOSEN]:
        await scene.opens(hr, "who_part", number, part.id, 1, 0)
    for place in range(len(catalogue().positions)):
        await scene.opens(hr, "who_post", number, place, 1, 0)


def assert_within_limits(house: House) -> None:
    """Everything that was sent is what Telegram takes, and it has taken it."""
    assert not house.refused()
    sent = [m for m in house.telegram.messages(HR) if m.by_bot]
    assert sent
    for message in sent:
        assert utf16_length(message.text) <= 4096
        every = [button for row in message.buttons for button in row]
        assert len(every) <= 100
        assert all(button.text.strip() for button in every)
        assert all(len((button.data or "").encode()) <= 64 for button in every)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_screen_opens_where_there_are_three_hundred_of_everything(
    scene: Scene, language: Language
) -> None:
    await fill(scene)
    async with scene.house.database.work() as work:
        await work.people.set_language(HR, language)
    hr = await scene.hr()
    await draft(scene, hr)
    number = scene.colleges.organisation
    for entry in (await scene.log())[::10]:
        await scene.opens(hr, "log", number, entry.id)
    for page in (0, *LAST_PAGES):
        for name in PAGED:
            await scene.opens(hr, name, number, page)
        await scene.opens(hr, "own", page)
        await scene.opens(hr, "invite_page", number, page)
    for name, numbers in PRESSES.items():
        # Files are made in a process, which may take its time to start.
        if name not in (
            "dismiss_yes",
            "draft_drop_yes",
            "form_file",
            "staff_file",
            "staff_effects",
        ):
            await scene.opens(hr, name, *numbers(scene.colleges))
    assert_within_limits(scene.house)


async def forty_links(scene: Scene) -> Somebody:
    """HR of a college with forty links into a department of 200 letters."""
    number = scene.colleges.organisation
    async with scene.house.database.work() as work:
        part = await _department(work, number, 0, scene)
        for _ in range(40):
            await member_link(work, HR, number, part)
    return await scene.hr()


async def test_forty_links_keep_nobody_from_making_one_more(scene: Scene) -> None:
    hr = await forty_links(scene)
    await hr.press("🔗 Links")
    await hr.press("➕ A link for members")
    assert "?start=m_" in await hr.press("IT")
    assert "1. For members of IT" in await hr.press("⬅️ Back")
    assert "9. For members of 000" in await hr.press("▶️")
    await hr.press("Withdraw 9")
    await hr.press("Yes, withdraw")
    async with scene.house.database.work(writing=False) as work:
        # With the one by which the teacher came.
        links = await work.invitations.valid(scene.colleges.organisation, scene.house.now)
    assert len(links) == 41
    assert not scene.house.refused()


async def test_a_screen_that_telegram_refuses_is_shown_as_far_as_it_fits(
    scene: Scene, logged: LogCapture, monkeypatch: pytest.MonkeyPatch
) -> None:
    hr = await forty_links(scene)
    monkeypatch.setattr(links, "ON_A_PAGE", 1000)
    monkeypatch.setattr(links, "LONGEST_NAME", 1000)
    text = await hr.press("🔗 Links")
    assert text.startswith("Links that work\n1. For members of 000 & Щ")
    assert text.endswith("…")
    assert hr.labels()[0] == "➕ A link for members"
    assert hr.labels()[-1] == "⬅️ Back"
    errors = [e for e in logged.entries if e["log_level"] == "error"]
    assert [(e["event"], e["reason"]) for e in errors] == [
        ("screen_shortened", "message is too long")
    ]
    assert "Щ" not in str(logged.entries)
    assert "Into which department" in await hr.press("➕ A link for members")
    logged.entries.clear()


async def test_a_draft_that_cannot_be_read_is_dropped(scene: Scene) -> None:
    hr = await scene.hr()
    number = scene.colleges.organisation
    await hr.press("📣 Messages to members")
    await hr.press("✏️ Write to members")
    await hr.say("Сәлем")
    async with scene.house.database.work() as work:
        await work.hr_drafts.put(HR, number, {"texts": {}}, scene.house.now)
    await scene.opens(hr, "org", number)
    await hr.press("📣 Messages to members")
    assert "Discard this message?" in await hr.press("✏️ Go on writing")
    await hr.press("No, keep it")
    await hr.press("🗑 Discard")
    await hr.press("Yes, discard")
    assert hr.has("✏️ Write to members")


async def test_a_draft_to_fifty_departments_names_a_few_and_counts_the_rest(scene: Scene) -> None:
    number = scene.colleges.organisation
    async with scene.house.database.work() as work:
        parts = [await _department(work, number, each, scene) for each in range(CHOSEN)]
    hr = await scene.hr()
    await scene.opens(hr, "cast_new", number)
    await hr.say("Сәлем")
    await hr.say("Привет")
    for part in parts:
        await scene.opens(hr, "who_part", number, part, 1, 0)
    await hr.press("✅ Done")
    assert "and 45 more" in await hr.press("✅ Done")
    assert hr.has("👁 Preview")

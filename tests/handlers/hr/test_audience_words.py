"""Whom a message is for is said in words, whatever the condition."""

from __future__ import annotations

from dataclasses import fields

import pytest

from storage.tables.segments import Segment
from tests.cases.college import HR, TODAY
from tests.handlers.hr.conftest import Scene

ALONE: dict[str, Segment] = {
    "languages": Segment(languages=("kk",)),
    "departments": Segment(departments=(1,)),
    "positions": Segment(positions=("tvet-teacher",)),
    "roles": Segment(roles=("head", "deputy")),
    "members": Segment(members=(1,)),
    "rest_of": Segment(rest_of=1),
    "failed_of": Segment(failed_of=1),
    "hours_below": Segment(hours_below=72),
    "ends_within_days": Segment(ends_within_days=30),
    "quiet_since": Segment(quiet_since=TODAY),
    "short_of_hours": Segment(short_of_hours=True),
    "unanswered_of": Segment(unanswered_of=1),
}
"""`within` is a bound and no choice, `from_shared` says where `members` come from."""


def test_every_condition_is_tried() -> None:
    assert set(ALONE) == {each.name for each in fields(Segment)} - {"within", "from_shared"}


@pytest.mark.parametrize("name", ALONE)
async def test_each_condition_has_its_words(scene: Scene, name: str) -> None:
    hr, college = await scene.hr(), scene.colleges.organisation
    await hr.press("📣 Messages to members")
    await hr.press("✏️ Write to members")
    await hr.say("Сәлем")
    await hr.say("Привет")
    async with scene.house.database.work() as work:
        kept = await work.hr_drafts.get(HR, college)
        assert kept is not None
        changed = {**kept, "segment": ALONE[name].to_json()}
        await work.hr_drafts.put(HR, college, changed, scene.house.now)
    await hr.say("/hr")
    await hr.press("📣 Messages to members")
    lines = (await hr.press("✏️ Go on writing")).splitlines()
    [whom] = [each for each in lines if each.startswith("Whom:")]
    assert whom.removeprefix("Whom:").strip() not in ("", "all members")

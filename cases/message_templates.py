"""Texts that HR keeps to send again: the organisation's, whoever has kept them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from cases.errors import BadValue, NotThere
from cases.rights import note, require_hr
from rules.vocabulary import Language
from storage.database import Work
from storage.tables.message_templates import MessageTemplate
from storage.tables.outbound import NO_FORMATS, Formats, Media

MOST: Final = 50


async def keep_template(
    work: Work,
    hr_id: int,
    organisation_id: int,
    texts: Mapping[Language, str],
    now: datetime,
    formats: Formats = NO_FORMATS,
    media: Media | None = None,
) -> int:
    """Its number; what looks the same is kept once. Raises `NotAllowed`, `BadValue("templates")`
    where there are enough."""
    await require_hr(work, hr_id, organisation_id)
    held = await work.message_templates.of(organisation_id)
    for each in held:
        if (each.texts, each.formats, each.media) == (dict(texts), dict(formats), media):
            return each.id
    if len(held) >= MOST:
        raise BadValue("templates", high=MOST)
    number = await work.message_templates.add(organisation_id, texts, now, formats, media)
    await note(work, hr_id, organisation_id, "template.keep", ("template", number), now)
    return number


async def templates(work: Work, hr_id: int, organisation_id: int) -> list[MessageTemplate]:
    """The latest first. Raises `NotAllowed`."""
    await require_hr(work, hr_id, organisation_id)
    return await work.message_templates.of(organisation_id)


async def template(
    work: Work, hr_id: int, organisation_id: int, template_id: int
) -> MessageTemplate:
    """Raises `NotAllowed`, `NotThere`."""
    await require_hr(work, hr_id, organisation_id)
    found = await work.message_templates.get(organisation_id, template_id)
    if found is None:
        raise NotThere
    return found


async def drop_template(
    work: Work, hr_id: int, organisation_id: int, template_id: int, now: datetime
) -> None:
    """Raises `NotAllowed`, `NotThere`."""
    await template(work, hr_id, organisation_id, template_id)
    await work.message_templates.remove(template_id)
    await note(work, hr_id, organisation_id, "template.drop", ("template", template_id), now)

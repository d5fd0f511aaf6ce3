"""Texts that an organisation's HR keeps to send again."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select

from rules.vocabulary import Language
from storage.tables.message_templates import MessageTemplate, message_template
from storage.tables.outbound import NO_FORMATS, Formats, Media
from storage.transaction import Transaction


class MessageTemplates:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def add(
        self,
        organisation_id: int,
        texts: Mapping[Language, str],
        now: datetime,
        formats: Formats = NO_FORMATS,
        media: Media | None = None,
    ) -> int:
        new = {
            "organisation_id": organisation_id,
            "texts": dict(texts),
            "formats": dict(formats),
            "made_at": now,
            **({} if media is None else {"media": asdict(media)}),
        }
        added = insert(message_template).returning(message_template.c.id)
        return int((await self._transaction.execute(added, new)).scalar_one())

    async def of(self, organisation_id: int) -> list[MessageTemplate]:
        """The latest first."""
        query = (
            select(message_template)
            .where(message_template.c.organisation_id == organisation_id)
            .order_by(message_template.c.id.desc())
        )
        return [_template(row) for row in await self._transaction.execute(query)]

    async def get(self, organisation_id: int, template_id: int) -> MessageTemplate | None:
        query = select(message_template).where(
            message_template.c.organisation_id == organisation_id,
            message_template.c.id == template_id,
        )
        row = (await self._transaction.execute(query)).first()
        return None if row is None else _template(row)

    async def remove(self, template_id: int) -> None:
        await self._transaction.execute(
            delete(message_template).where(message_template.c.id == template_id)
        )


def _template(row: Any) -> MessageTemplate:
    values = dict(row._mapping)
    media = values["media"]
    return MessageTemplate(
        **{
            **values,
            "formats": values["formats"] or {},
            "media": None if media is None else Media(**media),
        }
    )

"""Texts that an organisation's HR keeps to send again."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import delete, insert, select

from rules.vocabulary import Language
from storage.tables.message_templates import MessageTemplate, message_template
from storage.transaction import Transaction


class MessageTemplates:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def add(self, organisation_id: int, texts: Mapping[Language, str], now: datetime) -> int:
        new = {"organisation_id": organisation_id, "texts": dict(texts), "made_at": now}
        added = insert(message_template).returning(message_template.c.id)
        return int((await self._transaction.execute(added, new)).scalar_one())

    async def of(self, organisation_id: int) -> list[MessageTemplate]:
        """The latest first."""
        query = (
            select(message_template)
            .where(message_template.c.organisation_id == organisation_id)
            .order_by(message_template.c.id.desc())
        )
        return [MessageTemplate(*row) for row in await self._transaction.execute(query)]

    async def get(self, organisation_id: int, template_id: int) -> MessageTemplate | None:
        query = select(message_template).where(
            message_template.c.organisation_id == organisation_id,
            message_template.c.id == template_id,
        )
        row = (await self._transaction.execute(query)).first()
        return None if row is None else MessageTemplate(*row)

    async def remove(self, template_id: int) -> None:
        await self._transaction.execute(
            delete(message_template).where(message_template.c.id == template_id)
        )

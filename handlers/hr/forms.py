"""What HR is in the middle of writing, kept in the database so that a restart loses nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from handlers.chat import listening
from handlers.chat.visit import Visit

KIND: Final = "hr"

Fields = dict[str, Any]


async def await_words(visit: Visit, form: str, fields: Mapping[str, Any]) -> None:
    """The next typed words are for this form, which knows `fields` (JSON) already."""
    await listening.listen(visit, KIND, {"form": form, "fields": dict(fields)})


async def keep_form(visit: Visit, form: str, fields: Mapping[str, Any]) -> None:
    """Keeps what the form knows for its buttons; no words are awaited."""
    await listening.note(visit, KIND, {"form": form, "fields": dict(fields)})


async def finish_form(visit: Visit) -> None:
    """The form has done its work; its buttons find nothing any more."""
    await listening.note(visit, KIND, {"form": "", "fields": {}})


def begun_form(visit: Visit, form: str, organisation_id: int) -> Fields | None:
    """The fields of this form for this organisation, if it was begun and not finished."""
    noted = listening.noted(visit, KIND)
    if noted is None or noted["form"] != form:
        return None
    fields: Fields = noted["fields"]
    return fields if fields.get("organisation") == organisation_id else None


async def await_again(visit: Visit) -> None:
    """The words would not do: the next ones are for the same form."""
    await listening.keep(visit)

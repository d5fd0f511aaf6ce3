"""What HR is in the middle of writing, kept in the database so that a restart loses nothing."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from handlers.chat import listening
from handlers.chat.visit import Visit
from handlers.hr.visit import HrVisit

KIND: Final = "hr"

Fields = dict[str, Any]


async def await_words(
    hr: HrVisit, form: str, fields: Mapping[str, Any] = MappingProxyType({})
) -> None:
    """The next typed words are for this form, which knows `fields` (JSON) already."""
    await listening.listen(hr.visit, KIND, _noted(hr, form, fields))


async def await_organisation(visit: Visit, form: str) -> None:
    """The next typed words are for a form that belongs to no organisation yet."""
    await listening.listen(visit, KIND, {"form": form, "fields": {}})


async def keep_form(hr: HrVisit, form: str, fields: Mapping[str, Any]) -> None:
    """Keeps what the form knows for its buttons; no words are awaited."""
    await listening.note(hr.visit, KIND, _noted(hr, form, fields))


def _noted(hr: HrVisit, form: str, fields: Mapping[str, Any]) -> dict[str, Any]:
    return {"form": form, "fields": {"organisation": hr.organisation_id, **fields}}


async def finish_form(hr: HrVisit) -> None:
    """The form has done its work; its buttons find nothing any more."""
    await listening.note(hr.visit, KIND, {"form": "", "fields": {}})


def begun_form(hr: HrVisit, form: str) -> Fields | None:
    """The fields of this form for this organisation, if it was begun and not finished."""
    noted = listening.noted(hr.visit, KIND)
    if noted is None or noted["form"] != form:
        return None
    fields: Fields = noted["fields"]
    return fields if fields.get("organisation") == hr.organisation_id else None


async def await_again(visit: Visit) -> None:
    """The words would not do: the next ones are for the same form."""
    await listening.keep(visit)

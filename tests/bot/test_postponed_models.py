"""aiogram with its models built at their first use says the same as with all built at its import.

All other tests run with them put off too (`tests/conftest.py`), as the programme does.
"""

import re
import subprocess
import sys

import pytest

SAID = """
import sys
from bot.postponed_models import postpone
if sys.argv[1] == "postponed":
    postpone()
from aiogram import Bot, types
from aiogram.methods import (
    AnswerCallbackQuery, EditMessageText, Response, SendDocument, SendMessage
)
from pydantic import BaseModel, ValidationError
from tests.bot.conversation.raw_updates import MODELS, usual, whole

def models():
    return [each for name in sorted(types.__all__)
            if isinstance(each := getattr(types, name), type) and issubclass(each, BaseModel)]

def built_at_import():
    return sum(each.__pydantic_complete__ for each in models())

def fields():
    # Asked for its validator, a model is built, as when somebody uses it.
    for each in models():
        assert each.__pydantic_validator__.title == each.__name__
        assert each.__pydantic_complete__
        for name, info in each.model_fields.items():
            print(each.__name__, name, info)

def outcome(model, raw):
    try:
        read = model.model_validate(raw, context={"bot": Bot("42:x")})
    except ValidationError as error:
        return error.errors(include_url=False)
    return repr(read), read.model_dump()

def updates():
    # Each kind that is taken: as it usually is, and with all that may stand in it.
    for kind in MODELS:
        for body in (usual(kind, 1), whole(kind)):
            print(outcome(types.Update, {"update_id": 1, kind: body}))

def calls():
    button = types.InlineKeyboardButton(text="a", callback_data="b")
    keyboard = types.InlineKeyboardMarkup(inline_keyboard=[[button]])
    for call in (SendMessage(chat_id=1, text="x", reply_markup=keyboard),
                 EditMessageText(chat_id=1, message_id=2, text="x", reply_markup=keyboard),
                 AnswerCallbackQuery(callback_query_id="1")):
        print(repr(call), call.model_dump())
    for method in (SendMessage, EditMessageText, SendDocument):
        for answer in (usual("message", 1), whole("message")):
            print(outcome(Response[method.__returning__], {"ok": True, "result": answer}))

print(built_at_import(), file=sys.stderr)
updates()
calls()
fields()
"""


def said(how: str) -> tuple[str, int]:
    """What the models say, and how many were built before anybody used one."""
    done = subprocess.run(
        [sys.executable, "-c", SAID, how], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return re.sub("0x[0-9a-f]+", "", done.stdout), int(done.stderr.split()[-1])


def test_every_model_says_the_same_whenever_it_is_built() -> None:
    at_once, built_at_once = said("at once")
    postponed, built_before = said("postponed")
    assert len(at_once.splitlines()) > 1900
    assert postponed.splitlines() == at_once.splitlines()
    assert built_at_once > 300
    assert built_before < 10


def test_where_aiogram_is_there_already_nothing_is_changed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import aiogram.types

    from bot.postponed_models import postpone

    before = dict(vars(aiogram.types))
    postpone()
    assert dict(vars(aiogram.types)) == before

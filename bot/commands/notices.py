"""Messages about a later edition: drafted into a file, which a person edits, signs and sends."""

from __future__ import annotations

import asyncio
import io
from collections import Counter
from datetime import date, datetime
from html import escape
from pathlib import Path
from typing import Final

from pydantic import Field
from ruamel.yaml import YAML
from ruamel.yaml.scalarstring import LiteralScalarString

from bot.commands.edition_effects import body, head
from bot.commands.rules import day_given
from bot.environment import kept_database, now
from cases.edition_notices import Approved, Basis, Telling, concerned, tell
from cases.texts import fits, shown_length
from i18n import LANGUAGES, translator
from rules.errors import BadInput, BadRules
from rules.norms.catalog import Catalogue
from rules.norms.loading import catalogue
from rules.norms.schema import Strict, load, shaped
from rules.verdict.edition_kinds import Kind
from rules.vocabulary import Json, Language, Verdict
from storage.database import Database

Kinds = Counter[tuple[Kind, Basis]]
# Several of them stand in one message, of which Telegram takes 4096 signs.
LONGEST: Final = 1200
HEAD: Final = """\
# Drafts of messages about the edition from {day}: nothing goes out by itself. Read each text and
# change it as you like, put `send: true` where it shall go, and sign with your name in
# `approved_by`. Above what you write stands: "{head}". Then
#   python -m bot notices send {name} --preview    says how many would get it, and
#   python -m bot notices send {name}              hands it to the worker. Twice sends nobody twice.
"""


class VerdictIn(Strict):
    before: Verdict
    after: Verdict


class MessageIn(Strict):
    position: str
    category: str | None
    by: Basis = "answers"
    verdict: VerdictIn
    clauses: list[str]
    people: int
    send: bool
    texts: dict[Language, str]

    def told_as(self, since: date) -> tuple[Kind, Basis]:
        verdict = self.verdict
        where = (since, self.position, self.category)
        return Kind(*where, verdict.before, verdict.after, tuple(self.clauses)), self.by


class NoticesIn(Strict):
    since: str = Field(alias="from")
    approved_by: str | None
    messages: list[MessageIn]


def draft(since: str, out: str) -> None:
    """Writes a draft for each kind of people into a new file. Raises BadInput."""
    day, path = _day(since), Path(out)
    if path.exists():
        raise BadInput("--out", "is there already: name a new file")
    norms = catalogue()
    if day not in norms.turns:
        known = ", ".join(map(str, norms.turns)) or "none"
        raise BadInput("--from", f"no edition begins on that day; they begin on: {known}")
    found = asyncio.run(_kinds_found(norms, day))
    text = drafted(found, norms, day, path.name)
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise BadInput("--out", f"cannot be written: {error.strerror}") from None
    print(f"{len(found)} messages for {sum(found.values())} checks and records")


async def _kinds_found(norms: Catalogue, day: date) -> Kinds:
    async with kept_database() as database:
        return await kinds_found(database, norms, day, now())


async def kinds_found(database: Database, norms: Catalogue, day: date, at: datetime) -> Kinds:
    """How many people's latest answers, or records, are of each kind."""
    found: Kinds = Counter()
    async for each in concerned(database, norms, day, at):
        found.update(effect.told_as for effect in each.effects)
    return found


def drafted(found: Kinds, norms: Catalogue, day: date, name: str) -> str:
    """The file for a person to decide, the largest kind first."""
    content = {
        "from": day.isoformat(),
        "approved_by": None,
        "messages": [_message(*each, count, norms) for each, count in found.most_common()],
    }
    yaml, stream = YAML(), io.StringIO()
    yaml.width, yaml.allow_unicode = 96, True
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.representer.add_representer(
        type(None), lambda each, _: each.represent_scalar("tag:yaml.org,2002:null", "null")
    )
    yaml.dump(content, stream)
    return HEAD.format(day=day, name=name, head=head(day, translator("ru"))) + stream.getvalue()


def _message(kind: Kind, by: Basis, count: int, norms: Catalogue) -> Json:
    return {
        "position": kind.position,
        "category": kind.category,
        "by": by,
        "verdict": {"before": kind.before, "after": kind.after},
        "clauses": list(kind.clauses),
        "people": count,
        "send": False,
        "texts": {language: _text(kind, by, norms, language) for language in LANGUAGES},
    }


def _text(kind: Kind, by: Basis, norms: Catalogue, language: Language) -> str:
    lines = body(kind, norms, translator(language), by_list=by == "list")
    text: str = LiteralScalarString("\n".join(lines) + "\n")
    return text


def send(file: str, preview: bool) -> None:
    """Hands the signed messages of a file to the ledger. Raises BadInput."""
    approved = read_signed(Path(file))
    done = asyncio.run(_sent(approved, preview))
    verb = "would be told" if preview else "will be told by the worker"
    print(
        f"{done.told} people {verb}, {done.before} were told before, "
        f"{done.unwanted} have blocked the bot or want no such messages"
    )


async def _sent(approved: Approved, preview: bool) -> Telling:
    async with kept_database() as database:
        return await tell(database, catalogue(), approved, now(), preview=preview)


def read_signed(path: Path) -> Approved:
    """What a person has decided to send. Raises BadInput for anything that is not decided."""
    if not path.is_file():
        raise BadInput("FILE", "is no file")
    try:
        given = shaped(NoticesIn, load(path), path.name, path)
    except BadRules as bad:
        raise BadInput("FILE", bad.problems[0]) from None
    name = " ".join((given.approved_by or "").split())
    if not name:
        raise BadInput("FILE", "approved_by: whoever decides that it is sent signs here")
    since = _day(given.since)
    chosen = {each.told_as(since): _checked(each) for each in given.messages if each.send}
    if not chosen:
        raise BadInput("FILE", "no message has `send: true`")
    return Approved(since, name[:200], chosen)


def _checked(message: MessageIn) -> dict[Language, str]:
    texts = {language: message.texts.get(language, "").strip() for language in LANGUAGES}
    for language, text in texts.items():
        if not fits(text) or shown_length(escape(text, quote=False)) > LONGEST:
            where = f"{message.position} {message.category or ''}".strip()
            raise BadInput("FILE", f"{where}: texts.{language}: 1 to {LONGEST} signs are expected")
    return texts


def _day(since: str) -> date:
    try:
        return day_given(since)
    except BadInput as bad:
        raise BadInput("--from", bad.message) from None

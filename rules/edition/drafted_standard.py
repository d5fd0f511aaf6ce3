"""Drafts the amendment of the professional standard that a newer text amounts to."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import date

from ruamel.yaml import YAML

from rules.edition import model as m
from rules.edition.letters import bare
from rules.norms.schema import load
from rules.standard.files import FOLDER, TO_DECIDE
from rules.vocabulary import Json

_SKILL = re.compile(r"(\d+)-дағды ")
_ITEM = re.compile(r"(?:^|(?<=\s))(\d+)\s?\.\s")
_LISTS = re.compile(r"\s*Біліктер:|\s*Білімдер:")


def drafted_standard(found: m.Comparison, since: date) -> dict[str, str]:
    """An amendment with one operation per row that is not what it was, and the texts that are new
    in it, to be translated."""
    texts = _Texts(since)
    operations = [
        {action: _place(name), **_ordered(), **({} if body is None else {"with": body})}
        for action, name, body in _operations(found, texts)
    ]
    if not operations:
        return {}
    title = f"{TO_DECIDE}the title of the order"
    amendment = {
        "id": f"order-{since}",
        "title": {"kk": title, "ru": title, "en": title},
        "amends": "order-591",
        "in_force": {"from": since.isoformat()},
        "operations": operations,
    }
    files = {f"standard/order-{since}.yaml": _written(amendment)}
    return files | ({"standard/texts.yaml": _written(texts.new)} if texts.new else {})


def _operations(found: m.Comparison, texts: _Texts) -> Iterator[tuple[str, str, Json | None]]:
    for one in found.of(m.CHANGED, m.NEW, m.GONE, m.RENUMBERED):
        if one.old and (one.new is None or one.new.name != one.old.name):
            yield "remove", one.old.name, None
        if one.new:
            stays = one.old is not None and one.old.name == one.new.name
            yield "replace" if stays else "add", one.new.name, _function(one.new, texts)


def _ordered() -> Json:
    return {
        "item": f"{TO_DECIDE}the item of the order",
        "words": f"{TO_DECIDE}the words by which it orders this",
    }


def _place(name: str) -> Json:
    card, function = name.split(".")
    return {"card": int(card), "function": int(function)}


def _function(row: m.Paragraph, texts: _Texts) -> Json:
    title, *parts = _SKILL.split(row.text)
    skills = [_skill(int(n), text, texts) for n, text in zip(parts[::2], parts[1::2], strict=True)]
    return {**_numbered(row.name), "name": texts.key("function", title), "skills": skills}


def _numbered(name: str) -> Json:
    return {"function": _place(name)["function"]}


def _skill(number: int, text: str, texts: _Texts) -> Json:
    title, abilities, knowledge, *_ = (*_LISTS.split(text), "", "")
    return {
        "skill": number,
        "name": texts.key("skill", title),
        "abilities": _items(abilities, texts),
        "knowledge": _items(knowledge, texts),
    }


def _items(text: str, texts: _Texts) -> dict[int, str]:
    _, *parts = _ITEM.split(text)
    return {
        int(n): texts.key("item", words) for n, words in zip(parts[::2], parts[1::2], strict=True)
    }


class _Texts:
    """The texts of the standard by their words, and those that are new."""

    def __init__(self, since: date) -> None:
        self._since = since
        kept = load(FOLDER / "texts.yaml")
        self._keys: dict[str, str] = {bare(text["kk"]): key for key, text in kept.items()}
        self.new: Json = {}

    def key(self, kind: str, words: str) -> str:
        """The name of a text; of one that is new, with what is left to translate."""
        text = words.strip(" ;.")
        known = self._keys.get(bare(text))
        if known is not None:
            return known
        key = f"{kind}-{self._since}-{len(self.new) + 1}"
        self._keys[bare(text)] = key
        self.new[key] = {"kk": text, "ru": f"{TO_DECIDE}{text}", "en": f"{TO_DECIDE}{text}"}
        return key


def _written(content: Json) -> str:
    yaml = YAML()
    yaml.width = 96
    yaml.allow_unicode = True
    yaml.indent(mapping=2, sequence=4, offset=2)
    stream = io.StringIO()
    yaml.dump(content, stream)
    return "\n".join(line.rstrip() for line in stream.getvalue().splitlines()) + "\n"

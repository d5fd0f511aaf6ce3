"""Finds the paragraphs of a document without numbers: each opens with the post that it names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from rules.edition.cleaning import cleaned, without_furniture
from rules.edition.letters import bare, folded, joined
from rules.edition.model import Found, Paragraph, Stored

_NUMBER = re.compile(r"\d+\s*[.)]\s*(?=[^\W\d])")
_TITLE = re.compile(r"([^:;.,]{3,160}):(?:\s|$)")
# Words with a colon that open a part of a paragraph.
_NO_POST = re.compile(r".*басымдылық|.*саласында$", re.IGNORECASE)
_FIRST = re.compile(r"\s*[/:]")
_OPENING_WORDS = 4


def found_by_post(lines: list[str], stored: Stored) -> Found:
    """The paragraphs of a text by the post that each opens with."""
    words, left = cleaned(lines)
    posts = {bare(opening_of(one.text)): one.name for one in stored.paragraphs}
    names = {bare(one.name): one.name for one in stored.paragraphs}
    unmarked = [one.name for one in stored.paragraphs if _TITLE.match(one.text) is None]
    parts: list[tuple[str, list[str]]] = []
    for number, line in enumerate(words):
        begun = not parts or _ended(parts[-1][1])
        # A title may go on in the next line.
        known = _known(joined(words[number : number + 2]), posts)
        name = _post(line, posts, names, begun=begun) or known
        if name is None and begun:
            name = next((each for each in unmarked if _begins_with(line, each)), None)
        if name is not None:
            parts.append((name, [_unnumbered(line)]))
        elif parts:
            parts[-1][1].append(line)
        else:
            left.append(line)
    paragraphs = []
    for name, each in parts:
        kept, beside = without_furniture(each)
        left += beside
        text = joined(kept)
        paragraphs.append(Paragraph(name, "", text, lines=tuple(kept), opening=opening_of(text)))
    return Found((), tuple(_apart(paragraphs)), tuple(left))


def _known(line: str, posts: dict[str, str]) -> str | None:
    """The post with whose opening words a line begins, where they hold their colon."""
    title = _TITLE.match(line)
    return posts.get(bare(title.group(1))) if title and line[:1].isupper() else None


def opening_of(text: str) -> str:
    """The words by which a paragraph is known: up to its colon, or the first few."""
    match = _TITLE.match(text)
    return match.group(1) if match else " ".join(text.split()[:_OPENING_WORDS])


def _begins_with(line: str, name: str) -> bool:
    """Whether a line begins with the words of a post's name, after which no colon stands."""
    words = _unnumbered(line).split()[: len(name.split())]
    return words[0][:1].isupper() and bare(" ".join(words)) == bare(name)


def _unnumbered(line: str) -> str:
    """The line without a number before it."""
    number = _NUMBER.match(line)
    return line[number.end() :] if number else line


def _ended(lines: Sequence[str]) -> bool:
    return lines[-1].endswith((".", ";", "»", ")"))


def _post(line: str, posts: dict[str, str], names: dict[str, str], *, begun: bool) -> str | None:
    words = _unnumbered(line)
    if not words[:1].isupper():
        return None
    letters = bare(words)
    opened = [name for opening, name in posts.items() if letters.startswith(opening)]
    # A post that is known by another name too, whatever that is now.
    first = _FIRST.split(words)[0].strip()
    alone = names.get(letters)
    title = _TITLE.match(words)
    if title is None:
        return alone or (opened[0] if opened else names.get(bare(first)) if begun else None)
    said = title.group(1).strip()
    if _NO_POST.fullmatch(folded(said)):
        return None
    if bare(said) in posts:
        return posts[bare(said)]
    if bare(first) in names:
        return names[bare(first)]
    return first if begun and not any(map(str.isdigit, said)) else None


def _apart(paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """A post that stands twice is told apart by a count."""
    seen: dict[str, int] = {}
    for one in paragraphs:
        times = seen[one.name] = seen.get(one.name, 0) + 1
        name = one.name if times == 1 else f"{one.name} ({times})"
        yield replace(one, name=name)

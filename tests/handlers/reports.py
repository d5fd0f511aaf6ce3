"""Reading a report as a person does: opening its parts, turning them over, going back."""

from __future__ import annotations

from tests.handlers.house import Somebody

SECTIONS = ("asked", "way", "advantages", "notes", "text")


async def opened(person: Somebody, section: str) -> str:
    """All that a section of the report at hand says; the report's first screen is there again."""
    texts = [await person.press(f"e:s:{section}:0:{_run(person)}")]
    while person.has("▶️"):
        texts.append(await person.press("▶️"))
    await person.press(f"e:s:verdict:0:{_run(person)}")
    return "\n".join(texts)


async def whole(person: Somebody) -> str:
    """All that the report at hand says."""
    shown = [section for section in SECTIONS if any(f"e:s:{section}:" in d for d in person.data())]
    texts = [person.live.text]
    for section in shown:
        texts.append(await opened(person, section))
    return "\n".join(texts)


def _run(person: Somebody) -> str:
    return next(d for d in person.data() if d.startswith("e:s:")).rsplit(":", 1)[1]


async def all_parts(person: Somebody) -> str:
    """A text that comes in parts, read to its end."""
    shown = person.live.text
    while person.has("▶️"):
        shown += "\n" + await person.press("▶️")
    return shown

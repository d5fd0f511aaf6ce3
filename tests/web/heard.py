"""A page as a screen reader has it: the tree of accessible names that the browser makes of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from babel.messages.pofile import read_po
from selenium.webdriver import Chrome

from i18n import LANGUAGES, Language
from i18n.translator import LOCALES

NAMED: Final = frozenset({
    "button", "link", "textbox", "searchbox", "combobox", "checkbox", "radio", "spinbutton", "Date",
    "image", "img", "table", "navigation", "progressbar", "DisclosureTriangle", "region",
    "heading", "columnheader", "rowheader", "search", "dialog",
})  # fmt: skip
LANDMARKS: Final = ("main", "banner", "contentinfo")

DOM: Final = """
const faults = [];
for (const each of document.querySelectorAll('table')) {
  if (!(each.caption && each.caption.textContent.trim())) faults.push('a table has no caption');
  for (const th of each.querySelectorAll('th'))
    if (!['col', 'row'].includes(th.scope)) faults.push('no scope: ' + th.textContent);
  for (const line of each.tBodies[0].rows)
    if (!line.querySelector('th[scope=row]')) faults.push('no header: ' + line.textContent);
}
for (const each of document.querySelectorAll('svg')) {
  if (each.getAttribute('aria-hidden') === 'true') {
    // Its figures stand beside it.
    if (!each.closest('td')) faults.push('a drawing that nobody hears outside a table');
  } else {
    let next = each.nextElementSibling;
    while (next && !(next.matches('table') || next.querySelector('table')))
      next = next.nextElementSibling;
    if (!next) faults.push('a drawing without its table');
  }
}
if (document.querySelectorAll('script:not([src$="/enter.js"])').length) faults.push('a script');
for (const each of document.querySelectorAll('fieldset'))
  if (!each.querySelector(':scope > legend')?.textContent.trim()) faults.push('no legend');
faults.push(...[...document.querySelectorAll('[style]')].map(e => 'a style: ' + e.outerHTML));
return faults;
"""


@dataclass
class Node:
    role: str
    name: str
    level: int = 0
    address: str = ""


def listen(driver: Chrome, language: Language) -> list[str]:
    """What is wrong with the page that is shown, for somebody who hears it."""
    untyped: Any = driver
    tree = untyped.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
    nodes = [_node(each) for each in tree if not each["ignored"]]
    said = driver.execute_script("return document.documentElement.lang")
    faults = [] if said == language else [f"the page says that it is {said}"]
    faults += driver.execute_script(DOM)
    return [
        *faults,
        *_unnamed(nodes),
        *_headings(nodes),
        *_alike(nodes),
        *_foreign(nodes, language),
    ]


def _node(given: dict[str, Any]) -> Node:
    known = {each["name"]: each["value"].get("value") for each in given.get("properties", [])}
    return Node(
        given["role"]["value"],
        " ".join(str(given.get("name", {}).get("value", "")).split()),
        int(known.get("level") or 0),
        str(known.get("url") or ""),
    )


def _unnamed(nodes: list[Node]) -> list[str]:
    found = [f"{each.role} without a name" for each in nodes
             if each.role in NAMED and not each.name]  # fmt: skip
    places = Counter(each.role for each in nodes)
    found += [f"{places[each]} of {each}" for each in LANDMARKS if places[each] > 1]
    return found if places["main"] else [*found, "no main part"]


def _headings(nodes: list[Node]) -> list[str]:
    levels = [each.level for each in nodes if each.role == "heading"]
    steps = zip([0, *levels], levels, strict=False)
    found = [f"a heading of {last} is followed by one of {level}" for last, level in steps
             if level > last + 1]  # fmt: skip
    return found if levels.count(1) == 1 else [*found, f"{levels.count(1)} headings of 1"]


def _alike(nodes: list[Node]) -> list[str]:
    """Names that mean two things: links that lead elsewhere, two buttons, two tables."""
    led = defaultdict(set)
    for each in nodes:
        if each.role == "link":
            led[each.name.casefold()].add(each.address)
    found = [f"“{name}” leads to {sorted(to)}" for name, to in led.items() if len(to) > 1]
    for role in ("button", "table", "navigation", "region", "textbox", "Date", "checkbox"):
        counted = Counter(each.name.casefold() for each in nodes if each.role == role)
        found += [f"{n} {role} “{name}”" for name, n in counted.items() if n > 1]
    return found


def _foreign(nodes: list[Node], language: Language) -> list[str]:
    """What is said in the words of another language's catalogue."""
    own = _words(language)
    others = {word for each in LANGUAGES if each != language for word in _words(each)}
    return sorted({f"not in {language}: “{each.name}”" for each in nodes
                   if each.name in others - own})  # fmt: skip


@cache
def _words(language: Language) -> frozenset[str]:
    """All texts of a catalogue that have a letter; those with values in them never stand as they
    are."""
    path = LOCALES / language / "LC_MESSAGES" / "messages.po"
    with path.open("rb") as source:
        said = [each.string for each in read_po(source, locale=language) if each.string]
    texts = [text for each in said if each for text in ((each,) if isinstance(each, str) else each)]
    return frozenset(
        " ".join(each.split()) for each in texts if any(sign.isalpha() for sign in each)
    )

"""Drafts the state of a newer edition: what is open, and who has decided and read it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

from rules.edition import model as m
from rules.edition.quoting import quoted
from rules.norms.edition_folders import STANDARD_DOCUMENTS


def drafted_state(found: m.Comparison, since: date, text: str) -> str:
    lines = [
        "# A newer edition on its way (docs/editions.md). Strike each line of `open` out when it",
        "# is dealt with; whoever has decided everything signs `decided_by`, and another person",
        "# who has read it over signs `read_by`. From then on it counts from its day.",
        f"document: {found.document}",
        f"from: '{since}'",
        f"text: {json.dumps(text, ensure_ascii=False)}",
    ]
    waiting = list(_open(found))
    lines.append("open:" if waiting else "open: []")
    lines += [f"  - {quoted(line)}" for line in waiting]
    return "\n".join([*lines, "decided_by: null", "read_by: null", ""])


def _open(found: m.Comparison) -> Iterator[str]:
    """What belongs to no file that is drafted, so that nobody overlooks it."""
    for heading in found.headings:
        if heading.state in {m.CHANGED, m.NEW, m.GONE}:
            old, new = (x.text if x else "-" for x in (heading.old, heading.new))
            yield f"heading {heading.state}: «{old}» -> «{new}»: look at the names of the position"
    for one in () if found.document in STANDARD_DOCUMENTS else found.paragraphs:
        if one.state == m.NEW and one.new and not one.parted_from:
            yield f"{one.new.name} is new and in no rule file: «{one.new.text[:120]}»"
        elif one.state == m.GONE and one.old:
            went = f"; its words are in {one.joined_to}" if one.joined_to else ""
            yield f"{one.old.name} is gone{went}: look at {', '.join(one.old.positions) or 'it'}"
        elif one.state == m.CHANGED and one.old and not one.old.positions:
            yield f"{one.old.name} changed and rests under no position: read it"
        elif one.parted_from and one.new and not one.resting.leaves:
            yield f"{one.new.name} was part of {one.parted_from}: see that nothing is lost"

"""The dashboard and the document name the figures that are there, and no others."""

import json
import re
from pathlib import Path

from bot.outbound.watchdogs import ALARMS
from bot.watching.meters import REGISTRY

DOCS = Path(__file__).parents[3] / "docs"
PREFIX = "biliktilik_"


def told() -> set[str]:
    """The names as Prometheus stores them."""
    names = set()
    for metric in REGISTRY.collect():
        endings = {
            "counter": ("_total",),
            "histogram": ("_bucket", "_count", "_sum"),
        }.get(metric.type, ("",))
        names |= {metric.name + ending for ending in endings}
    return names


def test_the_dashboard_asks_for_figures_that_are_there() -> None:
    board = json.loads((DOCS / "grafana-dashboard.json").read_text(encoding="utf-8"))
    queries = [target["expr"] for panel in board["panels"] for target in panel["targets"]]
    asked = set(re.findall(rf"{PREFIX}\w+", " ".join(queries)))
    assert asked - told() == set()
    # All that is told is shown, as far as it is ours.
    shown = {re.sub("_(bucket|total)$", "", name) for name in asked}
    ours = {m.name for m in REGISTRY.collect() if not m.name.startswith(f"{PREFIX}process_")}
    assert ours - shown == set()


def test_the_panels_of_the_dashboard_do_not_lie_on_each_other() -> None:
    board = json.loads((DOCS / "grafana-dashboard.json").read_text(encoding="utf-8"))
    panels = board["panels"]
    assert len({panel["id"] for panel in panels}) == len(panels)
    fields = [
        (x, y)
        for place in (panel["gridPos"] for panel in panels)
        for x in range(place["x"], place["x"] + place["w"])
        for y in range(place["y"], place["y"] + place["h"])
    ]
    assert len(set(fields)) == len(fields)
    assert max(x for x, _ in fields) < 24


def test_the_document_names_every_figure_and_every_alarm() -> None:
    text = (DOCS / "watching.md").read_text(encoding="utf-8")
    figures, alarms = text.split("## Alarms")
    named = {PREFIX + name for name in re.findall(r"^\| `(\w+?)(?:_total)?` \|", figures, re.M)}
    ours = {m.name for m in REGISTRY.collect() if not m.name.startswith(f"{PREFIX}process_")}
    assert named == ours
    assert set(re.findall(r"^\| `(\w+)` \|", alarms, re.M)) == set(ALARMS)

"""How the code is built, in numbers: sizes, rooms and the arrows between them, files of an update.

    python -m benchmarks.house [--tree DIR]

`DIR` is another tree, such as an older one; nothing of it need be known here. A room is what stands
in a folder, a file or a folder; an arrow leads from a room to one beside it that it imports from,
and back when both import from each other. Rooms that lead back to themselves make a circle.
"""

from __future__ import annotations

import argparse
import ast
import json
import os
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from statistics import mean

TESTS = ("tests", "benchmarks")
LONG = 40
Arrows = Mapping[str, set[str]]


class Tree:
    """The Python files of a tree by the names they are imported by."""

    def __init__(self, root: Path) -> None:
        paths = (p for top in root.iterdir() if top.name[0] != "." for p in top.rglob("*.py"))
        self.files = {_name(path.relative_to(root)): path for path in paths}
        self.texts = {name: path.read_text() for name, path in self.files.items()}
        self.product = [name for name in self.files if name.split(".")[0] not in TESTS]
        self.parsed = {name: ast.parse(self.texts[name]) for name in self.product}
        self.arrows = {name: self._imported_by(name) for name in self.product}

    def lines(self, names: Iterable[str]) -> int:
        return sum(len(self.texts[name].splitlines()) for name in names)

    def functions(self) -> dict[str, int]:
        """Every function of the product → its lines."""
        return {
            f"{name}.{node.name}:{node.lineno}": (node.end_lineno or 0) - node.lineno + 1
            for name, tree in self.parsed.items()
            for node in ast.walk(tree)
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        }

    def _imported_by(self, name: str) -> set[str]:
        wanted: set[str] = set()
        for node in ast.walk(self.parsed[name]):
            if isinstance(node, ast.Import):
                wanted |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                inner = {f"{node.module}.{alias.name}" for alias in node.names}
                wanted |= {each if each in self.files else node.module for each in inner}
        return (wanted & set(self.product)) - {name}


def _name(path: Path) -> str:
    return ".".join(path.with_suffix("").parts).removesuffix(".__init__")


def rooms_in(folder: str, arrows: Arrows) -> dict[str, set[str]]:
    """The rooms side by side in a folder (`""`: the top) → those beside them they import from."""
    inside = f"{folder}." if folder else ""

    def room(name: str) -> str | None:
        return name.removeprefix(inside).split(".")[0] if name.startswith(inside) else None

    rooms: dict[str, set[str]] = defaultdict(set)
    for name, imported in arrows.items():
        here = room(name)
        if here is not None:
            rooms[here] |= {there for there in map(room, imported) if there not in (None, here)}
    return rooms


def circles(arrows: Arrows) -> set[frozenset[str]]:
    """The largest groups in which everything leads to everything."""
    reached = {start: _from(start, arrows) for start in arrows}
    return {
        frozenset(there for there in beyond if start in reached[there])
        for start, beyond in reached.items()
        if start in beyond
    }


def _from(start: str, arrows: Arrows) -> set[str]:
    reached: set[str] = set()
    ahead = list(arrows[start])
    while ahead:
        here = ahead.pop()
        if here not in reached:
            reached.add(here)
            ahead += arrows[here]
    return reached


def rooms_counted(folder: str, arrows: Arrows) -> dict[str, object]:
    rooms = rooms_in(folder, arrows)
    pairs = {(here, there) for here, beside in rooms.items() for there in beside}
    return {
        "rooms": len(rooms),
        "arrows": len(pairs),
        "back": sum((there, here) in pairs for here, there in pairs) // 2,
        "circles": sorted(map(sorted, circles(rooms))),
    }


def counted(tree: Tree) -> dict[str, object]:
    tests = [name for name in tree.files if name.startswith("tests")]
    functions = tree.functions()
    longest = max(functions, key=lambda name: functions[name])
    folders = sorted({name.split(".")[0] for name in tree.product})
    return {
        "files": {"product": len(tree.product), "tests": len(tests)},
        "lines": {"product": tree.lines(tree.product), "tests": tree.lines(tests)},
        "longest file": max((tree.lines([name]), name) for name in tree.product),
        "imports between files": sum(map(len, tree.arrows.values())),
        "circles of files": sorted(map(sorted, circles(tree.arrows))),
        "functions": {
            "number": len(functions),
            "mean lines": round(mean(functions.values()), 2),
            f"over {LONG}": sum(lines > LONG for lines in functions.values()),
            "longest": [functions[longest], longest],
        },
        "the house": rooms_counted("", tree.arrows),
        **{folder: rooms_counted(folder, tree.arrows) for folder in folders},
    }


def entered(root: Path) -> dict[str, int]:
    """What was done → how many files of the product that went through."""
    script = Path(__file__).with_name("entered.py")
    done = subprocess.run(  # noqa: S603 - our own module
        [sys.executable, "-P", str(script)],
        env={**os.environ, "PYTHONPATH": str(root)},
        stdout=subprocess.PIPE,
        check=True,
    )
    return {name: len(files) for name, files in json.loads(done.stdout).items()}


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--tree", type=Path, default=Path(__file__).parents[1])
    root = parser.parse_args().tree.resolve()
    told = counted(Tree(root)) | {"files entered": entered(root)}
    for name, value in told.items():
        print(f"{name}: {json.dumps(value, ensure_ascii=False)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

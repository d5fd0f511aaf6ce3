"""Reads the catalogue of this checkout once.

Rule files are YAML; what they say is kept ready as JSON in a cache file named after their digest,
since reading YAML takes longer than a command may. JSON carries values and no code, and what comes
from the cache is held against the shapes of the rule files as the files are.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from rules.errors import BadRules
from rules.norms.catalog import Catalogue
from rules.norms.edition_folders import (
    EDITIONS,
    STANDARD_DOCUMENTS,
    EditionFolder,
    folder_paths,
    read_folder,
)
from rules.norms.rule_files import read_catalogue
from rules.norms.schema import load
from rules.once import once
from rules.vocabulary import Json, JsonValue

ROOT = Path(__file__).parents[1]
CACHE = ROOT.parent / "var" / "cache"


def rule_paths() -> list[Path]:
    """Every file that holds norms, in a fixed order."""
    return sorted(path for path in ROOT.glob("norms/**/*.yaml"))


def catalogue() -> Catalogue:
    """The catalogue of this checkout, with the newest editions: a day's are those of `on`.

    Raises BadRules for a faulty rule file.
    """
    return _loaded()[0]


def left_out() -> tuple[str, ...]:
    """A line for each newer edition that waits in its folder and is not in the catalogue."""
    return _loaded()[1]


@once
def _loaded() -> tuple[Catalogue, tuple[str, ...]]:
    return loaded(EDITIONS)


def loaded(editions: Path) -> tuple[Catalogue, tuple[str, ...]]:
    """The catalogue with those of the folder's editions that two people have dealt with, and why
    each of the others is left out. Raises BadRules for a faulty rule file of the checkout."""
    paths = rule_paths()
    known = _read(paths)
    left: list[str] = []
    ready: list[EditionFolder] = []
    for path in folder_paths(editions):
        try:
            folder = read_folder(path)
        except BadRules as bad:
            left += bad.problems
            continue
        if folder.state == "read":
            ready += [] if folder.document in STANDARD_DOCUMENTS else [folder]
        else:
            left.append(f"{folder.name} is {folder.state} only and left out")
    for folder in sorted(ready, key=lambda folder: folder.since):
        try:
            known, paths = with_edition(folder, known, paths)
        except BadRules as bad:
            left.append(f"{folder.name} is left out: {bad.problems[0]}")
    return known, tuple(left)


def with_edition(
    folder: EditionFolder, known: Catalogue, paths: list[Path]
) -> tuple[Catalogue, list[Path]]:
    """The catalogue with one more edition, and the files that it is of. Raises BadRules for faults,
    and for whatever in it is not decided."""
    if folder.open:
        raise BadRules([f"{folder.name}/edition.yaml: open: {line}" for line in folder.open])
    if folder.document not in known.documents:
        raise BadRules(
            [f"{folder.name}/edition.yaml: document: one of {', '.join(known.documents)}"]
        )
    files = folder.over(paths)
    found = _read(files)
    return replace(found, folders=(*known.folders, folder)), files


def _read(paths: list[Path]) -> Catalogue:
    digest = _digest(paths)
    with kept_contents(f"norms-{digest[:16]}", ROOT) as content:
        return read_catalogue(paths, digest, content)


@contextmanager
def kept_contents(name: str, folder: Path) -> Iterator[Callable[[Path], JsonValue]]:
    """Gives what a rule file below `folder` says: from the cache `name`, or else from the file.

    What had to be read is kept at the end of the block, unless it was left by an exception.
    """
    path = CACHE / f"{name}.json"
    contents = _kept(path)
    at_first = len(contents)

    def content(file: Path) -> JsonValue:
        if not file.is_relative_to(folder):
            return load(file)
        key = file.relative_to(folder).as_posix()
        if key not in contents:
            contents[key] = load(file)
        return contents[key]

    yield content
    if len(contents) > at_first:
        with suppress(OSError):
            _keep(path, contents)


def _kept(path: Path) -> Json:
    with suppress(OSError, ValueError):
        contents = json.loads(path.read_bytes())
        if isinstance(contents, dict):
            return contents
    return {}


def _digest(paths: list[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        content = path.read_bytes()
        digest.update(f"{_called(path)}:{len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()


def _called(path: Path) -> str:
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.name


def _keep(path: Path, contents: Json) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        json.dump(contents, stream, ensure_ascii=False)
    os.replace(name, path)

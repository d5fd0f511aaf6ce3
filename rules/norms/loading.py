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
from pathlib import Path

from rules.norms.catalog import Catalogue
from rules.norms.rule_files import read_catalogue
from rules.norms.schema import load
from rules.once import once
from rules.vocabulary import Json, JsonValue

ROOT = Path(__file__).parents[1]
CACHE = ROOT.parent / "var" / "cache"


def rule_paths() -> list[Path]:
    """Every file that holds norms, in a fixed order."""
    return sorted(path for path in ROOT.glob("norms/**/*.yaml"))


@once
def catalogue() -> Catalogue:
    """The catalogue of this checkout, with the newest editions: a day's are those of `on`.

    Raises BadRules for a faulty rule file.
    """
    paths = rule_paths()
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
        digest.update(f"{path.relative_to(ROOT).as_posix()}:{len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()


def _keep(path: Path, contents: Json) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        json.dump(contents, stream, ensure_ascii=False)
    os.replace(name, path)

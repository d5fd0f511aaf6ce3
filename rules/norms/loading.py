"""Reads the catalogue of this checkout once.

Rule files are YAML; what they hold is kept ready in a cache file named after their digest, since
reading YAML takes longer than a command may.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from rules.norms.catalog import Catalogue
from rules.once import once

ROOT = Path(__file__).parents[1]
CACHE = ROOT.parent / "var" / "cache"
UNUSABLE = (OSError, EOFError, pickle.UnpicklingError, AttributeError, ImportError, ValueError)


def rule_paths() -> list[Path]:
    """Every file that holds norms, in a fixed order."""
    return sorted(path for path in ROOT.glob("norms/**/*.yaml"))


@once
def catalogue() -> Catalogue:
    """The catalogue of this checkout, with the newest editions: a day's are those of `on`.

    Raises BadRules for a faulty rule file.
    """
    digest = _digest(rule_paths())
    return kept(f"norms-{digest[:16]}", lambda: _read(digest))


def _read(digest: str) -> Catalogue:
    from rules.norms.rule_files import read_catalogue

    return read_catalogue(rule_paths(), digest)


def kept(name: str, read: Callable[[], Catalogue]) -> Catalogue:
    """What is in the cache under this name, for the code as it stands; else what `read` gives."""
    code = _digest([ROOT / "vocabulary.py", *sorted(ROOT.glob("norms/*.py"))])
    path = CACHE / f"{name}-{code[:16]}.pickle"
    with suppress(*UNUSABLE):
        cached = pickle.loads(path.read_bytes())  # noqa: S301 - our own file, named by digest
        if isinstance(cached, Catalogue):
            return cached
    made = read()
    with suppress(OSError):
        _keep(path, made)
    return made


def _digest(paths: list[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        content = path.read_bytes()
        digest.update(f"{path.relative_to(ROOT).as_posix()}:{len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()


def _keep(path: Path, made: Catalogue) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as stream:
        pickle.dump(made, stream, protocol=pickle.HIGHEST_PROTOCOL)
    os.replace(name, path)

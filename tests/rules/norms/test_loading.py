"""The cache of rule files: quick, replaceable, and nothing that could run."""

import json
import pickle
from pathlib import Path

import pytest

from rules.errors import BadRules
from rules.norms import loading
from rules.norms.catalog import Catalogue
from rules.norms.edition_folders import EDITIONS


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "var" / "cache"
    monkeypatch.setattr(loading, "CACHE", folder)
    return folder


def start() -> Catalogue:
    """The catalogue as a new process reads it."""
    return loading.loaded(EDITIONS)[0]


def refuse_to_read(_: Path) -> None:
    raise AssertionError("a rule file was read although the cache holds it")


def digests(catalogue: Catalogue) -> dict[str, str]:
    return {name: position.digest for name, position in catalogue.positions.items()}


def test_the_second_start_reads_no_rule_file(monkeypatch: pytest.MonkeyPatch) -> None:
    first = start()
    monkeypatch.setattr(loading, "load", refuse_to_read)
    second = start()
    assert second.digest == first.digest
    assert digests(second) == digests(first)
    assert dict(second.positions) == dict(first.positions)


def test_the_cache_is_for_its_owner_alone(cache: Path) -> None:
    start()
    [kept] = cache.iterdir()
    assert kept.stat().st_mode & 0o777 == 0o600
    assert cache.stat().st_mode & 0o777 == 0o700


class Trap:
    """Writes a file when it is unpickled."""

    def __init__(self, written: Path) -> None:
        self.written = written

    def __reduce__(self) -> tuple[object, tuple[Path, str]]:
        return Path.write_text, (self.written, "caught")


def test_what_lies_in_the_cache_never_runs(cache: Path, tmp_path: Path) -> None:
    honest = start()
    [kept] = cache.iterdir()
    written = tmp_path / "written"
    trap = pickle.dumps(Trap(written))
    for path in (kept, kept.with_suffix(".pickle"), cache / "norms.pickle"):
        path.write_bytes(trap)
    assert digests(start()) == digests(honest)
    assert not written.exists()
    pickle.loads(trap)  # noqa: S301 - the trap is ours, and does catch whoever unpickles
    assert written.exists()


@pytest.mark.parametrize("left", [b"", b"{", b"[]", b"\xff\xfe", b'{"norms/docum'])
def test_a_broken_cache_is_replaced(cache: Path, left: bytes) -> None:
    honest = start()
    [kept] = cache.iterdir()
    whole = kept.read_bytes()
    kept.write_bytes(left)
    assert digests(start()) == digests(honest)
    assert kept.read_bytes() == whole


def test_what_the_cache_lacks_is_read_from_its_file(cache: Path) -> None:
    honest = start()
    [kept] = cache.iterdir()
    contents = json.loads(kept.read_bytes())
    contents.pop("norms/order-338/tvet-teacher.yaml")
    kept.write_text(json.dumps(contents))
    assert digests(start()) == digests(honest)


def test_what_is_out_of_shape_is_refused_as_in_a_rule_file(cache: Path) -> None:
    start()
    [kept] = cache.iterdir()
    contents = json.loads(kept.read_bytes())
    contents["norms/order-338/tvet-teacher.yaml"]["leaves"][0]["kind"] = "shell"
    kept.write_text(json.dumps(contents))
    with pytest.raises(BadRules, match="tvet-teacher"):
        start()


def test_a_folder_that_cannot_be_written_only_costs_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_the_way = tmp_path / "in the way"
    in_the_way.write_text("")
    monkeypatch.setattr(loading, "CACHE", in_the_way / "cache")
    assert start().positions

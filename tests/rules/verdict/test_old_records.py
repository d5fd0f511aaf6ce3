"""What an earlier commit decided repeats itself, whatever was corrected in the rules since."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from rules.norms.catalog import Catalogue
from rules.norms.loading import catalogue
from rules.verdict.record import OtherRules, is_by, replay, ruling_of
from tests.rules.verdict.old_records import (
    CORRECTED_ON,
    TEACHER,
    corrected_rules,
    old_record,
    old_records,
)


@pytest.fixture(scope="module")
def all_corrected() -> Catalogue:
    """Rules of which every position says something else than what any decision was made with."""
    real = catalogue()
    changed = {name: replace(x, digest="0" * 64) for name, x in real.positions.items()}
    return replace(real, positions=changed)


def test_the_records_are_of_every_check_of_each_verdict_and_language() -> None:
    given = [json.loads(record) for record in old_records()]
    checks = {(each["position"], each["category"]) for each in given}
    assert len(checks) == len(given) == 111
    assert set(Counter(each["report"]["verdict"] for each in given)) == {
        "eligible",
        "not_eligible",
        "undetermined",
    }
    assert {each["lang"] for each in given} == {"kk", "ru", "en"}


@pytest.mark.parametrize("rules", ["today's", "all corrected"])
def test_every_old_record_repeats_itself_byte_for_byte(
    rules: str, all_corrected: Catalogue
) -> None:
    norms = catalogue() if rules == "today's" else all_corrected
    for record in old_records():
        assert replay(norms, record) == record


def test_the_day_of_the_correction_is_told_where_there_was_one(
    all_corrected: Catalogue, tmp_path: Path
) -> None:
    for record in old_records():
        given = json.loads(record)
        assert ruling_of(all_corrected, given).corrected_on == CORRECTED_ON
        still = is_by(catalogue(), given)
        found = ruling_of(catalogue(), given).corrected_on
        assert found == (None if still else CORRECTED_ON)
    norms = corrected_rules(tmp_path)
    teacher = json.loads(old_record(TEACHER, "moderator"))
    assert not is_by(norms, teacher)
    assert ruling_of(norms, teacher).corrected_on == CORRECTED_ON


def test_a_record_of_rules_that_were_never_kept_is_refused(all_corrected: Catalogue) -> None:
    record = old_record(TEACHER, "moderator")
    unknown = {**json.loads(record), "rules": "1" * 64}
    with pytest.raises(OtherRules, match="made with rules 111111111111"):
        replay(all_corrected, json.dumps(unknown).encode())


def test_superseded_rules_judge_nothing_and_are_not_read_for_what_is_made_today(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def read(_: Path) -> Catalogue:
        raise AssertionError("read without need")

    monkeypatch.setattr("rules.norms.superseded_rules._read", read)
    here = catalogue().positions[TEACHER].digest
    given = {**json.loads(old_record(TEACHER, "moderator")), "rules": here}
    assert ruling_of(catalogue(), given).rules is catalogue()


def test_a_set_is_found_behind_a_newer_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, all_corrected: Catalogue
) -> None:
    from shutil import copy
    from zipfile import ZipFile

    from rules.norms.superseded_rules import SETS, newest_correction

    copy(SETS / f"{CORRECTED_ON}.zip", tmp_path)
    newer = tmp_path / "2027-03-01.zip"
    with ZipFile(SETS / f"{CORRECTED_ON}.zip") as old, ZipFile(newer, "w") as made:
        for name in old.namelist():
            content = old.read(name)
            if name == f"order-338/{TEACHER}.yaml":
                content = content.replace(b"months: 24", b"months: 25")
            made.writestr(name, content)
    monkeypatch.setattr("rules.norms.superseded_rules.SETS", tmp_path)
    assert newest_correction() is not None
    assert str(newest_correction()) == "2027-03-01"
    # The teacher's rules changed at the first correction, the methodist's at the second only.
    days = {
        position: str(ruling_of(all_corrected, json.loads(old_record(position, None))).corrected_on)
        for position in (TEACHER, "tvet-methodist")
    }
    assert days == {TEACHER: "2026-11-30", "tvet-methodist": "2027-03-01"}

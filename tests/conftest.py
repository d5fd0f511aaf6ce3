"""What all tests share: Hypothesis runs the same examples every time; rules never corrected."""

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "repeatable",
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
settings.load_profile("repeatable")


@pytest.fixture
def nothing_superseded(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As if no rules had ever been corrected: whatever was made with others is refused."""
    monkeypatch.setattr("rules.norms.superseded_rules.SETS", tmp_path_factory.mktemp("superseded"))

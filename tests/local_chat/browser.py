"""Headless Chromium for tests of the page."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from tempfile import TemporaryDirectory
from typing import Any

from selenium import webdriver
from selenium.webdriver.chrome.service import Service

from tests.thoroughness import IN_CI

_FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--lang=en",
)


def missing_browser() -> str:
    """What to install for the tests of the page; empty when everything is there."""
    missing = [name for name in ("chromium", "chromedriver") if shutil.which(name) is None]
    if not missing:
        return ""
    return (
        f"{' and '.join(missing)} not found; install with: apt-get install chromium chromium-driver"
    )


def must_have_browser() -> bool:
    """Whether tests have to fail, not to stay out, without a browser."""
    return IN_CI


@contextmanager
def chromium(
    width: int = 420, height: int = 860, flags: Sequence[str] = ()
) -> Iterator[webdriver.Chrome]:
    """A headless Chromium with a new profile. The window is given in CSS pixels."""
    with TemporaryDirectory(prefix="local-chat-browser-") as profile:
        options = webdriver.ChromeOptions()
        options.binary_location = shutil.which("chromium") or ""
        for flag in (
            *_FLAGS,
            *flags,
            f"--user-data-dir={profile}",
            f"--window-size={width},{height}",
        ):
            options.add_argument(flag)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        driver = webdriver.Chrome(options, Service(shutil.which("chromedriver")))
        try:
            yield driver
        finally:
            driver.quit()


def complaints(driver: webdriver.Chrome) -> list[str]:
    """What the browser complained of since the last look."""
    untyped: Any = driver
    return [entry["message"] for entry in untyped.get_log("browser")]

"""A person at the page in Chromium: by keyboard or mouse, at any width, read by axe."""

from __future__ import annotations

import asyncio
from base64 import b64decode
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

from tests.web.site import Site

SECONDS = 20
# All rules, those of WCAG 2.2 too, which axe leaves out unless they are asked for.
RULES = {"rules": {"target-size": {"enabled": True}}}
AXE = files("selenium_axe_python") / "axe-core" / "axe.min.js"
RUN = "axe.run(arguments[0]).then(arguments[arguments.length - 1])"


@dataclass
class Window:
    """Every act runs beside the loop that serves the page."""

    site: Site
    driver: Chrome

    async def open(self, address: str) -> None:
        await asyncio.to_thread(self.driver.get, self.site.base + address)

    async def enter(self, person_id: int) -> None:
        """By the link of the chat, pressed with the keyboard alone."""
        self.driver.delete_all_cookies()
        await self.open(await self.site.link(person_id))
        await self.press_by_keyboard("main button")

    async def press_by_keyboard(self, selector: str) -> None:
        def press() -> None:
            wanted = self.one(selector)
            for _ in range(250):
                if self.driver.switch_to.active_element == wanted:
                    break
                self.driver.switch_to.active_element.send_keys(Keys.TAB)
            assert self.driver.switch_to.active_element == wanted, f"{selector} has no turn"
            self.driver.switch_to.active_element.send_keys(Keys.ENTER)
            WebDriverWait(self.driver, SECONDS).until(lambda _: gone(wanted))

        await asyncio.to_thread(press)

    async def heading(self) -> str:
        return await asyncio.to_thread(lambda: self.one("h1").text)

    def one(self, selector: str) -> WebElement:
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    async def complaints(self) -> list[str]:
        """What axe finds, each rule with the first element that it is about."""

        def look() -> list[str]:
            self.driver.execute_script(AXE.read_text(encoding="utf-8"))
            found: Any = self.driver.execute_async_script(RUN, RULES)
            return [f"{each['id']}: {each['nodes'][0]['html']}" for each in found["violations"]]

        return await asyncio.to_thread(look)

    async def overflows(self) -> int:
        """By how many pixels the page is wider than the window."""
        script = "return Math.max(0, document.documentElement.scrollWidth - window.innerWidth)"
        return int(await asyncio.to_thread(self.driver.execute_script, script))

    async def resize(self, width: int, height: int = 900) -> None:
        await asyncio.to_thread(
            self.driver.execute_cdp_cmd,
            "Emulation.setDeviceMetricsOverride",
            {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False},
        )

    async def scripts(self, allowed: bool) -> None:
        said = {"value": not allowed}
        await asyncio.to_thread(
            self.driver.execute_cdp_cmd, "Emulation.setScriptExecutionDisabled", said
        )

    async def picture(self, path: Path) -> None:
        """The whole page."""

        def take() -> None:
            untyped: Any = self.driver
            size = untyped.execute_cdp_cmd("Page.getLayoutMetrics", {})["cssContentSize"]
            shot = untyped.execute_cdp_cmd(
                "Page.captureScreenshot",
                {"captureBeyondViewport": True,
                 "clip": {"x": 0, "y": 0, "width": size["width"],
                          "height": min(size["height"], 3000), "scale": 1}},
            )  # fmt: skip
            path.write_bytes(b64decode(shot["data"]))

        await asyncio.to_thread(take)


def gone(element: WebElement) -> bool:
    """Whether its page has been left."""
    try:
        element.is_enabled()
    except Exception:
        return True
    return False

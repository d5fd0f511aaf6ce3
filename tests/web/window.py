"""A person at the page in Chromium: by keyboard or mouse, at any width, read by axe."""

from __future__ import annotations

import asyncio
from base64 import b64decode
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from selenium.webdriver import ActionChains, Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

from i18n import Language
from tests.web.heard import listen
from tests.web.site import Site

SECONDS = 20
# All rules, those of WCAG 2.2 too, which axe leaves out unless they are asked for.
RULES = {"rules": {"target-size": {"enabled": True}}}
AXE = files("selenium_axe_python") / "axe-core" / "axe.min.js"
MOST_TURNS = 250
SHOWN = """
const wanted = 'a[href], button, input:not([type=hidden]), select, textarea, summary';
const all = [...document.querySelectorAll(wanted)].filter(
  each => each.checkVisibility({visibilityProperty: true}) && !each.disabled);
"""
TURNS_TO = (
    SHOWN
    + """
const held = all.indexOf(document.activeElement), radios = new Set(all.filter(
  each => each.type === 'radio').map(each => each.name));
return radios.size ? 0 : all.indexOf(arguments[0]) - held;
"""
)
# Of a group of radio buttons one has its turn, a day several.
BEFORE_TABS = (
    SHOWN
    + """
// From the beginning, wherever somebody has been before.
document.body.tabIndex = -1;
document.body.focus();
document.body.removeAttribute('tabindex');
const seen = new Set(), dark = new Set();
let first = null;
document.addEventListener('focusin', event => {
  first = first || event.target;
  const drawn = getComputedStyle(event.target), held = event.target.getBoundingClientRect();
  seen.add(event.target);
  if (event.target.type === 'radio')
    for (const each of document.getElementsByName(event.target.name)) seen.add(each);
  if (drawn.outlineStyle === 'none' || parseFloat(drawn.outlineWidth) < 2 ||
      held.bottom <= 0 || held.top >= innerHeight || held.right <= 0 || held.left >= innerWidth)
    dark.add(event.target);
});
const told = each => each.outerHTML.slice(0, 120);
window.missed = () => [
  ...all.filter(each => !seen.has(each)).map(each => 'no turn: ' + told(each)),
  ...[...dark].map(each => 'not seen: ' + told(each)),
  ...(first && first.matches('a.skip') || !document.querySelector('a.skip') ? [] : ['no skip']),
];
const days = all.filter(each => ['date', 'datetime-local', 'time'].includes(each.type));
return all.length + 7 * days.length;
"""
)
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
            tab_to(self.driver, wanted)
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

    async def contrasts(self) -> list[str]:
        """What cannot be read in the colours that are shown, for whoever sees."""

        def look() -> list[str]:
            found: Any = self.driver.execute_async_script(RUN, {"runOnly": ["color-contrast"]})
            return [f"{each['id']}: {each['nodes'][0]['html']}" for each in found["violations"]]

        return await asyncio.to_thread(look)

    async def shade(self, name: str) -> None:
        """What the device prefers: "light", "dark"."""
        said = {"features": [{"name": "prefers-color-scheme", "value": name}]}
        await asyncio.to_thread(self.driver.execute_cdp_cmd, "Emulation.setEmulatedMedia", said)

    async def letters(self, size: str) -> None:
        """As for the weak-sighted: "large"; "" takes it back."""
        script = "document.documentElement.dataset.letters = arguments[0]"
        await asyncio.to_thread(self.driver.execute_script, script, size)

    async def unreached(self) -> list[str]:
        """What Tab does not come to, or comes to without showing it."""

        def walk() -> list[str]:
            turns = int(self.driver.execute_script(BEFORE_TABS))
            keys = ActionChains(self.driver, duration=0)
            keys.send_keys(Keys.TAB * turns).perform()
            return list(self.driver.execute_script("return window.missed()"))

        return await asyncio.to_thread(walk)

    async def hears(self, language: Language) -> list[str]:
        return await asyncio.to_thread(listen, self.driver, language)

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


def tab_to(driver: Chrome, wanted: WebElement) -> None:
    """As many presses of Tab as are known to be needed at once, the others one by one: a day has
    turns of its own, and a heading that was jumped to has none."""
    turns = int(driver.execute_script(TURNS_TO, wanted))
    if turns > 0:
        ActionChains(driver, duration=0).send_keys(Keys.TAB * turns).perform()
    for _ in range(MOST_TURNS):
        held = driver.switch_to.active_element
        if held == wanted:
            return
        # Sent to a field of a file, the key would be taken for the file's name.
        ActionChains(driver).send_keys(Keys.TAB).perform()
    raise AssertionError(f"it has no turn: {wanted.get_attribute('outerHTML')}")


def gone(element: WebElement) -> bool:
    """Whether its page has been left."""
    try:
        element.is_enabled()
    except Exception:
        return True
    return False

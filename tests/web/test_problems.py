"""What is wrong with a form stands above everything else, has the focus, and begins the title."""

from __future__ import annotations

import pytest

from cases.training.years import add_year
from i18n import LANGUAGES, Language, translator
from tests.cases.college import HR, NOW, TODAY, Colleges
from tests.web.site import Browser, Reply, Site
from tests.web.test_chosen import choose
from tests.web.test_pages import employ

EDITION = {"title_kk": "", "title_ru": "Р", "day": ""}


async def wrongly(browser: Browser, site: Site, c: Colleges) -> dict[str, Reply]:
    """Each form of HR, sent empty."""
    [one] = await employ(site, c.organisation, c.department, "А")
    async with site.database.work() as work:
        await add_year(work, HR, c.organisation, "x", TODAY, TODAY.replace(month=12), NOW)
    here = (await choose(browser, one)).address
    found = {
        "nobody": await choose(browser),
        "deadline": await browser.submit("/app/deadlines", "/app/deadlines"),
        "edition": await browser.submit("/app/editions", "/app/editions", **EDITION),
        "list": await browser.upload("/app/register", "/app/register", b"no list"),
    }
    for name in ("message", "deadline", "course"):
        found[f"chosen {name}"] = await browser.submit(f"{here}/{name}", f"{here}/{name}")
    return found


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_summary_is_first_has_the_focus_and_begins_the_title(
    site: Site, colleges: Colleges, language: Language
) -> None:
    async with site.database.work() as work:
        await work.people.set_language(HR, language)
    tr = translator(language)
    hr = await site.signed_in(HR)
    for name, shown in (await wrongly(hr, site, colleges)).items():
        assert shown.status == 422, name
        assert f"<title>{tr.text('Error')}: " in shown.text, name
        inside = shown.text.split('<main id="main" tabindex="-1">', 1)[1].lstrip()
        assert inside.startswith('<div class="wrong" role="alert" tabindex="-1" autofocus>'), name
        summary = inside.split("</div>", 1)[0]
        assert tr.text("There is a problem") in summary, name
        for place in (each.split('"')[0] for each in summary.split('href="#')[1:]):
            assert f'id="{place}"' in shown.text, (name, place)
        assert shown.text.count("autofocus") == 1, name
    for address in ("deadlines", "editions", "register", "people"):
        right = await hr.get(f"/app/{address}")
        assert tr.text("Error") not in right.text.split("</title>")[0], address
        assert "autofocus" not in right.text, address

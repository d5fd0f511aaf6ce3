"""The addresses of a year of training, and of what a check is looked at by."""

from __future__ import annotations

from typing import Final

from aiohttp.web import UrlDispatcher

from web.pages import (
    card,
    findings,
    newer,
    plan_forms,
    plan_progress,
    plan_unit,
    plan_whole,
    plans,
    what_if,
)
from web.serving import page

YEAR: Final = r"/plans/{year:\d{1,18}}"
UNIT: Final = YEAR + r"/units/{unit:\d{1,18}}"
DOCUMENT: Final = r"/documents/{number:\d{1,18}}"
CHECK: Final = r"/checks/{number:\d{1,18}}"
FINDING: Final = r"/findings/{number:\d{1,18}}"


def add_further(router: UrlDispatcher) -> None:
    router.add_get("/newer", page(newer.newer))
    router.add_get("/newer.xlsx", page(newer.file))
    router.add_get(f"{CHECK}.pdf", page(card.paper))
    router.add_get(f"{CHECK}/card.png", page(card.card))
    router.add_get(f"{CHECK}/what-if", page(what_if.what_if))
    router.add_post(f"{CHECK}/what-if", page(what_if.what_if))
    router.add_post(f"{CHECK}/what-if/keep", page(what_if.kept))
    router.add_get("/plans", page(plans.plans))
    router.add_post(f"{YEAR}/sign", page(plans.sign))
    router.add_post(f"{YEAR}/received", page(plans.received))
    router.add_get(UNIT, page(plan_unit.unit))
    router.add_post(f"{UNIT}/step", page(plan_unit.step))
    router.add_post(f"{UNIT}/remind", page(plan_unit.remind))
    router.add_post(f"{DOCUMENT}/back", page(plan_unit.back))
    router.add_post(f"{DOCUMENT}/edition", page(plan_unit.edition))
    router.add_get(f"{YEAR}/whole", page(plan_whole.whole))
    router.add_post(f"{YEAR}/whole/step", page(plan_whole.step))
    router.add_get(f"{YEAR}/forms", page(plan_forms.forms))
    router.add_get(f"{YEAR}/forms/{plan_forms.FORM}.xlsx", page(plan_forms.file))
    router.add_get(f"{YEAR}/done", page(plan_progress.progress))
    router.add_get(f"{YEAR}/findings", page(findings.findings))
    router.add_post(f"{YEAR}/findings", page(findings.look_anew))
    router.add_get(FINDING, page(findings.finding))
    router.add_post(FINDING, page(findings.act))
    router.add_post(f"{FINDING}/again", page(findings.look_again))

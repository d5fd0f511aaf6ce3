"""The addresses of messages to members and of deadlines."""

from __future__ import annotations

from typing import Final

from aiohttp.web import UrlDispatcher

from web.pages import campaign_deeds, campaign_people, campaigns, deadlines
from web.pages.paper_or_sheet import ENDING
from web.serving import page

CAMPAIGN: Final = r"/campaigns/{number:\d{1,18}}"
DEADLINE: Final = r"/deadlines/{number:\d{1,18}}"


def add_messages(router: UrlDispatcher) -> None:
    router.add_get("/campaigns", page(campaigns.campaigns))
    router.add_get(CAMPAIGN, page(campaigns.campaign))
    router.add_get(f"{CAMPAIGN}.csv", page(campaigns.file))
    router.add_post(f"{CAMPAIGN}/pause", page(campaign_deeds.pause))
    router.add_post(f"{CAMPAIGN}/go-on", page(campaign_deeds.go_on))
    router.add_get(f"{CAMPAIGN}/cancel", page(campaign_deeds.ask_cancel))
    router.add_post(f"{CAMPAIGN}/cancel", page(campaign_deeds.cancel))
    router.add_post(f"{CAMPAIGN}/again", page(campaign_deeds.again))
    router.add_get(f"{CAMPAIGN}/people", page(campaign_people.people))
    router.add_post(f"{CAMPAIGN}/people/search", page(campaign_people.search))
    router.add_get(f"{CAMPAIGN}/people.{ENDING}", page(campaign_people.file))
    router.add_get(f"{CAMPAIGN}/answers", page(campaign_people.answers))
    router.add_get(f"{CAMPAIGN}/answers.{ENDING}", page(campaign_people.answers_file))
    router.add_get(f"{CAMPAIGN}/close", page(campaign_deeds.ask_close))
    router.add_post(f"{CAMPAIGN}/close", page(campaign_deeds.close))
    router.add_get("/deadlines", page(deadlines.deadlines))
    router.add_post("/deadlines", page(deadlines.enter))
    router.add_get("/deadlines/past", page(deadlines.past))
    router.add_get(DEADLINE, page(deadlines.deadline))
    router.add_get(f"{DEADLINE}/remove", page(deadlines.ask_remove))
    router.add_post(f"{DEADLINE}/remove", page(deadlines.remove))

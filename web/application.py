"""All addresses of the page below /app/, as an application that a server mounts there."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Final

import aiohttp_jinja2
import jinja2
from aiohttp import web

from cases.errors import NotThere
from web import signing_in
from web.answers import Answer
from web.doors import enter_page, home_page, session_page
from web.forms import Uploads
from web.front import FRONT, Caller, Front
from web.limits import Limiter
from web.pages import (
    audit,
    certificate_scan,
    chosen,
    chosen_course,
    chosen_deadline,
    chosen_message,
    drafts,
    editions,
    home,
    people,
    person,
    staff_list,
    year,
)
from web.pages.further_addresses import add_further
from web.pages.message_addresses import add_messages
from web.pages.paper_or_sheet import ENDING
from web.security import SHARED
from web.serving import LIMITER, UPLOADS, Handler, page, steady_seconds

PREFIX: Final = "/app/"
STATIC: Final = Path(str(files("web") / "static"))
TEMPLATES: Final = Path(str(files("web") / "templates"))
# They name nobody; a new version has them anew within the hour.
KEPT: Final = {**SHARED, "Cache-Control": "public, max-age=3600"}
NUMBER: Final = r"{number:\d{1,18}}"


def application(front: Front) -> web.Application:
    """To be mounted at `PREFIX`."""
    made = web.Application()
    made[FRONT] = front
    made[LIMITER] = Limiter(steady_seconds)
    made[UPLOADS] = Uploads()
    aiohttp_jinja2.setup(
        made,
        loader=jinja2.FileSystemLoader(TEMPLATES),
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.router.add_get("/", home_page(home.home))
    made.router.add_post("/session", session_page())
    enter = enter_page()
    made.router.add_get(r"/enter/{token:[\w-]{16,64}}", enter)
    made.router.add_post(r"/enter/{token:[\w-]{16,64}}", enter)
    made.router.add_post("/leave", page(signing_in.leave))
    made.router.add_get("/organisation", page(signing_in.choosing))
    made.router.add_post("/organisation", page(signing_in.choose))
    made.router.add_post("/letters", page(signing_in.set_letters))
    made.router.add_get(f"/checks/{NUMBER}", page(home.report))
    made.router.add_post(f"/records/{NUMBER}/correction", page(home.correct))
    made.router.add_get("/people", page(people.people))
    made.router.add_get(f"/people.{ENDING}", page(people.file))
    made.router.add_post("/people/search", page(people.search))
    made.router.add_get("/people/print", page(people.printed))
    made.router.add_get(f"/people/{NUMBER}", page(person.person))
    _add_chosen(made)
    _add_staff_lists(made)
    made.router.add_get("/certificates/read", page(certificate_scan.ask))
    made.router.add_post("/certificates/read", page(certificate_scan.send))
    made.router.add_post("/certificates/agree", page(certificate_scan.agreed))
    made.router.add_get("/certificates/new", page(certificate_scan.new))
    made.router.add_post("/certificates/new", page(certificate_scan.add))
    made.router.add_get("/editions", page(editions.editions))
    made.router.add_post("/editions", page(editions.enter))
    made.router.add_get("/year", page(year.year))
    made.router.add_get(f"/year.{ENDING}", page(year.file))
    made.router.add_get("/log", page(audit.audit))
    add_messages(made.router)
    add_further(made.router)
    for name, kind in (("page.css", "text/css"), ("enter.js", "text/javascript"),
                       ("icon.svg", "image/svg+xml")):  # fmt: skip
        made.router.add_get(f"/static/{name}", _static(name, kind))
    made.router.add_route("*", "/{rest:.*}", page(nothing))
    return made


def _add_chosen(made: web.Application) -> None:
    """What is done for people chosen in a list."""
    here = f"/chosen/{NUMBER}"
    made.router.add_post("/chosen", page(chosen.choose))
    made.router.add_get(here, page(chosen.chosen))
    made.router.add_get(f"{here}.{ENDING}", page(chosen.file))
    made.router.add_get(f"{here}/print", page(chosen.printed))
    for name, form in (("message", chosen_message), ("deadline", chosen_deadline),
                       ("course", chosen_course)):  # fmt: skip
        made.router.add_get(f"{here}/{name}", page(form.ask))
        made.router.add_post(f"{here}/{name}", page(form.enter))
    made.router.add_get(f"/drafts/{NUMBER}", page(drafts.draft))
    made.router.add_post(f"/drafts/{NUMBER}", page(drafts.carry_out))
    made.router.add_get(f"/drafts/{NUMBER}/done", page(chosen_course.done))


def _add_staff_lists(made: web.Application) -> None:
    """A list of an employer brought into the register."""
    here = f"/register/{NUMBER}"
    made.router.add_get("/register", page(staff_list.ask))
    made.router.add_post("/register", page(staff_list.send))
    made.router.add_get(here, page(staff_list.look))
    made.router.add_post(f"{here}/say", page(staff_list.say))
    made.router.add_post(f"{here}/bring-in", page(staff_list.bring_in))
    made.router.add_get(f"{here}/end", page(staff_list.ask_end))
    made.router.add_post(f"{here}/end", page(staff_list.end))
    made.router.add_post(f"{here}/forget", page(staff_list.forget))


async def nothing(_: Caller) -> Answer:
    """An address that is none."""
    raise NotThere


def _static(name: str, kind: str) -> Handler:
    content = (STATIC / name).read_bytes()

    async def serve(_: web.Request) -> web.Response:
        response = web.Response(body=content, content_type=kind, headers=KEPT)
        response.enable_compression()
        return response

    return serve

"""Commands of the command line that belong together: broadcasts, the register, notices.

As in `bot.cli`, the work of a command is imported only when it runs.
"""

from __future__ import annotations

from typing import Annotated

import typer

AsJson = Annotated[bool, typer.Option("--json", help="One JSON document on standard output.")]
On = Annotated[str | None, typer.Option(help="Day of the check, YYYY-MM-DD; today in Almaty.")]
Lang = Annotated[str, typer.Option(help="Language of the texts: kk, ru or en.")]

broadcast = typer.Typer(name="broadcast", help="HR broadcasts for scripts.")
register = typer.Typer(name="register", help="An organisation's register of staff.")
notices = typer.Typer(name="notices", help="Messages to people whom a later edition concerns.")


@broadcast.command()
def new(
    org: Annotated[str, typer.Option(help="Name or number of the organisation.")],
    text_kk: Annotated[str, typer.Option(help="The message in Kazakh.")],
    text_ru: Annotated[str, typer.Option(help="The message in Russian.")],
    text_en: Annotated[str | None, typer.Option(help="The message in English.")] = None,
    segment: Annotated[str, typer.Option(help="Whom: see docs/outbound.md.")] = "all",
    at: Annotated[str | None, typer.Option(help="When, ISO 8601; Almaty's time.")] = None,
    as_json: AsJson = False,
) -> None:
    """Queue a broadcast to an organisation's members."""
    from bot.commands import broadcasts

    broadcasts.new_broadcast(
        org, {"kk": text_kk, "ru": text_ru, "en": text_en}, segment, at, as_json
    )


@broadcast.command()
def status(
    number: Annotated[int, typer.Argument(metavar="ID", help="The broadcast's id.")],
    as_json: AsJson = False,
) -> None:
    """Say how far a broadcast is."""
    from bot.commands import broadcasts

    broadcasts.broadcast_status(number, as_json)


@register.command("import")
def import_list(
    file: Annotated[str, typer.Argument(metavar="FILE", help="The staff list: .xlsx or .csv.")],
    org: Annotated[str, typer.Option(help="Name or number of the organisation.")],
    kind: Annotated[
        str | None, typer.Option(help="college or university; default: as the list shows.")
    ] = None,
    on: On = None,
    doubtful: Annotated[
        str, typer.Option(help="Rows that may be somebody known: skip, same or new.")
    ] = "skip",
    end_missing: Annotated[
        bool, typer.Option("--end-missing", help="End the appointments that the list lacks.")
    ] = False,
    preview: Annotated[
        bool, typer.Option("--preview", help="Only say what would be brought in.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Bring a staff list into an organisation's register."""
    from bot.commands import register as command

    command.import_list(file, org, kind, on, doubtful, end_missing, preview, as_json)


@register.command("export")
def export_list(
    org: Annotated[str, typer.Option(help="Name or number of the organisation.")],
    out: Annotated[str, typer.Option(help="Where to write the register: .xlsx.")],
    lang: Lang = "ru",
) -> None:
    """Write an organisation's register to a file that can be brought in again."""
    from bot.commands import register as command

    command.export_list(org, out, lang)


@notices.command()
def draft(
    since: Annotated[str, typer.Option("--from", help="The edition's first day, YYYY-MM-DD.")],
    out: Annotated[str, typer.Option(help="A new file for the drafts.")],
) -> None:
    """Draft a message for each kind of people, for somebody to edit and sign."""
    from bot.commands import notices as command

    command.draft(since, out)


@notices.command()
def send(
    file: Annotated[str, typer.Argument(metavar="FILE", help="The drafts, edited and signed.")],
    preview: Annotated[
        bool, typer.Option("--preview", help="Only say how many would be told.")
    ] = False,
) -> None:
    """Hand the signed messages to the outbound worker; nobody is told twice."""
    from bot.commands import notices as command

    command.send(file, preview)

"""The command line: names the commands; each one's work is imported only when it runs.

Exit status: 0 done, 2 bad input (one line on standard error), 1 anything else.
"""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from bot.command_groups import AsJson, Lang, On, broadcast, notices, register
from rules.errors import BadInput, BadRules

app = typer.Typer(
    name="bot",
    help="Biliktilik: which requirements of the law a teacher meets, and what is missing.",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for group in (broadcast, register, notices):
    app.add_typer(group)

Position = Annotated[str | None, typer.Option(help="Position identifier, see catalog.")]
Category = Annotated[str | None, typer.Option(help="Category of the position.")]
ProfileFile = Annotated[str | None, typer.Option(help="Profile: a JSON file, or - for stdin.")]
Batch = Annotated[str | None, typer.Option(help="JSON Lines file, or - for stdin.")]


@app.command()
def run() -> int:
    """Start the bot; without BOT_TOKEN the local chat."""
    from bot import collector

    collector.rest()
    from bot.postponed_models import postpone

    postpone()
    from bot.running import run_bot

    return run_bot()


@app.command()
def migrate() -> None:
    """Bring the database to the newest schema."""
    from bot.running import migrate_database

    migrate_database()


@app.command()
def reminders() -> int:
    """Start the outbound worker: scheduled reminders and HR broadcasts."""
    from bot.outbound.running import run_reminders

    return run_reminders()


@app.command()
def demo(
    users: Annotated[int, typer.Option(help="How many invented people to add.")],
    org: Annotated[str | None, typer.Option(help="Name of their organisation.")] = None,
    kind: Annotated[str, typer.Option(help="college or university.")] = "college",
    year: Annotated[
        int | None, typer.Option(help="The year that the register is kept for; this one.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Fill a migrated database with an organisation and invented people."""
    from bot.commands import broadcasts

    broadcasts.demo(users, org, kind, year, as_json)


@app.command()
def form(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="602-01, 602-02, 602-03, 602-05 or 602-06.")
    ],
    org: Annotated[str, typer.Option(help="Name or number of the organisation.")],
    year: Annotated[str, typer.Option(help="The year of plans as the organisation entered it.")],
    out: Annotated[str, typer.Option(help="Where to write the form: .xlsx.")],
    department: Annotated[
        str | None, typer.Option(help="One department with those below it; default: all.")
    ] = None,
) -> None:
    """Write a form of procedure 602 to a file that prints as it stands."""
    from bot.commands import form as command

    command.form(name, org, year, out, department)


@app.command()
def catalog(
    position: Annotated[
        str | None, typer.Argument(metavar="ID", help="One position, with all that is known of it.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """List every position with its categories and competences, or say all about one."""
    from bot.commands import rules

    if position is None:
        rules.show(rules.catalog(), as_json)
    else:
        rules.show(rules.about(position), as_json)


@app.command(context_settings={"ignore_unknown_options": True})
def match(
    text: Annotated[str | None, typer.Argument(help="What a person typed.")] = None,
    batch: Batch = None,
    limit: Annotated[
        int | None,
        typer.Option(
            min=1, max=1000, help="How many results at most; five by default, all that fit equally."
        ),
    ] = None,
    misses: Annotated[
        bool, typer.Option("--misses", help="What people typed and nothing was found for.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Find a position by what a person types."""
    from bot.commands import rules

    if misses:
        from bot.commands.misses import counted

        rules.show(counted(limit), as_json)
    elif batch is not None:
        rules.batch(batch, lambda line: rules.match_line(line, limit))
    elif text is None:
        raise BadInput("TEXT", "give a text, or --batch FILE")
    else:
        rules.show(rules.match(text, limit), as_json)


@app.command(context_settings={"ignore_unknown_options": True})
def search(
    text: Annotated[str, typer.Argument(help="Words in Kazakh, Russian or English.")],
    limit: Annotated[int, typer.Option(min=1, max=1000, help="How many results at most.")] = 10,
    lang: Lang = "ru",
    as_json: AsJson = False,
) -> None:
    """Find the paragraphs that say something about a text."""
    from bot.commands import rules

    rules.show(rules.search(text, limit, lang), as_json)


@app.command()
def check(
    position: Position = None,
    category: Category = None,
    profile: ProfileFile = None,
    batch: Batch = None,
    on: On = None,
    lang: Lang = "ru",
    as_json: AsJson = False,
) -> None:
    """Evaluate a profile against a position or one category of it."""
    from bot.commands import rules

    if batch is not None:
        rules.batch(batch, rules.check_line)
    else:
        request = rules.single(position, category, profile, on, lang)
        rules.show(rules.check(request), as_json)


@app.command()
def ask(
    position: Position = None,
    category: Category = None,
    profile: ProfileFile = None,
    batch: Batch = None,
    on: On = None,
    as_json: AsJson = False,
) -> None:
    """Say what the questionnaire would ask next."""
    from bot.commands import rules

    if batch is not None:
        rules.batch(batch, rules.ask_line)
    else:
        request = rules.single(position, category, profile, on, "ru")
        rules.show(rules.ask(request), as_json)


@app.command(context_settings={"ignore_unknown_options": True})
def read(
    text: Annotated[str | None, typer.Argument(help="What a person typed.")] = None,
    fact: Annotated[str | None, typer.Option(help="The fact asked, see ask; or date.")] = None,
    story: Annotated[
        bool, typer.Option("--story", help="A whole message: position, category and every fact.")
    ] = False,
    batch: Batch = None,
    on: On = None,
    lang: Lang = "ru",
    as_json: AsJson = False,
) -> None:
    """Show how a typed answer, or a whole message, is read."""
    from bot.commands import read, rules

    answer = read.story_line if story else read.line
    if story and fact is not None:
        raise BadInput("--fact", "a story is read for every fact: leave it out")
    if batch is not None:
        rules.batch(batch, answer)
    else:
        rules.show(answer({"text": text, "fact": fact, "lang": lang, "on": on}), as_json)


@app.command()
def portfolio(
    position: Position = None,
    category: Category = None,
    entries: Annotated[
        str | None, typer.Option(help="What is said of the rows: a JSON file, or - for stdin.")
    ] = None,
    lang: Lang = "ru",
    as_json: AsJson = False,
) -> None:
    """Count the commission's scoring sheet of a portfolio."""
    from bot.commands import portfolio, rules

    rules.show(portfolio.counted(position, category, entries, lang), as_json)


@app.command()
def roster(
    file: Annotated[str, typer.Argument(metavar="IN", help="The staff list: .xlsx or .csv.")],
    out: Annotated[str, typer.Option(help="Where to write the result: .xlsx.")],
    org: Annotated[
        str | None, typer.Option(help="college or university; default: as the list shows.")
    ] = None,
    on: On = None,
    lang: Lang = "ru",
    as_json: AsJson = False,
) -> None:
    """Check a staff list: the same rows with verdicts and what is missing. Nothing is stored."""
    from bot.commands import roster as command

    command.roster(file, out, org, on, lang, as_json)


@app.command()
def fit(profile: ProfileFile = None, on: On = None, as_json: AsJson = False) -> None:
    """Rank every position for one profile, nearest first."""
    from bot.commands import rules

    rules.show(rules.fit(profile, on), as_json)


@app.command()
def standard(
    card: Annotated[str | None, typer.Option(help="Number of one card: 3, 4 or 5.")] = None,
    on: On = None,
    as_json: AsJson = False,
) -> None:
    """Show the professional standard's cards as they stood on a day."""
    from bot.commands import rules

    rules.show(rules.standard(card, on), as_json)


@app.command()
def replay(
    file: Annotated[
        str,
        typer.Argument(metavar="FILE|CODE", help="A record, a PDF that holds one, or its code."),
    ],
    as_json: AsJson = False,
) -> int:
    """Make a decision again from its record; status 0 when the bytes are the same, else 1."""
    from bot.commands import rules
    from bot.commands.replay import replayed

    found = replayed(file)
    rules.show(found.to_json(), as_json)
    return 0 if found.same else 1


@app.command("diff-rules")
def diff_rules(
    org: Annotated[
        str | None, typer.Option(help="Organisation whose register is told by name.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Show which kept decisions the rules at hand would decide otherwise, and in what; without
    --json a table of whom a later edition concerns, with drafts of messages."""
    from bot.commands import rules
    from bot.commands.edition_effects import shown
    from bot.commands.rule_differences import differences
    from rules.norms.loading import catalogue

    told = differences(org)
    if as_json:
        rules.show(told.to_json(), as_json)
    else:
        print("\n".join(shown(told, catalogue())))


@app.command()
def edition(
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="The newer text: plain, HTML or .docx.")
    ],
    document: Annotated[str, typer.Option(help="Of which document: order-338, university ...")],
    since: Annotated[str, typer.Option("--from", help="Its first day, YYYY-MM-DD.")],
    out: Annotated[str | None, typer.Option(help="A new folder for its drafted files.")] = None,
    as_json: AsJson = False,
) -> None:
    """Compare a newer edition's text with the stored one, and draft its rule files."""
    from bot.commands import edition as command

    command.edition(file, document, since, out, as_json)


@app.command("validate-rules")
def validate_rules(
    edition: Annotated[
        str | None, typer.Option(help="Folder of a newer edition, to look at that alone.")
    ] = None,
) -> None:
    """Check the rule files and print how much of the official text they cover."""
    from bot.commands import rules

    rules.validate_rules(edition)


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns the exit status."""
    try:
        status = app(args=arguments, prog_name="bot", standalone_mode=False)
    except BadInput as bad:
        return _refused(str(bad))
    except BadRules as bad:
        print(bad, file=sys.stderr)
        return 1
    except typer.TyperException as refused:
        return _refused(_said(refused))
    except (typer.Abort, KeyboardInterrupt):
        return 1
    except BrokenPipeError:
        return 1
    return status if isinstance(status, int) else 0


def _refused(message: str) -> int:
    print(message.replace("\n", " "), file=sys.stderr)
    return 2


def _said(refused: typer.TyperException) -> str:
    """What a usage error says, with the option or argument it is about."""
    message = getattr(refused, "format_message", refused.__str__)()
    return str(message)

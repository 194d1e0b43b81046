"""`rakor verify`: is everything as the office's own acts left it?"""

import sys

import click

from tracker.cli.opened import opened
from tracker.cli.readiness import require_schema
from tracker.config import Settings
from tracker.jobs.integrity import Report
from tracker.jobs.integrity import verify as compare


@click.command()
@click.option("--head", default="", help="A chain head noted earlier, which must still be there.")
def command(head: str) -> None:
    """Compare rows, papers, files and events with one another; exits 1 and names what differs."""
    settings = Settings.from_env()
    require_schema(settings)
    with opened(settings) as (sessions, store), sessions() as session:
        report = compare(session, store, head=head)
    show(report)
    sys.exit(1 if report.problems else 0)


def show(report: Report) -> None:
    for problem in report.problems:
        click.echo(f"{problem.subject} {problem.what}")
    counted = ", ".join(f"{count} {what}" for what, count in sorted(report.counts.items()) if count)
    click.echo(f"Compared: {counted or 'nothing, there are no rows'}.")
    click.echo(f"Chain head: {report.head or 'none yet'}")
    click.echo(f"{len(report.problems)} problems." if report.problems else "All is as it was left.")

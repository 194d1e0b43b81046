"""The operator's commands, `rakor …`; each has a module of its own that loads only when run."""

import os
from importlib import import_module

import click

from tracker.config import ConfigError

COMMANDS = {
    "account": "accounts",
    "backup": "backup",
    "check": "check",
    "demo": "demo",
    "init": "install",
    "mail-sink": "mail_sink",
    "migrate": "migrate",
    "read": "read",
    "restore": "restore",
    "serve": "serve",
    "verify": "verify",
    "worker": "worker",
}


class Commands(click.Group):
    """Finds a command's module by name, so that a small command does not load the large ones."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"tracker.cli.{COMMANDS[cmd_name]}").command
        return command

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except ConfigError as error:
            raise click.ClickException(str(error)) from error


@click.command(cls=Commands)
def main() -> None:
    """Rakor: coordination meetings, the actions agreed in them, and their sealed minutes."""
    os.umask(0o077)  # whatever is written here is for the service's own account

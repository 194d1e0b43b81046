"""`rakor init`: the data directory and its secret key."""

import os
import secrets

import click

from tracker.config import SECRET_KEY_BYTES, ConfigError, data_directory, secret_key_file


@click.command()
def command() -> None:
    """Make the data directory and a secret key; refuses to replace a key that is there."""
    if not make_installation():
        raise ConfigError(f"there is a secret key already: {secret_key_file(os.environ)}")
    click.echo(f"Made {secret_key_file(os.environ)}. Next: rakor migrate")


def make_installation() -> bool:
    """Make what is missing; returns whether a key was made. Sign-ins live as long as the key."""
    data_directory(os.environ).mkdir(mode=0o700, parents=True, exist_ok=True)
    path = secret_key_file(os.environ)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return False
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_urlsafe(SECRET_KEY_BYTES * 2) + "\n")
    return True

"""`rakor mail-sink`: the mail server of a demonstration, from which nothing ever leaves."""

import asyncio
from functools import partial

import click
from aiosmtpd.smtp import SMTP, Envelope, Session

from tracker.cli.stop import Stop
from tracker.config import ConfigError, Settings
from tracker.infra import clock
from tracker.infra.caught_mail import LetterBox

HOST = "127.0.0.1"
LOOK_EVERY = 0.2


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), required=True)
def command(port: int) -> None:
    """Keep every mail that is sent to this machine, for the page that shows it."""
    settings, stop = Settings.from_env(), Stop()
    if not settings.demo:
        raise ConfigError("only a demonstration catches its mail")
    asyncio.run(_serve(LetterBox.of(settings.data_dir), port, stop))


class _Keeper:
    def __init__(self, box: LetterBox) -> None:
        self._box = box

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd calls it
        await asyncio.to_thread(self._box.keep, envelope.original_content or b"", at=clock.now())
        return "250 OK"


async def _serve(box: LetterBox, port: int, stop: Stop) -> None:
    server = await asyncio.get_running_loop().create_server(
        partial(SMTP, _Keeper(box), hostname="contoh.example"), HOST, port
    )
    async with server:
        while not stop():
            await asyncio.sleep(LOOK_EVERY)

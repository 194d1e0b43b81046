"""The operator's commands: what they make, and the one line with which they refuse."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import text

from tracker.cli import COMMANDS, main, readiness
from tracker.cli.running import in_use
from tracker.config import PROJECT, Settings
from tracker.infra import db
from tracker.infra.db import make_sessions, open_engine
from tracker.infra.storage import open_store
from tracker.models.sign_ins import find_account_link

SEED = PROJECT / "tracker" / "demo" / "ucj-lampung-2025-09-18.txt"


class Rakor:
    """`rakor …` on an installation of its own."""

    def __init__(self, data_dir: Path) -> None:
        self.data_dir = data_dir
        self.environ = {"RAKOR_DATA": str(data_dir)}

    def __call__(self, *arguments: str | Path) -> Result:
        return CliRunner().invoke(main, [str(a) for a in arguments], env=self.environ)

    def refuses(self, *arguments: str | Path) -> str:
        """The one line with which a command refuses."""
        result = self(*arguments)
        assert result.exit_code == 1, result.output
        (line,) = result.output.splitlines()
        return line

    @property
    def settings(self) -> Settings:
        return Settings.from_env(self.environ)

    def change(self, statement: str) -> None:
        engine = open_engine(self.settings.database_url)
        with engine.begin() as connection:
            connection.execute(text(statement))
        engine.dispose()


@pytest.fixture(autouse=True)
def umask() -> Iterator[None]:
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.fixture
def rakor(tmp_path: Path) -> Rakor:
    return Rakor(tmp_path / "data")


@pytest.fixture
def installed(fresh_installation: Path, rakor: Rakor) -> Rakor:
    """A copy of an installation in which nothing has happened yet."""
    shutil.copytree(fresh_installation, rakor.data_dir)
    return rakor


@pytest.fixture(scope="module")
def fresh_installation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    rakor = Rakor(tmp_path_factory.mktemp("fresh") / "data")
    assert rakor("init").exit_code == 0
    assert "organisations were added" in rakor("migrate").output
    return rakor.data_dir


def test_every_command_is_listed_with_its_purpose(rakor):
    output = rakor("--help").output
    for name in COMMANDS:
        assert f"\n  {name} " in output


def test_init_makes_a_private_directory_and_key_and_never_replaces_the_key(rakor):
    assert "rakor migrate" in rakor("init").output
    key = rakor.data_dir / "secret_key"
    assert rakor.data_dir.stat().st_mode & 0o777 == 0o700
    assert key.stat().st_mode & 0o777 == 0o600
    before = key.read_bytes()
    assert "secret key already" in rakor.refuses("init")
    assert key.read_bytes() == before


def test_migrate_brings_schema_and_organisations_once(installed):
    again = installed("migrate")
    assert again.output == "The schema was at its newest.\n"
    with open_engine(installed.settings.database_url).connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM organisations")) > 100
    assert (installed.data_dir / "rakor.sqlite3").stat().st_mode & 0o777 == 0o600


def test_the_first_account_gets_a_link_that_works(installed):
    result = installed("account", "add", "Admin", "--name", "Siti Aminah")
    prefix = "http://127.0.0.1:8000/tautan/"
    assert result.output.startswith(prefix)
    first = result.output.removeprefix(prefix).strip()
    second = installed("account", "link", "admin").output.removeprefix(prefix).strip()

    engine = open_engine(installed.settings.database_url)
    with make_sessions(engine)() as session:
        link = find_account_link(session, second)
        assert link
        assert link.user.login == "admin"
        old = find_account_link(session, first)
        assert old
        assert old.expires_at <= link.created_at
    engine.dispose()


def test_account_says_what_it_does_not_find(installed):
    assert "no organisation" in installed.refuses(
        "account", "add", "a", "--name", "A", "--organisation", "tidak-ada"
    )
    assert "no active account" in installed.refuses("account", "link", "siapa")
    installed("account", "add", "a", "--name", "A")
    assert "already" in installed.refuses("account", "add", "A ", "--name", "B")


def test_read_prints_the_draft_of_a_text(rakor):
    result = rakor("read", SEED)
    draft = json.loads(result.stdout)
    assert result.exit_code == 0
    assert draft["date"]["value"] == "2025-09-18"


@pytest.mark.parametrize(
    "content", [b"", b"\x00\x01\x02\x03" * 50, b"a" * 200_001, b"%PDF-1.7\n%\xe2\xe3", None]
)
def test_read_says_in_one_line_what_it_cannot_read(rakor, tmp_path, content):
    path = tmp_path / "masukan"
    if content is not None:
        path.write_bytes(content)
    result = rakor("read", path)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert len(result.stderr.splitlines()) == 1


def test_read_needs_neither_an_installation_nor_a_web_server():
    script = (
        "import sys; from tracker.cli import main\n"
        "main(['read', sys.argv[1]], standalone_mode=False)\n"
        "large = {'flask', 'weasyprint', 'alembic', 'gunicorn'} & set(sys.modules)\n"
        "sys.exit(f'loaded {large}' if large else 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, SEED],
        cwd=PROJECT,
        env={"PATH": os.environ["PATH"], "RAKOR_DATA": "/nonexistent"},
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_a_backup_is_restored_elsewhere_and_verified(installed, tmp_path):
    installed("account", "add", "admin", "--name", "Siti Aminah")
    archive = tmp_path / "rakor.tar"
    assert installed("backup", archive).exit_code == 0
    assert "is there already" in installed.refuses("backup", archive)
    nowhere = tmp_path / "nowhere" / "rakor.tar"
    said = installed.refuses("backup", nowhere)
    assert f"{nowhere} cannot be written: No such file or directory" in said

    new = Rakor(tmp_path / "new")
    new("init")
    result = new("restore", archive)
    assert result.exit_code == 0, result.output
    assert "All is as it was left." in result.output
    assert "already" in new.refuses("account", "add", "admin", "--name", "Siti Aminah")


def test_restore_refuses_what_is_no_backup_and_what_is_in_use(installed, tmp_path):
    (tmp_path / "x.tar").write_bytes(b"bukan arsip")
    assert "--force" in installed.refuses("restore", tmp_path / "x.tar")
    assert "no archive" in installed.refuses("restore", tmp_path / "x.tar", "--force")
    assert "No such file" in installed.refuses("restore", tmp_path / "y.tar", "--force")
    with in_use(installed.settings):
        assert "is running" in installed.refuses("restore", tmp_path / "x.tar", "--force")


def test_verify_names_what_was_touched_and_ends_with_1(installed):
    assert installed("verify").exit_code == 0
    installed.change("UPDATE organisations SET name = 'Dinas Lain' WHERE id = 5")
    result = installed("verify")
    assert result.exit_code == 1
    assert "organisations:5 is not as its latest event left it" in result.output
    assert "chain does not contain" in installed("verify", "--head", "a" * 64).output


def test_verify_refuses_a_database_of_another_version_in_one_line(installed):
    installed.change("UPDATE alembic_version SET version_num = '0010'")
    assert "rakor migrate" in installed.refuses("verify")


@pytest.mark.parametrize(
    ("statement", "why"),
    [
        ("DROP TRIGGER guard_events_update", "lacks its guard guard_events_update"),
        ("UPDATE alembic_version SET version_num = '0000'", "rakor migrate"),
    ],
)
def test_check_refuses_a_database_that_is_not_as_it_must_be(installed, statement, why):
    assert installed("check").output == ""
    installed.change(statement)
    assert why in installed.refuses("check")


def test_check_refuses_demonstration_accounts_on_a_public_address(installed):
    installed("account", "add", "admin", "--name", "Siti Aminah")
    installed.environ["RAKOR_BASE_URL"] = "https://rakor.contoh.go.id"
    assert installed("check").exit_code == 0
    installed.change("UPDATE users SET demo = true")
    assert "holds demonstration accounts" in installed.refuses("check")


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_serve_shows_nothing_to_the_network_that_was_made_for_this_machine(installed, scheme):
    installed.environ["RAKOR_BASE_URL"] = f"{scheme}://127.0.0.1:8123"
    assert "open to the network" in installed.refuses("serve", "--host", "0.0.0.0")  # noqa: S104 - refused


def test_the_demonstration_is_not_mixed_with_what_people_recorded(installed):
    installed("account", "add", "admin", "--name", "Siti Aminah")
    assert "people have accounts here" in installed.refuses("demo")


def test_check_refuses_what_cannot_be_opened_or_written(installed, tmp_path):
    (tmp_path / "file").touch()
    installed.environ["RAKOR_STORE_URL"] = f"file://{tmp_path}/file/store"
    assert "store cannot be written" in installed.refuses("check")
    installed.environ["RAKOR_DATABASE_URL"] = f"sqlite:///{tmp_path}/file/rakor.sqlite3"
    assert "database cannot be used" in installed.refuses("check")


def test_check_refuses_a_front_end_that_is_not_built_or_lacks_a_font(
    installed, tmp_path, monkeypatch
):
    monkeypatch.setattr(readiness, "DIST", tmp_path)
    assert "run bin/setup" in installed.refuses("check")
    (tmp_path / "manifest.json").write_text('{"arimo.woff2": "arimo-X.woff2"}')
    assert "lacks arimo-X.woff2" in installed.refuses("check")


def test_check_refuses_papers_in_a_face_that_is_missing(installed, tmp_path, monkeypatch):
    installed.change(
        "INSERT INTO settings (key, value, version)"
        """ VALUES ('paper_layout', '{"typeface": "bookman"}', 1)"""
    )
    assert installed("check").output == ""
    (tmp_path / "fonts.conf").write_text("<fontconfig></fontconfig>")
    monkeypatch.setenv("FONTCONFIG_FILE", str(tmp_path / "fonts.conf"))
    assert "TeX Gyre Bonum tidak terpasang" in installed.refuses("check")


def test_check_refuses_an_sqlite_that_can_lose_data(installed, monkeypatch):
    monkeypatch.setattr(db, "SQLITE_FLOOR", (99, 0, 0))
    assert "can lose data" in installed.refuses("check")


def test_check_leaves_nothing_in_the_store(installed):
    installed("check")
    assert open_store(installed.settings.store_url).is_empty()


def test_every_command_refuses_where_nothing_was_set_up(rakor):
    for arguments in (["migrate"], ["verify"], ["check"], ["backup", "x"], ["worker"]):
        assert "rakor init" in rakor.refuses(*arguments)

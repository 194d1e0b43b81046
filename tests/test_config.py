"""An installation that is unsafe or incomplete does not start, and one line says why."""

from pathlib import Path

import pytest

from tracker.config import ConfigError, Settings

SECRET = "3f9a1c77e2b84d06a5c1f0e98b7d6432"
WEBHOOK = {"RAKOR_WEBHOOK_URL": "https://gateway.example", "RAKOR_WEBHOOK_SECRET": SECRET}

BSRE = {
    "RAKOR_SIGNER": "bsre",
    "RAKOR_BSRE_URL": "https://esign.example",
    "RAKOR_BSRE_USERNAME": "rakor",
    "RAKOR_BSRE_PASSWORD": "kunci-esign",
}


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    (tmp_path / "data").mkdir(mode=0o700)
    return {"RAKOR_DATA": str(tmp_path / "data"), "RAKOR_SECRET_KEY": SECRET}


def test_a_data_directory_and_a_key_are_enough(environ, tmp_path):
    settings = Settings.from_env(environ)
    assert settings.base_url == "http://127.0.0.1:8000"
    assert settings.database_url == f"sqlite:///{tmp_path}/data/rakor.sqlite3"
    assert settings.store_url == f"file://{tmp_path}/data/store"
    assert (settings.timezone, settings.demo, settings.proxies) == ("Asia/Jakarta", False, 0)


def test_what_opens_other_doors_is_not_told_by_mistake(environ):
    header = "Authorization: Bearer kunci-gateway"
    settings = Settings.from_env({**environ, **WEBHOOK, "RAKOR_WEBHOOK_HEADER": header})
    assert settings.webhook_header == header
    assert "kunci-gateway" not in repr(settings)


def test_papers_are_signed_by_nobody_unless_the_office_says_so(environ, tmp_path):
    assert Settings.from_env(environ).signer == "none"
    assert "kunci-esign" not in repr(Settings.from_env({**environ, **BSRE}))
    p12 = tmp_path / "kantor.p12"
    p12.touch(mode=0o600)
    local = {"RAKOR_SIGNER": "local", "RAKOR_SIGNER_P12": str(p12)}
    assert Settings.from_env({**environ, **local}).signer_p12 == p12


def test_the_key_is_read_from_a_file_when_not_given(environ, tmp_path):
    del environ["RAKOR_SECRET_KEY"]
    (tmp_path / "data" / "secret_key").write_text(SECRET + "\n")
    assert Settings.from_env(environ).secret_key == SECRET

    (tmp_path / "elsewhere").write_text(SECRET[::-1])
    environ["RAKOR_SECRET_KEY_FILE"] = str(tmp_path / "elsewhere")
    assert Settings.from_env(environ).secret_key == SECRET[::-1]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"RAKOR_SECRET_KEY": ""}, "secret key"),
        ({"RAKOR_SECRET_KEY": "changeme"}, "secret key"),
        ({"RAKOR_SECRET_KEY": "0" * 64}, "secret key"),
        ({"FLASK_DEBUG": "1"}, "debug"),
        ({"RAKOR_BASE_URL": "http://rakor.example.id"}, "https"),
        ({"RAKOR_BASE_URL": "http://10.0.0.5:8000"}, "https"),
        ({"RAKOR_BASE_URL": "https://rakor.example.id/app"}, "without a path"),
        ({"RAKOR_BASE_URL": "rakor.example.id"}, "not a web address"),
        ({"RAKOR_BASE_URL": "https://a@rakor.example.id"}, "not a web address"),
        ({"RAKOR_BASE_URL": "https://rakor.example.id", "RAKOR_DEMO": "1"}, "demonstration"),
        ({"RAKOR_DATABASE_URL": "mysql://localhost/rakor"}, "RAKOR_DATABASE_URL"),
        ({"RAKOR_STORE_URL": "/var/lib/rakor"}, "RAKOR_STORE_URL"),
        ({"RAKOR_TIMEZONE": "Asia/Bandar_Lampung"}, "RAKOR_TIMEZONE"),
        ({"RAKOR_PROXIES": "-1"}, "RAKOR_PROXIES"),
        ({"RAKOR_MAX_UPLOAD_MB": "banyak"}, "RAKOR_MAX_UPLOAD_MB"),
        ({"RAKOR_WEBHOOK_URL": "gateway.example"}, "RAKOR_WEBHOOK_URL"),
        ({"RAKOR_WEBHOOK_URL": "http://gateway.example"}, "https"),
        ({"RAKOR_WEBHOOK_URL": "https://u:p@gateway.example"}, "RAKOR_WEBHOOK_URL"),
        ({"RAKOR_WEBHOOK_URL": "https://gateway.example/a b"}, "RAKOR_WEBHOOK_URL"),
        ({"RAKOR_WEBHOOK_URL": "https://gateway.example"}, "RAKOR_WEBHOOK_SECRET"),
        ({**WEBHOOK, "RAKOR_WEBHOOK_SECRET": "a" * 40}, "RAKOR_WEBHOOK_SECRET"),
        ({**WEBHOOK, "RAKOR_WEBHOOK_HEADER": "Bearer kunci"}, "RAKOR_WEBHOOK_HEADER"),
        ({**WEBHOOK, "RAKOR_WEBHOOK_HEADER": "A: b\r\nX: y"}, "RAKOR_WEBHOOK_HEADER"),
        ({"RAKOR_MAIL_URL": "mail.example.id"}, "RAKOR_MAIL_URL"),
        ({"RAKOR_MAIL_URL": "http://mail.example.id"}, "RAKOR_MAIL_URL"),
        ({"RAKOR_MAIL_URL": "smtp://mail.example.id:port"}, "RAKOR_MAIL_URL"),
        ({"RAKOR_MAIL_URL": "smtp://mail.example.id/kotak"}, "RAKOR_MAIL_URL"),
        ({"RAKOR_MAIL_URL": "smtp://mail.example.id?tls=1"}, "starttls"),
        ({"RAKOR_MAIL_URL": "smtp://rakor:s@mail.example.id"}, "in clear"),
        ({"RAKOR_MAIL_URL": "smtp://mail.example.id"}, "RAKOR_MAIL_FROM"),
        ({"RAKOR_MAIL_URL": "smtp://mail.example.id", "RAKOR_MAIL_FROM": "rakor"}, "MAIL_FROM"),
        ({"RAKOR_SIGNER": "esign"}, "RAKOR_SIGNER"),
        ({"RAKOR_SIGNER": "local"}, "RAKOR_SIGNER_P12"),
        ({"RAKOR_SIGNER": "local", "RAKOR_SIGNER_P12": "/nonexistent.p12"}, "RAKOR_SIGNER_P12"),
        ({"RAKOR_SIGNER": "local", "RAKOR_SIGNER_P12": "/etc/hostname"}, "open to everyone"),
        ({"RAKOR_SIGNER": "bsre"}, "RAKOR_BSRE_URL"),
        ({**BSRE, "RAKOR_BSRE_URL": "http://10.0.0.7"}, "https"),
        ({**BSRE, "RAKOR_BSRE_URL": "https://u:p@esign.example"}, "RAKOR_BSRE_URL"),
        ({**BSRE, "RAKOR_BSRE_PASSWORD": ""}, "RAKOR_BSRE_PASSWORD"),
        ({"RAKOR_DATA": "/nonexistent/rakor"}, "does not exist"),
    ],
)
def test_an_unsafe_setting_is_refused_in_one_line(environ, change, why):
    assert why in refusal({**environ, **change})


def test_a_missing_key_is_refused_with_the_way_to_make_one(environ):
    del environ["RAKOR_SECRET_KEY"]
    assert "rakor init" in refusal(environ)


@pytest.mark.parametrize("mode", [0o755, 0o701, 0o777])
def test_a_data_directory_open_to_everyone_is_refused(environ, mode):
    Path(environ["RAKOR_DATA"]).chmod(mode)
    assert "open to everyone" in refusal(environ)


def test_nothing_can_be_changed_after_the_start(environ):
    with pytest.raises(AttributeError):
        Settings.from_env(environ).demo = True  # type: ignore[misc]  # that it is frozen is the point


def refusal(environ: dict[str, str]) -> str:
    with pytest.raises(ConfigError) as refused:
        Settings.from_env(environ)
    assert "\n" not in str(refused.value)
    return str(refused.value)

"""Settings come from the environment, and a start without a secret is refused."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields
from pathlib import Path

import pytest

from analytics.individuals import LEAST_MIN_N
from config import LEAST_OFFICER_MIN_N, MissingSetting, Settings, setting_names

SECRET = "s" * 32
FITTING = {
    "DATABASE_URL": "postgresql+psycopg://suara@/suara",
    "BASE_URL": "https://suara.example",
    "TRUSTED_PROXIES": "10.0.0.1",
}


def settings_from(tmp_path: Path, **given: str) -> Settings:
    return Settings.from_environment({"SECRET_KEY": SECRET, "VAR_DIR": str(tmp_path), **given})


def test_defaults_serve_on_this_machine_only(tmp_path: Path) -> None:
    settings = settings_from(tmp_path)

    assert (settings.host, settings.port) == ("127.0.0.1", 8000)
    assert settings.base_url == "http://127.0.0.1:8000"
    assert settings.database_url == f"sqlite:///{tmp_path / 'suara-loket.db'}"
    assert settings.trusted_proxies == ()
    assert not settings.is_https


def test_the_address_follows_the_port(tmp_path: Path) -> None:
    assert settings_from(tmp_path, PORT="8123").base_url == "http://127.0.0.1:8123"


@pytest.mark.parametrize("name", setting_names())
def test_every_setting_is_read(name: str, tmp_path: Path) -> None:
    numbers = {field.name.upper() for field in fields(Settings) if field.type == "int"}
    given = {name: FITTING.get(name, "27" if name in numbers else "w" * 40)}

    kept = getattr(settings_from(tmp_path, **given), name.lower())

    assert kept != getattr(settings_from(tmp_path), name.lower())


def test_a_missing_secret_stops_the_start(tmp_path: Path) -> None:
    with pytest.raises(MissingSetting, match="SECRET_KEY is missing"):
        Settings.from_environment({"VAR_DIR": str(tmp_path)})


def test_a_short_secret_stops_the_start(tmp_path: Path) -> None:
    with pytest.raises(MissingSetting, match="shorter than 32"):
        settings_from(tmp_path, SECRET_KEY="short")


def test_the_kept_secret_is_used(tmp_path: Path) -> None:
    (tmp_path / "secret-key").write_text("k" * 64 + "\n", encoding="ascii")

    assert Settings.from_environment({"VAR_DIR": str(tmp_path)}).secret_key == "k" * 64


def test_commands_run_without_a_secret(tmp_path: Path) -> None:
    given = {"VAR_DIR": str(tmp_path), "FLASK_RUN_FROM_CLI": "true"}

    assert Settings.from_environment(given).secret_key == ""


@pytest.mark.parametrize("text", ["0", "-1", "8000.5", "http", "٣x"])
def test_a_port_that_is_none_is_refused_by_name(text: str, tmp_path: Path) -> None:
    with pytest.raises(MissingSetting, match="PORT must be a whole number above 0"):
        settings_from(tmp_path, PORT=text)


@pytest.mark.parametrize(
    ("name", "text", "allowed"),
    [
        ("PORT", "65536", "at most 65535"),
        ("WORKERS", "9" * 5000, "at most 64"),
        ("RELEASE_INTERVAL_S", "86401", "at most 86400"),
        ("IDLE_MINUTES", "99999999999999", "at most 43200"),
        ("MAX_UPLOAD_MIB", "1e3", "at most 1024"),
        ("COMMENT_RETENTION_MONTHS", "9999999", "at most 1200"),
        ("OFFICER_MIN_N", "many", "above 0"),
        ("DATABASE_URL", "surat", "must look like sqlite:////"),
        ("DATABASE_URL", "mysql://x:geheim@y/z", "must look like sqlite:////"),
        ("DATABASE_URL", "postgresql+psycopg://h:port/x", "must look like sqlite:////"),
        ("BASE_URL", "skm.example.go.id", "must look like https://"),
        ("BASE_URL", "http://[::1", "must look like https://"),
        ("BASE_URL", "https://skm.example:port", "must look like https://"),
        ("BASE_URL", "https://skm.example/?x=1", "must look like https://"),
        ("HOST", "http://127.0.0.1", "such as 127.0.0.1 or 0.0.0.0"),
        ("HOST", "w" * 64, "such as 127.0.0.1 or 0.0.0.0"),
        ("TRUSTED_PROXIES", "10.0.0.1 10.0.0.0/8", "must be IP addresses of single proxies"),
        ("VAR_DIR", __file__, "must be a folder"),
        ("VAR_DIR", f"{__file__}/var", "must be a folder"),
    ],
)
def test_what_cannot_be_used_is_refused_with_what_can(
    name: str, text: str, allowed: str, tmp_path: Path
) -> None:
    with pytest.raises(MissingSetting, match=name) as refused:
        settings_from(tmp_path, **{name: text})

    words = str(refused.value)
    assert allowed in words
    assert "geheim" not in words
    assert (len(words) < 250, words.count(". ")) == (True, 0)


@pytest.mark.parametrize("name", sorted({*setting_names()} - {"SECRET_KEY", "VAR_DIR"}))
def test_a_setting_without_a_value_is_the_usual_one(name: str, tmp_path: Path) -> None:
    kept = getattr(settings_from(tmp_path, **{name: ""}), name.lower())

    assert kept == getattr(settings_from(tmp_path), name.lower())


def test_an_address_of_the_sixth_version_stands_in_brackets(tmp_path: Path) -> None:
    assert settings_from(tmp_path, HOST="::1").base_url == "http://[::1]:8000"


def test_a_kept_secret_that_is_none_is_refused_by_its_place(tmp_path: Path) -> None:
    (tmp_path / "secret-key").write_bytes(b"\xff" * 40)

    with pytest.raises(MissingSetting, match="secret-key cannot be read"):
        Settings.from_environment({"VAR_DIR": str(tmp_path)})


@pytest.mark.parametrize("text", ["19", "1"])
def test_too_few_answers_of_an_officer_stop_the_start(text: str, tmp_path: Path) -> None:
    with pytest.raises(MissingSetting, match=f"OFFICER_MIN_N is {text}, but fewer than 20"):
        settings_from(tmp_path, OFFICER_MIN_N=text)


def test_the_least_number_of_answers_is_the_one_that_evidence_itself_refuses(
    tmp_path: Path,
) -> None:
    chosen = settings_from(tmp_path, OFFICER_MIN_N=str(LEAST_OFFICER_MIN_N)).officer_min_n

    assert chosen == LEAST_MIN_N


def test_proxies_are_separated_by_commas_or_blanks(tmp_path: Path) -> None:
    settings = settings_from(tmp_path, TRUSTED_PROXIES="10.0.0.1, 10.0.0.2 10.0.0.3")

    assert settings.trusted_proxies == ("10.0.0.1", "10.0.0.2", "10.0.0.3")


def test_https_is_read_off_the_base_url(tmp_path: Path) -> None:
    settings = settings_from(tmp_path, BASE_URL="https://suara.example/")

    assert settings.is_https
    assert settings.base_url == "https://suara.example"


def test_settings_cannot_be_changed(tmp_path: Path) -> None:
    with pytest.raises(FrozenInstanceError):
        settings_from(tmp_path).port = 1

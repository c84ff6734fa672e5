"""Settings: one frozen dataclass read from the environment, so that nothing else reads it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

ROOT = Path(__file__).resolve().parent
LEAST_OFFICER_MIN_N = 20


class MissingSetting(RuntimeError):
    """A setting that the system cannot start without is absent or unusable."""


@dataclass(frozen=True)
class Settings:
    """Everything that differs between installations; each field is a row of the README's table."""

    secret_key: str
    database_url: str
    base_url: str = "http://127.0.0.1:8000"
    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 1
    trusted_proxies: tuple[str, ...] = ()
    var_dir: Path = ROOT / "var"
    reference_data: Path = ROOT.parent / "shared" / "data" / "skm"
    release_interval_s: int = 180
    idle_minutes: int = 30
    max_upload_mib: int = 20
    comment_retention_months: int = 36
    officer_min_n: int = 35

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """Settings from the environment; raises MissingSetting when there is no secret."""
        given = os.environ if environment is None else environment
        var_dir = Path(given.get("VAR_DIR", ROOT / "var")).resolve()
        port = _whole_number(given, "PORT", 8000)
        host = given.get("HOST", "127.0.0.1")
        return cls(
            secret_key=_secret(given, var_dir) or _without_secret(given),
            database_url=given.get("DATABASE_URL", f"sqlite:///{var_dir / 'suara-loket.db'}"),
            base_url=given.get("BASE_URL", f"http://{host}:{port}").rstrip("/"),
            host=host,
            port=port,
            workers=_whole_number(given, "WORKERS", 1),
            trusted_proxies=tuple(given.get("TRUSTED_PROXIES", "").replace(",", " ").split()),
            var_dir=var_dir,
            reference_data=Path(given.get("REFERENCE_DATA", cls.reference_data)),
            release_interval_s=_whole_number(given, "RELEASE_INTERVAL_S", 180),
            idle_minutes=_whole_number(given, "IDLE_MINUTES", 30),
            max_upload_mib=_whole_number(given, "MAX_UPLOAD_MIB", 20),
            comment_retention_months=_whole_number(given, "COMMENT_RETENTION_MONTHS", 36),
            officer_min_n=_officer_min_n(given),
        )

    @property
    def is_https(self) -> bool:
        """Whether citizens reach the system over TLS, which decides cookies and HSTS."""
        return self.base_url.startswith("https://")


def setting_names() -> tuple[str, ...]:
    """The environment variables that are read, in the order of the README's table."""
    return tuple(field.name.upper() for field in fields(Settings))


def _whole_number(given: Mapping[str, str], name: str, default: int) -> int:
    text = given.get(name, "")
    if not text:
        return default
    if not text.isdecimal() or int(text) < 1:
        raise MissingSetting(f"{name} must be a whole number above 0, not {text!r}.")
    return int(text)


def _officer_min_n(given: Mapping[str, str]) -> int:
    chosen = _whole_number(given, "OFFICER_MIN_N", 35)
    if chosen < LEAST_OFFICER_MIN_N:
        raise MissingSetting(
            f"OFFICER_MIN_N is {chosen}, but fewer than {LEAST_OFFICER_MIN_N} answers say nothing "
            f"reliable of one person. Set it to {LEAST_OFFICER_MIN_N} or more (35 is usual)."
        )
    return chosen


def _secret(given: Mapping[str, str], var_dir: Path) -> str:
    secret = given.get("SECRET_KEY", "")
    kept = var_dir / "secret-key"
    if not secret and kept.is_file():
        secret = kept.read_text(encoding="ascii").strip()
    return secret if len(secret) >= 32 else ""


def _without_secret(given: Mapping[str, str]) -> str:
    """Commands such as `flask index` need no secret; serving does."""
    if given.get("FLASK_RUN_FROM_CLI") == "true":
        return ""
    raise MissingSetting(
        "SECRET_KEY is missing or shorter than 32 characters. Set it in the environment, "
        "or let `make run` (or `flask setup secrets`) make one in VAR_DIR."
    )

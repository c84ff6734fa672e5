"""Settings: one frozen dataclass read from the environment, so that nothing else reads it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

ROOT = Path(__file__).resolve().parent
LEAST_OFFICER_MIN_N = 20
# The most that each number may be: a day, a month, a gibibyte, a century.
MOST = {
    "PORT": 65_535,
    "WORKERS": 64,
    "RELEASE_INTERVAL_S": 86_400,
    "IDLE_MINUTES": 43_200,
    "MAX_UPLOAD_MIB": 1024,
    "COMMENT_RETENTION_MONTHS": 1200,
    "OFFICER_MIN_N": 1_000_000,
}
DRIVERS = ("sqlite", "sqlite+pysqlite", "postgresql", "postgresql+psycopg")
_HOST_NAME = re.compile(r"(?!-)[0-9a-z_-]{1,63}(\.[0-9a-z_-]{1,63})*\.?", re.IGNORECASE)


class MissingSetting(RuntimeError):
    """A setting that the system cannot start without is absent or unusable; the words say which."""


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
        """Settings from the environment; raises MissingSetting where one cannot be used."""
        given = os.environ if environment is None else environment
        var_dir = _var_dir(given)
        host, port = _host(given), _whole_number(given, "PORT", 8000)
        return cls(
            secret_key=_secret(given, var_dir) or _without_secret(given),
            database_url=_database_url(given, f"sqlite:///{var_dir / 'suara-loket.db'}"),
            base_url=_base_url(given, f"http://{_in_address(host)}:{port}"),
            host=host,
            port=port,
            workers=_whole_number(given, "WORKERS", 1),
            trusted_proxies=tuple(_proxies(given)),
            var_dir=var_dir,
            reference_data=Path(given.get("REFERENCE_DATA") or cls.reference_data),
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
    most = MOST[name]
    # Longer than any of these: Python reads no number of thousands of digits.
    is_number = text.isdecimal() and len(text) <= len(str(most))
    if not is_number or not 1 <= int(text) <= most:
        raise MissingSetting(
            f"{name} must be a whole number above 0 and at most {most}, not {text:.40}."
        )
    return int(text)


def _officer_min_n(given: Mapping[str, str]) -> int:
    chosen = _whole_number(given, "OFFICER_MIN_N", 35)
    if chosen < LEAST_OFFICER_MIN_N:
        raise MissingSetting(
            f"OFFICER_MIN_N is {chosen}, but fewer than {LEAST_OFFICER_MIN_N} answers say nothing "
            f"reliable of one person: set it to {LEAST_OFFICER_MIN_N} or more (35 is usual)."
        )
    return chosen


def _var_dir(given: Mapping[str, str]) -> Path:
    var_dir = Path(given.get("VAR_DIR") or ROOT / "var").resolve()
    there = next(path for path in (var_dir, *var_dir.parents) if os.path.exists(path))
    if not there.is_dir():
        raise MissingSetting(f"VAR_DIR must be a folder, or one that can be made, not {var_dir}.")
    return var_dir


def _database_url(given: Mapping[str, str], default: str) -> str:
    """The database's address; what is wrong with it is said without it, as it may hold a password.

    Whether a database is there shows when it is opened.
    """
    text = given.get("DATABASE_URL") or default
    try:
        is_known = make_url(text).drivername in DRIVERS
    except (ArgumentError, ValueError):
        is_known = False
    if not is_known:
        raise MissingSetting(
            "DATABASE_URL must look like sqlite:////srv/suara-loket.db or "
            "postgresql+psycopg://user:password@host:5432/name."
        )
    return text


def _host(given: Mapping[str, str]) -> str:
    text = given.get("HOST") or "127.0.0.1"
    if not _is_ip_address(text) and not _HOST_NAME.fullmatch(text):
        raise MissingSetting(
            f"HOST must be an address of this machine, such as 127.0.0.1 or 0.0.0.0, "
            f"not {text:.40}."
        )
    return text


def _in_address(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _base_url(given: Mapping[str, str], default: str) -> str:
    text = (given.get("BASE_URL") or default).rstrip("/")
    try:
        parts = urlsplit(text)
        is_address = parts.scheme in ("http", "https") and bool(parts.hostname)
        # Reading it is what finds a port that is none.
        is_address = is_address and parts.port != 0 and not (parts.query or parts.fragment)
    except ValueError:
        is_address = False
    if not is_address:
        raise MissingSetting(
            f"BASE_URL must look like https://skm.example.go.id, with http:// or https:// before "
            f"the name and nothing after it, not {text:.80}."
        )
    return text


def _proxies(given: Mapping[str, str]) -> Iterator[str]:
    for text in given.get("TRUSTED_PROXIES", "").replace(",", " ").split():
        if not _is_ip_address(text):
            raise MissingSetting(
                f"TRUSTED_PROXIES must be IP addresses of single proxies, such as 10.0.0.1, "
                f"not {text:.40}."
            )
        yield str(ip_address(text))


def _is_ip_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True


def _secret(given: Mapping[str, str], var_dir: Path) -> str:
    secret = given.get("SECRET_KEY", "")
    kept = var_dir / "secret-key"
    if not secret and kept.is_file():
        try:
            secret = kept.read_text(encoding="ascii").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise MissingSetting(
                f"{kept} cannot be read as a secret: let this account read it, or set SECRET_KEY."
            ) from error
    return secret if len(secret) >= 32 else ""


def _without_secret(given: Mapping[str, str]) -> str:
    """Commands such as `flask index` need no secret; serving does."""
    if given.get("FLASK_RUN_FROM_CLI") == "true":
        return ""
    raise MissingSetting(
        "SECRET_KEY is missing or shorter than 32 characters. Set it in the environment, "
        "or let `make run` (or `flask setup secrets`) make one in VAR_DIR."
    )

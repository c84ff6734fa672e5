"""What works without a network: the worker, the page it opens, and the reply to its probe."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import partial

from flask import Response, current_app, render_template, url_for

from app.web.assets import Assets
from app.web.languages import (
    LANGUAGES,
    LanguageLink,
    asked_language,
    language_argument,
    language_links,
)
from app.web.public.blueprint import blueprint

KEPT = ("public.css", "kiosk.css", "js/offline.js", "js/kiosk.js")


@dataclass(frozen=True)
class OfflinePage:
    """What a browser shows of ours while it has no network."""

    language: str
    languages: tuple[LanguageLink, ...]


@blueprint.get("/luring")
def show_offline() -> str:
    """The page that says what waits on this device; it holds nothing of anybody."""
    language = asked_language()
    links = language_links(language, partial(url_for, "public.show_offline"))
    return render_template("public/offline.html", page=OfflinePage(language, links))


@blueprint.get("/jaringan")
def show_reachable() -> tuple[str, int]:
    """Nothing, which only this server says: no page of a wireless network's owner."""
    return "", 204


@blueprint.get("/sw.js")
def show_worker() -> Response:
    """The service worker, which must lie at the root to reach the citizen's pages."""
    assets: Assets = current_app.extensions["assets"]
    pages = [url_for("public.show_offline", **language_argument(code)) for code in LANGUAGES]
    files = [*(assets.url(name) for name in KEPT), *pages]
    queue = json.dumps(assets.url("js/offline.js"))
    worker = assets.find("js/worker.js")
    body = worker.content.decode() if worker else ""
    shell = hashlib.sha256(f"{files}{body}".encode()).hexdigest()[:12]
    head = (
        f'const SHELL = "{shell}";\nconst FILES = {json.dumps(files)};\nimportScripts({queue});\n'
    )
    script = Response(head + body, content_type="text/javascript; charset=utf-8")
    script.headers["Cache-Control"] = "no-cache"
    return script

"""Stylesheets and scripts: bundled in memory at the start, served under lasting addresses.

An address holds a version made from the content, so a browser may keep the file for ever and a
page always gets the styles it was written for.
"""

import gzip
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

import brotli
from flask import Blueprint, Flask, Response, abort, current_app, request
from rcssmin import cssmin
from rjsmin import jsmin

STATIC_FOLDER = Path(__file__).parents[1] / "static"

BUNDLES: Mapping[str, tuple[str, ...]] = {
    "public.css": ("tokens", "base", "forms", "public", "questions", "pulse"),
    "staff.css": (
        "tokens",
        "base",
        "forms",
        "layout",
        "components",
        "tables",
        "dashboard",
        "organisation",
        "print",
    ),
    "kiosk.css": ("kiosk",),
    "results.css": ("results",),
    "api.css": ("api",),
    # One request for all that a citizen's form may do with a script.
    "form.js": ("questions", "offline", "listen"),
}

# Written out, because what `mimetypes` answers depends on the machine it runs on.
CONTENT_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".png": "image/png",
    ".woff2": "font/woff2",
}
ALREADY_COMPRESSED = {".png", ".woff2"}

URL_PREFIX = "/assets"

FOR_EVER = "public, max-age=31536000, immutable"
ASK_FIRST = "no-cache"

# Comments and indentation are for us; a phone on a slow network does not pay for them.
SHORTEN: Mapping[str, Callable[[str], str]] = {".css": cssmin, ".js": jsmin}

blueprint = Blueprint("assets", __name__, url_prefix=URL_PREFIX)


def _brotli(content: bytes) -> bytes:
    # The best takes two seconds for the script of the figures, and 50 ms for what phones get.
    return bytes(brotli.compress(content, quality=11 if len(content) < 2**16 else 9))


def _gzip(content: bytes) -> bytes:
    return gzip.compress(content, compresslevel=9, mtime=0)


# The smallest first. Browsers take brotli over TLS only.
ENCODINGS: Mapping[str, Callable[[bytes], bytes]] = {"br": _brotli, "gzip": _gzip}


@dataclass(frozen=True)
class Asset:
    """One file as it is sent."""

    suffix: str
    content: bytes

    @cached_property
    def version(self) -> str:
        """Twelve hex digits of the content's SHA-256."""
        return hashlib.sha256(self.content).hexdigest()[:12]

    @property
    def content_type(self) -> str:
        """What the browser is told the file is."""
        return CONTENT_TYPES.get(self.suffix, "application/octet-stream")

    @property
    def is_compressible(self) -> bool:
        """Whether it gets smaller; pictures and fonts are compressed already."""
        return self.suffix not in ALREADY_COMPRESSED

    def encoded(self, encoding: str) -> bytes:
        """The content in one of ENCODINGS, made at the first request."""
        return _encoded_once(encoding, self.content)


@lru_cache(maxsize=256)
def _encoded_once(encoding: str, content: bytes) -> bytes:
    return ENCODINGS[encoding](content)


class Assets:
    """Every stylesheet bundle, script and vendored file of one folder, held in memory."""

    def __init__(self, root: Path) -> None:
        """Read the folder; a file that is changed later is seen at the next start."""
        self._assets = _bundles(root) | _single_files(root)

    def find(self, name: str) -> Asset | None:
        """Give the asset of this name, or None."""
        return self._assets.get(name)

    def url(self, name: str) -> str:
        """Give the versioned address of an asset; an unknown name is a LookupError."""
        if name not in self._assets:
            raise LookupError(f"no asset {name!r}; there are: {', '.join(sorted(self._assets))}")
        return f"{URL_PREFIX}/{self._assets[name].version}/{name}"


def init_app(app: Flask, root: Path = STATIC_FOLDER) -> None:
    """Load the assets and let templates write `{{ asset("public.css") }}`."""
    assets = Assets(root)
    app.extensions["assets"] = assets
    app.jinja_env.globals["asset"] = assets.url


@blueprint.get("/<string:version>/<path:name>")
def show_asset(version: str, name: str) -> Response:
    """Send one asset.

    A page kept since before a release asks for a version that is gone. It gets today's file, which
    it may not keep: a page with newer styles is better than a page without any.
    """
    asset = current_app.extensions["assets"].find(name)
    if asset is None:
        abort(404)
    response = _smallest(asset)
    response.headers["Cache-Control"] = FOR_EVER if version == asset.version else ASK_FIRST
    return response.make_conditional(request)  # type: ignore[return-value]


def _smallest(asset: Asset) -> Response:
    """Answer with the smallest form that the browser takes; each form has its own ETag."""
    body, etag, headers = asset.content, asset.version, {}
    if asset.is_compressible:
        headers["Vary"] = "Accept-Encoding"
        taken = [name for name in ENCODINGS if request.accept_encodings[name] > 0]
        if taken:
            body, etag = asset.encoded(taken[0]), f"{asset.version}-{taken[0]}"
            headers["Content-Encoding"] = taken[0]
    response = Response(body, headers=headers, content_type=asset.content_type)
    response.set_etag(etag)
    return response


def _bundles(root: Path) -> dict[str, Asset]:
    return {name: _joined(root, Path(name).suffix, parts) for name, parts in BUNDLES.items()}


def _joined(root: Path, suffix: str, parts: tuple[str, ...]) -> Asset:
    """Files of one kind, one after the other, as one asset."""
    folder = root / suffix.removeprefix(".")
    text = "\n".join((folder / f"{part}{suffix}").read_text(encoding="utf-8") for part in parts)
    return Asset(suffix, SHORTEN[suffix](text).encode())


def _single_files(root: Path) -> dict[str, Asset]:
    """Everything outside css/, whose sheets are sent in bundles only."""
    files = (path for path in root.rglob("*") if path.is_file())
    names = {path.relative_to(root).as_posix(): path for path in files}
    return {name: _single(name, path) for name, path in names.items() if name[:4] != "css/"}


def _single(name: str, path: Path) -> Asset:
    """One file; our own scripts are shortened, what others wrote is sent as it came."""
    if not name.startswith("js/"):
        return Asset(path.suffix, path.read_bytes())
    return Asset(path.suffix, SHORTEN[path.suffix](path.read_text(encoding="utf-8")).encode())

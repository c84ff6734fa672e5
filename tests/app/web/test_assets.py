"""Assets: what a browser gets for each address, and for how long it may keep it."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from pathlib import Path

import brotli
import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.web.assets import BUNDLES, STATIC_FOLDER, Assets, blueprint, init_app

KIB = 1024
COLOUR = re.compile(r"#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch)a?\(", re.IGNORECASE)
WRITTEN = "// why\n  document.title = 'Dasbor // 1';\n" * 20
SCRIPT = "document.title='Dasbor // 1';" * 20


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small static folder: every part of the bundles, a script, a font."""
    for name, parts in BUNDLES.items():
        kind = name.rpartition(".")[2]
        for part in parts:
            text = f"/* about {part} */\n.{part} {{ margin: 0; }}\n"
            _write(tmp_path / kind / f"{part}.{kind}", text)
    _write(tmp_path / "js" / "charts.js", WRITTEN)
    _write(tmp_path / "vendor" / "inter.woff2", "not really a font")
    return tmp_path


@pytest.fixture
def app(folder: Path) -> Flask:
    """An application that has assets and nothing else."""
    app = Flask("bare", static_folder=None)
    init_app(app, folder)
    app.register_blueprint(blueprint)
    return app


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser without a cache."""
    return app.test_client()


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_template_names_an_asset_and_the_browser_gets_it(app: Flask, client: FlaskClient) -> None:
    address = app.jinja_env.from_string('{{ asset("js/charts.js") }}').render()

    assert client.get(address).text == SCRIPT


def test_bundle_joins_its_sheets_in_order(folder: Path, client: FlaskClient) -> None:
    sheet = client.get(Assets(folder).url("public.css")).text

    positions = [sheet.index(f".{part}{{") for part in BUNDLES["public.css"]]
    assert positions == sorted(positions)


def test_comments_are_left_out_but_not_what_only_looks_like_one(folder: Path) -> None:
    _write(folder / "css" / "public.css", '/* why */\n.a::before { content: "/* \\" kept */"; }\n')

    sheet = Assets(folder).find("public.css").content.decode()

    assert "why" not in sheet
    assert 'content:"/* \\" kept */"' in sheet


def test_address_changes_with_the_content(folder: Path) -> None:
    before = Assets(folder)
    _write(folder / "css" / "public.css", ".public { margin: 1px; }")
    after = Assets(folder)

    assert before.url("public.css") != after.url("public.css")
    assert before.url("staff.css") == after.url("staff.css")


def test_unknown_asset_in_a_template_is_an_error_that_names_it(folder: Path) -> None:
    with pytest.raises(LookupError, match=r"no asset 'publik\.css'; there are: .*public\.css"):
        Assets(folder).url("publik.css")


def test_current_version_may_be_kept_for_ever(folder: Path, client: FlaskClient) -> None:
    reply = client.get(Assets(folder).url("public.css"))

    assert reply.headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_version_of_an_older_release_gets_the_current_file_unkept(client: FlaskClient) -> None:
    reply = client.get("/assets/0123456789ab/js/charts.js")

    assert (reply.status_code, reply.text) == (200, SCRIPT)
    assert reply.headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize(
    "name", ["unknown.css", "css/tokens.css", "../assets.py", "%2e%2e/assets.py", "js/", "js"]
)
def test_name_that_is_no_asset_is_not_found(client: FlaskClient, name: str) -> None:
    assert client.get(f"/assets/0123456789ab/{name}").status_code == 404


@pytest.mark.parametrize(
    ("name", "content_type"),
    [
        ("public.css", "text/css; charset=utf-8"),
        ("js/charts.js", "text/javascript; charset=utf-8"),
        ("vendor/inter.woff2", "font/woff2"),
    ],
)
def test_content_type_does_not_depend_on_the_machine(
    folder: Path, client: FlaskClient, name: str, content_type: str
) -> None:
    assert client.get(Assets(folder).url(name)).headers["Content-Type"] == content_type


@pytest.mark.parametrize(
    ("accepted", "encoding", "read"),
    [
        ("gzip, deflate, br, zstd", "br", brotli.decompress),
        ("gzip, deflate", "gzip", gzip.decompress),
        ("br;q=0, gzip", "gzip", gzip.decompress),
    ],
)
def test_browser_gets_the_smallest_form_that_it_takes(
    accepted: str,
    encoding: str,
    read: Callable[[bytes], bytes],
    folder: Path,
    client: FlaskClient,
) -> None:
    reply = client.get(Assets(folder).url("js/charts.js"), headers={"Accept-Encoding": accepted})

    assert reply.headers["Content-Encoding"] == encoding
    assert read(reply.data).decode() == SCRIPT
    assert reply.content_length == len(reply.data) < len(SCRIPT)


@pytest.mark.parametrize("accepted", ["", "zstd", "br;q=0, gzip;q=0"])
def test_browser_that_refuses_both_gets_the_plain_file(
    folder: Path, client: FlaskClient, accepted: str
) -> None:
    reply = client.get(Assets(folder).url("js/charts.js"), headers={"Accept-Encoding": accepted})

    assert "Content-Encoding" not in reply.headers
    assert reply.text == SCRIPT


def test_shared_caches_are_told_that_both_forms_exist(folder: Path, client: FlaskClient) -> None:
    address = Assets(folder).url("js/charts.js")
    plain = client.get(address)
    small = client.get(address, headers={"Accept-Encoding": "gzip"})
    smallest = client.get(address, headers={"Accept-Encoding": "br"})

    forms = (plain, small, smallest)
    assert {form.headers["Vary"] for form in forms} == {"Accept-Encoding"}
    assert len({form.get_etag() for form in forms}) == len(forms)
    assert not plain.get_etag()[1], "the ETag must be a strong one"


def test_font_is_not_compressed_a_second_time(folder: Path, client: FlaskClient) -> None:
    reply = client.get(
        Assets(folder).url("vendor/inter.woff2"), headers={"Accept-Encoding": "gzip"}
    )

    assert "Content-Encoding" not in reply.headers


def test_file_the_browser_still_has_is_not_sent_again(folder: Path, client: FlaskClient) -> None:
    address = Assets(folder).url("public.css")
    etag = client.get(address).headers["ETag"]

    reply = client.get(address, headers={"If-None-Match": etag})

    assert (reply.status_code, reply.data) == (304, b"")


def test_citizens_stylesheet_stays_small_on_the_wire() -> None:
    assert len(Assets(STATIC_FOLDER).find("public.css").encoded("gzip")) <= 6 * KIB


def test_colours_are_written_in_the_tokens_alone() -> None:
    sheets = [path for path in (STATIC_FOLDER / "css").glob("*.css") if path.stem != "tokens"]

    assert sheets
    assert [path.name for path in sheets if COLOUR.search(path.read_text(encoding="utf-8"))] == []


def test_every_block_of_a_stylesheet_is_closed() -> None:
    def depth(css: str) -> int:
        return css.count("{") - css.count("}")

    sheets = {path.name: depth(path.read_text("utf-8")) for path in STATIC_FOLDER.glob("css/*.css")}
    assert len(sheets) > 10
    assert {name: open_ for name, open_ in sheets.items() if open_} == {}
    assert depth("@media print { .sheet { margin: 0; }") == 1

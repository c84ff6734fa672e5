"""`flask analytics sample`."""

from __future__ import annotations

import json

from click.testing import CliRunner, Result

from app.cli.analytics import analytics


def run(*options: str) -> Result:
    return CliRunner().invoke(analytics, ["sample", *options])


def test_the_sample_and_the_margin_are_told() -> None:
    result = run("--population", "500", "--n", "120")

    assert "dilayani: 500; sampel: 217" in result.output
    assert "ketelitian dengan n = 120: 0,0781" in result.output


def test_an_unknown_population_needs_384() -> None:
    assert "sampel: 384" in run().output


def test_json_holds_the_same() -> None:
    shown = json.loads(run("--population", "500", "--n", "120", "--json").output)

    assert shown == {"population": 500, "n_needed": 217, "n": 120, "share_margin": "0.0781"}


def test_impossible_numbers_are_refused() -> None:
    assert run("--population", "0").exit_code == 2
    assert run("--population", "100", "--n", "0").exit_code == 2
    refused = run("--population", "100", "--n", "101")
    assert refused.exit_code == 2
    assert "lebih kecil dari jumlah lembar" in refused.output

"""The rule of evidence on officers over the API."""

from __future__ import annotations

import csv
from dataclasses import replace
from io import StringIO

from flask import Flask

from app.services.officer_method import SURVEYS
from tests.factories.evaluator_systems import System


def test_evaluators_are_told_what_n_finds_a_difference(system: System) -> None:
    told = system.get("/method/officers").get_json()

    assert (told["difference"], told["power"], told["family_error"]) == ("0.3", "0.8", "0.05")
    assert told["elements"] == ["kompetensi", "perilaku"]
    simulated = {survey["key"]: survey["n_simulated"] for survey in told["n_for_difference"]}
    assert simulated == {key: survey.n_simulated for key, survey in SURVEYS.items()}


def test_the_minimum_is_the_one_that_was_set(app: Flask, system: System) -> None:
    kept = app.extensions["suara_loket_settings"]
    app.extensions["suara_loket_settings"] = replace(kept, officer_min_n=50)

    assert system.get("/method/officers").get_json()["min_n"] == 50


def test_it_is_a_table_of_one_row(system: System) -> None:
    (row,) = csv.DictReader(StringIO(system.get("/method/officers", Accept="text/csv").text))

    assert (row["min_n"], row["jepara_n_simulated"]) == ("35", str(SURVEYS["jepara"].n_simulated))


def test_no_officer_can_be_asked_for(system: System) -> None:
    assert system.get("/method/officers?officer=P1").status_code == 422

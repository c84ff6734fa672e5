"""The method page tells evaluators what it takes to judge an officer."""

from __future__ import annotations

from flask import Flask
from flask.testing import FlaskClient

from app.services.officer_method import DAYS, SURVEYS
from app.web.manager.officer_rule import officer_rule
from tests.app.web.manager.reading import table, words


def test_the_figures_are_those_of_the_service(app: Flask) -> None:
    with app.test_request_context():
        rule = officer_rule(35)

    simulated = [survey.n_simulated for survey in SURVEYS.values()]
    assert (rule.fewest, rule.most) == (str(min(simulated)), str(max(simulated)))
    assert (rule.difference, rule.power, rule.error, rule.min_n) == ("0,3", "80", "5", "35")


def test_the_page_says_evidence_and_no_verdict(manager: FlaskClient) -> None:
    page = manager.get("/dasbor/cara-menghitung").text
    said = words(page)

    assert "bukti, bukan putusan" in said
    assert "Dengan kurang dari 35 jawaban" in said
    assert "peluang seorang saja disebut berbeda paling banyak 5%" in said
    assert f"baru ditemukan sejak sekitar {DAYS} hari" in said
    least, most = (figure(s.n_simulated for s in SURVEYS.values()) for figure in (min, max))
    assert f"pada sekitar {least} sampai {most} jawaban setiap petugas" in said
    shown = table(page, "officer-rule")
    assert [row[1] for row in shown] == [str(s.n_simulated) for s in SURVEYS.values()]

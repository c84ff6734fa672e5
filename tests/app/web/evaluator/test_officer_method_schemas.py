"""What the API says of the rule of evidence on officers."""

from __future__ import annotations

from app.web.evaluator.officer_method_schemas import OfficerMethodReply
from app.web.evaluator.openapi import EXAMPLES


def test_the_row_holds_the_rule_and_the_figures_of_each_survey() -> None:
    example = EXAMPLES["OfficerMethodReply"]
    cells = OfficerMethodReply.model_validate(example).cells()

    assert cells["elements"] == "kompetensi perilaku"
    for survey in example["n_for_difference"]:
        assert cells[f"{survey['key']}_n_simulated"] == survey["n_simulated"]
    assert not any(isinstance(cell, dict | list | tuple) for cell in cells.values())

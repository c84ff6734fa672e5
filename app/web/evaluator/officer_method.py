"""The rule of evidence on officers, for evaluators."""

from __future__ import annotations

from analytics.results import decimal_text
from app.access import Scope
from app.services.officer_method import ELEMENTS, SURVEYS, officer_method
from app.web.evaluator.officer_method_schemas import OfficerMethodReply, SurveyPowerReply
from app.web.evaluator.operations import operation
from app.web.guards import current_settings
from app.web.wording import N_

METHOD = N_("Cara menghitung")
VARIANCE_PLACES = 4


@operation(
    "/method/officers",
    tag=METHOD,
    summary=N_("Aturan bukti petugas dan jumlah jawaban yang diperlukannya"),
    reply=OfficerMethodReply,
)
def show_officer_method(scope: Scope) -> OfficerMethodReply:  # noqa: ARG001
    """The rule, and how many answers it takes to find a true difference."""
    method = officer_method(current_settings().officer_min_n)
    return OfficerMethodReply(
        elements=ELEMENTS,
        verified_only=True,
        min_n=method.min_n,
        family_error=str(method.family_error),
        difference=str(method.difference),
        power=str(method.power),
        officers=method.officers,
        days=method.days,
        n_for_difference=tuple(
            SurveyPowerReply(
                key=key,
                name=survey.name,
                within_variance=decimal_text(survey.within_variance, VARIANCE_PLACES),
                n_simulated=survey.n_simulated,
                n_alone=survey.n_alone,
                n_compared=survey.n_compared,
            )
            for key, survey in SURVEYS.items()
        ),
    )

"""Parts of a counter's answers for fair comparing, none of them small."""

from __future__ import annotations

from app.clock import Period, Slot
from app.services.case_mix import case_mix
from app.services.scores import counter_scores, service_scores
from app.services.scoring_rules import K
from app.services.strata import shown_strata
from tests.factories.all_views import released_groups, seen_totals, strata_totals
from tests.factories.eavesdropper import small_groups_that_follow
from tests.factories.evaluator_systems import release_answers
from tests.factories.organisation import an_office
from tests.factories.responses import stored_rows

JUNE = Period.parse("2026-06")
MIXED = [(4, 4, 3, 4, 4, 4, 4, 4, 4), (3,) * 9]


def test_strata_of_five_and_more_are_given_with_their_labels(app, scope, now) -> None:
    office = an_office(scope, now, counters=2, services=1)
    stored_rows(office, MIXED * 5, slot=Slot.AFTERNOON)
    stored_rows(office, MIXED * 4, service_id=office.services[0].id)
    stored_rows(office, MIXED * 3, counter=1)
    release_answers(scope, now)

    found = shown_strata(scope, office.unit.id, JUNE)

    labels = {(s.counter.name, s.service_id, s.slot, s.channel, int(s.vector[0])) for s in found}
    assert labels == {
        ("Loket 1", 0, "afternoon", "static_qr", 10),
        ("Loket 1", office.services[0].id, "morning", "static_qr", 8),
        ("Loket 2", 0, "morning", "static_qr", 6),
    }


def test_small_strata_are_joined_with_the_one_most_like_them(app, scope, now) -> None:
    office = an_office(scope, now, counters=1, services=2)
    first, second = (service.id for service in office.services)
    stored_rows(office, MIXED * 8, service_id=first)
    stored_rows(office, MIXED * 9, service_id=second, slot=Slot.AFTERNOON)
    stored_rows(office, MIXED, service_id=first, slot=Slot.AFTERNOON)
    release_answers(scope, now)

    found = shown_strata(scope, office.unit.id, JUNE)

    assert {(s.service_id, str(s.slot)): int(s.vector[0]) for s in found} == {
        (first, "morning"): 18,
        (second, "afternoon"): 18,
    }


def test_the_mix_of_a_counter_held_against_its_services_gives_nobody_away(app, scope, now) -> None:
    """Three of the first service came in the morning: 24 less 21 would be they."""
    office = an_office(scope, now, counters=2, services=2)
    first, second = (service.id for service in office.services)
    stored_rows(office, MIXED * 10 + MIXED[:1], service_id=first, slot=Slot.AFTERNOON)
    stored_rows(office, MIXED + MIXED[:1], service_id=first)
    stored_rows(office, MIXED * 5, service_id=second)
    stored_rows(office, MIXED * 7, counter=1, service_id=second)
    release_answers(scope, now)

    mix = case_mix(scope, office.unit.id, JUNE)

    services = service_scores(scope, office.unit.id, JUNE)
    assert [score.n for score in services if score.n] == [24, 24]
    counters = counter_scores(scope, office.unit.id, JUNE)
    assert mix is not None
    assert {int(one.key): one.n for one in mix.counters} == {
        score.subject.id: score.n for score in counters if score.n
    }


def test_strata_of_one_counter_held_against_a_service_give_no_others_away(app, scope, now) -> None:
    """Of 13 for the first service 10 came to the first counter: 13 less 10 would be the others."""
    office = an_office(scope, now, counters=2, services=2)
    first, second = (service.id for service in office.services)
    stored_rows(office, MIXED * 5, service_id=first)
    stored_rows(office, MIXED * 5, service_id=second)
    stored_rows(office, MIXED + MIXED[:1], counter=1, service_id=first)
    stored_rows(office, MIXED * 6, counter=1, service_id=second)
    release_answers(scope, now)

    groups = released_groups(by_strata=True)
    seen = seen_totals(scope, [office.unit], "2026", groups)
    strata = strata_totals(scope, [office.unit], "2026")

    assert strata
    assert small_groups_that_follow(groups, [*seen.values(), *strata.values()], K) == []

"""The page object of comments: which part is shown, and the way to its neighbours."""

from __future__ import annotations

from app.web.manager.comments_page import PER_PAGE, comments_page
from tests.factories.comments import numbered, release, stored_comments
from tests.factories.evaluator_systems import release_answers
from tests.factories.organisation import an_office
from tests.factories.responses import many_answers


def test_a_page_knows_its_neighbours(app, scope, now) -> None:
    office = an_office(scope, now)
    many_answers(office.points[0].code, now, 6)
    release_answers(scope, now)
    stored_comments(office, numbered(2 * PER_PAGE + 1))
    release()
    with app.test_request_context():
        first, second, last = (
            comments_page(scope, office.unit.id, "2026", number) for number in (1, 2, 3)
        )
    assert (first.pages.previous_href, last.pages.next_href) == ("", "")
    assert "halaman=1#" in second.pages.previous_href
    assert "halaman=3#" in second.pages.next_href
    assert [len(line.months[0].comments) for line in (first, second, last)] == [25, 25, 1]


def test_before_any_comment_there_are_no_months(app, scope, now) -> None:
    office = an_office(scope, now)
    with app.test_request_context():
        page = comments_page(scope, office.unit.id, None, 1)
    assert (page.months, page.themes, page.pages) == ((), (), None)

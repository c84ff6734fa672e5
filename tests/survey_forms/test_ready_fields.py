"""Fields that are bound once keep nothing of one citizen for the next."""

from __future__ import annotations

import gc
import weakref

import pytest
from werkzeug.datastructures import MultiDict

from survey_forms.form_builder import build_form

SERVICES = (("ktp", "KTP"), ("kk", "Kartu Keluarga"))
TOO_LONG = "a" * 1001


@pytest.fixture
def form_class(skm):
    """A form class that no form was made of yet."""
    build_form.cache_clear()
    return build_form(skm, "id", SERVICES)


def _kept_by(form) -> dict[str, object]:
    """What every field of a form holds, but for the form itself."""
    return {field.name: {**vars(field), "_form": None, "meta": None} for field in form}


def _filled_in() -> MultiDict:
    """A send with a rating, a reason, a comment over the limit, and a service that is not there."""
    sent = {"biaya": "1", "reason_biaya": "antre dua kali", "comment": TOO_LONG, "service": "x"}
    return MultiDict({**sent, "website": "y", "opened": "z", "submission_key": "k"})


def test_a_form_after_a_filled_one_is_as_empty_as_the_first(form_class) -> None:
    first = form_class()
    assert not form_class(_filled_in()).validate()
    again = form_class()

    assert [(f.data, f.raw_data, tuple(f.errors)) for f in again] == [
        (f.data, f.raw_data, tuple(f.errors)) for f in first
    ]
    assert [field() for field in again] == [field() for field in first]
    assert again.biaya.reason == ""


def test_two_forms_at_once_know_nothing_of_each_other(form_class) -> None:
    one = form_class(_filled_in())
    other = form_class(MultiDict({"biaya": "4"}))
    one.validate()

    assert (one.biaya.data, other.biaya.data) == (1, 4)
    assert (one.biaya.reason, other.biaya.reason) == ("antre dua kali", "")
    assert one.comment.errors
    assert not other.comment.errors


def test_what_is_kept_of_a_class_is_what_an_empty_form_has(form_class) -> None:
    form_class(_filled_in()).validate()
    kept = _kept_by(form_class.ready_fields.values())

    assert "antre dua kali" not in str(kept)
    assert TOO_LONG not in str(kept)


def test_no_form_is_kept(form_class) -> None:
    form = form_class(_filled_in())
    gone = weakref.ref(form)
    del form
    gc.collect()

    assert gone() is None


def test_fields_belong_to_their_own_form(form_class) -> None:
    form = form_class()

    assert {id(field._form) for field in form} == {id(form)}

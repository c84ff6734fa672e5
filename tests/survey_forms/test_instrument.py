"""The parts of a questionnaire as values."""

from dataclasses import FrozenInstanceError

import pytest

from survey_forms.catalogue import FOLDER
from survey_forms.loading import load_instrument


def test_reference_pins_id_and_version(skm):
    assert skm.reference == "skm-2017@1"


def test_keys_stand_in_form_order(skm):
    assert skm.keys[-2:] == ("sarana", "pengaduan")
    assert skm.list_order[-2:] == ("pengaduan", "sarana")


def test_scale_is_lowest_and_highest_value(skm):
    assert skm.scale == (1, 4)


def test_item_is_found_by_key(skm):
    assert skm.item("biaya").names["id"] == "Biaya/Tarif"


def test_unknown_item_is_refused_with_the_known_ones(skm):
    with pytest.raises(ValueError, match=r"no element 'tarif'.*persyaratan, prosedur"):
        skm.item("tarif")


def test_comment_is_asked_only_where_the_file_has_one(skm, pulse):
    assert skm.comment
    assert not pulse.comment


def test_instrument_cannot_be_changed(skm):
    with pytest.raises(FrozenInstanceError):
        skm.version = 2
    with pytest.raises(TypeError):
        skm.titles["id"] = "Lain"


def test_same_file_loaded_twice_is_equal_and_hashes_alike(skm):
    again = load_instrument(FOLDER / "skm-2017.toml")
    assert again == skm
    assert hash(again) == hash(skm)

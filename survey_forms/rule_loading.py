"""Reads the scoring rule of an instrument file: weights, bands and minimum counts, all exact."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from types import MappingProxyType

from survey_forms.instrument import Band, Item, ScoringRule
from survey_forms.toml_table import TomlTable

# An instrument may ask for more answers before a number is shown in public or of an officer, never
# for fewer. Inside, views of several instruments are decided together, by one number.
INSIDE = 5
LEAST_PUBLIC = 10
LEAST_OFFICER = 20


def read_rule(table: TomlTable, items: tuple[Item, ...], languages: tuple[str, ...]) -> ScoringRule:
    """The scoring rule for these elements; a ValueError says what does not add up."""
    table.only("version", "article", "factor", "weights", "bands", "minimum_counts")
    counts = table.table("minimum_counts").only("inside", "public", "officer")
    factor = table.whole("factor", least=1)
    lowest_index = Decimal(items[0].choices[0].value * factor)
    return ScoringRule(
        version=table.text("version"),
        article=table.text("article"),
        weights=_weights(table, [item.key for item in items]),
        factor=factor,
        bands=_bands(table, lowest_index, languages),
        min_n_inside=_inside(counts),
        min_n_public=counts.whole("public", least=LEAST_PUBLIC),
        min_n_officer=counts.whole("officer", least=LEAST_OFFICER),
    )


def _inside(counts: TomlTable) -> int:
    if counts.whole("inside", least=INSIDE) != INSIDE:
        raise counts.fault("inside", f"{INSIDE}, which every view inside is held to")
    return INSIDE


def _weights(rule: TomlTable, keys: list[str]) -> Mapping[str, Fraction]:
    table = rule.table("weights").only(*keys)
    weights = {key: _fraction(table, key) for key in keys}
    total = sum(weights.values())
    if total != 1:
        raise ValueError(
            f"{rule.file}: {rule.place}weights: expected a sum of exactly 1, found {total}."
        )
    return MappingProxyType(weights)


def _fraction(table: TomlTable, key: str) -> Fraction:
    # A TOML number such as 0.111 would already have lost its exact value, so weights are texts.
    expected = 'a positive fraction as a text, such as "1/9"'
    try:
        weight = Fraction(table.text(key))
    except (ValueError, ZeroDivisionError) as fault:
        raise table.fault(key, expected) from fault
    if weight <= 0:
        raise table.fault(key, expected)
    return weight


def _bands(rule: TomlTable, lowest_index: Decimal, languages: tuple[str, ...]) -> tuple[Band, ...]:
    bands = tuple(_band(table, languages) for table in rule.tables("bands"))
    lowers = [band.lower for band in bands]
    rule.refuse_repeats("bands", (band.grade for band in bands), "grade")
    if lowers != sorted(set(lowers)) or lowers[0] != lowest_index:
        raise rule.fault("bands", f"lower bounds that rise from {lowest_index}, the lowest index")
    return bands


def _band(table: TomlTable, languages: tuple[str, ...]) -> Band:
    table.only("lower", "grade", "performance")
    performance = table.table("performance").words(languages)
    expected = 'a decimal as a text, such as "76.61"'
    try:
        lower = Decimal(table.text("lower"))
    except (ValueError, InvalidOperation) as fault:
        raise table.fault("lower", expected) from fault
    if not lower.is_finite():
        raise table.fault("lower", expected)
    return Band(lower, table.text("grade"), performance)

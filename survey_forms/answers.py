"""Answers as plain values: read from a valid form, and packed into the text that is stored."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from wtforms import Form

from survey_forms.instrument import Instrument

Ratings = tuple[int | None, ...]

LOW_RATINGS = (1, 2)

_MARK_OF_RATING: dict[int | None, str] = {None: "-"} | {value: str(value) for value in range(10)}
_RATING_OF_MARK = {mark: rating for rating, mark in _MARK_OF_RATING.items()}


@dataclass(frozen=True)
class Answers:
    """One send of a form; ratings stand in form order, and what was not stated is absent.

    `overall` is the answer about the visit as a whole: one, which may be None, or none at all
    where the instrument does not ask it.
    """

    ratings: Ratings
    block: Mapping[str, str]
    service: str | None
    comment: str | None
    submission_key: str
    receipt_seed: str
    overall: Ratings = ()

    @property
    def stored(self) -> Ratings:
        """What is stored: the ratings, and after them the overall answer where it was asked."""
        return self.ratings + self.overall


def read_answers(form: Form, instrument: Instrument) -> Answers:
    """The answers of a form that was built from this instrument and found valid."""
    block = {field.key: form[field.key].data for field in instrument.block}
    return Answers(
        ratings=tuple(form[key].data for key in instrument.keys),
        block={key: code for key, code in block.items() if code},
        service=_stated(form, "service"),
        comment=_told(form, instrument),
        submission_key=form["submission_key"].data,
        receipt_seed=form["receipt_seed"].data,
        overall=(form[instrument.overall.key].data,) if instrument.overall else (),
    )


def stored_ratings(
    ratings: Ratings, instrument: Instrument, *, overall: int | None = None
) -> Ratings:
    """Ratings from elsewhere as they are stored: with the overall answer where one is asked."""
    return (*ratings, overall) if instrument.overall else ratings


def _told(form: Form, instrument: Instrument) -> str | None:
    """The reasons for low ratings, each after its element's name, and then the comment.

    One text, as a send leaves one comment. A reason beside a rating that is not low was hidden
    again by whoever changed the rating, and is left out.
    """
    reasons = (
        f"{item.names[instrument.languages[0]]}: {form[item.key].reason}"
        for item in instrument.items
        if form[item.key].data in LOW_RATINGS and form[item.key].reason
    )
    return "\n".join([*reasons, _stated(form, "comment") or ""]).strip() or None


def _stated(form: Form, name: str) -> str | None:
    return (form[name].data or None) if name in form else None


def pack_ratings(ratings: Iterable[int | None]) -> str:
    """One character a rating, "-" where there is none, such as "4344-4434"."""
    try:
        return "".join(_MARK_OF_RATING[rating] for rating in ratings)
    except KeyError as fault:
        raise ValueError(
            f"Expected ratings of one digit or None, found {fault.args[0]!r}."
        ) from fault


def unpack_ratings(text: str) -> Ratings:
    """The ratings that `pack_ratings` made this text from."""
    try:
        return tuple(_RATING_OF_MARK[mark] for mark in text)
    except KeyError as fault:
        raise ValueError(
            f"Expected digits and '-', found {fault.args[0]!r} in {text!r}."
        ) from fault

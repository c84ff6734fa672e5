"""The evaluator API: scores for other systems, read with a key, and how to read them."""

from app.web.evaluator import places, scores
from app.web.evaluator.operations import blueprint
from app.web.evaluator.reference import documentation

__all__ = ["blueprint", "documentation", "places", "scores"]

"""The constructions in which reports count, a module a kind; `clauses.CONSTRUCTIONS` has their order."""

from ..reading import Reading


def something_before(r: Reading) -> bool:
    """Whether words stand between the boundary on the left and the number."""
    return bool(r.left)

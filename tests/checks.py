"""A test over many rows fails once, with every row that is wrong."""

from collections.abc import Callable, Iterable


def assert_none(bad: Iterable[str]) -> None:
    """Fail if there is a line that says what is wrong; the message holds them all."""
    lines = list(bad)
    assert not lines, "\n".join([f"{len(lines)} wrong", *lines])


def assert_each(read: Callable, rows: Iterable[tuple]) -> None:
    """Of each row (what is given …, what is wanted), `read` of what is given is what is wanted."""
    bad = []
    for *given, wanted in rows:
        try:
            got = read(*given)
        except Exception as error:  # of one row: the others are tried all the same
            got = error
        if got != wanted:
            bad.append(f"{', '.join(map(repr, given))}: {got!r}, not {wanted!r}")
    assert_none(bad)

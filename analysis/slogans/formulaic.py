"""How much of a paragraph is formula: its characters inside any recurring phrase."""

import re
from collections.abc import Iterable, Iterator, Sequence

import ahocorasick

from ..corpus.records import Report

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003134f]")


def formulaic(reports: Sequence[Report], phrases: Iterable[str]) -> Iterator[tuple[str, int, int]]:
    """(report, paragraph, Han characters inside a phrase) for each paragraph; a character counts once.

    phrases: exact strings, as `recurring_phrases` finds them; white space in the text is passed over. Linear in text.
    """
    automaton = ahocorasick.Automaton()
    for phrase in phrases:
        automaton.add_word(phrase, len(phrase))
    if len(automaton):
        automaton.make_automaton()
    for report in reports:
        for segment in report.paragraphs:
            text = "".join(segment.simple.split())
            n = done = 0
            spans = sorted((last + 1 - size, last + 1) for last, size in automaton.iter(text)) if len(automaton) else ()
            for start, end in spans:
                n += len(_HAN.findall(text, max(start, done), end))
                done = max(done, end)
            yield report.report, segment.paragraph, n

"""What speaks for each category of a count, weighed: the last word, and against the rules only where it is clear.

The rules ask one thing after another, and the first that knows decides; none of them sees that everything else speaks
against it: 选聘民主监督员30人，其中党外人士18人 is of those sent to watch, though 党外人士 are counted. So each word
around the count, and what the rules on object, sentence and passage say by themselves, votes for the categories that it
stood beside in annotated reports (`data/lexicons/hints.csv`). The rules' answer falls where another category has
clearly more votes.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from ...corpus import sentences
from ...lexicons.hints import Vote
from .question import Category, Question

WEIGHED = "weighed"
STANDING = 8  # what the answer of the rules has in advance, in tenths
_HEADING = 30  # characters of the title and the headings, the nearest last
_BEFORE, _BEHIND = 120, 60  # characters of its sentence around a number, in which words are looked for
_NAMED = 3  # how many of the words are told that decided


def weighed(asked: Question, answer: Category, opinions: Mapping[str, Category | None]) -> Category:
    """The category with most votes, and what speaks most for it; the answer itself where that is its own.

    opinions: what rules say by themselves, by place of the hints. The researcher's own stands.
    """
    if asked.rules.is_own(answer.rule, answer.code):
        return answer
    votes = asked.hints.votes(_said(asked, answer, opinions))
    best = most_voted(((vote.category, vote.weight) for vote in votes), answer.code)
    if best == answer.code:
        return answer
    return Category(best, WEIGHED, f"{WEIGHED}: {', '.join(_strongest(votes, best))}")


def most_voted(votes: Iterable[tuple[str, int]], answer: str) -> str:
    """The category with most votes, of several the rules' answer, which has some in advance."""
    sums = defaultdict(int, {answer: STANDING})
    for category, weight in votes:
        sums[category] += weight
    return max(sums, key=lambda code: (sums[code], code == answer, code))


def _said(asked: Question, answer: Category, opinions: Mapping[str, Category | None]) -> Iterator[tuple[str, str]]:
    """What is said around a count, by the places of the hints."""
    around = asked.around
    start = max(around.sentence_start, around.q.start - _BEFORE)
    end = min(sentences.end(around.text, around.q.end, sentences.SENTENCE), around.q.end + _BEHIND)
    yield "object", asked.object
    yield "end", asked.object
    yield "verb", asked.action
    yield "unit", around.q.unit
    yield "sentence", around.text[start:end]
    yield "heading", asked.topic[-_HEADING:]
    yield "before", asked.last
    yield "rule", f"{answer.rule} {answer.code}"
    yield from ((place, said.code if said else "") for place, said in opinions.items())


def _strongest(votes: list[Vote], category: str) -> list[str]:
    own = sorted((v for v in votes if v.category == category), key=lambda v: (-v.weight, v.place, v.word))
    return [f"{v.word or 'nothing'} ({v.place} +{v.weight / 10:g})" for v in own[:_NAMED]]

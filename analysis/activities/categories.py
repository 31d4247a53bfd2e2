"""The category of a count, by the rules of `data/lexicons/categories.csv`: the first that fits decides."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from .. import lexicons

CATEGORIES = (
    "meeting study consultation inspection oversight proposal opinion output endorsement contact service platform "
    "rule publicity culture members exchange stability organ honour other"
).split()
NEW_CATEGORY = re.compile(r"x_[a-z_]+")  # a researcher's own; the prefix keeps a slip of the pen from becoming one
COLUMNS = ("object", "action", "clause", "sentence")
RANKS = ("object", "context", "general")
# Papers of several kinds under one number are output: 提案、社情民意信息、大会发言材料43件.
_PAPERS = {"proposal", "opinion", "output"}
# Kinds that a rule knows by more than the noun: a list of nouns does not change them.
_WHOLE = ("endorsement", "platform", "rule", "members", "exchange", "honour", "culture", "stability", "output")
# What is counted with a noun taken over keeps these kinds of its own.
_OWN_KINDS = ("endorsement", "oversight", "honour")
_SOLVING = re.compile("解决|化解|协调")
_ONE_PAPER = re.compile("意见(?:与|和|、|及)建议")
_JOINTS = re.compile("、|和|及|与|等")
_NO_ITEM = re.compile("(?:政协|政府|党委|[省市县区州旗]委)$|^进")  # 省政协和全国政协信息, 进机关、进村寨宣讲
_TAKING_PART = re.compile(r"参加|参与|走进|到会|出席|受惠|受益|参会|覆盖|惠及")
_AUDIENCES = ("受众", "听众", "观众", "受益群众", "参与群众")
# A rate of whatever was counted before it; 办复率 and 立案率 are of proposals.
_BARE_RATE = re.compile(r"(?:[^率]{0,4}满意|办结|解决|落实|整改|化解|完成|转化|采纳)[率度]")
LEADING = re.compile("组织|带领|率领?|动员|发动|安排")  # persons, to do something
_OF_ANY_KIND = "活动"  # what stands far from it does not tell its kind
_PEOPLE = re.compile(r"(?:委员|群众|干部|代表|人员|人士|部门|单位|居民|听众|嘉宾|学员|人|者)$")


@dataclass(frozen=True)
class Rule:
    """Regular expressions searched in object, action, clause and sentence; an absent one fits anything.

    rank: "object" rules know what is counted, the first that fits decides; "context" rules know what a passage is
    about, the one whose words stand nearest to the count decides; "general" rules are the last resort, in order.
    """

    rank: str
    category: str
    patterns: tuple[re.Pattern | None, ...]

    def fits(self, *texts: str) -> bool:
        """Whether every pattern is found in its text."""
        return all(p is None or p.search(t) for p, t in zip(self.patterns, texts, strict=True))


@lexicons.once("categories")
def rules(folder=None) -> dict[str, tuple[Rule, ...]]:
    """The rules by rank, in their order. Raises LexiconError naming every bad row with its line."""
    out: dict[str, list[Rule]] = {rank: [] for rank in RANKS}
    bad = []
    file = lexicons.path("categories", folder)
    for row in lexicons.read("categories", ("rank", "category", *COLUMNS), folder):
        wrong = []
        if row["rank"] not in RANKS:
            wrong.append(f"column rank: {row['rank']!r}; one of {', '.join(RANKS)} is wanted")
        if row["category"] not in CATEGORIES and not NEW_CATEGORY.fullmatch(row["category"]):
            wrong.append(
                f"column category: {row['category']!r}; one of the codebook ({', '.join(CATEGORIES)}), or for one of "
                "your own x_ and small letters"
            )
        if row["rank"] == "context" and not row["sentence"]:
            wrong.append("column sentence: empty; a context rule says in it which words tell what a passage is about")
        bad += [f"{file}:{row['line']}: {what}" for what in wrong]
        patterns = []
        for column in COLUMNS:
            try:
                patterns.append(re.compile(row[column]) if row[column] else None)
            except re.error as error:
                bad.append(f"{file}:{row['line']}: column {column}: {error}")
        if not wrong:
            out[row["rank"]].append(Rule(row["rank"], row["category"], tuple(patterns)))
    if bad:
        raise lexicons.LexiconError("\n".join(bad))
    return {rank: tuple(found) for rank, found in out.items()}


def by_object(object_: str, action: str, clause: str, sentence: str, folder=None, rank="object") -> str:
    """The category of the first rule of a rank that fits; "" where none does."""
    return next((r.category for r in rules(folder)[rank] if r.fits(object_, action, clause, sentence)), "")


def by_context(passage: str, folder=None) -> str:
    """The category whose words stand nearest to the end of a passage; "" where it has none."""
    best, nearest = "", -1
    for rule in rules(folder)["context"]:
        for match in rule.patterns[-1].finditer(passage) if rule.patterns[-1] else ():
            if match.end() > nearest:
                best, nearest = rule.category, match.end()
    return best


def by_what_follows(text: str, folder=None) -> str:
    """The category whose words stand nearest to the beginning of a text; "" where it has none."""
    places = [
        (match.start(), -match.end(), rule.category)
        for rule in rules(folder)["context"]
        if rule.patterns[-1] and (match := rule.patterns[-1].search(text))
    ]
    return min(places)[2] if places else ""


def category(
    object_: str,
    action: str,
    *,
    clause: str,
    sentence: str,
    paragraph: str,
    last: str,
    carried: bool,
    listed: bool,
    follows: str,
    folder=None,
) -> str:
    """The category of a count; "other" where no rule fits.

    clause: from the last punctuation mark to the next; sentence, paragraph: from its start (the paragraph's with its
    innermost heading before it) to the clause's end. last: the category of the count before it in the sentence, ""
    without one; carried: whether its noun is that count's; listed: whether only a conjunction parts the two.
    follows: the rest of the sentence, where persons are counted before what they do (18名委员参与结对帮扶).
    """
    if last and (_took_part(object_, action, last) or _BARE_RATE.fullmatch(object_)):
        return last
    found = by_object(object_, action, clause, sentence, folder)
    if last and carried and found not in _OWN_KINDS and not _is_solution(found, action, last):
        return last
    led = found in ("", "contact") and LEADING.fullmatch(action) and _PEOPLE.search(object_)
    if led and (theirs := by_what_follows(follows, folder)):
        return theirs
    object_ = _ONE_PAPER.sub("意见建议", object_)
    if found not in _WHOLE and (of_list := _of_list(object_, action, clause, found, folder)) is not None:
        return of_list
    return (
        found
        or (last if listed else "")
        or (by_what_follows(follows, folder) if _PEOPLE.search(object_) else "")
        or by_context(sentence, folder)
        or last
        or ("" if object_ == _OF_ANY_KIND else by_context(paragraph, folder))
        or by_object(object_, action, clause, sentence, folder, "general")
        or "other"
    )


def _took_part(object_: str, action: str, last: str) -> bool:
    """座谈会12次,参加群众300人次: who took part is counted under what they took part in."""
    if object_ in _AUDIENCES:
        return True
    return bool(_TAKING_PART.search(action) and _PEOPLE.search(object_)) and last not in ("members", "contact")


def _is_solution(found: str, action: str, last: str) -> bool:
    """反映诉求30条,协调解决21条: what was solved is a service, though it was an opinion before."""
    return found == "service" and bool(_SOLVING.search(action)) and last in ("opinion", "inspection", "contact")


def _of_list(object_: str, action: str, clause: str, found: str, folder) -> str | None:
    """Of several kinds under one number the one with most items, on a tie the first named; None for no list.

    民主党派、工商联提案 is none: there the list names who filed the proposals.
    """
    parts = [part for part in _JOINTS.split(object_) if len(part) > 1 and not _NO_ITEM.search(part)]
    if len(parts) < 2:
        return None
    actions = [action] + [""] * (len(parts) - 1)
    kinds = [by_object(part, verb, part, "", folder) for part, verb in zip(parts, actions, strict=True)]
    kinds = [kind for kind in kinds if kind]
    if len(kinds) < 2:
        return None
    if len(set(kinds)) > 1 and set(kinds) <= _PAPERS:
        return "output"
    return found if object_.endswith("提案") else Counter(kinds).most_common(1)[0][0]

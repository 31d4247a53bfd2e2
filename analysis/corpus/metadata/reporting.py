"""Whose report a text is: the place whose conference reports, as distinct from places merely mentioned.

The rules read text as `lines.fold` gives it. A place is one in the gazetteer or not known.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePosixPath

from .bodies import Body, bodies, governments, names_unknown_place, ranks_meant, ranks_said
from .gazetteer import Place, chain_before, mentions, one_of, places

_HAN = re.compile(r"[\u4e00-\u9fff]+")
_LATIN = re.compile(r"[a-z]+")
# What follows the name of a place in that of a paper or an office; _LOCAL also where it is a county without its rank.
_MEDIUM = re.compile(
    r"政协|人民政府|政府|融媒|新闻网|发布|(?:日|晚|晨|时|商|都市)报|在线|网|广播|电视|广电|[讯电](?=[( ]|$)"
)
_LOCAL = re.compile(r"政协|人民政府|政府|融媒|新闻网|发布")
_GOVERNMENT = re.compile(r"人民代表大会|人大[一二三四五六七八九十\d]|政府工作报告")  # in a headline: the sister genre
_LEAD = 200  # Han characters in which a text names whose it is


@dataclass(frozen=True, slots=True)
class Around:
    """The places around a text: in the labels of its page, in the name of its file and of its folders."""

    page: tuple[Place, ...]
    file: tuple[Place, ...]
    folder: tuple[Place, ...]

    @property
    def all(self) -> tuple[Place, ...]:
        """The places of all three."""
        return self.page + self.file + self.folder


def rank(place: Place) -> str:
    """The word for a place's rank: 市 of 兰州市, 州 of 临夏回族自治州, 自治区 of 内蒙古自治区."""
    return next((end for end in ("自治区", "地区") if place.name.endswith(end)), place.name[-1])


def reporting_place(
    titles: Sequence[str], text: Sequence[str], page: Sequence[str] = (), source: str = ""
) -> tuple[Place | None, str]:
    """(place, where it was found): the place whose conference reports; (None, "") if undecided.

    titles, text, page: headlines; lines of speech and text; labels, bylines and datelines. source: the file's path.
    Tried in this order:

    1. `title`: the conference that a headline names;
    2. `text`: the conference that the text speaks of most, else the government or Party committee; not where a headline
       has the formal name of a conference whose place is not in the list;
    3. `page`: a place in the labels that the text names, too, of the rank that it speaks of (市政协, 全市);
    4. `file`, `folder`: the place in their names; in pinyin, where the text names it.

    A body that is visited, comes to visit or is invited is not the one that reports. A name shared by several places
    needs its parent beside it, in the labels or in the path.
    """
    said = ranks_said([*titles, *text])
    whole = "".join([*titles, *text])
    around = _around(page, source, whole, said)
    if place := _in_headlines(titles, said, around):
        return place, "title"
    if not any(map(names_unknown_place, titles)) and (place := _in_text(text, said, around)):
        return place, "text"
    for where in ("page", "file", "folder"):
        found = {p for p in getattr(around, where) if not said or rank(p) in _most(said)}
        if len(found) == 1 and (where != "page" or (said and all(p.short in whole for p in found))):
            return found.pop(), where
    return None, ""


def _most(said: Counter[str]) -> set[str]:
    """The ranks said at least half as often as the first of them: a city speaks of the province's conference, too."""
    return {r for r, n in said.items() if n and 2 * n >= max(said.values())}


def _meant(body: Body, around: Around, said: Counter[str]) -> Place | None:
    """The place of a body; where several have its name, the one that what stands around or the rank leaves."""
    if place := one_of(body.found, body.within):
        return place
    near = [p for p in body.found if p in around.all or any(p.lies_in(a) for a in around.all)]
    return one_of(near) or (None if body.ranked else one_of(p for p in body.found if rank(p) in _most(said)))


def _in_headlines(titles: Sequence[str], said: Counter[str], around: Around) -> Place | None:
    order = (governments, bodies) if any(_GOVERNMENT.search(key) for key in titles) else (bodies, governments)
    for kind in order:
        for body in (body for key in titles for body in kind(key) if body.acts and body.clear):
            place = _meant(body, around, said)
            if place and not (said and (kind is governments or place.level == "province") and rank(place) not in said):
                return place
    return None


def _in_text(text: Sequence[str], said: Counter[str], around: Around) -> Place | None:
    found: list[tuple[int, Body, Place]] = []
    at = 0
    for key in text:
        found += [(at + b.start, b, p) for b in bodies(key) if b.acts and (p := _meant(b, around, said))]
        at += len(key)
    if found:
        return _most_named(found, said, around)
    ranks = _most(said + ranks_meant(text))
    counts: Counter[Place] = Counter()
    for key in text:
        counts.update(p for b in governments(key) if b.acts and b.clear and (p := _meant(b, around, said)))
    return _leading((p, n) for p, n in counts.items() if not ranks or rank(p) in ranks)


def _most_named(found: list[tuple[int, Body, Place]], said: Counter[str], around: Around) -> Place | None:
    """The place whose body a text speaks of: of the rank that it speaks of most, the one named most.

    Where it names several as often it is the one that lies around, or the first if the others lie in it.
    """
    clear = {p for _, b, p in found if b.clear} | set(around.all)
    counts: Counter[Place] = Counter()
    for _, body, place in found:
        if place in clear:
            counts[place] += 2 if body.formal else 1
    spoken = said.copy()
    for place, n in counts.items():
        spoken[rank(place)] += n
    counts = Counter({p: n for p, n in counts.items() if rank(p) in _most(spoken)})
    if not counts:
        return None
    if leading := _leading(counts.items()):
        first = next(at for at, _, p in found if p == leading)
        sure = counts[leading] > 1 or first < _LEAD or said[rank(leading)] or leading in around.all
        return leading if sure else None
    near = [p for p in counts if p in around.all]
    most = [p for p in counts if spoken[rank(p)] == max(spoken.values())]
    for only in (near, most):
        if len(only) == 1:
            return only[0]
    top = next(p for _, _, p in found if p in counts)
    rest = [p for p in counts if p != top]
    return top if len(rest) > 1 and all(p.lies_in(top) for p in rest) else None


def _leading(counts: Iterable[tuple[Place, int]]) -> Place | None:
    """The place named at least twice as often as any other."""
    order = sorted(counts, key=lambda item: -item[1])
    clear = order and (len(order) == 1 or order[0][1] >= 2 * order[1][1])
    return order[0][0] if clear else None


def _around(page: Sequence[str], source: str, text: str, said: Counter[str]) -> Around:
    path = PurePosixPath(source.replace("\\", "/"))
    folders = [p for part in reversed(path.parts[:-1]) for p in _in_name(part, text, said)]
    return Around(
        tuple(dict.fromkeys(p for key in page for p in _in_label(key))),
        tuple(dict.fromkeys(_in_name(path.stem, text, said))),
        tuple(dict.fromkeys(folders)),
    )


def _in_label(key: str) -> list[Place]:
    """The places in a label, byline or dateline: 来源:平凉日报, 本报平凉讯, 松潘县政协办公室."""
    found = [m.place for m in mentions(key)]
    for word in _MEDIUM.finditer(key):
        chain = chain_before(key, word.start())
        place = one_of(chain[1], chain[2]) if chain else None
        if place and (place.level != "county" or _LOCAL.match(word[0])):
            found.append(place)
    return found


def _in_name(part: str, text: str, said: Counter[str]) -> list[Place]:
    """The places in the name of a file or folder: with their rank, at its beginning, or in pinyin (ziliujing-2020)."""
    if found := [m.place for m in mentions(part)]:
        return found
    for run in _HAN.findall(part):
        for end in range(len(run), 1, -1):
            chain = chain_before(run[:end], end)
            if chain and chain[0] == 0:
                place = one_of(chain[1], chain[2]) or one_of(p for p in chain[1] if rank(p) in _most(said))
                found += [place] if place else []
                break
    for word in _LATIN.findall(part.lower()):
        spelt = [p for p in _by_pinyin().get(word, ()) if p.short in text]
        place = one_of(spelt) or one_of(p for p in spelt if rank(p) in _most(said)) if spelt else None
        found += [place] if place else []
    return found


@lru_cache(maxsize=1)
def _by_pinyin() -> dict[str, list[Place]]:
    found: dict[str, list[Place]] = {}
    for place in places():
        found.setdefault(place.pinyin, []).append(place)
    return found

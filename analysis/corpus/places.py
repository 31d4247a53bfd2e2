"""Names of places: shortened by their rank where that is unambiguous, and places under two names."""

import re
from collections.abc import Iterable, Mapping

from .folder.problems import Problem
from .script import simplify

RANKS = "省市州县区旗盟"
_PEOPLES = (
    "蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|拉祜|水|东乡|纳西|景颇|柯尔克孜|土|达斡尔|"
    "仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|普米|塔吉克|怒|鄂温克|保安|裕固|独龙|各"
)
_AUTONOMOUS = re.compile(
    rf"(.{{2,}}?)(?:(?:(?:{_PEOPLES})族|蒙古|维吾尔|哈萨克|柯尔克孜|塔吉克|锡伯)*族?自治[州县旗区]|(?:{_PEOPLES})族区)"
)
# What is no name without its rank: 浦东新区, 大兴安岭地区, 井陉矿区, 经济技术开发区, 土默特左旗.
_WHOLE = re.compile(
    r"(?:[地矿]区|(?<!清)新区|神农架林区|市中区|(?:工业|产业|科技|高新|生态)园区|(?:开发|经开|示范|管理|度假|保税)区|[左右前后中]旗)$"
)


def place_core(name: str) -> str:
    """A place without the rank at the end of its name: 平凉市 → 平凉."""
    return name[:-1] if len(name) > 2 and name[-1] in RANKS else name


def short_name(name: str) -> str:
    """A place as people call it: 平凉市 → 平凉, 临夏回族自治州 → 临夏; 徽县 and 浦东新区 stay as they are."""
    name = name.removesuffix("特别行政区")
    found = _AUTONOMOUS.fullmatch(name)
    return found[1] if found else name if "自治" in name or _WHOLE.search(name) else place_core(name)


def name_cities(rows: Iterable[Mapping], sheet: Iterable[Mapping]) -> list[dict]:
    """Rows with report and city, where a city that the text gave has its short name if that is clear in this corpus.

    It is not where two places share it (朝阳市, 朝阳区: both keep their full names), where a person wrote this full
    name elsewhere, or wrote the short one and the rank is another than 市 (朝阳, 朝阳区). Places that share the full
    name, too, are told by the prefecture or province before it (南京鼓楼区, 徐州鼓楼区). sheet: rows of reports.csv,
    whose cities stay as they are. province and prefecture of the rows tell places of one name apart.
    """
    named, by_hand = [dict(row) for row in rows], {row["report"]: row["city"] for row in sheet if row["city"]}
    given = set(by_hand.values())
    stated = {row["city"] for row in named if row.get("city") and row["report"] not in by_hand}
    sharing: dict[str, set[str]] = {}
    for name in stated | given:
        sharing.setdefault(short_name(name), set()).add(name)
    parents: dict[str, set[str]] = {}
    for row in named:
        parents.setdefault(row.get("city") or "", set()).add(_parent(row))
    for row in named:
        name, short = row.get("city") or "", short_name(row.get("city") or "")
        if name in stated and row["report"] not in by_hand:
            others = sharing[short] - {name} - ({short} if name.endswith("市") else set())
            row["city"] = name if others or name in given else short
            if len(parents[name] - {""}) > 1:
                row["city"] = _parent(row) + name
    return named


def _parent(row: Mapping) -> str:
    return row.get("prefecture") or row.get("province") or ""


def two_names(cities: Mapping[str, str]) -> list[Problem]:
    """Cities that may be one place written twice (平凉, 平凉市, 平涼), as problems. cities: city -> a report of it."""
    told: list[Problem] = []
    known: dict[str, str] = {}
    for city in cities:
        known.setdefault(simplify(city), city)
    ranked: dict[tuple[str, str], str] = {}
    for city, report in cities.items():
        name = simplify(city)
        short = short_name(name)
        same = known[short] if short != name and short in known else ranked.setdefault((short, name[-1:]), known[name])
        if same != city:
            what = f"its city {city} may be the {same} of report {cities[same]}; now they are two places"
            told.append(("reports.csv", None, report, what, "write one name for both in the column city"))
    return told

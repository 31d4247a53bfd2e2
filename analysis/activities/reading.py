"""A count with what is needed to read its clause, and the words that clauses are made of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from . import bounds
from .patterns import either
from .quantity import Quantity
from .words import Actions, Word

CONJUNCTIONS = ("、", "和", "及", "与", "跟", "或", "暨", "以及", "并", "而")
PERSON = re.compile(
    either("""
    委员 毕业生 学子 新生 考生 优秀生 常委 干部 党员 群众 代表 人士 专家 学者 人才 [督察评调信联宣讲解络息议]员
    员工 职工 学生 教师 医生 人员 居民 村民 农户 侨胞 台胞 同胞 企业家 领导 主席 书记 嘉宾 学员 会员 患者 老人
    儿童 孩子 青年 妇女 农民 渔民 牧民 听众 志愿者 律师 成员 同志 对象 亲戚 读者 观众 市民 站长 贫困户 住户 工人
    商户 大户 [乡校网亲]友
    """)
)
AGENT = re.compile(
    either("""
    政协 委员 个人 机关 主席 领导 常委 我们 党组 专委会 [省市县区州旗盟]委 政府 办公室 办公厅 大家 党派 部门
    单位 书记 [市县区州]长 班子 团体 各界 界别 工商联 委员会 党派 联 [我本全][市县区州旗省] 同志 负责人 [双各三多]方
    宣讲队 服务队 小组
    """)
    + "们?$"
)
# Measure words that count persons (or households, firms) as often as they took part.
PERSON_TIMES = ("人次", "户次", "家次")


@dataclass(frozen=True)
class Clause:
    """object and action as the view has them; carried: the object was taken from an earlier count or clause."""

    object: str
    action: str
    carried: bool = False


class Counted(NamedTuple):
    """A quantity with the clause that was read for it."""

    q: Quantity
    clause: Clause


def taken_from(count: Counted, action: str = "") -> Clause:
    """A clause with the noun of an earlier count, and with its verb too where it has none of its own."""
    return Clause(count.clause.object, action or count.clause.action, True)


@dataclass(frozen=True)
class Reading:
    """A count with what is needed to read its clause.

    left_from: the last boundary before the number (a mark, or the count before); sentence: where its sentence starts.
    left: the words between the two, noun_side their text, both without the totals and adverbs before the number;
    right: the words up to the next boundary or number.
    same: the count before it in the sentence; earlier: the count of the segment whose noun it may share, the last
    one of its unit, else the last one that is no share. following: the next number.
    topic: the report's title and the headings above.
    """

    text: str
    q: Quantity
    left_from: int
    sentence: int
    noun_side: str
    left: list[Word]
    right: list[Word]
    same: Counted | None
    earlier: Counted | None
    following: Quantity | None
    verbs: Actions
    folder: object = None
    topic: str = ""

    @property
    def written(self) -> str:
        """What stands between the boundary and the quantity."""
        return self.text[self.left_from : self.q.start]

    @property
    def phrase(self) -> str:
        """The words on the left, joined."""
        return "".join(w.text for w in self.left)

    @property
    def of_persons(self) -> bool:
        """Whether persons are counted, or how often they took part."""
        return self.q.kind == "person" or self.q.unit in PERSON_TIMES

    @property
    def like_same(self) -> bool:
        """Whether the count before it in the sentence has its measure word."""
        return self.same is not None and self.q.unit == self.same.q.unit

    @property
    def like_earlier(self) -> bool:
        """Whether the earlier count has its measure word."""
        return self.earlier is not None and self.q.unit == self.earlier.q.unit

    @property
    def on_proposals(self) -> bool:
        """Whether the text up to the count, or what stands above it, speaks of proposals."""
        return "提案" in self.text[max(0, self.q.start - bounds.REACH) : self.q.start] or "提案" in self.topic

    @property
    def listed(self) -> bool:
        """Whether it continues a list: only a conjunction stands between it and the count before, or its noun."""
        return self.same is not None and not re.search(f"[{bounds.CLAUSE}]", self.text[self.same.q.end : self.q.start])

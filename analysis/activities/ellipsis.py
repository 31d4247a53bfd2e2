"""Counts whose noun stands elsewhere: in an earlier count (立案283件), in the topic, or in the clause before."""

from __future__ import annotations

import re

from . import bounds
from .governors import predicate, verb_before
from .nouns import MODIFIERS, clause_before, noun_before, noun_phrase
from .reading import AGENT, PERSON, PERSON_TIMES, Clause, Reading
from .words import Word, bare, words_of

FIELD = re.compile(
    r"(?:农|工交|工业|财贸|文教|科教|城建|政法|统战|经济|社会|政治|文化|生态|民生|综合|医|环保|其[他它])[^,。;]{0,8}$"
)
LABEL = re.compile(
    r"(?:头版|头条|期间|会后|会上|平时|大会|方面|类|其他|其它|其余|界|系统|领域|口|等奖|本级)$|^.{0,8}\([^()]*\)$"
)


# Where the articles counted before appeared: 其中《人民政协报》86篇.
MEDIUM = re.compile(r"(?:在)?《[^》]*(?:报|网|刊|杂志|时报|日报)》(?:等)?(?:刊发|刊登|发表)?")


STATE = re.compile(
    r"(?:表示|已经?|正在|均|全部|得到|可|被)*(?:不|基本|比较|很)?(?:满意|了解|立案|解决|列入|采纳|办结|办复|答复|落实|并案|转办|采用|合并|撤案|不予立案|留作参考|批示|"
    r"跟踪催办|合并办理|作为来信|[ABC]类)(?:[或和及].{0,10})?(?:的|了|者|件)?"
)


CARRY = re.compile(
    r"立案|并案|办复|办结|答复|采纳|采用|落实|交办|转办|转送|合并|批示|新建|新增|转化|录用|刊发|确定|满意|催办|参考|转载|报送|审定|列入|纳入|吸收|写[进入]|选入|撤|获奖|^写|^办$|增(?:至|加到)?$|增补|辞|撤销|劝|转载|报送"
)


# What is done to proposals alone.
PROPOSALS_ONLY = re.compile(
    r"(?:经审查|审查|共|均|已|全部|最终|予以)*(?:立案|并案|交办|办复|面复|撤案|并案处理)(?:后)?(?:立案|交办)?"
)

# How proposals were answered, where the noun itself is left out.
ANSWERED = re.compile(
    r"(?:已经?|正在|所提|问题|基本|逐步|因|受|由于|条件|客观|限制|暂时|暂|难以|不能|拟|列入|纳入|计划|规划|解决|采纳|落实|办理|答复|留作|作为?|工作|部门|决策|参考|"
    r"或|和|及|、|的|了|不|表示|满意|基本满意|理解|未|反馈|意见|委员)+"
)

# What is done to problems that were gathered before.
SOLVED = re.compile(r"解决|化解|整改|销号|办结|调处|调解|落实|协调|答复|回复")


RATE = re.compile(r"(?:[^,。;:、的和及达为]{0,8})(?:率|度|比例|比重|占比|得分|面)$")


# Other things than proposals that are counted in 件.
_OTHER_PIECES = re.compile(
    r"提案|议案|信息|民意|建议|实事|好事|诉求|批示|物资|作品|(?<![立并撤])案(?!$)|成果|纠纷|问题|材料|文物|实物|资料|衣|来访|信访|奖|稿|报告|心愿|事$|会$"
)


def broken_down(r: Reading, phrase: str) -> bool:
    """提案113件,其中农林水31件, 留作参考8件: parts of the proposals counted before, whatever is said of them."""
    if not (r.earlier and r.q.unit == r.earlier[0].unit == "件" and "提案" in r.earlier[1].object):
        return False
    if _OTHER_PIECES.search(phrase) and not (re.match(r"转|作为?|合并", phrase) and "的" not in phrase):
        return False
    near = r.same is not None or "。" not in r.text[r.earlier[0].end : r.q.start].rstrip("。")[:-1]
    return near or r.listed or "其中" in r.text[r.earlier[0].end : r.q.start] or FIELD.search(phrase) is not None


def verb_alone(r: Reading, before: list[Word], name: str) -> Clause:
    """No noun between verb and number: an earlier count's (立案283件), the topic (工作室建成52家) or the verb."""
    if re.search(r"捐|募", name):
        return Clause(name, name)
    alike = r.same is not None and r.q.unit == r.same[0].unit
    if alike and (SOLVED.search(name) or (r.q.kind == "document" and CARRY.search(name))):
        return Clause(r.same[1].object, name, True)  # 发现问题263个,推动整改251个
    if r.q.unit == "件" and r.on_proposals and name in ("提交", "提出", "联名", "联名提交"):
        return Clause("提案", name, True)
    if (
        before
        and r.q.unit in ("人", "名", "人次")
        and PERSON.search(before[-1].text)
        and re.search(r"参加|参与|出席|到会|投身|受益|参训|参学|述职|培训", name)
    ):
        return Clause(before[-1].text, name)
    while before and before[-1].flag == "v" and before[-1].text not in ("被", "获", "有", "会", "要", "能", "可"):
        name, before = before[-1].text + name, before[:-1]  # 信息整理上报94条
    passive = next((i for i, w in enumerate(before) if w.text in ("被", "获", "得到", "受到", "经", "由", "为")), None)
    if passive is not None:
        before = before[:passive]  # what stands behind is the doer
    while before and (before[-1].flag[0] in "tmd" or MODIFIERS.fullmatch(before[-1].text)):
        before = before[:-1]
    place = next((i for i, w in enumerate(before) if i and w.text in ("在", "于")), None)
    if place is not None and before[place - 1].flag[0] == "n":
        before = before[:place]  # 稿件在报刊上刊登30多篇
    topic = [w for w in before if w.flag[0] in "nlj" or w.text[0] in "“《"]
    if (
        topic
        and topic[-1] is before[-1]
        and not AGENT.search(topic[-1].text)
        and (
            r.q.kind != "event"
            or topic[-1].text[0] in "“《"
            or re.search(r"(?:会|班|活动|沙龙|讲座|论坛|节目|栏目|讲堂|课堂|讲坛|简报|专刊)$", topic[-1].text)
        )
    ):
        start = len(before) - 1
        while (
            start
            and (before[start - 1].flag[0] in "nabjl" or before[start - 1].text[0] in "“《")
            and not AGENT.search(before[start - 1].text)
        ):
            start -= 1
        return Clause(r.text[before[start].start : before[-1].end], name)
    if r.same and r.q.kind == "document" and r.q.unit == r.same[0].unit:
        return Clause(r.same[1].object, name, True)  # 收集信息216条,编报112条
    uptake = r.q.kind != "event" or r.q.unit == "期"  # 批示15次 counts the notes, 采用13篇 the papers
    if uptake and r.earlier and CARRY.search(name) and (r.same or r.q.unit == r.earlier[0].unit):
        return Clause(r.earlier[1].object, name, True)
    fake = Word(name, "v", 0)
    if r.q.kind not in ("event", "money", "time") and not (r.verbs.nominal(fake) and r.q.kind == "person"):
        older = noun_before(r)
        if older:
            return Clause(older, name, True)
    if re.fullmatch(r"办|开|做|组织|举办|召开|开展|举行|编|编发|印行|出版|进行", name) and (older := noun_before(r)):
        return Clause(older, name, True)
    return Clause(name, name)


def elliptic(r: Reading) -> Clause:
    """Only 共, 累计 or nothing stands before the number: its noun is an earlier count's or the clause's before."""
    behind = predicate(r.right, r.verbs) if r.right and r.right[0].flag[0] in "vpd" else ""
    if (r.same and r.q.kind == "person") or r.q.unit in PERSON_TIMES:
        if r.same and re.fullmatch("[、,共计]*", r.text[r.same[0].end : r.q.start]):
            return Clause(r.same[1].object, behind or r.same[1].action, True)
    count_between = r.same is not None and r.same[0].end >= clause_before(r)[0]
    if r.earlier and r.q.unit == r.earlier[0].unit and r.earlier is not r.same:
        return Clause(r.earlier[1].object, behind or r.earlier[1].action, True)
    if r.same and (count_between or r.q.unit == r.same[0].unit):
        return Clause(r.same[1].object, behind or r.same[1].action, True)
    older = noun_before(r)
    if older and not (AGENT.search(older) and r.q.kind != "person"):
        return Clause(older, verb_before(r) or behind, True)
    if r.earlier:
        return Clause(r.earlier[1].object, behind or r.earlier[1].action, True)
    return Clause(older, behind)


def share(r: Reading, noun_side: str) -> Clause:
    """办复率100%: the rate's name; 民生类提案占40%: what it is a share of."""
    verb = re.search(r"(占(?!比)|达到|达|实现|提高|增长|上升|下降|降低)[^,。;]{0,12}$", r.text[r.left_from : r.q.start])
    action = verb[1] if verb else ""
    risen = (
        r.same
        and r.same[0].kind == "percent"
        and re.search(
            r"(?:提高|上升|增长|增加|下降|降低|增|降)了?(?:到|至|为)?(?:今年的?|本届的?|届末的?)?$",
            r.text[r.left_from : r.q.start],
        )
    )
    if risen:
        return Clause(r.same[1].object, action or r.same[1].action, True)  # 办结率86.3%,比上年提高4.1个百分点
    if rate := RATE.search(noun_side):
        name = rate[0]
        for word in reversed(words_of(r.text, r.left_from, r.left_from + len(noun_side), r.folder)):
            if r.verbs.governing(word) and word.end <= r.left_from + len(noun_side) - 2 and not r.verbs.nominal(word):
                name = name[-(r.left_from + len(noun_side) - word.end) :]
                action = action or bare(word.text)
                break
        if name.startswith("实现"):
            name, action = name[2:], "实现"
        name = re.sub(r"^(?:力争|确保|推动)", "", name)
        return Clause(name.removeprefix("委员") if len(name) > 4 else name, action)
    right = r.right[1:] if r.right and r.right[0].text == "的" else r.right if noun_side in ("", "有", "其中") else []
    if right and (noun := noun_phrase(right, r.verbs, r.q)):
        return Clause(r.text[noun[0].start : noun[-1].end], action or "占")
    if r.earlier and re.search(r"的(?:约|共)?占$|^占$", r.text[r.left_from : r.q.start]):
        return Clause(r.earlier[1].object, "占", True)
    phrase = re.split(r"占|达|为|比|较|同比", noun_side)[0].removesuffix("的")
    phrase = MODIFIERS.sub("", phrase.rsplit("的", 1)[-1].removesuffix("约"))
    if phrase and not STATE.fullmatch(phrase) and not (r.earlier and re.search(r"满意", phrase)):
        return Clause(phrase, action or "占")
    if r.earlier:
        return Clause(r.earlier[1].object, action or "占", True)
    return Clause(noun_before(r), action)


def distributed(r: Reading, series: tuple[int, int]) -> Clause | None:
    """提案、信息、报告分别为12件、34条、56篇: the first noun has the first number."""
    place, length = series
    at = r.text.rfind("分别", r.sentence, r.q.start)
    head = r.text[max(r.sentence, bounds.start(r.text, at)) : at]
    names = re.split(r"、|和|及|与", head)
    if len(names) != length:
        return None
    names[0] = names[0].rsplit("的", 1)[-1]
    words = words_of(names[-1], 0, len(names[-1]), r.folder)
    listed_verb = [i for i, w in enumerate(words) if i and w.flag[0] == "v"]
    verb = listed_verb[0] if listed_verb else None
    action = bare(words[-1].text) if listed_verb and words[-1].flag[0] == "v" else ""
    if verb is not None:
        names[-1] = names[-1][: words[verb].start]
    first = words_of(names[0], 0, len(names[0]), r.folder)
    lead = [i for i, w in enumerate(first[:-1]) if r.verbs.governing(w)]
    if lead:
        action = action or bare(first[lead[-1]].text)
        names[0] = names[0][first[lead[-1]].end :]
    if all(AGENT.search(name) for name in names) and r.q.kind != "person":
        if (r.earlier and place == 0) or not r.earlier:
            older = noun_before(r) if not r.earlier else r.earlier[1].object
            return Clause(older, action, True)
        return Clause(r.earlier[1].object, r.earlier[1].action, True)
    return Clause(names[place], action or (r.same[1].action if r.same else ""))

"""Numbers that are no counts, each with the reason why.

Reasons: date, time_span, ordinal, list_marker, name, slogan, word, article, grouping, reference, vague, economy,
outcome, code, no_measure, furniture.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from . import bounds
from .quantities import Quantity

C = "[零〇○一二三四五六七八九十]"
N = r"(?:\d{1,9}|[零〇一二两三四五六七八九十百廿卅]{1,9})"

# Stretches of text whose numbers are never counts, in order: the first that covers a number names its reason.
_STRETCHES = [
    (
        "code",
        r"(?:https?://|www\.)[A-Za-z0-9_./?=&%:#-]+|[A-Za-z0-9_.]{1,40}@[A-Za-z0-9_.]+|(?<![A-Za-z])[A-Za-z]{1,24}-?\d[A-Za-z0-9-]*|\d{3,4}-\d{7,8}|(?<!\d)1[3-9]\d{9}(?!\d)"
        r"|(?:邮政编码|邮编|文章字数|阅读次数|浏览次数|点击数|字数):?\d{1,9}|[〔\[(]\d{4}[〕\])]\d{1,6}号|(?<!\d)\d{1,6}号文|No\.?\d+|(?<!\d)\d{1,6}(?:[+/]\d{1,6})+(?:\+?[A-Za-z]+)?|\d\+[A-Za-z0-9+]+",
    ),
    (
        "date",
        r"(?:19|20)\d{2}(?:年度?)?(?:[-~/至到、—]+(?:19|20)?\d{2}(?:年度?|(?!\d)))+"
        r"|(?:19|20)\d{2}(?:年度?|[-./]\d{1,2}(?:[-./]\d{1,2})?(?!\d))(?:\d{1,2}月(?:\d{1,2}[日号])?)?"
        rf"|{C}{{4}}年度?|\d{{2}}-\d{{2}}-\d{{2}}|\d{{1,2}}月\d{{1,2}}(?:日|号)?(?:[-~至到、—]+(?:\d{{1,2}}月)?\d{{1,2}}[日号])?"
        r"|\d{1,2}(?:[-~至到、]\d{1,2})?月(?:份|[上中下]旬|底|初|末|间)?(?!份额)|(?<!\d)\d{1,2}[日号](?=[上下午晚,在至召举、])"
        rf"|(?<![个几])(?:十[一二]?|[一二三四五六七八九])月(?:份|[上中下]旬|底|初|末|间)?(?:{N}[日号])?"
        r"|\d{1,2}:\d{2}|\d{1,2}时(?:\d{1,2}分|许|整)|[一二三四]季度|前[一二三]季度|(?<!\d)\d{1,2}日至\d{1,2}日"
        r"|(?<!\d)(?:19|20)\d{2}(?=[、,]?(?:19|20)\d{2}年)|(?:周|星期)[一二三四五六日]至(?:周|星期)?[一二三四五六日]|(?:周|星期|礼拜)[一二三四五六](?![次场期个篇])"
        r"|\d{2}年代|[一二三四五六七八九]十年代|十[一二三四五六七八九]世纪|(?<!\d)\d{1,2}世纪",
    ),
    (
        "time_span",
        rf"(?:近|约|超过)?{N}(?:[多余几]|来)?(?:个)?(?:多)?(?:周年|年|载|个?月|周|星期|季度|世纪|日内|天内|日夜|昼夜|小时内|分钟内|岁|周岁)"
        r"(?:以上|以下|来|间|内|多|期|前|后|半)*",
    ),
    (
        "ordinal",
        r"(?<![开行办了过])[一二三四五六七八九]次(?:全体)?会议(?=以来|立案|提案|期间|上|后|确定|通过|的)|"
        rf"第{N}届(?:第?{N}次(?:[、和至]{N}次){{0,4}})?|第{N}[、—至-]第?{N}|第{N}|{N}届(?:[、至]{N}届){{0,4}}(?:[一二三四五六七八九十\d]+次)?(?:[、和]{N}次){{0,4}}"
        rf"|{N}(?:[、和]{N}){{0,4}}中全会|{N}次(?:、{N}次){{0,4}}全会|{N}(?:[、和]{N}){{0,4}}次(?:全体会议精神|全会|会议精神)"
        r"|(?:十[五六七八九]|二十)大(?:以来|报告|精神|代表|召开|胜利|作出|提出|会议|$|(?=[,。、;和及后]))"
        r"|[一二三四五特\d]等(?:奖|功|次)|(?:[一二三四五]|\d)(?:级(?!政协|联动|协商|网|书记|平台|组织|委员|人大|党)|期工程|号|中队|大队|审|年级|类(?=[提建]))"
        r"|[一二三四五六七八九十]五(?:规划|时期|期间|计划|”|普法)|[七八]五普法",
    ),
    (
        "word",
        r"一(?:致|直|定|样|般|切|旦|律|概|向|贯|再|共|流|体|线|手|把手|同|起|道|步(?!到位)|些|时|度|经|味|举|带|路|心|齐|如|以贯之|"
        r"并|边|面|方面|方|系列|揽子|代|生|改|新|脉|目|站|网|府|盘|家(?:人|亲)|号|片|股|点一|点点|点|种|下|半|席|家之|言|颗|支队伍)"
        r"|(?:统|唯|之|专|划|单|同|如|万|逐|不|归|合|惟|进)一|进一步|九[州泉寨]|三农|四(?:川|方|面|处|周|季|海|肢)|五(?:湖|谷|彩|官|洲|角)|七彩|八方"
        r"|百(?:姓|花|日|科|货|年|强|业|舸|计|分(?!之))|千家万户|两张皮|千(?:方|秋|家|头|山|军|钧|载|古)|万(?:众|象|家|物|马|水|无|千|全|达|不|里)|两(?:岸|难|侧|面|旁|翼|办|院|会|级|地|江|手|岸|者|头|委)"
        r"|亿(?:万)|千万(?=[不别要])|十(?:分|足|全|字|佳|有)|三(?:峡|明|亚|门|沙|角|会|观|甲|国|人行)|六(?:盘|安|合)|五(?:一|四|指)|九(?:江|龙|三学社|寨)|百色|万州|万宁|十堰|双十",
    ),
    (
        "list_marker",
        rf"(?:^|(?<=[。;:!?]))\(?{N}(?:[、)]|\.(?!\d))|(?:(?<=[,。;:!?、])|^){C}(?:是|要|则|为(?=[加强推进抓]))"
        r"|其[一二三四五六](?=[,是:])|[①-⑳]|第[一二三四五六],",
    ),
    (
        "name",
        rf"{N}(?:位一体|不两|不三|个[一二两]|有[一二三四五六七]有|必[一二三]|化(?=[、同融])|会一|手抓|步走|步法|统一|结合|到位|联[动系创]|同[步时])"
        r"|最多跑一次|两支队伍|(?:政府|年度|列入)的?(?:十|二十|10|20)件(?:民生|惠民|为民)?实事|说[两几]句|\d{1,2}\.\d版|[四五六几]家班子|[四五六几]套班子|四大班子|双百|三下乡|三重一大|三会一课|一岗双责|四风|五位一体|四个全面|三严三实|两学一做|八项规定|九二共识|一国两制|五老|三支一扶",
    ),
]
# What is quoted with a comma or a full stop in it is speech, no name.
_QUOTED = re.compile(r"“[^“”,。;]{1,40}”|‘[^‘’,。;]{1,40}’|《[^《》]{0,120}》")
_PATTERNS = [(reason, re.compile(pattern)) for reason, pattern in _STRETCHES]

# Nouns after N个/N项 that group what is said, and count nothing that was done.
_GROUPING = re.compile(
    r"(?:大)?(?:方面|领域|环节|层面|维度|阶段|步骤|关键|要点|重点(?=[,。、;]|$|发力|上|突破)|着力点|抓手|目标|原则|关系|字|"
    r"突出|坚持|更加|注重|聚焦|结合|提升|转变|统一|到位|意识|自信|维护|确立|主题|角度|特点|层次|板块|篇章|全面|"
    r"革命|文明|走在前|全覆盖|必须|务必|不动摇|优先|先行|相统一|作用|定位|关键词|体系|维|根本|主攻方向|支点|支撑|保障|主线|优势|流程|程序|步骤|标准|工作(?!站|室|者|小组|组|队|规则|制度|机制|报告|简报|任务))"
)
# Places that are there anyway: naming them counts no activity unless somebody went there.
_PLACES = re.compile(
    r"(?:个)?(?:省(?:区|市)?|自治区|市(?:\(?州\)?|州|县区?)?|州|盟|县(?:\(?[市区]\)?|区)?|区(?:县)?|旗|乡镇?|镇|街道|村(?!.?民)|社区|行政村|民族|党派|界别|专委会|专门委员会)"
    r"(?!政协|人大|政府|委|领导|.{0,10}政协委员|(?:.{0,9}(?:组|队|站|室|点|家|基地|平台|中心|企业|项目|单位|部门|委员|群众|提案)))"
)
_SET_UP = re.compile(r"设立|建立|建成|开展|试点|推行|召开|举办")
# What an authority did in the end is its own figure, not the body's: 促使人社部门为2800名农民工追讨工资.
_OUTCOME = re.compile(
    r"(?:促使|促成|推动|督促|助推).{0,6}(?:政府|部门|局|委(?!员)|全[省市县区州])|(?:局|部门|政府)(?:采纳|根据|据此|投入|投资|安排)[^,。;]{3}"
)
# So are the roads, schools and households that a proposal brought about, where an authority carried it out.
_CARRIED_OUT = re.compile(
    r"(?:局|委|部门|政府|街道|办事处|单位|公司|住建|交通)[^,。;]{0,8}(?:采纳|办理|投入|投资|会同|重视|加大|据此|出台|实施|牵头)|"
    r"(?:提案|建议|信息|报告)》?[^。;]{0,24}(?:促成|推动|促使|反映后|采纳|办理[,后]|引起|开工|竣工)"
)
_AUTHORITY = re.compile(
    r"(?<![向对报请由与和被受])(?:[省市县区州旗]政府|[\u4e00-\u9fff]{2,6}局|街道)(?:先后|立即|随即|迅速|专门|今年|引进|成立|计划|安排|增加|组织|已)"
)
_PHYSICAL = re.compile(
    r"渠|管道|管网|路灯|车位|停车|学位|学校|幼儿园|公里|亩|护栏|改造|建筑|骑楼|楼|桥|井|产业园|农户|居民|贫困[村户]|资金|投资|工程|设施|床位|用地|面积|项目|税|产值|岸线|站前|"
    r"劳力|收入|海上|密度|新增|治理村|环卫|公厕|泵站|校车|僵尸车|车辆|学位|新建扩建|修缮"
)
_NEW_BUILT = re.compile(r"新建|改建|建成|扩建|增设|改造|整治|新开|增开|优化")
_DONOR = re.compile(r"委员|政协机关|捐|政协(?:组织|协调|争取)|界别")
_VISIT = re.compile(
    r"深入|走访|走进|走遍|赴|前往|到|视察|调研|考察|覆盖|联系|实地|分别在|遍及|遍布|涉及|帮扶|结对|慰问|来自|下沉|进驻|驻|包联|包干|挂[包联钩]|派|送"
)
# Figures of the economy or the population: always, or where the sentence names nothing that a 政协 does.
_ECONOMY = re.compile(
    r"生产总值|GDP|GNP|增加值|总产值|产值|财政收入|财政支出|税收|固投|固定资产|可支配|进出口|规模以上|规上|"
    r"总人口|人口|户籍|常住|贫困发生率|城镇化率|森林覆盖率|优良天数|经营主体|公办学位|养老床位|规模工业|旅居|居住着|绿化率|辖区|下辖|总投资|耕地|播种面积|总产|亿斤|吞吐|棚户区|老旧小区|居民楼|海拔|互市点|文物保护单位|全村\d"
)
_ECONOMY_WEAK = re.compile(
    r"投资|贷款|存款|收入|营收|利润|销售额|产量|面积|脱贫|就业|游客|旅游|客流|海拔|里程|通车|高速|铁路|装机|发电|"
    r"市场主体|专精特新|上市企业|开工|竣工|全长|占地|出口|进口|到位资金|追讨|更新|播放"
)
_OWN = re.compile(
    r"提案|委员|政协|社情民意|信息|协商|视察|调研|建议|监督|会议|常委|界别|办复|答复|采纳|履职|捐|募|助学|义诊|慰问|文史|议政|培训|宣讲|大会发言|"
    r"立案|满意|困难|诉求|意见|出席|参会|参与率|签订率|落实率|办结|面商|议题|座谈|捐赠|党派|帮扶|救助|争取|协调|资助|联络站|工作室|走访"
)
_MONEY_VERBS = re.compile(
    r"捐|募|筹|资助|争取|协调|帮扶|帮助|慰问|救助|投入|发放|落实|引进|扶持|助学|解决|价值|折合|拨付|垫|奖励|出资|援助|赞助|献爱心|节约|压缩|认购|签约|协议"
)
_GIFT = re.compile(r"(?:的)?(?:资助|助学|奖学|慰问|救助|捐|善款|爱心|帮扶)")
_BUILD = re.compile(r"捐|赠|种|栽|修|建|硬化|铺|架设|安装|帮|协调|争取|买|购|送")
_UNIT_TIME_SPAN = re.compile(
    r"为期$|历时$|历经$|用时$|时长$|连续$|持续$|提前$|不到$|近$|耗时$|长达$|最近$|前$|过去$|每$"
)
_ONE_EVENT = re.compile(
    r"(?:召开|举办|举行|组织|开展|进行|主办|承办|办|视察|调研|考察|走访|协商|学习|培训|座谈|编印|出版|编辑|编撰|印发|完成|形成|提交|"
    r"报送|立案|撰写|刊发|获|评为|增补|推荐|增加|报告|通报|听取|研究|慰问|联系|捐|会议?|活动|会|班|提案|建议案|通报|讲座|议案|例会)了?(?:各|共|为|计|过|到)?$"
)
_ONE_UNITS = frozenset("次 场 场次 期 人次 件 篇 份 名 人 届 本 册 部 辑 条 项 家 户 例".split())
_ARTICLE_BEFORE = re.compile(r"(?:[这那每另某同哪任唯新又首头末前上下]|(?<!先)后)$")
_EVENT_UNITS = {"次", "场", "场次", "期", "人次", "届"}
_EVENT_VERB = re.compile(r"期?(?:举办|召开|组织|开展|进行|培训|赴)")
_NORM = re.compile(
    r"每[位名个].{0,12}(?:写|提|办|反映|撰写|提交|参加|联系|结对|帮)$|(?:每[位名个年人]|人人).{0,30}(?:写|提|办|反映|撰写|提交|参加)$"
)
_MAKING = re.compile(
    r"(?:召开|举办|举行|组织|开展|主办|承办|提出|制定|出台|修订|建立|成立|组成|组建|设立|搭建|形成|完成|撰写|提交|报送|办理|收到|征集|"
    r"选派|推荐|邀请|增补|聘请|聘任|新增|新建|建成|打造|创建|编印|编辑|编撰|编写|出版|刊发|发表|荣获|评选|表彰|遴选|确定|选定|解决|督办|"
    r"捐赠|走访|调研|视察|考察|接待|听取|审议|印发|收集|整理|转化|采纳|采用|选择|选取|开设|开办|参加|承担|撤销|任命|补选|举荐|开通|创办|协助|引进|对|就)(?:了|出|过)?.{0,2}$"
)
_PASSIVE = re.compile(
    r".{0,18}?(?:被|获|得到|荣获|入选|列入|纳入|转化|采纳|采用|批示|立案|进入|参加|当选|受到|刊发|通过|发言|被评|作|在)"
)


def covered(text: str, slogans=()) -> list[str]:
    """For each character why a number there is no count, "" where nothing says so; the first kind decides.

    slogans: (start, end) of the slogans of the lexicon in the text.
    """
    why = [""] * len(text)
    for start, end, reason in _stretches(text, slogans):
        for i in range(start, end):
            why[i] = why[i] or reason
    return why


def _stretches(text: str, slogans) -> Iterator[tuple[int, int, str]]:
    for start, end in slogans:
        yield start, end, "slogan"
    for found in _QUOTED.finditer(text):
        yield found.start(), found.end(), "name"
    for reason, pattern in _PATTERNS:
        for found in pattern.finditer(text):
            yield found.start(), found.end(), reason


def reason(text: str, q: Quantity, why: list[str], counted_from: int = -1) -> str:
    """Why a number is no count; "" for a count.

    why: as `covered` gives it. counted_from: where the last count of the text ends; a share behind it in its sentence
    is a share of it.
    """
    known = why[q.digits_start]
    if known and (known != "word" or "word" in why[q.digits_end - 1 : q.digits_end]):
        return known
    clause_start, clause_end = bounds.start(text, q.start), bounds.end(text, q.end)
    sentence_start = bounds.start(text, q.start, bounds.SENTENCE)
    clause, before, after = text[clause_start:clause_end], text[clause_start : q.start], text[q.end : clause_end]
    sentence_before = text[sentence_start : q.start]
    tight_before = text[max(0, q.start - 12) : q.start]
    if q.vague:
        return "vague"
    if q.value is None:
        return "word"
    if q.kind == "grouping":
        return "grouping"
    sentence = text[sentence_start:clause_end]
    if q.kind == "percent":
        own = (
            counted_from >= sentence_start
            or _OWN.search(clause)
            or (_OWN.search(sentence) and not _ECONOMY_WEAK.search(clause))
        )
        economy = _ECONOMY.search(sentence if not _OWN.search(clause) else before)
        return "economy" if economy or not own else ""
    if q.kind == "score" and (
        not q.arabic or not re.search(r"(?:得分|平均|积分|评分|打分|考核|测评)[^,。;]{0,6}$", before)
    ):
        return "no_measure"
    if q.unit == "字" and q.value < 100 and q.start and text[q.end : q.end + 2] == "方针":
        return "name"
    if not q.unit:
        return _without_measure(text, q, sentence_before, before, after)
    if q.value == 0 and not q.arabic:
        return "word"
    if q.arabic and len(q.numeral) > 1 and q.numeral.startswith("0") and q.numeral[1].isdigit():
        return "code"  # 03版 names a page
    carried_out = not _DONOR.search(clause) and (
        _CARRIED_OUT.search(sentence_before) or (_AUTHORITY.search(sentence_before) and not _OWN.search(clause))
    )
    things = _PHYSICAL.search(clause) or re.match(r"全[省市县区州]", clause) or _AUTHORITY.search(sentence_before)
    built = _NEW_BUILT.search(clause) and not re.search(r"协商|议事|政协|委员|联络|工作室", clause)
    things = things or built
    if carried_out and (q.kind in ("length", "area", "money", "percent", "weight") or things):
        return "outcome"
    if q.kind == "weight" and after.startswith("级"):
        return "economy"  # 5000吨级 names a size
    if re.match(r"全[省市县区州](?:全年)?(?:引进|新增|净增|完成|实现|新签)", clause):
        return "economy"
    if q.kind in ("energy", "length", "area") or (q.kind == "weight" and q.unit in ("吨",)):
        return "" if _BUILD.search(sentence_before) and not _ECONOMY.search(clause) else "economy"
    if q.kind == "time":
        if q.unit == "日":
            return "date"
        return (
            "time_span"
            if _UNIT_TIME_SPAN.search(before)
            or not re.search(
                r"培训|学习|服务|驻村|住村|值班|值守|坐诊|志愿|集中|累计|调研|驻村|宣讲|授课|接访|录制|录音|录像|口述|视频|播出",
                before,
            )
            else ""
        )
    if q.kind == "money" and set(q.numeral) <= set("千万亿") and q.start == q.digits_start:
        return "economy"  # 亿元以上项目 names a size
    if q.kind == "money":
        return (
            ""
            if (_MONEY_VERBS.search(sentence_before[-40:]) or _GIFT.match(after))
            and not re.search(r"总投资|产值|GDP|生产总值|增加值|财政|收入|营收|贷款|税", before)
            else "economy"
        )
    if _GROUPING.match(text, q.end):
        return "grouping"
    if q.kind in ("group", "person") or q.unit == "":
        place = _PLACES.match(text, q.end)
        if place and not _VISIT.search(before) and not _SET_UP.search(after):
            return "reference"
    if (
        _ARTICLE_BEFORE.search(tight_before)
        and q.value <= 10
        and not tight_before.endswith(("上下", "以上", "以下", "以后", "会前", "会上"))
    ):
        if tight_before.endswith("每"):
            return "reference"
        if not q.arabic or tight_before[-1] in "这那另某同哪任唯新又首头末前后":
            return "reference"
    if _OUTCOME.search(sentence_before) and not _OWN.search(after[:6]) and not re.search("整改|办结|反馈", before):
        return "outcome"

    if q.numeral == "二" and after and after[0] not in "、)和及与":
        return "ordinal"  # 二次创业: two of something is 两
    if not q.arabic and q.bound == "exact":
        if q.value == 1:
            return _one(text, q, before, after)
        if q.value < 10 and not _small_chinese(q, before, after):
            return "grouping"
    if _ECONOMY.search(clause) and not _OWN.search(clause):
        return "economy"
    if re.search(r"由$|增加到$|由[^,。;]{1,6}(?:增|提高|升)(?:加)?(?:到|至)$", before) and not _OWN.search(clause):
        return "economy"
    return "economy" if _ECONOMY_WEAK.search(clause) and not _OWN.search(sentence) else ""


def _without_measure(text: str, q: Quantity, sentence_before: str, before: str, after: str) -> str:
    """A bare number counts only in digits, behind a noun that it measures: 收到提案320,立案283."""
    if not q.arabic:
        return "" if before.endswith("分") and _EVENT_VERB.match(after) else "word"
    if q.value >= 1900 and q.value <= 2100 and q.numeral.isdigit():
        return "date"
    if re.match(r"(?:委员|提案|企业|群众|专家|干部|农户|贫困户|困难户|贫困群众|困难群众|村民|代表|学生)", after):
        return ""
    if q.numeral.startswith("0"):
        return "code"  # 03 is a number of a section
    closed = not after or after[0] in "、)和及与"
    noun = re.search(r"[\u4e00-\u9fff]{2}$", before) and not re.search(r"[第约于在是为至到]$", before)
    given = re.search(r"捐|赠|发放", sentence_before) or re.search(
        r"提案|信息|报告|会议|活动|建议|立案|答复|办结|采纳|委员|人次|送|口罩|调研|视察|落实|资金|受益|惠及", before
    )
    return "" if closed and noun and given else "no_measure"


def _one(text: str, q: Quantity, before: str, after: str) -> str:
    """一 is an article (一个平台) unless an event, a paper or a person is counted: 召开一次, 全体会议一次."""
    closed = not after or after[0] in "、)和及;"
    if q.unit not in _ONE_UNITS and not (closed and _BUILD.search(before[-6:])):
        return "article"
    if q.unit in _EVENT_UNITS:
        return "" if _ONE_EVENT.search(before) or (closed and len(before) >= 2) else "article"
    if _NORM.search(before):
        return ""
    paper = q.unit in ("份", "件", "篇", "项") and re.match(r"(?:建议案|提案|调研报告|报告|建议书)", after)
    return (
        ""
        if (closed or paper or (q.unit in ("份", "件", "篇") and re.match(r"(?:被|获)", after)))
        and (
            before.endswith("其中")
            or _ONE_EVENT.search(before)
            or _MAKING.search(before[-8:])
            or _BUILD.search(before[-6:])
        )
        else "article"
    )


def _small_chinese(q: Quantity, before: str, after: str) -> bool:
    """两 to 九 before a noun often group or refer (三项职能).

    They count where the measure word is concrete (两篇, 三场), behind a noun (座谈会三次), behind 等, or straight
    after a verb of making (制定三项制度).
    """
    if q.unit not in ("个", "项", "条", "种", "类", "大", "点", "套", "门", "块", "件"):
        return True
    closed = not after or after[0] in "、)和及与,"
    if closed and len(before) >= 2:
        return True
    if re.match(r"(?:重点)?(?:提案|建议案|调研报告|课题)", after):
        return True
    if before.endswith(("等", "了", "》", "由", "各")) or _MAKING.search(before) or _VISIT.search(before[-8:]):
        return True
    return bool(_PASSIVE.match(after))

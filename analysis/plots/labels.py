"""What charts call things, in English and Chinese."""

from __future__ import annotations

from typing import Any

import pandas as pd

_language = "en"

NAMES = {
    "category": {
        "meeting": ("meetings", "会议"),
        "study": ("study", "学习"),
        "consultation": ("consultation", "协商"),
        "inspection": ("inspection", "视察调研"),
        "oversight": ("oversight", "民主监督"),
        "proposal": ("proposals", "提案"),
        "opinion": ("public opinion", "社情民意"),
        "output": ("reports, advice", "建言成果"),
        "endorsement": ("endorsements", "批示采纳"),
        "contact": ("contacts", "联系走访"),
        "service": ("services", "服务群众"),
        "platform": ("platforms", "履职平台"),
        "rule": ("rules", "制度机制"),
        "publicity": ("publicity", "宣传"),
        "culture": ("culture, history", "文化文史"),
        "members": ("members", "委员"),
        "exchange": ("exchange", "交流合作"),
        "stability": ("stability", "维稳"),
        "organ": ("office", "机关"),
        "honour": ("honours", "荣誉"),
        "other": ("other", "其他"),
    },
    "theme": {
        "guidance": ("political guidance", "政治引领"),
        "consultation": ("consultation", "协商议政"),
        "oversight": ("oversight", "民主监督"),
        "advice": ("advice", "建言献策"),
        "economy": ("economy", "经济发展"),
        "livelihood": ("livelihood", "民生福祉"),
        "grassroots": ("grassroots", "基层治理"),
        "unity": ("unity, united front", "团结统战"),
        "stability": ("stability", "社会稳定"),
        "ecology": ("ecology", "生态环境"),
        "rural": ("rural areas", "乡村振兴"),
        "culture": ("culture, history", "文化文史"),
        "members": ("members", "委员队伍"),
        "organ": ("office", "机关建设"),
        "exchange": ("exchange", "交流合作"),
        "none": ("no theme", "无主题"),
    },
    "genre": {
        "work_report": ("work report", "工作报告"),
        "review": ("review", "工作综述"),
        "news": ("news item", "新闻报道"),
    },
    "level": {
        "province": ("province", "省级"),
        "prefecture": ("prefecture", "市州级"),
        "county": ("county", "县区级"),
        # of slogans: who coined them
        "central": ("central", "中央"),
        "system": ("of the conferences (政协)", "政协系统"),
        "regional": ("regional", "区域"),
        "local": ("local", "地方"),
        "shared": ("shared", "多地共有"),
    },
    "part": {
        "opening": ("opening", "开头"),
        "body": ("body", "主体"),
        "plans": ("plans", "工作打算"),
    },
    "temperature": {
        "沸": ("沸 boiling", "沸"),
        "烫": ("烫 scalding", "烫"),
        "热": ("热 hot", "热"),
        "暖": ("暖 warm", "暖"),
        "温": ("温 tepid", "温"),
        "冷": ("冷 cold", "冷"),
    },
    "actor": {
        "city": ("this body", "本级政协"),
        "system": ("with lower bodies", "各级政协"),
        "other": ("others", "其他"),
    },
}

TEXT = {
    "rate": ("Per 10,000 Han characters, 95 % interval", "每万汉字,95% 置信区间"),
    "share": ("Share, 95 % interval", "占比,95% 置信区间"),
    "ratio": ("Rate against all others (ratio), 95 % interval", "与其余各地之比,95% 置信区间"),
    "texts of": ("texts of {low}–{high} characters", "文本 {low}–{high} 字"),
    "chars": ("Han characters of body text", "正文汉字数"),
    "few chars": ("{n} characters: rates of shorter texts carry a warning", "{n} 字,更短的文本在比率表中有说明"),
    "unknown genre": ("genre unknown", "体裁不明"),
    "few": ("small base, see the table", "样本小,见数据表"),
    "cut": ("interval goes on", "区间超出坐标轴"),
    "gap": ("no data", "无数据"),
    "no text": ("no text", "无文本"),
    "stated": ("stated", "有记载"),
    "zero": ("stated as zero", "记载为零"),
    "not stated": ("not stated", "未记载"),
    "not extracted": ("not extracted", "未提取"),
    "exact": ("exact", "确数"),
    "over": ("at least (余, 多)", "以上(余、多)"),
    "under": ("at most (近, 不足)", "以下(近、不足)"),
    "about": ("about", "约数"),
    "range": ("range", "区间数"),
    "warned": ("* see the warning in the table", "* 见数据表中的说明"),
    "none stated": ("none stated", "未记载"),
    "not in the sum": ("left out, see the table", "未计入(见数据表)"),
    "nothing": ("nothing to compare", "无可比较"),
    "no words": ("none that stand out", "无突出词"),
    "itself": ("with itself", "与自身"),
    "paragraphs": ("Share of paragraphs (n: paragraphs)", "段落占比(n 为段落数)"),
    "characters": ("Share of characters (n: paragraphs)", "字数占比(n 为段落数)"),
    "slogans": ("Share of slogan occurrences (n: occurrences)", "提法占比(n 为提法出现次数)"),
    "rest": ("other themes", "其他主题"),
    "log_odds": (
        "Log-odds against all other groups, 95 % interval (figure: occurrences)",
        "与其余各组相比的对数优势比,95% 置信区间(数字为出现次数)",
    ),
    "bubble": ("per 10,000\ncharacters", "每万字次数"),
    "no hit": ("no hit", "未出现"),
    "map": ("The map keeps {percent} % of the squared distances", "图中保留距离平方的 {percent}%"),
    "and": (", ", "、"),
    "profile themes": ("Themes: share of paragraphs, 95 % interval", "主题:段落占比,95% 置信区间"),
    "profile counts": ("Counts stated: how many, and their sums", "记载的数字:条数与合计"),
    "profile slogans": ("Slogans: occurrences", "提法:出现次数"),
    "profile words": ("Words that stand out: occurrences", "突出的词:出现次数"),
    "profile nearest": ("Likeness in words (cosine)", "词汇相似度(余弦)"),
    "profile basis": ("What this page rests on", "依据"),
    "profile others": ("the other cities together", "其余各城合计"),
    "profile in none": ("in no other city", "他城未见"),
    "profile in one": ("in 1 other city", "另见于 1 城"),
    "profile in others": ("in {n} other cities", "另见于 {n} 城"),
    "profile elsewhere": ("elsewhere {n}", "其他 {n}"),
    "profile report": ("{report}: {chars} characters, {n} paragraphs", "{report}:{chars} 字,{n} 段"),
    "profile more": ("and {n} more reports", "另有 {n} 篇"),
    "profile limits": (
        "Hollow bar: no strict comparison\n(another genre or year, or news items).\n"
        "Likeness grows with the length of both texts.",
        "空心条:体裁或年份不同,或为新闻报道,不宜严格比较。\n相似度随文本长度而升高。",
    ),
    "ties": ("the {n} strongest of {of} ties", "{of} 条联系中最强的 {n} 条"),
    "formulaic": ("Share of characters inside recurring phrases, 95 % interval", "重复短语所占字数比例,95% 置信区间"),
    "reports having": ("Share of reports that have it, 95 % interval", "使用该提法的报告比例,95% 置信区间"),
    "shared wordings": ("Wordings that both have", "共有的表述数"),
    "left out": ("not on the map (no hit): {names}", "无命中,未入图:{names}"),
}


def use(language: str = "en") -> None:
    """Draw all charts from now on in "en" (English) or "zh" (Chinese). What the data say (cities, slogans) stays."""
    global _language
    if language not in ("en", "zh"):
        raise ValueError(f"language: {language!r} is neither 'en' nor 'zh'")
    _language = language


def text(key: str, **values: object) -> str:
    """A fixed text in the language in use."""
    return TEXT[key][_language == "zh"].format(**values)


def label(code: Any, kind: object = None) -> str:
    """What to call a code of a column ("category", "theme", "genre", "level", "actor"); other values as they are."""
    if code is None or (not isinstance(code, str) and pd.isna(code)):
        return text("gap")
    names = NAMES.get(str(kind), {}).get(str(code))
    return names[_language == "zh"] if names else str(code)

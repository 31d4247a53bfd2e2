"""What is counted, and the verb that governs it, to the character: sentences of our own, a kind of fault each."""

import pytest
from checks import assert_each

from analysis import activities
from analysis.corpus.records import Report, Segment

KINDS = {
    "what unnamed persons became is counted": {
        "推荐12人为人民陪审员。": "12人 推荐 人民陪审员",
        "全年5人被聘为监督员，8人担任河长。": "5人 聘为 监督员 | 8人 担任 河长",
        "增补15人为政协委员，2人当选省政协委员。": "15人 增补 政协委员 | 2人 当选 省政协委员",
        "聘任4名为民主监督员，9人被市政府聘为参事。": "4名 聘任 民主监督员 | 9人 聘为 参事",
        "推荐委员6人为特邀监察员，12人任行风监督员。": "6人 推荐 委员 | 12人 任 行风监督员",
        "23名委员被聘为特约监督员。": "23名 聘为 委员",
        "委员298名，其中38人为中共党员。": "298名 - 委员 | 38人 - 委员",
    },
    "a verb is no part of the object": {
        "编印《湖滨文史》第15辑、印发1000册。": "1000册 印发 《湖滨文史》",
        "新建支部3个、发展党员2名、走访企业30家。": "3个 新建 支部 | 2名 发展 党员 | 30家 走访 企业",
        "协调资金50万元、资助学生30名。": "50万元 协调 资金 | 30名 资助 学生",
        "捐赠资金30万元，惠及农户200户。": "30万元 捐赠 资金 | 200户 惠及 农户",
        "开展义诊6场，惠及1200人次。": "6场 开展 义诊 | 1200人次 惠及 惠及",
        "投入帮扶资金45万元。": "45万元 投入 帮扶资金",
        "编辑、印发文史资料3期。": "3期 印发 文史资料",
        "制定和修订制度12项。": "12项 修订 制度",
        "梳理、归纳意见9条。": "9条 归纳 意见",
        "走访120户，慰问6户。": "120户 走访 走访 | 6户 慰问 慰问",
    },
    "a rank, a grade or who led is no object": {
        "采用信息60篇。其中省级以上38篇、国家级2篇。": "60篇 采用 信息 | 38篇 采用 信息 | 2篇 采用 信息",
        "建成工作室30个，其中市级12个，县级18个。": "30个 建成 工作室 | 12个 建成 工作室 | 18个 建成 工作室",
        "收到提案180件，其中经济类60件、其他120件。": "180件 收到 提案 | 60件 收到 经济类提案 | 120件 收到 提案",
        "开展调研12次，其中主席会议成员带队6次，专委会牵头6次。": "12次 开展 调研 | 6次 带队 调研 | 6次 牵头 调研",
    },
    "a number of times before what was done": {
        "委员们3次赴外地取经。": "3次 取经 取经",
        "调研组先后5次深入企业。": "5次 深入 企业",
        "主席会议成员4次到现场察看。": "4次 察看 察看",
        "先后3次到现场进行协商。": "3次 进行 协商",
        "市委书记2次批示。": "2次 批示 批示",
        "6次实地察看河道。": "6次 察看 河道",
        "市政协主席5次主持召开协商会。": "5次 召开 协商会",
        "开展了4次专题学习。": "4次 开展 专题学习",
        "全年两次捐款。": "两次 捐款 捐款",
    },
    "the noun may begin with a verb, or stand before a colon": {
        "收回的527份反馈意见表。": "527份 收回 反馈意见表",
        "发出12份监督建议书，发放320份征求意见函。": "12份 发出 监督建议书 | 320份 发放 征求意见函",
        "历届委员：第一届45人，第二届60人。": "45人 - 委员 | 60人 - 委员",
        "历年视察情况：2021年3次，2022年4次。": "3次 - 视察 | 4次 - 视察",
        "企业净增5家，净增会员30人。": "5家 - 企业 | 30人 - 会员",
    },
}


def clauses(text: str) -> str:
    """quantity action object | … of the counts of a text, a line a paragraph; - for none."""
    lines = text.split("\n")
    segments = tuple(
        Segment("paragraph", line, tuple(range(len(line))), (), n) for n, line in enumerate(lines, 1) if line
    )
    counts, _ = activities.extract(Report("hubin-2023", "hubin.txt", 0, 0, segments))
    return " | ".join(f"{c['quantity']} {c['action'] or '-'} {c['object'] or '-'}" for c in counts)


@pytest.mark.parametrize("kind", KINDS)
def test_verb_and_object(kind):
    assert_each(clauses, KINDS[kind].items())

"""Rules on actor, status and period: each decides a sentence, the last count of which is looked at."""

from analysis import activities
from analysis.activities.attributes import actor, status
from analysis.activities.attributes.period import SEVERAL
from analysis.corpus.records import Report, Segment
from analysis.lexicons import shipped

# Rule -> (code, heading, sentence).
ACTORS = {
    "received": ("city", "", "调研报告获批示5篇。"),
    "received_behind_number": ("city", "", "报送专报5篇均获市领导批示。"),
    "noted_behind_noun": ("city", "", "2份报告获市委领导批示。"),
    "use_made": ("other", "", "批示15件。"),
    "adopted": ("other", "", "采用信息14条。"),
    "taken_up_by_others": ("other", "", "形成报告6份，被市委采用。"),
    "published_by_media": ("other", "", "日报刊发稿件9篇。"),
    "offices_answer": ("other", "", "提案由42个职能单位承办。"),
    "authorities_act": ("other", "", "市长领衔督办3件。"),
    "leaders_note": ("other", "", "18份报告引起市领导重视。"),
    "outsiders_speak": ("other", "", "会上3位企业家先后发言。"),
    "delegation_acts": ("other", "", "外市考察团一行9人参观展馆。"),
    "givers_give": ("other", "", "爱心企业捐款20万元。"),
    "higher_body_takes": ("other", "", "全国政协采用13条。"),
    "outsiders_come": ("other", "", "外地政协来我市考察12批次。"),
    "guests_come": ("other", "", "某某考察团前来我县学习12批次。"),
    "proposers_invited": ("other", "", "邀请提案人30人次。"),
    "members_of_higher_body": ("other", "", "住我市省政协委员提交提案18件。"),
    "other_body_acts": ("other", "", "县政府常务会议研究建议6条。"),
    "outsiders_go_on": ("other", "", "县政府办理提案324件，教育类107件。"),
    "guests_received": ("city", "", "接待省政协来我市调研6批次。"),
    "named_in_clause": ("system", "", "三级政协开展协商90次。"),
    "named_as_subject": ("system", "", "全市政协上下齐心，开展协商90次。"),
    "members_of_whole_place": ("system", "", "全省2万名委员参加学习。"),
    "rooms_of_whole_place": ("system", "", "全市建成议事室40个。"),
    "jointly": ("system", "", "协同联动，建设工作站78个。"),
    "rooms_named_before": ("system", "", "全州75个联络站常年开门。各联络站组织协商90场。"),
    "several_bodies_go_on": ("system", "", "全市建成议事室40个，培训站长60名。"),
    "the_body_itself": ("city", "", "组织住市省政协委员视察3次。"),
}
STATUSES = {
    "under_heading_of_plans": ("plan", "2025年工作安排", "开展视察10次。"),
    "done_by_now": ("done", "", "今年计划安排讲座10场，目前已完成6场。"),
    "announced": ("plan", "", "今年，我们将做好以下工作：开展视察10次。"),
    "will_be_done": ("plan", "", "将开展协商20场；组织视察10次。"),
    "will_be_done_in_this_way": ("plan", "", "将紧扣全市高质量发展大局，开展视察10次。"),
    "aimed_at": ("plan", "", "力争办结提案200件。"),
    "next_year": ("plan", "", "明年召开协商会6次。"),
    "must_be_done": ("plan", "", "县政协要视察重点项目10个。"),
    "advised_for_next_term": ("plan", "", "建议新一届政协每年视察4次。"),
    "intended": ("plan", "", "计划走访委员50名。"),
    "compared": ("increase", "", "召开会议20次，比上年增加3次。"),
    "increase_goes_on": ("increase", "", "报送信息340条、提案214件，分别比上年增加52条、12件。"),
    "norm": ("habit", "", "每季度走访3次。"),
    "norm_goes_on": ("habit", "", "每年收集信息20条，报送12条。"),
    "done": ("done", "", "将成果以专报形式报送12份。"),
}
PERIODS = {
    "sentence: past_years": ("过去五年", "", "过去五年召开会议20次。"),
    "sentence: years_since": ("五年来", "", "五年来召开会议20次。"),
    "sentence: years_summed_up": ("五年", "", "五年累计召开会议20次。"),
    "sentence: recent_years": ("近年来", "", "近年来召开会议20次。"),
    "sentence: five_year_plan": ("“十三五”期间", "", "“十三五”期间召开会议20次。"),
    "sentence: term": ("五届政协履职以来", "", "五届政协履职以来召开会议20次。"),
    "sentence: term_by_name": ("换届以来", "", "换届以来召开会议20次。"),
    "sentence: since_it_was_founded": ("建成以来", "", "平台建成以来召开会议20次。"),
    "sentence: since_a_year": ("2021年以来", "", "2021年以来召开会议20次。"),
    "sentence: one_year": ("", "过去五年工作回顾", "今年召开会议20次。"),
    "opening: years_since": ("五年来", "", "五年来，我们重视协商。召开会议20次。"),
    "heading: past_years": ("过去五年", "过去五年工作回顾", "召开会议20次。"),
    "none": ("", "", "召开会议20次。"),
}


def found(heading: str, text: str, **meta: str):
    """The attributes of the last count. meta: what is known of the report."""
    segment = Segment("paragraph", text, tuple(range(len(text))), (heading,) if heading else (), 1)
    counts = activities.read(Report("somewhere-2020", "somewhere.txt", 0, 0, (segment,), meta), shipped())
    return [read.attributes for read in counts if read.attributes is not None][-1]


def wrong(field: str, sentences: dict) -> list[str]:
    """The sentences whose code or rule is another."""
    out = []
    for rule, (code, heading, text) in sentences.items():
        read = found(heading, text)
        said = getattr(read, field), getattr(read, f"{field}_rule")
        if said != (code, rule):
            out.append(f"{rule}: {text} {said}")
    return out


def names(rules) -> list[str]:
    return [rule.__name__.lstrip("_") for rule in rules]


def test_every_rule_on_the_actor_decides_a_sentence():
    assert list(ACTORS) == names(actor.RULES)
    assert wrong("actor", ACTORS) == []


def test_every_rule_on_the_status_decides_a_sentence():
    assert list(STATUSES) == names(status.RULES)
    assert wrong("status", STATUSES) == []


def test_every_rule_on_the_period_decides_a_sentence():
    assert [rule.removeprefix("sentence: ") for rule in PERIODS][: len(SEVERAL)] == list(SEVERAL)
    assert wrong("period", PERIODS) == []


def test_the_rooms_of_a_county_are_its_own():
    """全市 is the whole of a county-level city, too, and there is no body below it."""
    for rule in ("rooms_of_whole_place", "rooms_named_before"):
        text = ACTORS[rule][2]
        assert [found("", text, level=level).actor for level in ("county", "prefecture")] == ["city", "system"], text
    assert found("", ACTORS["named_in_clause"][2], level="county").actor == "system", "several are named"


def test_a_heading_over_what_was_done_announces_nothing():
    told = "一年来，先后召开会议4次。共收到提案156件，组织委员视察6次。"
    assert found("二、2017年工作安排", told).status == "done", "a line of a table of contents"
    assert found("2016年重点工作", told).status == "done"
    assert found("2017年重点工作", "进一步做好协商，共组织视察6次。继续办好讲堂，讲课了的再讲3次。").status == "plan"
    for heading in ("2016年重点工作完成情况", "2016年工作要点落实情况", "今年工作亮点"):
        assert found(heading, "组织委员视察6次。").status == "done", heading
    assert found("2017 年 工 作 安 排", "组织委员视察6次。").status == "plan", "drawn out"
    assert found("2017年工作安排情况", "组织委员视察6次。").status == "plan"

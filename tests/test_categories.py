"""Rules of categories.csv: each decides its own example, and which of them no text at hand ever needs."""

import csv
from collections.abc import Iterator
from pathlib import Path

from analysis import activities, corpus
from analysis.activities.attributes import Category
from analysis.corpus.records import Report, Segment
from analysis.lexicons import shipped

HERE = Path(__file__).parent
SENTENCES = HERE / "data" / "activity_sentences.csv"
FOLDERS = (HERE / "data" / "annotated", HERE.parent / "data" / "digests" / "texts")

# Rules that decide no count of the texts and sentences at hand: made for other reports, held by their example alone.
IDLE = set(
    """
    advice_filed_as_proposals advice_written_into_documents appointed_and_removed bulletins chat_groups
    commended_as_models consultation_on_proposals consulted_by_verb cooperation_exchanged
    duty_activities_of_any_kind essays essays_written faults_urged fees_for_information first_topic_studied
    funds_got_by_verb heard_by_leaders instructions_sought liaison_persons
    matters_brought_to_council meetings_between_cities members_before_cameras members_in_duty_activities
    members_sent_to_watch_in_sentence members_who_attended number_of_first_members number_of_members
    office_fitted_out office_staff old_cases_by_noun old_cases_set_right order_by_persons order_by_verb papers_made
    papers_written persons_asked_for_histories persons_spoke places_gone_to
    points_of_members printed_by_press proposals_by_field proposals_pushed rivers_watched
    rooms_opened rules_repealed sat_in_by_verb speakers_at_consultation_counted speakers_at_study_counted
    speakers_counted spoke_by_verb study_and_inspection talks_on_paper titled_papers_sent views_asked_for
    views_passed_on who_filed_proposals
    """.split()
)


def categories(report: Report) -> Iterator[Category]:
    """How the category of each count was found, in reading order."""
    for read in activities.read(report, shipped()):
        if read.attributes is not None:
            yield read.attributes.category


def sentence(text: str, heading: str = "") -> Report:
    segment = Segment("paragraph", text, tuple(range(len(text))), (heading,) if heading else (), 1)
    return Report("somewhere-2020", "somewhere.txt", 0, 0, (segment,))


def texts() -> Iterator[Report]:
    for folder in FOLDERS:
        for file in sorted(folder.glob("*.txt")):
            yield from corpus.reports_of(corpus.read_document(file))
    with SENTENCES.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            yield sentence(row["sentence"], row["heading"])


def test_the_first_count_of_each_example_is_decided_by_its_rule():
    wrong = []
    for rule in shipped().categories:
        found = next(categories(sentence(rule.example)), None)
        if found is None or (found.rule, found.code) != (rule.id, rule.category):
            wrong.append(f"line {rule.line}, {rule.id}: {rule.example or 'no example'}: {found}")
    assert not wrong, "\n".join(wrong)


def test_rules_that_no_text_needs_are_known():
    used = {category.rule for report in texts() for category in categories(report)}
    idle = {rule.id for rule in shipped().categories} - used
    assert idle == IDLE, f"decide nothing now: {sorted(idle - IDLE)}; decide something: {sorted(IDLE - idle)}"


def test_who_reports_and_where_it_was_read_are_no_subject():
    told = {}
    for title in (
        "政协柳县第九届委员会常务委员会工作报告——2025年1月6日在政协柳县第九届委员会第四次会议上",
        "柳县政协常委会工作报告(2025年1月6日政协柳县九届四次全会上)",
        "柳县政协主席会议开会情况",  # here the sittings are the subject
    ):
        report = sentence("全年栽行道树300株。")
        report.meta["title"] = title
        told[title] = next(categories(report)).code
    assert [code == "meeting" for code in told.values()] == [False, False, True], told

"""Activity counts: sentences of our own, the gold annotation of the originals, repeats, and the lexicons."""

import csv
import json
import operator
from collections import Counter, defaultdict
from pathlib import Path

import pytest
from checks import assert_each, assert_none

from analysis import activities, corpus, lexicons
from analysis.corpus.records import Report, Segment

SENTENCES = Path(__file__).parent / "data" / "activity_sentences.csv"
FIELDS = ("quantity", "value", "bound", "unit", "object", "category", "actor", "status", "repeat")
CATEGORIES = {
    "meeting", "study", "consultation", "inspection", "oversight", "proposal", "opinion", "output", "endorsement",
    "contact", "service", "platform", "rule", "publicity", "culture", "members", "exchange", "stability", "organ",
    "honour", "other",
}  # fmt: skip
ROW = {
    "report", "paragraph", "source", "start", "end", "quantity", "value", "value_high", "bound", "unit", "action",
    "object", "category", "actor", "status", "repeat", "period", "decided_by",
}  # fmt: skip


def report(*paragraphs, headings=(), kind="paragraph"):
    segments = tuple(
        Segment(kind, text, tuple(range(len(text))), headings, n if kind == "paragraph" else None)
        for n, text in enumerate(paragraphs, 1)
    )
    return Report("somewhere-2020", "somewhere.txt", 0, 0, segments)


def records(cell):
    """quantity;value;bound;unit;object;category;actor;status[;repeat] | … -> dicts; the value of a range is 3~5."""
    rows = [dict(zip(FIELDS, [*r.split(";"), ""], strict=False)) for r in cell.split(" | ") if r]
    return [r | {"value": tuple(map(float, r["value"].split("~"))), "repeat": r["repeat"] == "repeat"} for r in rows]


# As measured, rounded down: raise them with the code, never lower them.
SHARES = {"quantity": 0.99, "object": 0.93, "category": 0.82, "actor": 0.97, "status": 0.99, "repeat": 1.00}


def core(row):
    """What is compared strictly: value, bound and unit."""
    value = row["value"]
    if not isinstance(value, tuple):
        value = (value,) if row["value_high"] is None else (value, row["value_high"])
    return value, row["bound"], row["unit"]


def same_phrase(a, b):
    """One phrase holds the other, quotation marks aside."""
    a, b = (phrase.strip("“”‘’《》\"' \n") for phrase in (a, b))
    short, long = sorted((a, b), key=len)
    return a == b or (len(short) >= 2 and short in long)


def alike_in(field):
    """How two values of a field are compared."""
    return same_phrase if field in ("object", "action") else operator.eq


# activity_sentences.csv, a row a sentence. construct: what it tries; heading: the heading it stands under; expected:
# its counts as in records(); refused: number:reason | … of numbers that are none (a/b where either reason is right);
# known: the fields that the code is known to get wrong, a space between them; "value" where value, bound or unit is.
with SENTENCES.open(encoding="utf-8-sig", newline="") as file:
    LINES = csv.DictReader(file)
    ROWS = [row | {"expected": records(row["expected"]), "line": LINES.line_num} for row in LINES]


def extracted(row):
    return activities.extract(report(row["sentence"], headings=(row["heading"],) if row["heading"] else ()))


# --- sentences of our own, annotated with the codebook before the code was run on them


def wrong_fields(row):
    """field -> (read, wanted) of what is read wrongly in a sentence; where the counts differ, of `value` alone."""
    counts, _ = extracted(row)
    got, want = [core(c) for c in counts], [core(e) for e in row["expected"]]
    if got != want:
        return {"value": (got, want)}
    pairs = list(zip(counts, row["expected"], strict=True))
    values = {f: ([c[f] for c, _ in pairs], [e[f] for _, e in pairs]) for f in SHARES}
    return {f: v for f, v in values.items() if not all(map(alike_in(f), *v))}


def test_every_sentence_is_read_right_but_where_it_is_known_to_be_wrong():
    bad = []
    for row in ROWS:
        wrong, known = wrong_fields(row), row["known"].split()
        lines = [f"{f}: read {got}, wanted {want}" for f, (got, want) in wrong.items() if f not in known]
        lines += [f"{f}: right by now, take it out of the column `known`" for f in known if f not in wrong]
        if lines:
            where = f"{SENTENCES.name}:{row['line']}: {row['construct']}: {row['sentence']}"
            bad.append("\n    ".join([where, *lines]))
    assert_none(bad)


def test_the_sentences_are_many_and_each_stands_once():
    assert len(ROWS) >= 180
    assert {field for row in ROWS for field in row["known"].split()} <= {"value", *SHARES}
    assert len({row["sentence"] for row in ROWS}) == len(ROWS)
    assert {e["category"] for row in ROWS for e in row["expected"]} == CATEGORIES
    assert sum("value" in row["known"] for row in ROWS) / len(ROWS) <= 0.05


@pytest.fixture(scope="module")
def pairs():
    """(expected, extracted) of every record of the sentences whose counts are right."""
    out = []
    for row in ROWS:
        counts, _ = extracted(row)
        if "value" not in row["known"]:
            out += [(row["sentence"], e, c) for e, c in zip(row["expected"], counts, strict=True)]
    return out


def too_low(least, pairs):
    """A line for each field whose share right in (context, wanted, got) is lower than it may be, with what is wrong."""
    for field, share in least.items():
        wrong = [(s, w[field], g[field]) for s, w, g in pairs if not alike_in(field)(w[field], g[field])]
        if 1 - len(wrong) / len(pairs) < share:
            yield "\n".join([f"{field}: {1 - len(wrong) / len(pairs):.3f} of {len(pairs)}", *map(str, wrong)])


def test_share_of_right_fields(pairs):
    assert_none(too_low(SHARES, pairs))


def refusal_hits(row):
    """(number, reasons, whether it is refused, whether for one of the reasons) of each refusal that is expected."""
    _, refused = extracted(row)
    left = [(r["quantity"], r["reason"]) for r in refused]
    for entry in filter(None, row["refused"].split(" | ")):
        number, reasons = entry.rsplit(":", 1)
        hits = [r for r in left if r[0].startswith(number) or (r[0].endswith(number) and r[0].startswith("百分"))]
        hits.sort(key=lambda r: r[1] not in reasons.split("/"))
        if hits:
            left.remove(hits[0])
        yield row["sentence"], number, reasons, bool(hits), bool(hits) and hits[0][1] in reasons.split("/")


def test_refused_numbers_and_their_reasons():
    hits = [hit for row in ROWS if "value" not in row["known"] for hit in refusal_hits(row)]
    assert not [hit for hit in hits if not hit[3]]
    share = sum(hit[4] for hit in hits) / len(hits)
    assert share >= 0.96, f"{share:.3f} of {len(hits)}\n" + "\n".join(str(hit) for hit in hits if not hit[4])


# --- rows


def test_a_row_has_the_columns_of_its_table():
    counts, refused = activities.extract(report("2020年召开党组会议28次。"))
    assert [set(row) for row in counts] == [ROW]
    assert [set(row) for row in refused] == [{"report", "source", "start", "end", "quantity", "reason"}]
    row = counts[0]
    assert (row["report"], row["paragraph"], row["source"]) == ("somewhere-2020", 1, "somewhere.txt")
    assert (row["value"], row["value_high"], row["action"]) == (28.0, None, "召开")
    assert row["repeat"] is False


def test_the_action_is_the_verb_nearest_the_object():
    assert_each(
        lambda sentence: [c["action"] for c in activities.extract(report(sentence))[0]],
        [
            ("召开党组会议28次、主席会议12次。", ["召开", "召开"]),
            ("征集提案265件，立案231件。", ["征集", "立案"]),
            ("主席会议成员进社区宣讲27次。", ["宣讲"]),
            ("选派25名委员参加听证。", ["选派"]),
            ("两篇信息被省政协采用。", ["采用"]),
        ],
    )


def test_offsets_slice_to_the_quantity():
    text = "走访企业 86 家，收集 意见40余条，办复率100%。"
    counts, refused = activities.extract(report(text))
    assert [text[c["start"] : c["end"]] for c in counts] == ["86 家", "40余条", "100%"]
    assert [c["quantity"] for c in counts] == ["86家", "40余条", "100%"]
    assert refused == []


def test_furniture_holds_no_count():
    counts, refused = activities.extract(report("分享 12 次 阅读3400次", kind="furniture"))
    assert counts == []
    assert [(r["quantity"], r["reason"]) for r in refused] == [("12", "furniture"), ("3400", "furniture")]


def test_a_heading_may_state_a_count_and_its_paragraph_repeats_it():
    text = ["征集提案265件", "一年来征集提案265件。"]
    segments = (
        Segment("heading", text[0], tuple(range(7 + 1)), (), None),
        Segment("paragraph", text[1], tuple(range(20, 20 + len(text[1]))), (text[0],), 1),
    )
    counts, _ = activities.extract(Report("r", "r.txt", 0, 40, segments))
    assert [(c["paragraph"], c["repeat"]) for c in counts] == [(None, False), (1, True)]


def test_a_fact_that_was_stated_above_is_a_repeat():
    rows = [
        ("全年征集提案265件。", "265件提案全部办复。", True),
        ("召开协商会议43次。", "围绕民生召开协商会议43次。", True),
        ("召开协商会议43次。", "视察企业43次。", False),
        ("征集提案265件。", "征集提案260余件。", False),
        ("举办讲座3场。", "举办读书会3场。", False),
        ("提案办复率100%。", "满意率100%。", False),
        ("报送信息36篇。", "36篇信息被省政协采用。", False),
        ("组织培训超过120人次。", "组织培训120人次。", False),
    ]
    assert_each(
        lambda *texts: [c["repeat"] for c in activities.extract(report(*texts))[0]],
        ((first, second, [False, repeat]) for first, second, repeat in rows),
    )


def test_a_text_without_a_count_gives_none():
    texts = ["", "。", "　", "多次召开会议。", "万", "12", "%", "、、、", "“", "第", "分别为"]
    assert_each(lambda text: activities.extract(report(text))[0], [(text, []) for text in texts])


def test_the_report_is_not_changed():
    made = report("召开党组会议28次。")
    before = repr(made)
    assert activities.extract(made) == activities.extract(made)
    assert repr(made) == before


# --- the gold annotation of the originals


@pytest.fixture(scope="module")
def gold(originals):
    """Gold counts, extracted counts, and the pairs whose spans overlap."""
    wanted = [json.loads(x) for x in (originals.parent / "gold/activities.jsonl").read_text("utf-8").splitlines() if x]
    documents, _ = corpus.scan(originals)
    got = [row for d in documents for r in corpus.reports_of(d) for row in activities.extract(r)[0]]
    sources = {g["source"] for g in wanted}
    got = [row for row in got if row["source"] in sources]
    open_rows = defaultdict(list)
    for row in got:
        open_rows[row["source"]].append(row)
    matched = []
    for g in wanted:
        hit = next((r for r in open_rows[g["source"]] if r["start"] < g["end"] and g["start"] < r["end"]), None)
        if hit:
            open_rows[g["source"]].remove(hit)
            matched.append((g, hit))
    return wanted, got, matched


def test_gold_counts_are_found(gold):
    wanted, got, matched = gold
    right = sum((g["value"], g["bound"], g["unit"]) == (r["value"], r["bound"], r["unit"]) for g, r in matched)
    precision, recall = right / len(got), right / len(wanted)
    assert 2 * precision * recall / (precision + recall) >= 0.98, (precision, recall)


def test_gold_fields_agree(gold):
    least = {"object": 0.90, "action": 0.88, "category": 0.90, "actor": 0.95, "status": 0.98, "repeat": 0.98}
    assert_none(too_low(least, [(g["context"], g, r) for g, r in gold[2]]))


def test_the_offsets_of_the_originals_slice_to_the_quantity(originals, gold):
    texts = {p.name: p.read_text("utf-8").replace("\r\n", "\n") for p in originals.glob("*.txt")}
    for row in gold[1]:
        written = "".join(texts[row["source"]][row["start"] : row["end"]].split())
        assert written.translate(str.maketrans("（）％", "()%")) == row["quantity"].translate(
            str.maketrans("（）％", "()%")
        )


# --- the lexicons of a researcher


HEADERS = {
    "measures": "measure,kind,not_before,note",
    "actions": "action,kind,note",
    "categories": "rank,category,object,action,clause,sentence,note",
}


def lexicon(folder, name, *rows, keep=True):
    """The lexicons with one of the researcher's own: rows before the shipped ones."""
    columns = HEADERS[name].split(",")
    with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        file.writelines(f"{line}\n" for line in (HEADERS[name], *rows))
        shipped = lexicons.read(name, tuple(columns)) if keep else []
        csv.writer(file, lineterminator="\n").writerows([row[c] for c in columns] for row in shipped)
    return lexicons.load_lexicons(folder)


@pytest.mark.parametrize(
    ("name", "rows", "lines"),
    [
        ("measures", ["件,document,,", "份,document,(额,"], [3]),
        ("measures", ["件,document,,", "份,document"], [3]),
        ("actions", ["召开,governing,", "办理,goverming,", "走访,motoin,"], [3, 4]),
        ("categories", ["object,meeting,会议,,,,", "object,meetings,会,,,,", "objekt,study,课,,,,"], [3, 4]),
        ("categories", ["object,meeting,(会议,,,,", "object,study,,,[课,,"], [2, 3]),
        ("categories", ["object,meeting,会议,,", "object,study,课,,,,"], [2]),
        ("categories", ["context,meeting,会议,,,,"], [2]),
    ],
)
def test_every_bad_row_is_named_with_its_line(tmp_path, name, rows, lines):
    with pytest.raises(lexicons.LexiconError) as error:
        lexicon(tmp_path, name, *rows, keep=False)
    named = [line.split(": ")[0] for line in str(error.value).splitlines()]
    assert named == [f"{tmp_path / name}.csv:{n}" for n in lines]


def test_a_measure_word_of_the_researcher_is_used(tmp_path):
    made = report("委员为乡村送去小店12爿。")
    own = lexicon(tmp_path, "measures", "爿,thing,,ours")
    assert [(c["value"], c["unit"]) for c in activities.extract(made, own)[0]] == [(12, "爿")]
    assert "爿" not in [c["unit"] for c in activities.extract(made)[0]]


def test_a_verb_of_the_researcher_is_used(tmp_path):
    made = report("全年砥砺协商课题12个。")
    own = lexicon(tmp_path, "actions", "砥砺,governing,ours")
    assert [(c["action"], c["object"]) for c in activities.extract(made, own)[0]] == [("砥砺", "协商课题")]


def test_a_rule_of_the_researcher_is_used(tmp_path):
    made = report("召开圆桌恳谈会12次。")
    own = lexicon(tmp_path, "categories", "object,exchange,圆桌恳谈会,,,,ours")
    assert [c["category"] for c in activities.extract(made, own)[0]] == ["exchange"]
    assert [c["category"] for c in activities.extract(made)[0]] != ["exchange"]


def test_a_new_category_of_the_researcher_is_used(tmp_path):
    own = lexicon(tmp_path, "categories", "object,x_poverty,帮扶户,,,,a code of our own")
    counts, _ = activities.extract(report("新增帮扶户12户。"), own)
    assert [c["category"] for c in counts] == ["x_poverty"]


def test_a_lexicon_that_was_edited_is_read_again(tmp_path):
    made = report("委员为乡村送去小店12爿。")
    before = lexicon(tmp_path, "measures")
    assert [c["unit"] for c in activities.extract(made, before)[0]] != ["爿"]
    after = lexicon(tmp_path, "measures", "爿,thing,,ours")
    assert [c["unit"] for c in activities.extract(made, after)[0]] == ["爿"]


@pytest.mark.parametrize(("name", "key"), [("measures", ("measure",)), ("actions", ("action", "kind"))])
def test_a_shipped_lexicon_holds_no_row_twice(name, key):
    rows = Counter(tuple(row[c] for c in key) for row in lexicons.read(name, key))
    assert [row for row, n in rows.items() if n > 1] == []

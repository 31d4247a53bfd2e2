"""What is counted, over all texts at hand: a thing, persons or an event, and never a word about the number."""

import os
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import accuracy
import pytest
from checks import assert_none

from analysis import activities, corpus

HERE = Path(__file__).parent
FOLDERS = (
    HERE / "data" / "annotated",
    # What those who write rules leave unread stays unread with its faults.
    *sorted(p for p in accuracy.KINDS.iterdir() if p.is_dir() and not p.name.endswith(accuracy.UNREAD_SETS)),
    HERE.parent / "data" / "digests" / "texts",
)
PANEL_TEXTS = 15

# What stands in quotation marks or a title, names with Latin letters (N95口罩) and the like may hold digits.
NAMES = re.compile(r"“[^”]*”|《[^》]*》|[A-Za-z]+-?\d+|世界\d+强|1[12]0|\d+号|\d+周年|第\d+[届次辑号期]")
FAULTS = {
    "a digit": re.compile(r"\d"),
    "a comparison": re.compile("同比|环比|比上年|比去年|较上年|较去年|增长|(?:提高|上升|下降|减少|增加)[到至了]?$"),
    "an adverb or a bound alone": re.compile(
        "^(?:只|仅|仅占|均|都|已|也|又|再|还|另|另有|共|共计|约|近|达|超|超过|多|全部|先后|分别|累计|首批|首次|其中|至少|人均|迄|分|对)$"
    ),
    "how often or for whom": re.compile("^每|每人|每年|每月|每季度|每学期|每日|人均|户均"),
    "a judgement alone": re.compile("^(?:很|基本|比较|不)?满意$|^(?:基本|部分|已经?)解决$"),
    "a count of something unnamed": re.compile("^(?:人数|件数|次数|数量|期数|字数)$"),
}


def texts(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.suffix in (".txt", ".html", ".md"))


def faulty(files: Iterator[Path]) -> Iterator[str]:
    for file in files:
        for report in corpus.reports_of(corpus.read_document(file)):
            for row in activities.extract(report)[0]:
                bare = NAMES.sub("", row["object"])
                for fault, pattern in FAULTS.items():
                    if pattern.search(bare):
                        yield f"{file.name}:{row['start']}: {row['quantity']}: {row['object']}: {fault}"


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_no_object_is_a_word_about_the_number(folder):
    assert_none(list(faulty(texts(folder))))


@pytest.mark.skipif("ORIGINALS" not in os.environ, reason="needs the publishers' texts")
def test_no_object_of_the_originals_is_a_word_about_the_number():
    assert_none(list(faulty(texts(Path(os.environ["ORIGINALS"])))))


@pytest.mark.skipif("PANEL" not in os.environ, reason="needs the texts of the panel")
def test_no_object_of_the_panel_is_a_word_about_the_number():
    assert_none(list(faulty(islice(texts(Path(os.environ["PANEL"])), PANEL_TEXTS))))


@pytest.mark.parametrize("object_", ["同比增长", "每人每年", "只", "满意", "人数", "3个社区"])
def test_faults_are_told(object_):
    assert any(pattern.search(NAMES.sub("", object_)) for pattern in FAULTS.values())


@pytest.mark.parametrize("object_", ["N95口罩", "《清源文史》第15辑", "庆祝建党90周年书画展", "基本满意率", "增补委员"])
def test_names_are_no_faults(object_):
    assert not any(pattern.search(NAMES.sub("", object_)) for pattern in FAULTS.values())

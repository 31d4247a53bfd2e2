"""What to cite and to write under methods: every version and figure from where it is kept."""

import json
import re
from pathlib import Path

from analysis import __version__, tokens
from analysis.__main__ import main
from analysis.lexicons import load_lexicons
from analysis.papers.accuracy import in_print, latest

ROOT = Path(__file__).resolve().parents[1]


def told(capsys, *args):
    assert main(["cite", *map(str, args)]) == 0
    english, chinese = capsys.readouterr().out.split("引用本软件")
    return english, chinese


def test_the_software_alone_with_the_lexicons_that_it_has(capsys):
    own = load_lexicons()
    for text in told(capsys):
        assert re.findall(r"(\w+) ([0-9a-f]{12})\b", text) == [
            (name, digest[:12]) for name, digest in sorted(own.digests.items())
        ]
        assert f"{own.engine} {tokens.identity(own)['version']}" in text and __version__ in text
        assert "The zhengxie-reports contributors" in text
    assert "语料含" not in text


def test_a_corpus_is_cited_as_it_was_measured(tmp_path, capsys):
    manifest = json.loads((ROOT / "data" / "cities" / "tables" / "manifest.json").read_text(encoding="utf-8"))
    for text, held in zip(
        told(capsys, ROOT / "data" / "cities"), ("12 reports from 12 places", "12 篇报告"), strict=True
    ):
        assert held in text and manifest["lexicons"]["slogans"][:12] in text
        assert f"{manifest['segmenter']['segmenter']} {manifest['segmenter']['version']}" in text
    assert main(["cite", str(tmp_path / "nowhere")]) == 2
    assert "no such folder; check the path" in capsys.readouterr().err


def test_error_rates_are_those_of_first_readings(capsys):
    english, chinese = told(capsys)
    for row in latest().to_dict("records"):
        figures = [in_print(row[name]) for name in ("F1", "category", "record")]
        assert f"{', '.join(figures)} ({row['counts']} counts)" in english and "、".join(figures) in chinese

"""Chinese or English: what charts, captions, tables and pages say, and the one switch for it all.

    language.use("zh")                      from now on in Chinese
    with language.using("zh"): ...          in Chinese within
    REPORT_LANGUAGE=zh jupyter lab          a notebook, a report
    make report LANGUAGE=zh

Fixed texts stand in the lists beside this module, a row each in both languages: labels.csv (kind, code: what columns
hold; kind "text": what charts say), any other list with its columns, and warnings.csv (what tables warn of).
"""

from .switch import LANGUAGES, NAMES, VARIABLE, current, use, using
from .texts import halves, joined, label, sentences, text
from .warned import WARNINGS, kinds, warning

__all__ = [
    "LANGUAGES", "NAMES", "VARIABLE", "WARNINGS", "current", "halves", "joined", "kinds", "label", "sentences", "text",
    "use", "using", "warning",
]  # fmt: skip

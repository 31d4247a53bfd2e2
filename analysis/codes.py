"""The codes of the codebook (data/README.md): every value that a coded column may hold, written once."""

import re

# Of reports.
LEVELS = ("province", "prefecture", "county")
GENRES = ("work_report", "review", "news")
INCLUDED = "included"  # the status of a report that was read and measured; any other says why it was not

# Of activity counts.
CATEGORIES = (
    "meeting", "study", "consultation", "inspection", "oversight", "proposal", "opinion", "output", "endorsement",
    "contact", "service", "platform", "rule", "publicity", "culture", "members", "exchange", "stability", "organ",
    "honour", "other",
)  # fmt: skip
NEW_CATEGORY = re.compile(r"x_[a-z_]+")  # a researcher's own; the prefix keeps a slip of the pen from becoming one
BOUNDS = ("exact", "over", "under", "about", "range")
ACTORS = ("city", "system", "other")
BESIDE_THE_YEAR = ("plan", "increase", "earlier")  # statuses that no sum of the year takes
STATUSES = ("done", "habit", *BESIDE_THE_YEAR)
DECIDED_BY = ("object", "carried", "context", "general", "none", "weighed", "hand")  # how the category was found
SURE = ("object", "hand")  # by what is counted, or by a person: right far more often than the others

# Why a number is no count.
REASONS = (
    "date", "time_span", "ordinal", "list_marker", "name", "slogan", "word", "article", "grouping", "reference",
    "vague", "economy", "outcome", "code", "no_measure", "broken", "furniture", "corrected",
)  # fmt: skip

# Of paragraphs.
THEMES = (
    "guidance", "consultation", "oversight", "advice", "economy", "livelihood", "grassroots", "unity", "stability",
    "ecology", "rural", "culture", "members", "organ", "exchange", "none",
)  # fmt: skip

# What cuts texts into words (see `tokens`); the first is used unless another is asked for.
ENGINES = ("rjieba", "jieba")

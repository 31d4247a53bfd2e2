"""Tables of a corpus -> comparisons of its groups (cities, reports, years …).

| function       | what it answers                                                                            |
| -------------- | ------------------------------------------------------------------------------------------ |
| comparable     | Which reports may be compared, and why not the others?                                     |
| coverage       | Which kinds of activity does each group state at all?                                      |
| totals         | How many of each kind and unit does each group state, without repeats and plans?           |
| basis          | What do these sums leave out, as a note to print under them?                               |
| display        | How is a single count written: 50余场次 as "> 50 场次"?                                    |
| rates          | How often, per 10,000 characters or report-year, and within which interval?                |
| contrasts      | How many times as often as in all other groups?                                            |
| positions      | Does it stand in the opening, the body or the plans?                                       |
| by_year        | How often in each year?                                                                    |
| over_time      | When is it first and last seen, and does it rise or fall?                                  |
| uptake         | Which groups take up a new slogan in its first year?                                       |
| anachronisms   | Which reports contain a slogan from after their time?                                      |
| shares         | What share of the text does each theme take?                                               |
| report_share   | What share of the reports has it?                                                          |
| keyness        | Which words does a group use more than the others?                                         |
| permutation    | Would words shuffled among the groups look as distinctive?                                 |
| similarity     | How similar are the groups?                                                                |
| echoes         | How many recurring wordings do two groups share?                                           |
| profile        | What is known about one city?                                                              |

Parameters come in one order: the measured table or tables, `reports`, what is asked for (a city, a pair), `by` (columns
that define the groups), `feature` (the column of what is counted); all others by keyword only.

Every function returns a new table and changes none of its arguments. Each table carries its bases (`n_reports`,
`n_chars`) and a `warning` column, empty where there is nothing to warn of. Where groups are compared with each other
(contrasts, keyness, permutation, similar_pairs), `comparable` and `reason` say whether genre and year were the same,
and if not, what differs. A *matrix* (coverage, similarity, echoes, matrix) has one row per group, and the same base
columns on the right; `cells` drops them. The statistics are in `compare.statistics`.
"""

# What is imported as itself (`x as x`) goes with one of these functions or computes for it; notebooks reach it as
# compare.x, and the table above leaves it out.
from analysis.compare.anachronisms import anachronisms
from analysis.compare.comparability import comparable
from analysis.compare.comparability import comparable_pairs as comparable_pairs
from analysis.compare.counts.display import counts_table as counts_table
from analysis.compare.counts.display import coverage, display
from analysis.compare.counts.largest import largest as largest
from analysis.compare.counts.largest import why_apart as why_apart
from analysis.compare.counts.leads import count_lead as count_lead
from analysis.compare.counts.leads import rate_lead as rate_lead
from analysis.compare.counts.leads import share_leads as share_leads
from analysis.compare.counts.leads import verdicts as verdicts
from analysis.compare.counts.left_out import stated as stated
from analysis.compare.counts.members import headcounts as headcounts
from analysis.compare.counts.members import per_100_members as per_100_members
from analysis.compare.counts.totals import basis, totals
from analysis.compare.counts.totals import complete as complete
from analysis.compare.echoes import echoed as echoed
from analysis.compare.echoes import echoes
from analysis.compare.keyness import keyness
from analysis.compare.keyness import stop_words as stop_words
from analysis.compare.matrices import cells as cells
from analysis.compare.matrices import matrix as matrix
from analysis.compare.matrices import occurrences as occurrences
from analysis.compare.permutation import permutation
from analysis.compare.permutation import permutation_summary as permutation_summary
from analysis.compare.positions import evenness as evenness
from analysis.compare.positions import parts as parts
from analysis.compare.positions import positions
from analysis.compare.profile import profile
from analysis.compare.rates import contrasts, rates
from analysis.compare.shares import CUTS as CUTS
from analysis.compare.shares import formulaic_share as formulaic_share
from analysis.compare.shares import report_share, shares
from analysis.compare.shares import temperature as temperature
from analysis.compare.similarity import clustered as clustered
from analysis.compare.similarity import similar_pairs as similar_pairs
from analysis.compare.similarity import similarity
from analysis.compare.statistics import dispersion as dispersion
from analysis.compare.statistics import poisson_interval as poisson_interval
from analysis.compare.statistics import wilson as wilson
from analysis.compare.uptake import uptake
from analysis.compare.years import by_year, over_time

__all__ = [
    "anachronisms",
    "basis",
    "by_year",
    "comparable",
    "contrasts",
    "coverage",
    "display",
    "echoes",
    "keyness",
    "over_time",
    "permutation",
    "positions",
    "profile",
    "rates",
    "report_share",
    "shares",
    "similarity",
    "totals",
    "uptake",
]

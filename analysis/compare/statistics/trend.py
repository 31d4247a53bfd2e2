"""Does a rate rise or fall over the years within groups? For clustered and for small counts."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import scipy
from numpy.typing import NDArray

from analysis.compare.statistics.intervals import Floats

Ints = NDArray[np.intp]
Bools = NDArray[np.bool_]

STEEPEST = 20.0  # of the logarithm of the ratio: e^20 from one year to the next stands for infinite
STEPS = 45  # halvings of an interval of twice STEEPEST
SERIES = 6  # groups from which turning whole series round can give a p of 0.05 at all
FEW = 20  # hits below which a feature's own over-dispersion says little, and that of all features counts if larger
AT_ONCE = 500  # features, so that memory stays flat


class Trend(NamedTuple):
    """Arrays with one number per feature, NaN where nothing is known; see `trend`."""

    ratio: Floats
    low: Floats
    high: Floats
    overdispersion: Floats
    p: Floats


def trend(
    x: Floats, exposure: Floats, group: Ints, year: Floats, *, level: float = 0.95,
    times: int = 4999, seed: int = 0,
) -> Trend:  # fmt: skip
    """Ratio of rates from one year to the next within groups, with interval and p.

    x: hits, units × features; a unit is what a group reports for a year. exposure (> 0), group (0, 1, …, in order) and
    year: one per unit. Every group has its own level.

    ratio: maximum likelihood of a Poisson rate that changes by the same factor each year in each group (given the hits
    of a group its years are multinomial: Hausman, Hall & Griliches 1984, Econometrica 52:909-938); 0 or infinite where
    all hits stand at one end. low, high: where twice the log-likelihood falls by overdispersion × t², t the quantile of
    Student's law (quasi-likelihood: Wedderburn 1974, Biometrika 61:439-447; McCullagh & Nelder 1989, Generalized Linear
    Models, § 9.2). overdispersion: the variance of a unit relative to that of independent hits or, from six groups on,
    that of a group's whole series if larger (robust to clusters: Liang & Zeger 1986, Biometrika 73:13-22); at least 1.
    p: the larger of two shares of `times` rearrangements, including the real order, in which the score for a trend is
    at least as large. First the years of each group are permuted (residuals over √exposure): hits may then cluster
    within a year's report in any way. From six groups on, whole series are also reversed: reports of a group may then
    repeat each other. Both are exact however few the hits, apart from differences in length: Winkler et al. (2014),
    NeuroImage 92:381-397.
    """
    parts = [_trend(x[:, i : i + AT_ONCE], exposure, group, year, level, times, seed)
             for i in range(0, x.shape[1], AT_ONCE)]  # fmt: skip
    empty = np.zeros((len(Trend._fields), 0))
    return Trend(*(np.concatenate(part) for part in (zip(*parts, strict=True) if parts else ([e] for e in empty))))


def _trend(x: Floats, exposure: Floats, group: Ints, year: Floats, level: float, times: int, seed: int) -> Trend:
    starts = np.flatnonzero(np.diff(group, prepend=-1))
    units = np.diff(np.append(starts, len(group)))
    model = _Years(x, exposure, year - year.mean(), starts, units)
    n, has = x.sum(axis=0), model.sums > 0
    beta = _root(model.score, np.full(x.shape[1], -STEEPEST), np.full(x.shape[1], STEEPEST))
    phi, scaled = _spread(model, beta, has, units, level)
    best = model.likelihood(beta)

    def fall(b: Floats) -> Floats:
        below: Floats = 2 * (best - model.likelihood(b)) - scaled
        return below

    low = _root(fall, np.full_like(beta, -STEEPEST), beta)
    high = _root(lambda b: -fall(b), beta, np.full_like(beta, STEEPEST))
    edge = STEEPEST * (1 - 1e-6)
    ratio, low, high = (
        np.where(b >= edge, np.inf, np.where(b <= -edge, 0, np.exp(b))) for b in (beta, low, high)
    )  # fmt: skip
    p = _rearranged(model, exposure, has, times, seed)
    return Trend(*(np.where(n > 0, v, np.nan) for v in (ratio, low, high, phi, p)))


class _Years:
    """The likelihood of a log-linear change over the years, given the hits of each group; a column a feature."""

    def __init__(self, x: Floats, exposure: Floats, year: Floats, starts: Ints, units: Ints) -> None:
        self.x, self.year, self.starts, self.units = x, year[:, None], starts, units
        self.log_exposure = np.log(exposure)[:, None]
        self.sums = np.add.reduceat(x, starts, axis=0)

    def shares(self, beta: Floats) -> tuple[Floats, Floats]:
        """Of a group's hits the share expected in each unit, and the logarithm of what they were divided by."""
        logit = self.log_exposure + self.year * beta
        top = np.maximum.reduceat(logit, self.starts, axis=0)
        share = np.exp(logit - np.repeat(top, self.units, axis=0))
        whole = np.add.reduceat(share, self.starts, axis=0)
        return share / np.repeat(whole, self.units, axis=0), top + np.log(whole)

    def expected(self, beta: Floats) -> tuple[Floats, Floats]:
        """Hits expected in each unit, and how far its year is from the mean year of its group's hits."""
        share, _ = self.shares(beta)
        mean = np.add.reduceat(share * self.year, self.starts, axis=0)
        return share * np.repeat(self.sums, self.units, axis=0), self.year - np.repeat(mean, self.units, axis=0)

    def score(self, beta: Floats) -> Floats:
        """Derivative of the log-likelihood; falls with beta."""
        score: Floats = ((self.x - self.expected(beta)[0]) * self.year).sum(axis=0)
        return score

    def likelihood(self, beta: Floats) -> Floats:
        """Log-likelihood up to a constant; concave."""
        value: Floats = (self.x * self.year).sum(axis=0) * beta - (self.sums * self.shares(beta)[1]).sum(axis=0)
        return value


def _root(falling: Callable[[Floats], Floats], low: Floats, high: Floats) -> Floats:
    """Where a falling function crosses 0 between low and high; the end where it does not."""
    low, high = low.copy(), high.copy()
    for _ in range(STEPS):
        middle = (low + high) / 2
        above = falling(middle) > 0
        low, high = np.where(above, middle, low), np.where(above, high, middle)
    return (low + high) / 2


def _spread(model: _Years, beta: Floats, has: Bools, units: Ints, level: float) -> tuple[Floats, Floats]:
    """Over-dispersion at beta, and that times the square of Student's quantile (the larger counts)."""
    expected, away = model.expected(beta)
    off = model.x - expected
    groups = has.sum(axis=0)
    df = (has * units[:, None]).sum(axis=0) - groups - 1
    quantile = (1 + level) / 2
    with np.errstate(divide="ignore", invalid="ignore"):
        n = expected.sum(axis=0)
        room = np.where(df > 0, (df + groups + 1) / df, np.nan)
        of_units = np.maximum((off**2).sum(axis=0) / n * room, 1)
        of_all = np.nansum((off**2).sum(axis=0) * room) / n[df > 0].sum()
        of_units = np.where(n < FEW, np.fmax(of_units, of_all), of_units)
        series = np.add.reduceat(off * away, model.starts, axis=0)
        of_series = (series**2).sum(axis=0) / (expected * away**2).sum(axis=0) * groups / (groups - 1)
        by_units = np.where(df > 0, of_units * scipy.stats.t.ppf(quantile, np.maximum(df, 1)) ** 2, np.inf)
        by_series = np.where(
            groups >= SERIES, of_series * scipy.stats.t.ppf(quantile, np.maximum(groups - 1, 1)) ** 2, 0
        )
    by_series = np.nan_to_num(by_series)
    phi = np.where(by_series > by_units, of_series, of_units)
    return np.where(df > 0, phi, np.nan), np.maximum(by_units, by_series)


def _rearranged(model: _Years, exposure: Floats, has: Bools, times: int, seed: int) -> Floats:
    expected, away = model.expected(np.zeros(model.x.shape[1]))
    off = model.x - expected
    away = away[:, 0]  # without a change it is the same for all features
    real = np.abs(away @ off) * (1 - 1e-9) - 1e-9  # the same sum in another order
    random = np.random.default_rng(seed)
    root = np.sqrt(exposure)
    weight, residual = away * root, off / root[:, None]
    dealt = np.empty((times, len(weight)))
    for start, m in zip(model.starts, model.units, strict=True):
        dealt[:, start : start + m] = random.permuted(np.tile(weight[start : start + m], (times, 1)), axis=1)
    of_years = (np.abs(dealt @ residual) >= real).sum(axis=0)
    signs = random.choice([-1.0, 1.0], (times, len(model.starts)))
    series = np.add.reduceat(off * away[:, None], model.starts, axis=0)
    of_series = (np.abs(signs @ series) >= real).sum(axis=0) * (has.sum(axis=0) >= SERIES)
    p: Floats = (1 + np.maximum(of_years, of_series)) / (times + 1)
    return p

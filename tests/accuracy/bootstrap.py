"""How sure a difference is: a paired bootstrap over articles, because errors of one article go together."""
import random

from figures import COUNTS, HEAD, CALIBRATION, rates

RESAMPLES = 1000
SEED = 1


def differences(old, new, seed=SEED, resamples=RESAMPLES):
    """{figure: (old, new, lower, upper)} over the articles in both; `old` and `new` are {article: counts}.

    The bounds are the 2.5th and 97.5th percentile of new less old over resamples of the articles. The calibration error
    is no sum over articles and has no row.
    """
    names = sorted(set(old) & set(new))
    columns = [[[counts[name][column] for name in names] for column in COUNTS] for counts in (old, new)]
    figures = [name for name in HEAD if name != CALIBRATION]

    def both(indexes):
        return [rates(dict(zip(COUNTS, (sum(column[i] for i in indexes) for column in side)))) for side in columns]

    chance = random.Random(seed)
    drawn = {name: [] for name in figures}
    for _ in range(resamples):
        before, after = both(chance.choices(range(len(names)), k=len(names)))
        for name in figures:
            drawn[name].append(after[name] - before[name])
    before, after = both(range(len(names)))
    result = {}
    for name in figures:
        ordered = sorted(drawn[name])
        lower, upper = ordered[int(0.025 * resamples)], ordered[int(0.975 * resamples) - 1]
        result[name] = (before[name], after[name], lower, upper)
    return result

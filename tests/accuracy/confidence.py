"""Whether confidences can be believed: reliability, and what a threshold on them buys."""
from figures import ratio

BINS = 10


def judged(results):
    """(confidence, right) of each prediction that counts: lenient agreement of the matched; the spurious are wrong."""
    pairs = []
    for result in results:
        pairs += [(o.prediction["confidence"], o.lenient) for o in result.outcomes if o.prediction]
        pairs += [(p["confidence"], False) for p in result.spurious]
    return pairs


def bins(pairs):
    """[count, sum of confidences, right ones] for each tenth of the confidence."""
    rows = [[0, 0.0, 0] for _ in range(BINS)]
    for confidence, right in pairs:
        row = rows[min(BINS - 1, int(confidence * BINS))]
        row[0] += 1
        row[1] += confidence
        row[2] += right
    return rows


def calibration_error(pairs):
    return sum(abs(total - right) for _, total, right in bins(pairs)) / max(1, len(pairs))


def thresholds(results):
    """(threshold, kept, cue precision and recall, lenient precision, recall and F1) for min_confidence 0, .1 … .9."""
    gold = sum(len(result.outcomes) for result in results)
    found = [(o.prediction["confidence"], True, o.lenient) for r in results for o in r.outcomes if o.prediction]
    found += [(p["confidence"], False, False) for r in results for p in r.spurious]
    rows = []
    for tenth in range(BINS):
        kept = [each for each in found if each[0] >= tenth / BINS]
        matched, lenient = sum(each[1] for each in kept), sum(each[2] for each in kept)
        precision, recall = ratio(lenient, len(kept)), ratio(lenient, gold)
        rows.append((tenth / BINS, len(kept), ratio(matched, len(kept)), ratio(matched, gold), precision, recall,
                     ratio(2 * precision * recall, precision + recall)))
    return rows

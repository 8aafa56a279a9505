"""The few statistics that the report needs."""

import math


def percentile(values, share):
    """Linear interpolation, as numpy's default; None of nothing."""
    if not values:
        return None
    ordered = sorted(values)
    position = share * (len(ordered) - 1)
    low = math.floor(position)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (position - low)


def median(values):
    return percentile(values, 0.5)


def mean(values):
    return math.fsum(values) / len(values) if values else None


def rank_test(a, b):
    """Mann-Whitney's two-sided p by the normal approximation with ties, and P(a > b)."""
    everything = sorted([(value, 0) for value in a] + [(value, 1) for value in b])
    n, m, total = len(a), len(b), len(a) + len(b)
    ranks, ties, start = 0.0, 0.0, 0
    while start < total:
        end = start
        while end < total and everything[end][0] == everything[start][0]:
            end += 1
        rank = (start + 1 + end) / 2
        ranks += rank * sum(1 for _, group in everything[start:end] if group == 0)
        ties += (end - start) ** 3 - (end - start)
        start = end
    u = ranks - n * (n + 1) / 2
    variance = n * m / 12 * (total + 1 - ties / (total * (total - 1)))
    if variance <= 0:
        return 1.0, 0.5
    z = max(0.0, abs(u - n * m / 2) - 0.5) / math.sqrt(variance)
    return math.erfc(z / math.sqrt(2)), u / (n * m)

"""The sums of the harmful content case, done as one would on paper."""

from __future__ import annotations

from math import exp, sqrt

from macros.worked import Worked

# A week of labelled views by score when seen: share of all views, views labelled, violating ones found.
STRATA = ((0.0005, 1_000, 600), (0.0095, 9_000, 540), (0.09, 16_000, 32), (0.90, 24_000, 1))
# One policy, a million posts, from the weighted evaluation set: lowest score of the bin, violating posts, fine posts.
BINS = ((0.97, 700, 14), (0.90, 300, 25), (0.50, 350, 200), (0.15, 300, 900), (0.02, 150, 3_400), (0.0, 200, 993_461))
# How one reviewer decides: share of violating posts removed, share of fine posts removed.
SENSITIVITY, FALSE_REMOVAL = 0.92, 0.03
# The queue: severity, P(violating), views still to come, minutes of review.
QUEUE = {
    "A": (10, 0.85, 40, 1.0),
    "B": (3, 0.55, 60_000, 3.0),
    "C": (100, 0.12, 900, 2.0),
    "D": (10, 0.30, 4_000, 1.0),
    "E": (1, 0.93, 8_000, 0.5),
}
MINUTES = 4.5
# One score bin of the new model, by what the old one thought: posts, violating rate, chance of being labelled.
UNSURE, SURE = (1_000, 0.60, 0.50), (9_000, 0.10, 0.01)
# Violating posts: views they would have had, views they had before they were removed.
POSTS = ((10, 0), (200, 40), (50_000, 2_000), (5_000, 5_000))
SLOW = 30_000
# Removals of two groups of authors: wrong ones in 10,000, share of wrong and of right removals appealed.
REMOVALS, OVERTURN_WRONG, OVERTURN_RIGHT = 10_000, 0.90, 0.05
GROUP_A, GROUP_B = (400, 0.30, 0.08), (800, 0.08, 0.04)


def prevalence() -> float:
    """Share of views that are violating: each stratum's rate times its share of all views."""
    return sum(share * found / labelled for share, labelled, found in STRATA)


def standard_error() -> float:
    """Of the stratified estimate: the root of the sum of share^2 p (1 - p) / n."""
    rates = [(share, found / labelled, labelled) for share, labelled, found in STRATA]
    return sqrt(sum(share**2 * p * (1 - p) / n for share, p, n in rates))


def random_error(n: float) -> float:
    """Standard error of the same rate from n views drawn at random."""
    return sqrt(prevalence() * (1 - prevalence()) / n)


def poisson_upper(found: int, tail: float = 0.05) -> float:
    """The mean under which `found` events or fewer happen with probability `tail`, by halving an interval."""
    low, high = 0.0, 50.0
    for _ in range(60):
        middle = (low + high) / 2
        term, total = exp(-middle), 0.0
        for k in range(found + 1):
            total += term
            term *= middle / (k + 1)
        low, high = (middle, high) if total > tail else (low, middle)
    return low


def counts(lowest: float, below: float = 2.0) -> tuple[int, int]:
    """Violating and fine posts with a score of at least `lowest` and less than `below`."""
    rows = [(violating, fine) for edge, violating, fine in BINS if lowest <= edge < below]
    return sum(row[0] for row in rows), sum(row[1] for row in rows)


def harm_per_minute(post: str) -> float:
    """Severity-weighted violating views averted for one minute of review."""
    severity, chance, views, minutes = QUEUE[post]
    return severity * chance * views / minutes


def averted(order: list[str]) -> float:
    """Expected severity-weighted views averted when posts are taken in this order until the minutes are used up."""
    left, total = MINUTES, 0.0
    for post in order:
        severity, chance, views, minutes = QUEUE[post]
        if minutes <= left:
            left, total = left - minutes, total + severity * chance * views
    return total


def labelled(group: tuple[int, float, float]) -> tuple[float, float]:
    """Labelled posts of a group, and violating ones among them."""
    posts, rate, chance = group
    return posts * chance, posts * chance * rate


def raw_rate() -> float:
    """Violating share among the labelled posts as they are."""
    return sum(labelled(g)[1] for g in (UNSURE, SURE)) / sum(labelled(g)[0] for g in (UNSURE, SURE))


def weighted_rate() -> float:
    """The same with each label weighing one over its chance of being drawn."""
    return sum(labelled(g)[1] / g[2] for g in (UNSURE, SURE)) / sum(labelled(g)[0] / g[2] for g in (UNSURE, SURE))


def majority(chance: float) -> float:
    """Chance that at least two of three independent judges say violating."""
    return chance**3 + 3 * chance**2 * (1 - chance)


def precision_at(share: float, recall: float = 0.90, false_alarms: float = 0.018) -> float:
    """Precision of a classifier whose two rates stay while the share of violating posts changes."""
    return share * recall / (share * recall + (1 - share) * false_alarms)


def views_prevented(slow: int | None = None) -> float:
    """Share of violating views that removal prevented; `slow` replaces the views the third post had before removal."""
    seen = [had if slow is None or total != max(row[0] for row in POSTS) else slow for total, had in POSTS]
    return 1 - sum(seen) / sum(total for total, _ in POSTS)


def overturned(group: tuple[int, float, float]) -> tuple[float, float]:
    """Appeals of a group's removals, and removals undone by them."""
    wrong, appeal_wrong, appeal_right = group
    appeals_wrong, appeals_right = wrong * appeal_wrong, (REMOVALS - wrong) * appeal_right
    return appeals_wrong + appeals_right, appeals_wrong * OVERTURN_WRONG + appeals_right * OVERTURN_RIGHT


def order(score: dict[str, float]) -> list[str]:
    """The posts, highest first."""
    return sorted(score, key=lambda post: -score[post])


LABELS = sum(labelled for _, labelled, _ in STRATA)
AUTO, REVIEW, LEFT = counts(0.97), counts(0.15, 0.97), counts(0.0, 0.15)
CAUGHT, WRONGED = round(REVIEW[0] * SENSITIVITY), round(REVIEW[1] * FALSE_REMOVAL)
TRUE_POSITIVES, FALSE_POSITIVES = AUTO[0] + CAUGHT, AUTO[1] + WRONGED
VIOLATING, FINE = counts(0.0)
BY_CHANCE = order({post: row[1] for post, row in QUEUE.items()})
BY_HARM = order({post: harm_per_minute(post) for post in QUEUE})

WORKED: dict[str, Worked] = {
    "labels": Worked(LABELS, ",d"),
    "vvr": Worked(1e4 * prevalence(), ".1f"),
    "vvr_high": Worked(1e4 * STRATA[0][0] * 0.6, ".1f"),
    "vvr_mid": Worked(1e4 * STRATA[1][0] * 540 / 9_000, ".1f"),
    "vvr_low": Worked(1e4 * STRATA[2][0] * 32 / 16_000, ".1f"),
    "vvr_rest": Worked(1e4 * STRATA[3][0] / 24_000, ".1f"),
    "vvr_margin": Worked(1e4 * 1.96 * standard_error(), ".1f"),
    "random_margin": Worked(1e4 * 1.96 * random_error(LABELS), ".1f"),
    "random_labels": Worked(prevalence() * (1 - prevalence()) / standard_error() ** 2, ",.0f"),
    "found": Worked(sum(found for _, _, found in STRATA), ",d"),
    "random_found": Worked(LABELS * prevalence(), ".0f"),
    "rest_upper": Worked(1e4 * STRATA[3][0] * poisson_upper(1) / 24_000, ".1f"),
    "false_finds": Worked(STRATA[3][1] * FALSE_REMOVAL, ".0f"),
    "false_pairs": Worked(STRATA[3][1] * FALSE_REMOVAL**2, ".0f"),
    "auto_precision": Worked(100 * AUTO[0] / sum(AUTO), ".1f"),
    "auto_recall": Worked(100 * AUTO[0] / VIOLATING, ".0f"),
    "auto_posts": Worked(sum(AUTO), ",d"),
    "review_posts": Worked(sum(REVIEW), ",d"),
    "review_rate": Worked(100 * REVIEW[0] / sum(REVIEW), ".0f"),
    "next_precision": Worked(100 * 300 / 325, ".1f"),
    "both_precision": Worked(100 * 1_000 / 1_039, ".1f"),
    "true_positives": Worked(TRUE_POSITIVES, ",d"),
    "false_positives": Worked(FALSE_POSITIVES, ",d"),
    "false_negatives": Worked(VIOLATING - TRUE_POSITIVES, ",d"),
    "true_negatives": Worked(FINE - FALSE_POSITIVES, ",d"),
    "precision": Worked(100 * TRUE_POSITIVES / (TRUE_POSITIVES + FALSE_POSITIVES), ".1f"),
    "people_precision": Worked(100 * CAUGHT / (CAUGHT + WRONGED), ".1f"),
    "recall": Worked(100 * TRUE_POSITIVES / VIOLATING, ".1f"),
    "accuracy": Worked(100 * (1 - (VIOLATING - TRUE_POSITIVES + FALSE_POSITIVES) / 1e6), ".2f"),
    "idle_accuracy": Worked(100 * FINE / 1e6, ".2f"),
    **{f"harm_{post.lower()}": Worked(harm_per_minute(post), ",.0f") for post in QUEUE},
    "order_chance": Worked(", ".join(BY_CHANCE)),
    "order_harm": Worked(", ".join(BY_HARM)),
    "averted_chance": Worked(averted(BY_CHANCE), ",.0f"),
    "averted_harm": Worked(averted(BY_HARM), ",.0f"),
    "raw_rate": Worked(100 * raw_rate(), ".0f"),
    "weighted_rate": Worked(100 * weighted_rate(), ".0f"),
    "majority_caught": Worked(100 * majority(SENSITIVITY), ".1f"),
    "majority_wrong": Worked(100 * majority(FALSE_REMOVAL), ".1f"),
    "balanced_precision": Worked(100 * precision_at(0.5), ".0f"),
    "rare_precision": Worked(100 * precision_at(0.002), ".0f"),
    "limit_clean": Worked(100 * (1 - poisson_upper(0) / 500), ".1f"),
    "limit_five": Worked(100 * (1 - poisson_upper(5) / 500), ".1f"),
    "recall_posts": Worked(100 * sum(had < total for total, had in POSTS) / len(POSTS), ".0f"),
    "recall_views": Worked(100 * views_prevented(), ".0f"),
    "recall_slow": Worked(100 * views_prevented(SLOW), ".0f"),
    "appeals_a": Worked(overturned(GROUP_A)[0], ",.0f"),
    "appeals_b": Worked(overturned(GROUP_B)[0], ",.0f"),
    "overturned_a": Worked(overturned(GROUP_A)[1], ",.0f"),
    "overturned_b": Worked(overturned(GROUP_B)[1], ",.0f"),
    "undone_a": Worked(100 * overturned(GROUP_A)[1] / REMOVALS, ".2f"),
    "undone_b": Worked(100 * overturned(GROUP_B)[1] / REMOVALS, ".2f"),
}

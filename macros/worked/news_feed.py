"""The sums of the news feed case, done as one would on paper."""

from __future__ import annotations

from itertools import product
from math import floor, log2, sqrt

from macros.worked import Worked

# Chances of each action of one viewer on four posts, and how many reactions the post's author has had on it so far.
ACTIONS = ("like", "comment", "share", "dwell", "worth", "skip", "hide", "report")
POSTS = {
    "A": (0.08, 0.060, 0.010, 0.10, 0.20, 0.50, 0.012, 0.0010),
    "B": (0.30, 0.050, 0.002, 0.35, 0.75, 0.20, 0.001, 0.00005),
    "C": (0.03, 0.006, 0.006, 0.45, 0.58, 0.30, 0.002, 0.0001),
    "D": (0.10, 0.010, 0.020, 0.40, 0.60, 0.25, 0.006, 0.0005),
}
REACTIONS_SO_FAR = {"A": 900, "B": 30, "C": 0, "D": 12000}
WEIGHTS = dict(zip(ACTIONS, (1, 4, 6, 1, 2, -0.5, -30, -150), strict=True))
LIKES_ONLY = {"like": 1.0}
INTERACTIONS = {"like": 1.0, "comment": 15.0, "share": 30.0}
DEMOTION = {"A": 0.5}
# Chance that a creator posts again within a week, by reactions to the last post; what one more post is worth to others.
POSTS_AGAIN, POST_WORTH = {0: 0.20, 1: 0.30, 2: 0.33, 30: 0.40, 31: 0.401, 900: 0.42, 901: 0.42}, 20
# A viewer who likes a lot and one who seldom does: scores of the like head and what happened.
LIKER = ((0.30, 0.28, 0.25, 0.20), (1, 0, 1, 1))
RARE = ((0.05, 0.04, 0.03, 0.02), (0, 1, 0, 0))
# One page as scored, best first: what was done with each post, in points of the value model.
REALISED = (1.0, 0.0, 5.0, -30.0, 3.0, 0.0)
# Seconds in view of ten impressions of short text and of ten videos, sorted.
TEXT = (0.4, 0.6, 0.9, 1.2, 1.8, 2.5, 3.1, 4.0, 6.5, 11.0)
VIDEO = (0.8, 1.4, 2.6, 3.9, 5.5, 8.0, 12.0, 17.0, 26.0, 41.0)
# Candidates of the last stage: author and value.
RERANK = (("p1", "ana", 2.20), ("p2", "ana", 2.00), ("p3", "ana", 1.90), ("p4", "ben", 1.60), ("p5", "eva", 1.45))
REPEAT = 0.7
EXPLORED, REACTION_RATE = 175, 0.04


def weighted(post: str, weights: dict[str, float]) -> float:
    """Sum of chance times weight over the actions that have a weight."""
    return sum(chance * weights.get(action, 0) for action, chance in zip(ACTIONS, POSTS[post], strict=True))


def creator_value(post: str) -> float:
    """Chance of a like or comment, times what that reaction adds to the chance of another post, times its worth."""
    so_far = REACTIONS_SO_FAR[post]
    if so_far + 1 not in POSTS_AGAIN:
        return 0.0
    like, comment = POSTS[post][:2]
    return (like + comment) * (POSTS_AGAIN[so_far + 1] - POSTS_AGAIN[so_far]) * POST_WORTH


def final_value(post: str) -> float:
    """Viewer's value plus creator's value, times the demotion; all four are positive here."""
    return (weighted(post, WEIGHTS) + creator_value(post)) * DEMOTION.get(post, 1)


def order(score: dict[str, float]) -> str:
    """The posts, best first."""
    return ", ".join(sorted(score, key=lambda post: -score[post]))


def auc(scores: tuple[float, ...], labels: tuple[int, ...]) -> float:
    """Share of pairs of a liked and an unliked post in the right order."""
    liked = [score for score, label in zip(scores, labels, strict=True) if label]
    unliked = [score for score, label in zip(scores, labels, strict=True) if not label]
    return sum(yes > no for yes, no in product(liked, unliked)) / (len(liked) * len(unliked))


def dcg(gains: tuple[float, ...]) -> float:
    """Sum of gain / log2(rank + 1)."""
    return sum(gain / log2(rank + 1) for rank, gain in enumerate(gains, 1))


def percentile(ordered: tuple[float, ...], share: float) -> float:
    """The value below which `share` of the sorted values lie, by linear interpolation."""
    place = share * (len(ordered) - 1)
    below = floor(place)
    return ordered[below] + (place - below) * (ordered[below + 1] - ordered[below])


def spaced() -> list[str]:
    """Greedy order in which each further post of an author counts REPEAT times less."""
    left, shown, result = list(RERANK), dict.fromkeys([author for _, author, _ in RERANK], 0), list[str]()
    while left:
        best = max(left, key=lambda row: row[2] * REPEAT ** shown[row[1]])
        left.remove(best)
        shown[best[1]] += 1
        result.append(best[0])
    return result


GAINS = tuple(max(gain, 0) for gain in REALISED)
SKIP_SHARE = 0.2
VALUES = {post: weighted(post, WEIGHTS) for post in POSTS}

WORKED: dict[str, Worked] = {
    **{f"value_{post.lower()}": Worked(value, ".3f") for post, value in VALUES.items()},
    **{f"final_{post.lower()}": Worked(final_value(post), ".3f") for post in POSTS},
    "creator_c": Worked(creator_value("C"), ".3f"),
    "creator_d": Worked(creator_value("D"), ".3f"),
    "order_likes": Worked(order({post: weighted(post, LIKES_ONLY) for post in POSTS})),
    "order_interactions": Worked(order({post: weighted(post, INTERACTIONS) for post in POSTS})),
    "order_value": Worked(order(VALUES)),
    "order_final": Worked(order({post: final_value(post) for post in POSTS})),
    "hide_points_a": Worked(abs(POSTS["A"][6] * WEIGHTS["hide"]), ".2f"),
    "like_points_a": Worked(POSTS["A"][0] * WEIGHTS["like"], ".2f"),
    "hides_per_like": Worked(-WEIGHTS["hide"] / WEIGHTS["like"], ".0f"),
    "demoted_negative": Worked(-0.40 * 0.5, ".1f"),
    "demoted_right": Worked(-0.40 / 0.5, ".1f"),
    "auc_liker": Worked(auc(*LIKER), ".2f"),
    "auc_rare": Worked(auc(*RARE), ".2f"),
    "gauc": Worked((auc(*LIKER) + auc(*RARE)) / 2, ".2f"),
    "auc_pooled": Worked(auc(LIKER[0] + RARE[0], LIKER[1] + RARE[1]), ".2f"),
    "dcg": Worked(dcg(GAINS[:5]), ".2f"),
    "ideal_dcg": Worked(dcg(tuple(sorted(GAINS, reverse=True)[:5])), ".2f"),
    "ndcg_at_5": Worked(dcg(GAINS[:5]) / dcg(tuple(sorted(GAINS, reverse=True)[:5])), ".3f"),
    "skip_text": Worked(percentile(TEXT, SKIP_SHARE), ".1f"),
    "skip_video": Worked(percentile(VIDEO, SKIP_SHARE), ".1f"),
    "spaced": Worked(", ".join(spaced())),
    "second_ana": Worked(2.00 * REPEAT, ".2f"),
    "explore_error": Worked(100 * sqrt(REACTION_RATE * (1 - REACTION_RATE) / EXPLORED), ".1f"),
}

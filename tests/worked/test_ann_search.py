"""Quantisation, cells and inner products of the nearest-neighbour chapter against scipy and scikit-learn."""

from pathlib import Path

import numpy as np
import pytest
import yaml
from scipy.cluster.vq import kmeans2, vq
from scipy.spatial.distance import cosine as cosine_distance
from sklearn.neighbors import NearestNeighbors

from macros.worked import ann_search as by_hand

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("name", by_hand.VECTORS)
def test_codes_agree_with_scipy(name):
    vector = np.array(by_hand.VECTORS[name]).reshape(-1, 2)
    books = [np.array(book) for book in by_hand.CODEBOOKS]
    codes = [int(vq(piece[None], book)[0][0]) for piece, book in zip(vector, books, strict=True)]
    assert by_hand.encode(by_hand.VECTORS[name]) == tuple(codes)
    assert by_hand.decode(codes) == pytest.approx(np.concatenate([b[c] for b, c in zip(books, codes, strict=True)]))


@pytest.mark.parametrize("name", by_hand.VECTORS)
def test_the_table_scan_is_the_distance_to_the_decoded_vector(name):
    codes = by_hand.encode(by_hand.VECTORS[name])
    expected = np.sum((np.array(by_hand.QUERY) - by_hand.decode(codes)) ** 2)
    assert by_hand.scanned(by_hand.QUERY, codes) == pytest.approx(expected)


def test_two_vectors_share_a_code_though_one_is_nearer():
    p, q = by_hand.VECTORS["P"], by_hand.VECTORS["Q"]
    assert by_hand.encode(p) == by_hand.encode(q)
    assert by_hand.squared(by_hand.QUERY, p) < by_hand.squared(by_hand.QUERY, q)


def test_k_means_agrees_with_scipy_from_the_same_start():
    points, _ = by_hand.world()
    start = np.array(points)[:: by_hand.POINTS // by_hand.CELLS][: by_hand.CELLS]
    expected, _ = kmeans2(np.array(points), start, iter=5, minit="matrix")
    assert by_hand.k_means(points, by_hand.CELLS) == pytest.approx(expected)


def test_cell_recall_agrees_with_exact_neighbours():
    points, queries = (np.array(rows) for rows in by_hand.world())
    centroids = np.array(by_hand.k_means(points.tolist(), by_hand.CELLS))
    home = vq(points, centroids)[0]
    truth = NearestNeighbors(n_neighbors=by_hand.NEIGHBOURS).fit(points).kneighbors(queries, return_distance=False)
    cells = NearestNeighbors(n_neighbors=by_hand.CELLS).fit(centroids).kneighbors(queries, return_distance=False)
    for probes, (recall, seen) in by_hand.cell_recall().items():
        opened = cells[:, :probes]
        hits = (home[truth][:, :, None] == opened[:, None, :]).any(axis=2)
        scanned = (home[None, :, None] == opened[:, None, :]).any(axis=2)
        assert (recall, seen) == pytest.approx((hits.mean(), scanned.mean()))


def test_the_greedy_walk_stops_early_and_the_wider_beam_does_not():
    truth = min(by_hand.PLACES, key=lambda name: np.hypot(*by_hand.PLACES[name]))
    assert by_hand.walk(1)[0] != truth
    assert by_hand.walk(2)[0] != truth
    assert by_hand.walk(3) == (truth, len(by_hand.PLACES))


def test_the_drawn_walk_shows_the_places_and_links_that_are_computed():
    drawn = yaml.safe_load((ROOT / "diagrams/ann-search/walk.yml").read_text(encoding="utf-8"))
    shown = {node["id"]: float(node["note"].removeprefix("distance\N{SUPERSCRIPT TWO} ")) for node in drawn["nodes"]}
    assert shown == pytest.approx({name: by_hand.squared(place, (0, 0)) for name, place in by_hand.PLACES.items()})
    links = {(edge["from"], edge["to"]) for edge in drawn["edges"]}
    assert links | {(b, a) for a, b in links} == {(a, b) for a, others in by_hand.LINKS.items() for b in others}


def test_links_go_both_ways():
    assert all(name in by_hand.LINKS[other] for name, others in by_hand.LINKS.items() for other in others)


def test_upper_layers_sum_to_the_geometric_series():
    assert by_hand.upper_layers(32) == pytest.approx(1 / 31)


def test_lengthened_items_have_the_order_of_inner_products():
    longest = max(np.linalg.norm(item) for item in by_hand.CATALOGUE.values())
    lengthened = {name: by_hand.lengthened(item, longest) for name, item in by_hand.CATALOGUE.items()}
    by_l2 = sorted(lengthened, key=lambda n: np.sum((np.append(by_hand.TASTE, 0) - lengthened[n]) ** 2))
    by_product = sorted(by_hand.CATALOGUE, key=lambda n: -np.dot(by_hand.TASTE, by_hand.CATALOGUE[n]))
    by_angle = sorted(by_hand.CATALOGUE, key=lambda n: cosine_distance(by_hand.TASTE, by_hand.CATALOGUE[n]))
    assert by_l2 == by_product
    assert by_product[0] != by_angle[0]


def test_the_standard_error_of_recall_by_simulation():
    hits = np.random.default_rng(1).binomial(1000, 0.95, 20_000) / 1000
    assert by_hand.standard_error(0.95, 100, 10) == pytest.approx(hits.std(), rel=0.03)


def test_a_table_for_each_probed_cell_costs_one_product_of_all_codewords_a_cell():
    codewords, query = np.zeros((64, 256, 4)), np.zeros((64, 4))
    products = 64 * (codewords * query[:, None, :]).size
    assert by_hand.WORKED["table_work"].value == pytest.approx(products / 1e6)

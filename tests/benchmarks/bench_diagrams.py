"""200 diagrams with known layouts in all forms: `python tests/benchmarks/bench_diagrams.py` prints the time it takes.

Each of the kept layouts is drawn ten times under another name. Exits with 1 above the limit or when a second run gives
other bytes.
"""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from macros.diagrams import Diagram, Graph, lock  # noqa: E402
from tests.diagrams.random_graphs import random_graph  # noqa: E402

LIMIT = 1.0  # seconds
COUNT = 200


def drawn(graphs: list[tuple[Graph, str]]) -> list[str]:
    """All forms of all diagrams, their layouts read and checked first, as a build does."""
    forms = []
    for graph, text in graphs:
        kept = lock.parse(text, graph)
        if not lock.is_fresh(kept, graph):
            raise SystemExit("the kept layouts are stale: pytest -m full --refresh-golden tests/diagrams/test_elk.py")
        forms.append(Diagram(graph, kept.placement).figure)
    return forms


def main() -> int:
    """Print the time of one rendering and of another in the same process."""
    kept = json.loads((ROOT / "tests/diagrams/golden/random-layouts.json").read_text("utf-8"))
    sources = [(random_graph(int(seed)), json.dumps(layout)) for seed, layout in kept.items()]
    copies = [(replace(graph, name=f"{graph.name}-{copy}"), text) for copy in range(COUNT) for graph, text in sources]
    times, results = [], []
    for _ in range(2):
        start = perf_counter()
        results.append(drawn(copies[:COUNT]))
        times.append(perf_counter() - start)
    same = results[0] == results[1]
    print(f"{COUNT} diagrams: {times[0]:.2f} s, again {times[1]:.2f} s, {'same' if same else 'DIFFERENT'} bytes")
    return 0 if same and times[0] < LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())

"""One graph, many faces: a diagram is data, checked, laid out once, and drawn as SVG, as text and as Mermaid source.

    glyphs <- words, geometry <- model <- reading <- metrics <- layout (ELK, the lock) <- svg, text, mermaid <- figure

What the rest of the guide uses (the site build needs no Node; only `lay_out` does):

- `load_all(root, values) -> (dict[str, Diagram], list[Problem])`: every `diagrams/<slug>/<name>.yml`, by `slug/name`.
  `values` maps each estimate of the guide, `page_name.estimate` (page with underscores), to its formatted text.
  A diagram with a problem is not in the dictionary.
- `Diagram`: `.graph` (estimates filled in), `.layout` (a `Placement`), and its faces, each made when first asked for:
  `.svg`, `.text`, `.ascii`, `.mermaid`, `.figure` (for `{{ diagram("name") }}` in a page), `.blank` and `.key` (to
  redraw on paper), `.standalone(root)` (SVG with its colours written in, for PDF and EPUB).
- `lay_out(root, values, only_changed=True) -> (list[Path], list[Problem])`: runs ELK over what changed and writes
  `diagrams/<slug>/<name>.layout.json`; returns the files written. `python -m macros layout`.
"""

from macros.diagrams.diagram import Diagram, lay_out, load_all
from macros.diagrams.geometry import Box, Layout, Placement, Route
from macros.diagrams.model import Edge, Graph, Group, Latency, Node

__all__ = [
    "Box",
    "Diagram",
    "Edge",
    "Graph",
    "Group",
    "Latency",
    "Layout",
    "Node",
    "Placement",
    "Route",
    "lay_out",
    "load_all",
]

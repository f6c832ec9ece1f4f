"""Runs ELK's layered layout (npm `elkjs`) in one Node process for any number of graphs."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from macros.problems import ProblemError

VERSION = "0.12.1"  # as in package.json; a test holds the two together
ELK = "node_modules/elkjs/lib/elk.bundled.js"
SCRIPT = """
const Elk = require(process.argv[1]);
const elk = new Elk();
let text = "";
process.stdin.on("data", piece => text += piece).on("end", async () => {
  const done = [];
  for (const graph of JSON.parse(text)) {
    try { done.push(await elk.layout(graph)); } catch (error) { done.push({error: String(error.message)}); }
  }
  process.stdout.write(JSON.stringify(done));
});
"""
HOW = "install Node 20 or newer (nodejs.org or your system's packages), then run 'npm ci' here"


def run_elk(graphs: Sequence[dict[str, Any]], root: Path) -> list[dict[str, Any]]:
    """The graphs with coordinates, in order. Raises ProblemError: no Node, no elkjs, a graph refused."""
    node = shutil.which("node")
    if node is None:
        raise ProblemError("node-missing", "laying out diagrams needs Node, and there is no 'node' here", HOW)
    engine = root / ELK
    if not engine.is_file():
        raise ProblemError("elk-missing", "laying out diagrams needs the layout engine elkjs", "run 'npm ci' here")
    command = [node, "-e", SCRIPT, str(engine.resolve())]
    ran = subprocess.run(command, input=json.dumps(graphs), capture_output=True, text=True, encoding="utf-8")
    if ran.returncode:
        raise ProblemError("elk-failed", f"the layout engine stopped: {ran.stderr.strip()[-300:]}", HOW)
    done: list[dict[str, Any]] = json.loads(ran.stdout)
    for graph in done:
        if "error" in graph:
            raise ProblemError("elk-failed", f"the layout engine refused a diagram: {graph['error'][-300:]}")
    return done

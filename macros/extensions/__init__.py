"""Python-Markdown extensions of the guide: question and dialogue blocks, formulas as SVG."""

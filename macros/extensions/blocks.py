"""`/// question` and `/// dialogue` blocks for Markdown, on pymdownx's block framework."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from typing import Any, ClassVar

from markdown import Markdown
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block, type_string

from macros.questions import LEVELS


class QuestionBlock(Block):  # type: ignore[misc]
    """A question to fold open: `/// question | Text` with the options `id` and `level`."""

    NAME = "question"
    ARGUMENT = True
    OPTIONS: ClassVar[dict[str, Any]] = {"id": ["", type_string], "level": [LEVELS[0], type_string]}

    def on_create(self, parent: ElementTree.Element) -> ElementTree.Element:
        """The fold with its summary: the question and its level."""
        level = self.options["level"]
        attributes = {"class": "question", "id": f"q-{self.options['id']}", "data-level": level}
        details = ElementTree.SubElement(parent, "details", attributes)
        summary = ElementTree.SubElement(details, "summary")
        text = ElementTree.SubElement(summary, "span", {"class": "question-text"})
        text.text = self.argument
        badge = ElementTree.SubElement(summary, "span", {"class": f"level level-{level}"})
        badge.text = level
        return details


class DialogueBlock(Block):  # type: ignore[misc]
    """A spoken exchange: paragraphs that start with the speaker in bold."""

    NAME = "dialogue"
    ARGUMENT = None
    OPTIONS: ClassVar[dict[str, Any]] = {}

    def on_create(self, parent: ElementTree.Element) -> ElementTree.Element:
        """The frame round the exchange."""
        return ElementTree.SubElement(parent, "div", {"class": "dialogue"})


class GuideBlocks(BlocksExtension):  # type: ignore[misc]
    """Registers the blocks of the guide."""

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: Any) -> None:  # noqa: N802, ARG002
        """Called by pymdownx when the extension is set up."""
        block_mgr.register(QuestionBlock, self.getConfigs())
        block_mgr.register(DialogueBlock, self.getConfigs())


def makeExtension(**kwargs: Any) -> GuideBlocks:  # noqa: N802
    """Entry point named in mkdocs.yml."""
    return GuideBlocks(**kwargs)

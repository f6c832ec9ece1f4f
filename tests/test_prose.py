from markdown import markdown

from macros.prose import explicit_ids, headings, lines_outside_code, links, word_count

TEXT = """\
# Title

Text with `[code](not-a-link.md)` and [a link](a.md#b "title").

```python
# not a heading
[no](no.md)
```

## Same *name*

## Same name

## Other {: #given }

![alt](image.png)
"""


def test_lines_in_fences_are_left_out_and_numbers_stay_right():
    assert (5, "```python") not in list(lines_outside_code(TEXT))
    assert (10, "## Same *name*") in list(lines_outside_code(TEXT))


def test_a_fence_inside_a_longer_fence_does_not_close_it():
    text = "````\n```\n# no\n```\n````\n# yes\n"
    assert [heading.text for heading in headings(text)] == ["yes"]


def test_headings_have_the_anchors_markdown_gives_them():
    html = markdown(TEXT, extensions=["toc", "fenced_code", "attr_list"])
    assert all(f'id="{heading.anchor}"' in html for heading in headings(TEXT))
    assert [heading.line for heading in headings(TEXT)] == [1, 10, 12, 14]


def test_links_and_images_outside_code_are_found_with_their_lines():
    assert [(link.target, link.line) for link in links(TEXT)] == [("a.md#b", 3), ("image.png", 16)]


def test_a_link_may_hold_code_in_its_text():
    assert [link.target for link in links("See [`x`](x.md).")] == ["x.md"]


def test_ids_written_out_are_found():
    assert explicit_ids('## A {: #one }\n<a id="two"></a>\n') == {"one", "two"}


def test_words_of_code_macros_and_link_targets_do_not_count():
    assert word_count("One two {{ est.x }} [three](very/long/path.md)\n```\nfour\n```\n") == 3

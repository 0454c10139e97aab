from __future__ import annotations

from newstemma.clean import markup
from newstemma.clean.extract import extracted

PAGE = f"""<html><head><script type="application/ld+json">{{"a": 1}}</script><style>p {{}}</style></head>
<body><script>let a = 1;</script> before <svg><path d="M0"/></svg>behind<aside>Aside</aside>
<article>{"<p>The ferry landing at Harrowmere will be rebuilt, said the council on Monday.</p>" * 9}</article>
</body></html>"""


def test_the_second_extractor_finds_the_text() -> None:
    assert extracted(PAGE)
    assert extracted("") == []


def test_pruning_keeps_the_text_and_what_the_page_states() -> None:
    root = markup.parse(PAGE)
    assert root is not None
    markup.prune(root)
    assert [script.text for script in root.iter("script", "style", "svg")] == ['{"a": 1}']
    body = root.find("body")
    assert body is not None
    assert " ".join("".join(body.itertext()).split()).startswith("before behind")

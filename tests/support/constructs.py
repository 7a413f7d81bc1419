"""Tables of what YAML 1.1 and 1.2 have, by the chapters of the specification."""

from itertools import product

TEXTS = {
    "line": ["a"],
    "lines": ["a", "b"],
    "paragraphs": ["a", "b", "", "c", "", "", "d"],
    "deeper lines": ["a", "  b", "   c", "d"],
    "deeper paragraphs": ["a", "", "  b", "", "c"],
    "list in it": ["- a", "- b: c", "? d"],
    "comment in it": ["a # b", "# c"],
    "fences in it": ["a", "---", "...", "--- b"],
    "tab": ["a\tb", "c"],
    "blank lines behind": ["a", "", "", ""],
    "blanks behind": ["a ", "b  "],
    "blank line before": ["", "a"],
}


def block_scalars() -> dict[str, str]:
    """Every style, indentation indicator, chomping, order of both, and kind of text."""
    found = {}
    for style, digit, chomping, name in product("|>", ["", *"1249"], ["", "-", "+"], TEXTS):
        indent = " " * int(digit or 2)
        lines = "\n".join(indent + line if line else "" for line in TEXTS[name])
        for indicators in {digit + chomping, chomping + digit}:
            found[f"{style}{indicators} {name}"] = f"x: {style}{indicators}\n{lines}"
    return found


BYTE_ORDER_MARKS = {
    "byte order marks in unquoted text": "x: \ufeff\ny: \ufeffa\ufeff b \ufeff\nz: a\n  \ufeffb",
    "byte order marks in quotes": "x: '\ufeffa'\ny: \"a\ufeff\n  \ufeffb\"\nz: \ufeff'a'",
    "byte order marks in block scalars": "x: |\n  \ufeffa\n   \ufeff\ny: >-\n  a\n  \ufeffb\ufeff",
    "byte order marks in flow": "x: [\ufeffa,\ufeff, {\ufeffk\ufeff: \ufeff}]",
    "byte order marks in items": "y:\n- \ufeff\n- k\ufeff: v",
    "byte order marks in keys": "x\ufeff: a\n'\ufeffy': b",
    "byte order marks in comments": "x: a #\ufeff\n#\ufeff\n  # \ufeff\ny: \ufeff # c",
}

SCALARS = {
    # Plain
    "plain": "x: a b",
    "plain with indicators in it": "x: a-b a?b a:b a#b a,b a]b a}b a'b a\"b",
    "plain that begins with an indicator": "x: -a\ny: ?a\nz: :a",
    "plain on two lines": "x: a\n  b",
    "plain on lines of many depths": "x:\n  a\n    b\n   c\n\n   d",
    "plain below its key": "x:\n    a",
    "plain that looks like other types": "x: [NO, 10:00, 0o17, 1_000, 0x1F, 1e3, .5, ~, '']",
    "nothing": "x:",
    "nothing with blanks": "x:   \ny: \t",
    # Single quotes
    "single quotes": "x: 'a ''b'' c'",
    "single quotes around nothing": "x: ''",
    "single quotes on two lines": "x: 'a\n  b'",
    "single quotes on lines with blank ones": "x: '\n  a\n\n\n  b\n  '",
    "single quotes around a comment": "x: 'a # b'",
    "single quotes below the key": "x:\n  'a'",
    # Double quotes
    "double quotes": 'x: "a"',
    "double quotes around nothing": 'x: ""',
    "every escape": 'x: "\\0\\a\\b\\t\\n\\v\\f\\r\\e\\ \\"\\\\\\N\\_\\L\\P\\x41\\u00e9\\U0001F600"',
    "an escaped slash": 'x: "a\\/b"',
    "an escaped tab": 'x: "a\\\tb"',
    "double quotes on two lines": 'x: "a\n  b"',
    "double quotes with an escaped line end": 'x: "a\\\n  b\\\n\n  \\  c"',
    "double quotes on lines with blank ones": 'x: "\n  a\n\n\n  b\n  "',
    "double quotes around a comment": 'x: "a # b"',
    # Block scalars
    "header with a comment": "x: | # why\n  a\ny: >- # why\n  a",
    "header with blanks": "x: |  \n  a\ny: >   # why\n  a",
    "block scalar of nothing": "x: |\ny: >-\nz: |+",
    "block scalar of blank lines": "x: |+\n\n\ny: >+\n\nz: a",
    "block scalar as an item": "x:\n- |\n  a\n- >\n  b\n\n- c",
    "block scalar in a mapping in a list": "x:\n- y: |\n    a\n\n  z: >-\n    b",
    "block scalar after which a comment stands": "x: |\n  a\n# why\ny: b",
    "block scalar after which a deep comment stands": "x: |\n    a\n  # why\ny: b",
}

COLLECTIONS = {
    # Blocks
    "list": "x:\n  - a\n  - b",
    "list at the depth of its key": "x:\n- a\n- b",
    "list in a list": "x:\n- - a\n  - b\n- - - c\n- \n  - d",
    "list of nothing": "x:\n-\n- \n- a",
    "mapping": "x:\n  a: b\n  c: d",
    "mapping in a list": "x:\n- a: b\n  c: d\n-   e: f\n    g: h\n-\n  i: j",
    "list in a mapping in a list": "x:\n- a:\n  - b\n  - c: d\n    e:\n    - f",
    "items with wide gaps": "x:\n-   a\n-\n   - b",
    "entries with wide gaps": "x :   a\ny  :\t b",
    "blank lines between": "x:\n\n- a\n\n\n- b\n\ny:\n\n  z: c",
    # Flow
    "flow on lines": "x: [\n  a,\n  b\n]\ny: {\n  a: b,\n  c: d\n}",
    "flow with a comma behind": "x: [a, b, ]\ny: {a: b, }\nz: [\n  a,\n]",
    "flow without blanks": "x: [a,b]\ny: {a: b,c: d}\nz: {'a':b,\"c\":d}",
    "flow with blanks": "x: [  a  ,  b  ]\ny: {  a  :  b  ,  c  :  d  }",
    "flow with tabs": "x: [\ta\t,\tb\t]\ny: {\ta:\tb\t}",
    "flow at the margin": "x: {\na: b,\nc: [\nd\n]\n}",
    "flow in a list": "x:\n- [a, b]\n- {c: d}\n- [{e: f}, {g: h}]",
    "pairs in flow": "x: [a: b, c: d, 'e': f]",
    "explicit pairs in flow": "x: [? a : b, ? c]\ny: {? a : b, ? c}",
    "keys without values in flow": "x: {a, b: , 'c'}",
    "adjacent values": 'x: {"a":1, \'b\':2, "c": 3}',
    "text on lines in flow": "x: [a\n  b, 'c\n  d', \"e\n  f\"]",
}

_FLOWS = ["a", "'a'", '"a"', "[]", "{}", "[a]", "{a: b}", "[a, b]", "{a: b, c: d}", "[a: b]"]


def flow_nestings() -> dict[str, str]:
    """Every flow collection in every other one, two deep, on one line and on several."""
    wrappers = ["[{}]", "[a, {}]", "[{}, a]", "{{k: {}}}", "{{k: {}, l: a}}", "{{a, k: {}}}"]
    found = {}
    for inner, outer, outermost in product(_FLOWS, wrappers, ["{}", *wrappers]):
        flow = outermost.format(outer.format(inner))
        found[flow] = f"x: {flow}"
    for inner, outer in product(_FLOWS, wrappers):
        flow = outer.format(inner)
        lines = flow.replace(", ", ",\n    ").replace("[", "[\n    ", 1)
        found[f"{flow} on lines"] = f"x:\n  {lines}\n"
    return found


PROPERTIES = {
    "anchor of every kind of node": (
        "a: &a x\nb: &b 'x'\nc: &c |\n  x\nd: &d [x]\ne: &e {x: y}\n"
        "f: &f\n- x\ng: &g\n  x: y\nh: &h"
    ),
    "aliases everywhere": "a: &a x\nb: *a\nc: [*a, *a]\nd: {*a : *a}\ne:\n- *a\nf: &f [x]\ng: *f",
    "anchor on the line of a key": "x:\n  &k k: &v v\n  l: *v",
    "anchor given again": "a: &a x\nb: *a\nc: &a y\nd: *a",
    "anchor of nothing": "a: &a\nb: *a",
    "anchor with odd characters": "a: &a-b_1 x\nb: *a-b_1",
    "merge of one": "a: &a {k: 1, l: 2}\nb:\n  <<: *a\n  l: 3",
    "merge of several": "a: &a {k: 1}\nb: &b {k: 2, l: 2}\nc: {<<: [*a, *b], m: 3}",
    "merge written out": "a:\n  <<: {k: 1}\n  l: 2",
    "merge in quotes is a key": "a: {'<<': 1}",
    "tags of scalars": "a: !!str 1\nb: !!int '1'\nc: !!float 1\nd: !!bool true\ne: !!null ''",
    "tags of more scalars": "a: !!timestamp 2021-12-10\nb: !!binary aGk=",
    "tags of collections": "a: !!map {k: v}\nb: !!seq [v]",
    "tags of more collections": "c: !!set {k}\nd: !!omap [k: v]\ne: !!pairs [k: v]",
    "tag that means text": "a: ! 12\nb: ! 'x'",
    "verbatim tag": "a: !<tag:yaml.org,2002:str> 1",
    "tag before an anchor": "a: !!str &a 1\nb: &b !!int 1\nc: [*a, *b]",
    "own tags of scalars": "a: !t 1\nb: !t\nc: !t 'x'\nd: [!t 1, !t , !t ]\ne: &e !t |\n  y\nf: *e",
    "own tags of collections": "a: !t {k: !u 1}\nb: !t\n- !u\nc: !t # c\n  k: v\nd:\n- !t\n  k: v",
    "own tag in full": "a: !<tag:harbour.example,2026:x> 1\nb: !<!t> 1",
    "properties on a line of their own": "a: !!map\n  k: v\nb: &b\n  - v\nc: !!str &c\n  1",
}

COMMENTS = {
    "comment before all": "# c\nx: a",
    "comment after all": "x: a\n# c",
    "comment behind a value": "x: a # c\ny: 'b' # c\nz: [c] # c",
    "comment behind a key": "x: # c\n  a\ny: # c\n- b\nz: # c\n  k: v",
    "comment behind a dash": "x:\n- # c\n  a\n-   # c\n  k: v",
    "comments between entries": "x: a\n\n# c\n\n# c\ny: b",
    "comments between items": "x:\n# c\n- a\n  # c\n- b\n    # c\n# c\ny: c",
    "comments in a flow list": "x: [ # c\n  a, # c\n  # c\n  b # c\n  , c\n  # c\n]",
    "comments in a flow mapping": "x: { # c\n  k: # c\n    v, # c\n  # c\n}",
    "comment behind an anchor": "x: &a # c\n  k: v\ny: !!map # c\n  k: v",
    "comment behind an explicit key": "? x # c\n# c\n: a # c",
    "comment that looks like YAML": "# x: [\n#- {\n#--- \nx: a",
    "comment of nothing": "#\nx: a #\n #\n",
    "comment in other scripts": "# 雨 😀 é\nx: a",
    "comment behind a tab": "x: a\t# c",
}

KEYS = {
    "quoted keys": '\'x\': a\n"y": b\n"\\u007a": c',
    "explicit key": "? x\n: a\n? y\n: - b\n? z",
    "explicit key as a block scalar": "? |-\n  x\n: a\n? >-\n  y\n: b",
    "explicit key on lines": "? x\n  y\n: a",
    "keys of other types": "1: a\n2.5: b\ntrue: c\n2021-12-10: d\n~: e",
    "keys that Python or YAML know": "on: a\ny: b\nself: c\ncontent: d\n__class__: e\nNone: f",
    "keys that the models have names for": "body: a\nsource: b\npath: c\nextra: d\nweb_url: e",
    "keys with odd characters": "a b: 1\na-b: 2\na.b: 3\n/a/b: 4\na?b: 5\n'a: b': 6\n$a: 7\n雨: 8",
    "key in quotes around nothing": "'': a",
    "key with an anchor": "&k x: a\ny: *k",
    "alias as a key": "x: &k a\n*k : b",
    "key with a tag": "!!str x: a",
    "long key": f"{'k' * 1000}: a",
}

DIRECTIVES = {
    "version 1.1": "%YAML 1.1\n--- {TITLE, x: a}",
    "version 1.2": "%YAML 1.2\n--- # c\nTITLE\nx: a",
    "tag handle": "%TAG !y! tag:yaml.org,2002:\n--- {TITLE, x: !y!str 1}",
    "default tag handle": "%TAG ! tag:yaml.org,2002:\n--- {TITLE, x: !str 1}",
    "comments around directives": "# c\n%YAML 1.1 # c\n# c\n--- {TITLE}",
    "document begins on the line of its marker": "--- {TITLE, x: a}",
    "document begins below its marker": "--- # c\nTITLE\nx: a",
    "marker with a tag": "--- !!map\nTITLE\nx: a",
    "marker with an anchor": "--- &a\nTITLE\nx: a",
    "block of one flow mapping": "{TITLE, x: [a, b]}",
    "block of one flow mapping on lines": "{\n  TITLE,\n  x: a\n}",
    "indented block": "  TITLE\n  x: a",
    "root with properties": "&a !!map\nTITLE\nx: a",
}

REFUSED = {
    # YAML 1.2 takes these; PyYAML takes none of them, libyaml only the first.
    "tab directly behind a header": "x: >\t\n  a",
    "tab behind a dash": "x:\n- \ta",
    "key of nothing": ": a",
    "list as a key": "? [a]\n: b",
    "mapping as a key": "{a: b}: c",
    "block list as a key": "? - a\n: b",
    "block mapping as a key": "? a: b\n: c",
    "key twice": "x: a\nx: b",
    "key twice in flow": "x: {a: b, a: c}",
    "tag of YAML that is none": "x: !!mine a",
    "own tag that readers disagree on": "x: [!t, a]",
    "own tag with an escape": "x: !t%20u a",
    "own tag of a key": "!t x: a",
    "own tag of an unusual scheme": "x: !<T:x> a\ny: !<x> a",
    "tag of Python": "x: !!python/object/apply:os.system [ls]",
    "tag of another kind": "x: !!int a\ny: !!seq {a: b}",
    "alias without an anchor": "x: *a",
    "alias in its anchor": "x: &a [*a]",
    "byte order mark at the start of a line": "\ufeffx: a",
    "byte order mark at the start of a line in quotes": "x: 'a\n\ufeffb'",
    "byte order mark alone on a line": "x: a\n\ufeff",
    "byte order mark at the start of a line of YAML": "x: 'a\u2028\ufeffb'\ny: 'a\r\ufeff'",
    "byte order mark after a dash": "x:\n-\ufeffa",
    "byte order mark after a quote": "x: 'a'\ufeff",
    "byte order mark in an indent": "x: |\n  a\n \ufeff b",
    "byte order mark in a tag": "x: !t\ufeff a",
    "reserved indicators": "x: @a\ny: `a",
    "directive in the middle": "x: a\n%YAML 1.1",
    "document that ends and another": "x: a\n--- b",
    "tab as indentation": "x:\n\ta: b",
    "tab before a key": "\tx: a",
    "item too little indented": "x:\n  - a\n - b",
    "quote that does not end": "x: 'a",
    "bracket that does not end": "x: [a",
    "bracket of another kind": "x: [a}",
    "text behind a quote": "x: 'a' b",
    "text behind a bracket": "x: [a] b",
    "escape that is none": 'x: "\\q"',
    "escape of a surrogate": 'x: "\\ud800"',
    "escape beyond Unicode": 'x: "\\U00110000"',
    "value behind a value": "x: a: b",
    "item behind a key": "x: - a",
    "item beside keys": "- a",
    "header with a word": "x: | a\n  b",
    "header with two digits": "x: |12\n  a",
    "indentation of zero": "x: |0\n  a",
    "less indented than it says": "x: |4\n  a",
    "two anchors": "x: &a &b c",
    "two tags": "x: !!str !!str c",
    "anchor of an alias": "x: &a b\ny: &c *a",
    "merge of a text": "x: {<<: a}",
    "comma at the start": "x: [, a]",
    "comma twice": "x: [a,, b]",
}

ACCEPTED = {
    **block_scalars(),
    **SCALARS,
    **BYTE_ORDER_MARKS,
    **COLLECTIONS,
    **flow_nestings(),
    **PROPERTIES,
    **COMMENTS,
    **KEYS,
    **DIRECTIVES,
}


def blocks(construct: str) -> list[str]:
    """Put a title where a construct says, or above and below it."""
    if "TITLE" in construct:
        return [construct.replace("TITLE", "title: Rain")]
    return [f"title: Rain\n{construct}", f"{construct}\ntitle: Rain"]


def texts(construct: str) -> list[str]:
    """Write a construct in each place, with each line end."""
    found = [f"---\n{block}\n---\nBody: 'a\n" for block in blocks(construct)]
    return [*found, *(f"\ufeff{text}".replace("\n", "\r\n") for text in found)]

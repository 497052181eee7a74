"""Google's own tests of robots.txt through our decision.

python -m tests.flows.google_robots FILE      FILE: robots_test.cc of google/robotstxt; none of it is kept here
"""

import ast
import re
import sys
from pathlib import Path

from flows.robots import allowed, product_of, read_rules

TEXT = r'(?:"(?:[^"\\]|\\.)*"\s*)+'
STEPS = re.compile(
    rf"""(?:absl::string_view|std::string)\s(?P<name>\w+)\s*(?:=|\()\s*(?P<text>{TEXT})\)?;
    |TEST\(\w+,\s(?P<test>\w+)\)
    |while\s\((?P<fill>\w+)\.size\(\)\s<\smax_length\)\s*\{{(?P<body>[^}}]*)\}}
    |absl::StrAppend\(&(?P<to>\w+),\s(?P<parts>[^;]*)\);
    |EXPECT_(?P<may>TRUE|FALSE)\(\s*IsUserAgentAllowed\((?P<asked>[^;]*)\)\s*\);""",
    re.VERBOSE | re.DOTALL,
)
LINE = 2083 * 8
"""Bytes after which Google cuts a line."""


def literal(text):
    """The value of C++ string literals side by side."""
    return "".join(ast.literal_eval(part) for part in re.findall(r'"(?:[^"\\]|\\.)*"', text))


def value(text, known):
    """The value of a literal, a name or StrCat of them."""
    text = text.strip()
    if text.startswith("absl::StrCat("):
        return "".join(value(part, known) for part in arguments(text[13:-1]))
    return literal(text) if text.startswith('"') else known[text]


def arguments(text):
    """Arguments of a call, split at its own commas."""
    parts, depth, quoted = [""], 0, False
    for at, sign in enumerate(text):
        quoted ^= sign == '"' and text[at - 1] != "\\"
        depth += (sign == "(") - (sign == ")") if not quoted else 0
        if sign == "," and not depth and not quoted:
            parts.append("")
        else:
            parts[-1] += sign
    return parts


def decisions(source):
    """(test, rules, agent, url, expected) of all its expectations."""
    known, test = {}, ""
    for step in STEPS.finditer(re.sub(r"^\s*//.*$", "", source, flags=re.MULTILINE)):
        if step["name"]:
            known[step["name"]] = literal(step["text"])
        elif step["test"]:
            test = step["test"]
        elif step["fill"]:
            word = known["allow"] if "longline_b" in step["body"] else known["disallow"]
            for name, sign in re.findall(r'&(\w+), "(\w)"', step["body"]):
                known[name] += sign * (LINE - 2 * len(known[name]) - len(word) + 1)
        elif step["to"]:
            known[step["to"]] += "".join(value(p, known) for p in arguments(step["parts"]))
        else:
            rules, agent, url = (value(part, known) for part in arguments(step["asked"]))
            yield test, rules, agent, url, step["may"] == "TRUE"


if __name__ == "__main__":
    total = other = 0
    for test, rules, agent, url, may in decisions(Path(sys.argv[1]).read_text("utf-8")):
        total += 1
        if allowed(read_rules(rules), url, product_of(agent)) is not may:
            other += 1
            print(f"{test}: {agent!r} {url[:80]}: {'may' if may else 'may not'} there")
    print(f"{total} decisions, {total - other} alike")

"""Spoken coffee orders by people: the grammar they keep to, and what makes one right."""

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml

from benchmarks.synthetic import NOISE, Clip, read

FOLDER: Path = NOISE.parent / "orders"
BEGINNINGS = "brew|can i get|can i have|i want|get me|give me|i'd like|make me|may i have"


@cache
def slots() -> Mapping[str, tuple[str, ...]]:
    """Each slot's values, lower case."""
    grammar = yaml.safe_load((FOLDER / "grammar.yaml").read_text(encoding="utf-8"))
    own = grammar["context"]["slots"]
    return {name: tuple(str(v).strip().lower() for v in values) for name, values in own.items()}


def template() -> str:
    """All orders as one template of Home Assistant's format, without slots."""
    one = {name: f"({'|'.join(values)})" for name, values in slots().items()}
    detail = f"({one['size']}|{one['roast']}|{one['numberOfShots']})"
    milk, sugar = one["milkAmount"], one["sugarAmount"]
    addition = f"({milk} [and {sugar}]|{sugar} [and {milk}])"
    details = f"[{detail}] [{detail}] [{detail}]"
    return f"[({BEGINNINGS})] [(a|an)] {details} {one['coffeeDrink']} [with {addition}]"


def words() -> set[str]:
    """Every word of an order."""
    return set(re.findall(r"[a-z']+", template()))


def ordered(text: str) -> dict[str, str]:
    """The slots that a text fills."""
    names = {value: name for name, values in slots().items() for value in values}
    longest = sorted(names, key=len, reverse=True)
    pattern = re.compile(rf"\b({'|'.join(map(re.escape, longest))})\b")
    return {names[found]: found for found in pattern.findall(text)}


def clips() -> list[Clip]:
    """The recordings; each clip's text is its slots' values, which `ordered` reads back."""
    labels = json.loads((FOLDER / "labels.json").read_text(encoding="utf-8"))
    return [
        Clip(
            " , ".join(v.strip().lower() for v in own["slots"].values()), "person", read(FOLDER / f)
        )
        for f, own in sorted(labels.items())
    ]

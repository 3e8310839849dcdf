"""The exported network computes what the trained one does; and the shipped file is its bytes."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from models.make.nnet3_export import export
from voiceguide.content.files import data_folder
from voiceguide.language.kaldi.nnet3 import Affine, Network, decode, encode
from voiceguide.language.kaldi.transitions import split

Array = NDArray[np.float64]
H, B, BLOCKS, CLASSES, ALONE, FEATURES = 12, 5, 2, 7, 4, 40
MODEL = data_folder("models") / "en"
_, SHIPPED = split((MODEL / "am" / "final.mdl").read_bytes())
MAKE = Path(__file__).resolve().parents[3] / "models" / "make"


@pytest.fixture(scope="module")
def arrays() -> dict[str, Any]:
    random = np.random.default_rng(1)
    shapes: dict[str, tuple[int, ...]] = {
        "p_w0": (9 * FEATURES, H), "p_pl": (H, 6), "p_cd": (6, CLASSES), "p_cdb": (CLASSES,),
        "p_ci": (6, ALONE), "p_cib": (ALONE,), "mu": (FEATURES,),
    }  # fmt: skip
    for layer in range(BLOCKS + 1):
        shapes |= {f"{name}{layer}": (H,) for name in ("p_g", "p_b", "s_m")}
    for block in range(BLOCKS):
        shapes |= {f"p_l{block}": (2 * H, B), f"p_w{block + 1}": (2 * B, H)}
    made: dict[str, Any] = {name: random.normal(0, 0.3, shape) for name, shape in shapes.items()}
    made |= {f"s_v{layer}": random.uniform(0.5, 2, H) for layer in range(BLOCKS + 1)}
    made |= {"sd": random.uniform(0.5, 2, FEATURES), "H": H, "B": B, "NB": BLOCKS}
    return made | {"prior_cd": np.full(CLASSES, 1 / 7), "prior_ci": np.full(ALONE, 1 / 4)}


def trained(arrays: Mapping[str, Any], frames: Array) -> Array:
    """One output row by the network as training defines it, normalisation and all, frame by frame
    from its middle one; `frames` has just the context that is needed."""

    def normal(values: Array, layer: int) -> Array:
        even = (values - arrays[f"s_m{layer}"]) / np.sqrt(arrays[f"s_v{layer}"] + 1e-3)
        return np.asarray(np.maximum(0, even * arrays[f"p_g{layer}"] + arrays[f"p_b{layer}"]))

    even = (frames - arrays["mu"]) / arrays["sd"]
    spliced = np.stack([even[at : at + 9].ravel() for at in range(len(even) - 8)])
    hidden = normal(spliced @ arrays["p_w0"], 0)
    for block in range(BLOCKS):
        narrow = np.hstack([hidden[:-3], hidden[3:]]) @ arrays[f"p_l{block}"]
        wide = np.hstack([narrow[:-3], narrow[3:]]) @ arrays[f"p_w{block + 1}"]
        hidden = normal(wide, block + 1) + 0.66 * hidden[3:-3]
    shared = hidden @ arrays["p_pl"]
    heads = [shared @ arrays[f"p_{name}"] + arrays[f"p_{name}b"] for name in ("cd", "ci")]
    first, second = (head - np.log(np.exp(head).sum(1, keepdims=True)) for head in heads)
    (row,) = np.hstack([first, second[:, 1:]])
    return np.asarray(row)


class Interpreter:
    """Kaldi's wiring language, computed a node and frame at a time."""

    def __init__(self, network: Network, frames: Array) -> None:
        self.frames = frames
        self.components = dict(network.components)
        self.nodes: dict[str, dict[str, str]] = {}
        for line in network.lines:
            kind, rest = line.split(" ", 1)
            pairs = dict(re.findall(r"([\w-]+)=((?:[^= ]+(?:, | (?!\S+=))?)+)", rest))
            self.nodes[pairs["name"]] = {"kind": kind, **pairs}

    def node(self, name: str, at: int) -> Array:
        node = self.nodes[name]
        if node["kind"] == "input-node":
            return np.asarray(self.frames[at])
        if node["kind"] == "dim-range-node":
            first, size = int(node["dim-offset"]), int(node["dim"])
            return self.node(node["input-node"], at)[first : first + size]
        value = self.feed(node["input"].strip(), at)
        if node["kind"] == "output-node":
            return value
        component = self.components[node["component"]]
        if isinstance(component, Affine):
            return np.asarray(component.weights @ value + component.biases)
        if component.kind == "RectifiedLinear":
            return np.asarray(np.maximum(0, value))
        if component.kind == "LogSoftmax":
            return np.asarray(value - np.log(np.exp(value).sum()))
        assert component.kind == "NoOp"
        return value

    def feed(self, text: str, at: int) -> Array:
        call = re.fullmatch(r"(\w+)\((.*)\)", text)
        if call is None:
            return self.node(text, at)
        parts = re.findall(r"(?:[^,()]|\((?:[^()]|\([^()]*\))*\))+", call[2])
        match call[1], [part.strip() for part in parts]:
            case "Append", several:
                return np.concatenate([self.feed(one, at) for one in several])
            case "Sum", [first, second]:
                return self.feed(first, at) + self.feed(second, at)
            case "Offset", [inner, offset]:
                return self.feed(inner, at + int(offset))
            case "Scale", [factor, inner]:
                return float(factor) * self.feed(inner, at)
        raise AssertionError(text)


def test_folded_and_trained_network_agree(arrays: dict[str, Any]) -> None:
    network = decode(export(arrays))
    frames = np.random.default_rng(2).normal(size=(2 * network.context + 1, FEATURES))
    heard = Interpreter(network, frames).node("output", network.context)
    assert np.isfinite(heard).all()
    np.testing.assert_allclose(heard, trained(arrays, frames), rtol=1e-4, atol=1e-4)


def test_silence_is_thought_rarer_than_it_is(arrays: dict[str, Any]) -> None:
    priors = decode(export(arrays)).priors
    assert len(priors) == CLASSES + ALONE - 1
    np.testing.assert_allclose(priors[:2], [0.1 / 7, 1 / 7], rtol=1e-6)


def test_the_shipped_network_is_read_and_written_byte_for_byte() -> None:
    assert encode(decode(SHIPPED)) == SHIPPED


def test_the_shipped_network_is_the_trained_one() -> None:
    with np.load(MAKE / "network.npz") as arrays:
        assert export(arrays) == SHIPPED


def test_the_shipped_table_of_triphones_is_that_of_its_classes() -> None:
    from models.make.triphone_table import triphone_table
    from voiceguide.language.triphones import read_triphones

    with np.load(MAKE / "ties.npz") as ties:
        made, shipped = triphone_table(ties), read_triphones(MODEL)
    assert made.phones == shipped.phones
    assert made.alone == shipped.alone
    np.testing.assert_array_equal(made.outputs, shipped.outputs)
    np.testing.assert_array_equal(made.frames, shipped.frames)

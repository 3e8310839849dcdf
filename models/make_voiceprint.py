"""Make models/voiceprint.npz from Resemblyzer's published weights.

    pip download --no-deps resemblyzer==0.1.4 && unzip Resemblyzer-*.whl -d unpacked
    python models/make_voiceprint.py unpacked/resemblyzer/pretrained.pt

Needs `torch` while making; the result needs numpy only.
"""

import sys
from pathlib import Path

import numpy as np
import torch

from voiceguide.hearing.engines.ge2e_voiceprint import VOICEPRINT

weights = torch.load(sys.argv[1], map_location="cpu", weights_only=True)["model_state"]
learnt = {name: weights[name].numpy() for name in weights if name.startswith(("lstm", "linear"))}
with (Path(__file__).parent / VOICEPRINT).open("wb") as file:
    np.savez(file, **{name: value.astype(np.float16) for name, value in learnt.items()})

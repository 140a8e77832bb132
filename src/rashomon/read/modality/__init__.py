"""How it is told: as a fact, denied, doubted, planned or still going on."""

from rashomon.read.modality.judgement import judge

__all__ = ["judge"]

"""Who says so: sources, cues and what is put into their mouths."""

from rashomon.read.attribution.voices import distances, find_voices, is_speech, voice_at

__all__ = ["distances", "find_voices", "is_speech", "voice_at"]

"""The only door to `prompts/`: lexicon and templates, loaded once, checked strictly.

`load_toml("lexicon/labels")` gives a lexicon file as data; `wording("answers/rows")("head", 项目=…)` one text, its slots filled.
"""

from assistant.wording.load import load_toml, prompts_folder
from assistant.wording.templates import Wording, wording

__all__ = ["Wording", "load_toml", "prompts_folder", "wording"]

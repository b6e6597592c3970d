"""Every sentence of the workshop is there in both languages, with the same values in it."""

import string
import tomllib

from workshop.sentences import FOLDER


def sentences(language):
    sections = tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
    return {f"{section}.{name}": text for section, texts in sections.items() for name, text in texts.items()}


def values(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_both_languages_have_the_same_keys():
    assert sentences("en").keys() == sentences("ko").keys()


def test_both_languages_tell_the_same_values():
    english, korean = sentences("en"), sentences("ko")
    differ = [key for key in english if not values(korean[key]) <= values(english[key])]
    assert differ == []
    fewer = [key for key in english if values(english[key]) - values(korean[key])]
    assert fewer == []

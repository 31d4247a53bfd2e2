"""Which language is in use, and in which form names of places, slogans and units stand in English."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

LANGUAGES = ("en", "zh")
NAMES = ("chinese", "both", "english")  # 哈密; Hami 哈密; Hami
VARIABLE = "REPORT_LANGUAGE"  # not LANGUAGE, which systems set for their own messages (en_GB:en)

_chosen: dict[str, str] = {}


def use(lang: str | None = None, *, names: str | None = None) -> None:
    """Write everything from now on in "en" (English) or "zh" (Chinese); None leaves each as it is.

    names: how English has the names of places, slogans and units: "chinese" (as the texts do, the default), "both"
    (Hami 哈密) or "english" (Hami; pinyin where there is no English name). Chinese has them in Chinese always.
    Until this is called the environment variable REPORT_LANGUAGE holds; without it, English.
    """
    for what, value, allowed in (("lang", lang, LANGUAGES), ("names", names, NAMES)):
        if value is not None and value not in allowed:
            raise ValueError(f"{what}: {value!r} is none of {', '.join(allowed)}")
    _chosen.update({what: value for what, value in (("lang", lang), ("names", names)) if value is not None})


@contextmanager
def using(lang: str | None = None, *, names: str | None = None) -> Iterator[None]:
    """Within it as `use`; afterwards as before."""
    before = dict(_chosen)
    try:
        use(lang, names=names)
        yield
    finally:
        _chosen.clear()
        _chosen.update(before)


def current() -> str:
    """The language in use, "en" or "zh"."""
    lang = _chosen.get("lang") or os.environ.get(VARIABLE) or LANGUAGES[0]
    if lang not in LANGUAGES:
        raise ValueError(f"{VARIABLE}={lang} in the environment is none of {', '.join(LANGUAGES)}")
    return lang


def names_in() -> str:
    """How names of places, slogans and units stand: one of NAMES."""
    return _chosen.get("names", NAMES[0]) if current() == "en" else NAMES[0]

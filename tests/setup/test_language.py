from __future__ import annotations

import pytest

from setup import language


@pytest.mark.parametrize(
    ("arguments", "environ", "chosen"),
    [
        ([], {"LANG": "ko_KR.UTF-8"}, "ko"),
        ([], {"LANG": "de_DE.UTF-8"}, "en"),
        ([], {"LANG": "kok_IN.UTF-8"}, "en"),
        ([], {"LANG": "ko_KR.UTF-8", "LC_ALL": "C"}, "en"),
        ([], {"LANG": "en_US.UTF-8", "TUTOR_LANG": "ko"}, "ko"),
        ([], {"LANG": "ko_KR.UTF-8", "TUTOR_LANG": "klingon"}, "ko"),
        (["list", "--lang", "en"], {"LANG": "ko_KR.UTF-8", "TUTOR_LANG": "ko"}, "en"),
        (["--lang=ko", "list"], {"LANG": "en_US.UTF-8"}, "ko"),
        (["list", "--lang"], {"LANG": "ko_KR.UTF-8"}, "ko"),
        (["--lang", "ko", "list", "--lang", "en"], {}, "en"),
        (["--lang=en", "--lang=ko"], {}, "ko"),
    ],
)
def test_the_option_comes_before_the_variable_before_the_locale(arguments, environ, chosen):
    assert language.choose(arguments, environ) == chosen

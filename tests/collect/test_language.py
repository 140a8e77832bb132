import pytest

from rashomon.collect.language import language_of


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The army said on Sunday that its units had taken the town after two days of heavy fighting.", "en"),
        ("Les forces armées ont repris la ville dimanche, a annoncé le porte-parole de l'armée au journal.", "fr"),
        ("El ejército recuperó el control del municipio tras dos días de combates, dijo su portavoz el lunes.", "es"),
        ("وقال المتحدث باسم الجيش إن القوات استعادت المدينة يوم الأحد بعد يومين من القتال العنيف في شوارعها", "ar"),
        ("Army took it.", None),
        ("", None),
        ("😀" * 300, None),
        ("\x00" * 300, None),
    ],
)
def test_languages(text: str, code: str | None) -> None:
    assert language_of(text) == code

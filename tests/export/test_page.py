import base64
import hashlib
import re
from dataclasses import replace

from sample_readings import comparison, reading

from rashomon.export.page import page
from rashomon.records import Reading, Report


def test_report_text_with_markup_is_inert() -> None:
    html = page([reading()], comparison())
    assert html.count("<script>") == 1  # our own
    assert "&lt;script&gt;" in html
    assert "<b>markup" not in html


def test_every_field_of_a_report_is_escaped() -> None:
    bad = '"><img src=x onerror=alert(1)>'
    report = Report(bad, f"Text {bad}", bad, None, bad, f"javascript:alert(1)//{bad}", bad)
    html = page([Reading(report, warnings=(bad,))])
    assert "<img" not in html
    assert "javascript:" not in html


def test_the_policy_names_the_style_and_the_script_by_hash() -> None:
    html = page([reading()])
    for tag in ("style", "script"):
        content = re.search(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
        assert content is not None
        digest = base64.b64encode(hashlib.sha256(content[1].encode()).digest()).decode()
        assert f"{tag}-src &#39;sha256-{digest}&#39;" in html or f"{tag}-src 'sha256-{digest}'" in html


def test_nothing_is_loaded_from_anywhere() -> None:
    html = page([reading()])
    assert not re.search(r"""(src|href)=["'](?!#|data:,|https://example\.org/1")""", html)
    assert "url(" not in html
    assert "@import" not in html
    assert "style=" not in html.split("</style>")[1]


def test_each_claim_has_a_card_and_its_number_links_both_ways() -> None:
    html = page([reading()])
    for number in range(1, 8):
        assert f'id="r1c{number}"' in html
        assert f'id="r1t{number}" href="#r1c{number}"' in html
        assert f'href="#r1t{number}"' in html


def test_ids_are_unique_over_several_reports() -> None:
    html = page([reading("a"), reading("b")], comparison("b"))
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert 'href="#r2c4"' in html


def test_differences_show_each_side_in_its_own_words() -> None:
    html = page([reading()], comparison())
    assert "at least 16 people killed" in html
    assert "9 people killed" in html
    assert "16 or more against 9" in html


def test_a_denial_is_marked_where_its_words_read_like_what_it_denies() -> None:
    read, compared = reading(), comparison()
    (denial,) = (claim for claim in read.claims if claim.stance == "denies")
    against = replace(compared.disagreements[0], attribute="occurrence", claims=(f"{read.report.id}:{denial.id}",))
    html = page([read], replace(compared, disagreements=(against,)))
    assert f"denies: “{denial.quote.text}”" in html


def test_a_report_without_claims_says_so() -> None:
    assert "No claims about violence" in page([Reading(Report("x", "The market was open."))])


def test_control_characters_and_lone_surrogates_can_be_written() -> None:
    html = page([Reading(Report("x", "a\x00b\x1b[31m \ud800 c"))])
    html.encode("utf-8")
    assert "\x00" not in html
    assert "\x1b" not in html

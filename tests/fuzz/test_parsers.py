"""Whatever is typed, pasted, sent or uploaded, a parser of ours answers with a value or with its own refusal."""

import json
import re
from contextlib import suppress
from io import BytesIO
from uuid import uuid4
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
import requests
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory
from hypothesis import example, given
from hypothesis import strategies as st
from pytest_django import Settings

from community.accounts.names import NameField
from community.core.address_lists import domain_among, domain_ascii, domains_clean, domains_read, networks_clean
from community.core.email_field import PlainEmailField
from community.core.encryption.keys import DecryptionError, decrypt
from community.core.exports.cells import FORMULA, csv_cell, harmless_text, json_cell
from community.core.link_tokens import link_token, reference_of
from community.core.local_address import local_address
from community.core.mailbox import canonical_email
from community.core.media.document_check import validate_document_content
from community.core.media.file_names import upload_file_name
from community.core.network import client_address, network_prefix
from community.core.phones import normalise_mobile
from community.core.reading.ways import WAYS, reading_in
from community.core.text.invisible import without_invisible
from community.core.text.pasted import clean_pasted
from community.core.text.transliteration import slugify_ukrainian
from community.core.text.typography import tidy_html, tidy_text
from community.core.validators import phone_digits, validate_edrpou
from community.messaging.channels.errors import DeliveryError
from community.messaging.channels.sms_club import SmsClubBackend
from community.messaging.channels.turbosms import TurboSmsBackend
from engagement.polls.options import seed_clean
from engagement.polls.vote_secrets import receipt_clean
from home.sessions.roll_call import roll_call
from home.sessions.vote_files import rows_of_file
from search.text.layouts import typed_in_english, typed_in_russian, typed_in_ukrainian
from search.text.sounds import in_cyrillic, sound
from search.text.terms import one_spelling, text_words, word_terms
from tests.fuzz.conftest import PROFILE
from tests.fuzz.texts import DOMAINS, EMAILS, JSONS, PHONES, TEXTS

SLUG = re.compile(r"[a-z0-9_]+(?:-[a-z0-9_]+)*")


@PROFILE
@given(PHONES)
def test_a_phone_is_a_ukrainian_mobile_or_refused(text: str) -> None:
    with suppress(ValidationError):
        number = normalise_mobile(text)
        assert re.fullmatch(r"\+380[0-9]{9}", number)
        assert normalise_mobile(number) == number
    assert re.fullmatch(r"(380[0-9]{9})?", phone_digits(text))


@PROFILE
@given(EMAILS)
def test_an_address_has_one_spelling_and_keeps_it(text: str) -> None:
    once = canonical_email(text)
    assert canonical_email(once) == once
    with suppress(ValidationError):
        clean = PlainEmailField().clean(text)
        assert not re.search(r"[\s\x00-\x1f<>,;\"]", clean)
        assert canonical_email(clean.upper()) == canonical_email(clean)


@PROFILE
@given(TEXTS)
@example("щ" * 300)
def test_a_slug_is_one_and_its_own(text: str) -> None:
    slug = slugify_ukrainian(text)
    assert SLUG.fullmatch(slug)
    assert slugify_ukrainian(slug) == slug
    assert re.fullmatch(
        r"[a-z0-9_-]+(\.[^/\\\x00]*)?", upload_file_name(text.replace("/", "").replace("\x00", "") or "a")
    )


@PROFILE
@given(TEXTS)
def test_lists_of_domains_and_networks_are_read_or_refused(text: str) -> None:
    for clean, read in ((domains_clean, domains_read), (networks_clean, None)):
        with suppress(ValidationError):
            tidy = clean(text)
            assert clean(tidy) == tidy
            assert read is None or not domain_among("", read(tidy))


@PROFILE
@given(DOMAINS)
def test_a_domain_has_one_spelling(text: str) -> None:
    assert domain_ascii(domain_ascii(text)) == domain_ascii(text)


@PROFILE
@given(st.text(max_size=60) | st.ip_addresses().map(str), st.integers(0, 3))
def test_an_address_of_the_net_is_one_or_none(chain: str, hops: int) -> None:
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR=chain)
    assert network_prefix(client_address(request))


@PROFILE
@given(TEXTS)
def test_a_token_of_no_letter_opens_nothing(text: str) -> None:
    assert reference_of("a", text) is None
    with pytest.raises(DecryptionError):
        decrypt(text, purpose="a")


@PROFILE
@given(st.uuids(), st.integers(0, 200), st.integers(0, 255))
def test_a_token_with_another_sign_opens_nothing(reference: object, place: int, sign: int) -> None:
    token = link_token("a", reference)  # type: ignore[arg-type]  # hypothesis's uuids
    assert reference_of("a", token) == reference
    assert reference_of("b", token) is None
    place %= len(token)
    other = token[:place] + chr(sign) + token[place + 1 :]
    assert other == token or reference_of("a", other) is None


@PROFILE
@given(TEXTS)
def test_a_cookie_of_the_reading_settings_is_one_of_twelve(text: str) -> None:
    assert reading_in({"reading": text, "chytannia": text}) in WAYS.values()


@PROFILE
@given(TEXTS)
def test_a_way_back_is_on_this_site(text: str) -> None:
    back = local_address(text, RequestFactory().get("/"))
    assert back == "" or re.match(r"/(?![/\\])", back)


@PROFILE
@given(TEXTS | st.text("<>pliha1·•-–/ &nbs;\u00a0\n", max_size=400))
@example("<p>" * 3000)
@example("<p>- а</p>" * 2000)
@example("<p>·" * 3000)
def test_pasted_text_is_cleaned_once_and_for_all(html: str) -> None:
    clean_pasted(html)
    tidy_html(html)
    assert tidy_text(tidy_text(html)) == tidy_text(html)
    assert without_invisible(without_invisible(html)) == without_invisible(html)


@PROFILE
@given(TEXTS)
@example("𗀀")
def test_words_of_a_question_are_found_in_any_text(text: str) -> None:
    for word in text_words(text):
        assert word_terms(word) is not None
        assert isinstance(sound(word), str)
    assert isinstance(one_spelling(text), str)
    for layout in (typed_in_english, typed_in_ukrainian, typed_in_russian):
        assert isinstance(layout(text), str)
    assert len(in_cyrillic(text[:40])) < 1000


@PROFILE
@given(TEXTS)
def test_codes_and_names_are_what_they_may_be(text: str) -> None:
    assert re.fullmatch(r"[2-9A-HJ-NP-Z-]*", receipt_clean(text))
    assert isinstance(seed_clean(text), str)
    for check in (validate_edrpou, NameField(required=False).clean):
        with suppress(ValidationError):
            check(text)


@PROFILE
@given(st.text(max_size=60) | st.builds(str.__add__, st.sampled_from("=+-@\t\r＝ \n"), st.text(max_size=40)))
def test_no_cell_is_a_formula(text: str) -> None:
    for cell in (csv_cell(text), harmless_text(text), json.loads(json_cell(text))):
        assert not FORMULA.match(cell)
        assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", cell)


@PROFILE
@given(TEXTS | st.lists(st.lists(TEXTS, max_size=4)).map(lambda rows: "\n".join("\t".join(row) for row in rows)))
def test_a_roll_call_is_read_or_its_lines_are_named(text: str) -> None:
    table = roll_call(text)
    if not table.errors:
        assert roll_call(table.text).ballots == table.ballots


@PROFILE
@given(st.binary(max_size=400), st.sampled_from(["csv", "xlsx"]))
def test_a_file_of_votes_is_a_table_or_refused(content: bytes, kind: str) -> None:
    with suppress(ValidationError):
        rows = rows_of_file(SimpleUploadedFile(f"holosuvannia.{kind}", content))
        assert all(isinstance(cell, str) for row in rows for cell in row)


@PROFILE
@given(
    st.dictionaries(
        st.sampled_from(["xl/workbook.xml", "[Content_Types].xml", "xl/worksheets/sheet1.xml"]), st.binary(max_size=200)
    )
)
def test_a_workbook_with_anything_in_it_is_refused(parts: dict[str, bytes]) -> None:
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    with pytest.raises(ValidationError):
        rows_of_file(SimpleUploadedFile("holosuvannia.xlsx", packed.getvalue()))


@PROFILE
@given(st.binary(max_size=200), st.sampled_from(["pdf", "docx", "odt", "zip", "csv", "mp4", "doc", "exe", ""]))
def test_a_document_is_its_kind_or_refused(content: bytes, kind: str) -> None:
    with suppress(ValidationError):
        validate_document_content(BytesIO(content), name=f"a.{kind}")


@pytest.mark.parametrize("backend", [TurboSmsBackend, SmsClubBackend])
def test_a_gateway_may_answer_anything(backend: type, monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    settings.TURBOSMS_TOKEN = settings.SMSCLUB_TOKEN = "token"

    @PROFILE
    @given(
        JSONS | st.fixed_dictionaries({"response_code": st.integers(0, 999) | JSONS, "response_result": JSONS}),
        st.integers(100, 599),
    )
    def answers(body: object, status: int) -> None:
        response = requests.Response()
        response.status_code = status if status % 3 else 200
        response.json = lambda **_: body  # type: ignore[method-assign]
        monkeypatch.setattr(requests, "post", lambda *_args, **_options: response)
        with suppress(DeliveryError):
            backend().send(recipient="+380671234567", text="Код 123456", reference=uuid4())

    answers()

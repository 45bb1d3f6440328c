"""Texts that parsers meet: any at all, and such as look nearly right."""

from hypothesis import strategies as st

ANY = st.text(max_size=300)
SIGNS = "0123456789+-() .,;:'’ʼ\"<>&/\\@=#%_\n\r\t\x00\u00a0\u202e\u0301ґєіїҐЄІЇабвАБВabcABC🙂"
NEARLY = st.text(SIGNS, max_size=120)
TEXTS = ANY | NEARLY
PHONES = st.from_regex(r"\+?3?8?[ (]?0?[0-9]{2}[) ]?[0-9 -]{7,12}") | TEXTS
DOMAINS = st.from_regex(r"[a-zа-яіїє0-9.-]{1,30}\.(ua|com|укр|xn--j1amh)", fullmatch=True) | TEXTS
EMAILS = st.builds(lambda name, domain: f"{name}@{domain}", TEXTS, DOMAINS) | TEXTS
JSONS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=20,
)

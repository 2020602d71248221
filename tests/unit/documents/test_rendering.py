"""What is put into a frozen text before a reader sees it."""

from collective.conduct.browser.documents.rendering import readable


UID = "0123456789abcdef0123456789abcdef"


def shown(html, **options):
    return readable(html, lambda name: f"Link to {name}", **options)


def link(name="p-aaaaaaaa", address=""):
    hidden = f'<span class="visually-hidden"> Link to {name}</span>'
    return f'<a class="conduct-permalink" href="{address}#{name}">#{hidden}</a>'


def test_a_paragraph_ends_with_its_link():
    assert shown('<p id="p-aaaaaaaa">Ord</p>') == (
        f'<p id="p-aaaaaaaa">Ord\u00a0{link()}</p>'
    )


def test_the_link_leads_to_the_address_that_is_given():
    made = shown('<p id="p-aaaaaaaa">Ord</p>', address="https://ort.example/kod")
    assert link(address="https://ort.example/kod") in made


def test_an_item_has_its_link_before_the_list_inside_it():
    made = shown('<ol><li id="p-aaaaaaaa">Ord<ul><li>Under</li></ul></li></ol>')
    assert f"Ord\u00a0{link()}<ul>" in made


def test_an_item_of_paragraphs_has_its_link_in_the_first():
    made = shown('<ul><li id="p-aaaaaaaa"><p>Ett</p><p>Två</p></li></ul>')
    assert f"<p>Ett\u00a0{link()}</p><p>Två</p>" in made


def test_a_table_has_its_link_in_the_caption_and_scrolls_by_itself():
    made = shown('<table id="p-aaaaaaaa"><tr><td>Ord</td></tr></table>')
    assert made.startswith('<div class="conduct-scroll" tabindex="0"><table')
    assert f"<caption>{link()}</caption>" in made


def test_a_caption_that_is_there_keeps_its_words():
    made = shown(
        '<table id="p-aaaaaaaa"><caption>Vem</caption><tr><td>Ord</td></tr></table>'
    )
    assert f"<caption>Vem{link()}</caption>" in made


def test_an_id_that_is_not_ours_gets_no_link():
    assert shown('<p id="fn1">Ord</p>') == '<p id="fn1">Ord</p>'


def test_a_text_with_a_first_heading_yields_it_to_the_page():
    made = shown("<h1>Kod</h1><h2>Möten</h2><h6>Djupt</h6>")
    assert made == "<h2>Kod</h2><h3>Möten</h3><h6>Djupt</h6>"


def test_links_by_identity_lead_to_where_the_object_is_now():
    made = shown(
        f'<p><a href="../resolveuid/{UID}#del">Lag</a></p>',
        resolve=lambda uid: f"https://ort.example/{uid[:4]}",
    )
    assert 'href="https://ort.example/0123#del"' in made


def test_a_link_to_what_is_gone_stays_as_it_was():
    html = f'<p><a href="resolveuid/{UID}">Lag</a></p>'
    assert shown(html) == html


def test_the_words_of_the_text_stand_as_they_were():
    html = '<h2 id="p-aaaaaaaa">A &amp; B</h2><p id="p-bbbbbbbb">C <b>d</b></p>'
    for words in ("A &amp; B", "C <b>d</b>"):
        assert words in shown(html)

"""What the crawl of links finds, on a site that has every fault."""

from flask import Flask

from tests.links import Crawl

PAGES = {
    "/": '<a href="/sala#lofte">hit</a> <a href="https://sala.se/">bort</a> <a href="tel:112">112</a>',
    "/sala": '<h1 id="lofte">Löfte</h1> <a href="http://our.site/borta">borta</a> <a href="#nedan">nedan</a>',
    "/sala/2": '<a href="http://sala.se/">utan skydd</a> <img src="bild.png" alt="">',
}


def test_it_tells_of_a_page_a_part_and_a_picture_that_are_not_there():
    site = Flask("faults")
    for address, html in PAGES.items():
        site.add_url_rule(address, address, lambda html=html: f"<!doctype html>{html}")
    crawl = Crawl(site.test_client(), "http://our.site").from_page("/").from_page("/sala/2")
    assert crawl.broken == [
        "/sala: http://our.site/borta leads nowhere",
        "/sala: #nedan has no part nedan",
        "/sala/2: http://sala.se/ is none",
        "/sala/2: bild.png leads nowhere",
    ]

"""The description for portals: everything that DCAT-AP-SE 3 demands, in the words of the tables it names."""

import pytest
from defusedxml.ElementTree import fromstring

from medborgar.municipality.periods import Rhythm
from medborgar.publication.opendata.catalog import FREQUENCIES, SPACES, catalog
from medborgar.publication.public import Site

ABOUT, RESOURCE = (f"{{{SPACES['rdf']}}}{name}" for name in ("about", "resource"))
DEMANDED = {
    "dcat:Catalog": "dcterms:title dcterms:description dcterms:publisher dcterms:license dcat:dataset",
    "dcat:Dataset": """dcterms:title dcterms:description dcterms:publisher dcat:contactPoint dcat:theme
        dcat:distribution dcterms:accrualPeriodicity dcterms:language dcterms:spatial dcterms:accessRights""",
    "dcat:Distribution": "dcterms:title dcat:accessURL dcat:downloadURL dcterms:license dcterms:format dcat:mediaType",
    "dcat:DataService": "dcterms:title dcat:endpointURL dcat:endpointDescription dcterms:format dcat:contactPoint",
    "foaf:Agent": "foaf:name dcterms:type",
    "vcard:Organization": "vcard:fn vcard:hasEmail",
}
ONE_ONLY = {"dcterms:publisher", "dcterms:license", "dcat:accessURL", "dcterms:format", "dcterms:accrualPeriodicity"}
OURS = "http://localhost:8000"


def test_everything_that_is_demanded_is_there(client, world):
    world.promise()
    root = fromstring(client.get("/sala/oppna-data.rdf").response.data)
    for kind, names in DEMANDED.items():
        things = root.findall(kind, SPACES)
        assert things, kind
        for thing in things:
            counted = {name: len(thing.findall(name, SPACES)) for name in names.split()}
            assert min(counted.values()) >= 1, (kind, counted)
            assert all(counted.get(name, 1) == 1 for name in ONE_ONLY), (kind, counted)
    assert len(root.findall("dcat:Dataset", SPACES)) == len(root.findall("dcat:Catalog/dcat:dataset", SPACES)) == 5


def test_what_it_points_at_is_there_and_of_the_kind_it_says(client, world):
    world.promise()
    root = fromstring(client.get("/sala/oppna-data.rdf").response.data)
    named = {thing.get(ABOUT) for thing in root}
    pointed = {one.get(RESOURCE, "") for one in root.iter()}
    assert {one for one in pointed if one.startswith(OURS) and "#" in one} <= named
    for file in root.findall("dcat:Distribution", SPACES):
        address = file.find("dcat:downloadURL", SPACES).get(RESOURCE)
        answer = client.get(address.removeprefix(OURS)).response
        assert file.find("dcat:mediaType", SPACES).get(RESOURCE).endswith(f"/{answer.mimetype}")


def test_before_the_first_promise_it_speaks_of_the_news_only(app, world):
    root = fromstring(catalog(a_site("kv"), []))
    assert [one.get(ABOUT).partition("#")[2] for one in root.findall("dcat:Dataset", SPACES)] == ["nyheter"]


@pytest.mark.parametrize("rhythm", Rhythm)
def test_how_often_is_the_municipalitys_own_rhythm(app, rhythm):
    root = fromstring(catalog(a_site(rhythm.value), []))
    frequency = root.find("dcat:Dataset/dcterms:accrualPeriodicity", SPACES).get(RESOURCE)
    assert frequency.endswith(f"/authority/frequency/{FREQUENCIES[rhythm]}")


def a_site(rhythm):
    return Site("sala", "Sala kommun", "1981", "", None, rhythm, "#0B4F5C", "#86CBD6", "", "Polisen")

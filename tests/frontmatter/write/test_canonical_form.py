"""The canonical form: the place and the style of each field."""

from datetime import UTC, datetime

from newsfeed import Article, Image, Provider, RelatedItem, parse, serialize


def test_every_field_has_its_place_and_its_style() -> None:
    then = datetime(2021, 12, 10, 14, 30, tzinfo=UTC)
    image = Image(
        "https://a.example/i.jpg",
        width=1280,
        height=640,
        title="T",
        attribution="A",
        is_cached=True,
        extra={"alt": "x"},
    )
    article = Article(
        "Rain",
        category="news",
        excerpt="It rains.",
        published_date_time=then,
        original_url="https://a.example/o",
        web_url="https://a.example/w",
        amp_web_url="https://a.example/amp",
        cdn_amp_web_url="https://a-example.cdn.ampproject.org/c/s/a.example/amp",
        type="article",
        quality=87,
        heat=-1,
        published=False,
        featured_content="<b>",
        provider=Provider("Daily", domain="a.example", images=[Image("u")], extra={"rank": 1}),
        topics=["AI", "Sea"],
        images=[image, Image("v")],
        related=[
            RelatedItem(
                "Sun",
                excerpt="E",
                published_date_time=then,
                web_url="w",
                amp_web_url="a",
                cdn_amp_web_url="c",
                type="article",
                provider=Provider("Other"),
                quality=94,
                images=[Image("x", height=2)],
                extra={"z": [1, {"k": None}]},
            ),
            RelatedItem("Moon"),
        ],
        secured="b64;b64==",
        extra={"layout": "post", "nested": {"list": ["a", {"b": 2, "c": []}], "empty": {}}},
        body="\nText\n",
    )
    assert serialize(article) == CANONICAL
    assert parse(CANONICAL) == article


CANONICAL = """\
---
category: news
title: "Rain"
excerpt: "It rains."
publishedDateTime: 2021-12-10T14:30:00Z
originalUrl: "https://a.example/o"
webUrl: "https://a.example/w"
ampWebUrl: "https://a.example/amp"
cdnAmpWebUrl: "https://a-example.cdn.ampproject.org/c/s/a.example/amp"
type: article
quality: 87
heat: -1
published: false

featuredContent: "<b>"

provider:
  name: Daily
  domain: a.example
  images:
    - url: "u"
  rank: 1

topics:
  - AI
  - Sea

images:
  - url: "https://a.example/i.jpg"
    width: 1280
    height: 640
    title: "T"
    attribution: "A"
    isCached: true
    alt: x
  - url: "v"

related:
  - title: "Sun"
    excerpt: "E"
    publishedDateTime: 2021-12-10T14:30:00Z
    webUrl: "w"
    ampWebUrl: "a"
    cdnAmpWebUrl: "c"
    type: article
    provider:
      name: Other
    quality: 94
    images:
      - url: "x"
        height: 2
    z:
      - 1
      - k: null
  - title: "Moon"

secured: "b64;b64=="
layout: post
nested:
  list:
    - a
    - b: 2
      c: []
  empty: {}
---

Text
"""

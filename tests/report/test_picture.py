"""The picture of a report for the README."""

import re
from xml.etree import ElementTree

from predeploy.report._picture import svg

from . import samples


def test_the_picture_is_the_same_every_time_and_needs_no_network() -> None:
    picture = svg(samples.shop(), samples.context(width=80))
    assert picture == svg(samples.shop(), samples.context(width=80))
    assert set(re.findall(r"https?://[^\"' ]+", picture)) == {"http://www.w3.org/2000/svg"}
    text = "".join(ElementTree.fromstring(picture).itertext())
    assert "timeouts/redelivered-while-working" in text
    ElementTree.fromstring(svg(samples.hostile(), samples.context(width=80, read=samples.hostile_text)))

"""The public pages of the indicators and of releases, the published data, and the coordination’s lists."""

from indicators.views.asked import release_chosen, release_on
from indicators.views.embedded import indicator_embedded, release_embedded
from indicators.views.indicators import (
    indicator_csv,
    indicator_detail,
    indicator_json,
    indicator_list,
    latest_json,
    release_indicator,
    release_json,
    verification_script,
)
from indicators.views.office import ObservationList, ReleaseList
from indicators.views.releases import release_compare, release_feed, release_list

__all__ = [
    "ObservationList",
    "ReleaseList",
    "indicator_csv",
    "indicator_detail",
    "indicator_embedded",
    "indicator_json",
    "indicator_list",
    "latest_json",
    "release_chosen",
    "release_compare",
    "release_embedded",
    "release_feed",
    "release_indicator",
    "release_json",
    "release_list",
    "release_on",
    "verification_script",
]

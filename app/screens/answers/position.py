"""Where the phone is, only when somebody has been told who gets to know and has said yes."""

import logging
from typing import Any

import flet as ft

from domain.language import Words

log = logging.getLogger("rond.position")

PATIENCE = 20  # seconds
DECIMALS = 5  # of a degree: about a metre

NOT_ALLOWED = Words(
    "Telefonen ger inte appen positionen. Skriv platsen med ord i stället.",
    "The phone does not give the app its position. Write the place in words instead.",
)
NOT_FOUND = Words(
    "Positionen gick inte att ta just nu, till exempel för att du är inomhus. Skriv platsen med ord i stället.",
    "The position could not be found just now, perhaps because you are indoors. Write the place in words instead.",
)

Position = dict[str, Any]
"""{"lat": degrees, "lon": degrees, "accuracy_m": metres}"""


async def where_am_i(page: ft.Page) -> Position | Words:
    """The position, asked of the phone once; else why there is none. The phone asks its owner as well."""
    from flet_geolocator import (
        Geolocator,
        GeolocatorConfiguration,
        GeolocatorPermissionStatus,
        GeolocatorPositionAccuracy,
    )

    locator = Geolocator()
    page.services.append(locator)
    page.update()
    try:
        leave = await locator.request_permission()
        if leave not in (GeolocatorPermissionStatus.ALWAYS, GeolocatorPermissionStatus.WHILE_IN_USE):
            return NOT_ALLOWED
        how = GeolocatorConfiguration(
            accuracy=GeolocatorPositionAccuracy.HIGH, time_limit=ft.Duration(seconds=PATIENCE)
        )
        found = await locator.get_current_position(how)
    except Exception as error:  # each platform has its own words for it
        log.warning("no position: %s", error)
        return NOT_FOUND
    finally:
        page.services.remove(locator)
    if found.latitude is None or found.longitude is None:
        return NOT_FOUND
    return {
        "lat": round(found.latitude, DECIMALS),
        "lon": round(found.longitude, DECIMALS),
        "accuracy_m": round(found.accuracy or 0),
    }

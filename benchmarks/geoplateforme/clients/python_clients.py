"""Runs calls of geopy and addressesfrpy, read from standard input as [{client, call, arguments, options}], against the API whose URL is the first argument. Prints their results as JSON."""

import asyncio, json, sys

import addressesfrpy
import addressesfrpy.api
from geopy.geocoders import BANFrance

URL = sys.argv[1]


def location(found):
    return None if found is None else {"address": found.address, "latitude": found.latitude, "longitude": found.longitude, "raw": found.raw}


def geopy(call, arguments, options):
    scheme, _, domain = URL.partition("://")
    found = getattr(BANFrance(domain=domain, scheme=scheme, timeout=20), call)(*arguments, **options)
    return [location(each) for each in found] if isinstance(found, list) else location(found)


async def addresses(call, arguments, options):
    client = addressesfrpy.AddressFr()
    try:
        return await getattr(client, call)(*arguments, **options)
    finally:
        await client.async_close()


def run(client, call, arguments, options):
    try:
        return {"result": geopy(call, arguments, options) if client == "geopy" else asyncio.run(addresses(call, arguments, options))}
    except Exception as error:  # the report shows whatever a client raises
        return {"error": {"type": type(error).__name__, "message": str(error)}}


addressesfrpy.api.API_BASE_URL = URL  # the package has no option for its URL
print(json.dumps([run(**each) for each in json.load(sys.stdin)]))

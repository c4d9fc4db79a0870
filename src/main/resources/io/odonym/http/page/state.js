const DIGITS = 5;

function coordinate(texts, name, bound) {
  const value = Number.parseFloat(texts.get(name) ?? '');
  return Math.abs(value) <= bound ? value : undefined;
}

function pair(texts, latitude, longitude) {
  const lat = coordinate(texts, latitude, 90);
  const lon = coordinate(texts, longitude, 180);
  return lat === undefined || lon === undefined ? undefined : { lat, lon };
}

/**
 * Reads the state from the URL: the query, or the point of a reverse search, and the map's view. Every part is optional.
 */
export function readState() {
  const texts = new URLSearchParams(location.search);
  const zoom = Number.parseInt(texts.get('zoom') ?? '', 10);
  return {
    query: texts.get('q') ?? '',
    point: pair(texts, 'point_lat', 'point_lon'),
    center: pair(texts, 'lat', 'lon'),
    zoom: zoom >= 0 && zoom <= 22 ? zoom : undefined,
  };
}

function address({ query, point, center, zoom }) {
  const texts = new URLSearchParams();
  if (query) texts.set('q', query);
  if (point) {
    texts.set('point_lat', point.lat.toFixed(DIGITS + 1));
    texts.set('point_lon', point.lon.toFixed(DIGITS + 1));
  }
  if (center) {
    texts.set('lat', center.lat.toFixed(DIGITS));
    texts.set('lon', center.lon.toFixed(DIGITS));
    texts.set('zoom', String(zoom));
  }
  const written = texts.toString();
  return written ? `?${written}` : location.pathname;
}

/** Writes the state to the URL; `step` adds a history entry, otherwise the current entry is replaced. */
export function writeState(state, { step }) {
  const target = address(state);
  if (step && target !== location.search) history.pushState(null, '', target);
  else history.replaceState(null, '', target);
}

import { Graticule } from './graticule.js';
import { onLanguage, text } from './language.js';

const L = window.L;
const FRANCE = [
  [41.3, -5.2],
  [51.1, 9.6],
];
const LARGEST_ZOOM = 19;
/** Zoom level for each type of place. */
const ZOOM = { housenumber: 18, street: 16, locality: 15, municipality: 12 };
/** From this zoom level on, searches are biased towards the centre of the map. */
const NEAR = 10;
const DOUBLE_CLICK = 250;

/** The point of a feature. */
export function pointOf(feature) {
  const [lon, lat] = feature.geometry.coordinates;
  return { lat, lon };
}

/** The map with the pins of the results and the clicked point. */
export class MapView {
  #map;
  #pins = L.layerGroup();
  #point = L.layerGroup();
  #markers = [];
  #select;

  /** Takes the server's settings and callbacks for a clicked point, a selected pin (its index) and a move. */
  constructor(container, { tiles }, { click, select, move }) {
    this.#select = select;
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    const moving = { zoomAnimation: !still, fadeAnimation: !still, markerZoomAnimation: !still };
    this.#map = L.map(container, { zoomControl: false, maxZoom: LARGEST_ZOOM, ...moving });
    this.#map.attributionControl.setPrefix(false);
    this.#map.fitBounds(FRANCE, { animate: false });
    this.#ground(tiles);
    this.#pins.addTo(this.#map);
    this.#point.addTo(this.#map);
    L.control.scale({ imperial: false }).addTo(this.#map);
    this.#buttons();
    this.#clicks(click);
    this.#map.on('moveend', move);
    // A map hidden behind a tab has no size to adapt to.
    new ResizeObserver(() => container.clientWidth && this.#map.invalidateSize()).observe(container);
  }

  #ground(tiles) {
    if (tiles) {
      L.tileLayer(tiles.url, { attribution: tiles.attribution, maxZoom: LARGEST_ZOOM }).addTo(this.#map);
      return;
    }
    const graticule = new Graticule().addTo(this.#map);
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => graticule.redraw());
    onLanguage(() => graticule.redraw());
  }

  #buttons() {
    let zoom;
    const draw = () => {
      zoom?.remove();
      zoom = L.control.zoom({ position: 'topright', zoomInTitle: text('zoomIn'), zoomOutTitle: text('zoomOut') });
      zoom.addTo(this.#map);
    };
    draw();
    onLanguage(draw);
  }

  #clicks(click) {
    let waiting;
    this.#map.on('click', ({ latlng }) => {
      clearTimeout(waiting);
      const { lat, lng } = latlng.wrap();
      // A double click zooms, so a click waits for a second one.
      waiting = setTimeout(() => click({ lat, lon: lng }), DOUBLE_CLICK);
    });
    this.#map.on('dblclick', () => clearTimeout(waiting));
  }

  /** The visible part: centre and zoom level. */
  get view() {
    const { lat, lng } = this.#map.getCenter().wrap();
    return { center: { lat, lon: lng }, zoom: this.#map.getZoom() };
  }

  /** The centre, or undefined below the zoom level that biases searches. */
  get nearCenter() {
    return this.#map.getZoom() >= NEAR ? this.view.center : undefined;
  }

  /** Moves to a centre and zoom level. */
  look({ center, zoom }) {
    this.#map.setView([center.lat, center.lon], zoom, { animate: false });
  }

  /** Shows all of France. */
  lookAtFrance() {
    this.#map.fitBounds(FRANCE, { animate: false });
  }

  /** Shows pins for features and a dot for the reverse search's point, if any. */
  show(features, point) {
    this.#pins.clearLayers();
    this.#point.clearLayers();
    if (point) {
      const dot = L.divIcon({ className: 'dot', iconSize: [14, 14] });
      L.marker([point.lat, point.lon], { icon: dot, interactive: false, keyboard: false }).addTo(this.#point);
    }
    this.#markers = features.map((feature, index) => this.#pin(feature, index, features.length > 1));
  }

  #pin(feature, index, numbered) {
    const { lat, lon } = pointOf(feature);
    const icon = L.divIcon({
      className: 'pin',
      html: `<span class="pin-head"><span>${numbered ? index + 1 : ''}</span></span>`,
      iconSize: [28, 28],
      iconAnchor: [14, 34],
    });
    return L.marker([lat, lon], { icon, title: feature.properties.label, riseOnHover: true })
      .on('click', () => this.#select(index))
      .addTo(this.#pins);
  }

  /** Highlights the pin of the selected result. */
  select(index) {
    this.#markers.forEach((marker, each) => {
      marker.getElement().classList.toggle('selected', each === index);
      marker.setZIndexOffset(each === index ? 1000 : 0);
    });
  }

  /** Moves to a feature at the zoom level of its type. */
  goTo(feature) {
    const { lat, lon } = pointOf(feature);
    this.#map.setView([lat, lon], ZOOM[feature.properties.type] ?? LARGEST_ZOOM - 3);
  }

  /** Pans to a feature that lies outside the view. */
  reveal(feature) {
    const { lat, lon } = pointOf(feature);
    if (!this.#map.getBounds().pad(-0.05).contains([lat, lon])) this.#map.panTo([lat, lon]);
  }

  /** Shows all features at once. */
  fit(features) {
    const bounds = L.latLngBounds(features.map((feature) => Object.values(pointOf(feature))));
    this.#map.fitBounds(bounds.pad(0.1), { maxZoom: ZOOM[features[0].properties.type] ?? LARGEST_ZOOM - 3 });
  }
}

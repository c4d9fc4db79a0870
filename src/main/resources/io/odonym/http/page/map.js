import { Graticule } from './graticule.js';
import { onLanguage, text } from './language.js';

const L = window.L;
const FRANCE = [
  [41.3, -5.2],
  [51.1, 9.6],
];
const LARGEST_ZOOM = 19;
/** How near the map goes to a place of a type. */
const ZOOM = { housenumber: 18, street: 16, locality: 15, municipality: 12 };
/** From here on the centre of the map says something about what is searched. */
const NEAR = 10;
const DOUBLE_CLICK = 250;

/** The point of a feature. */
export function pointOf(feature) {
  const [lon, lat] = feature.geometry.coordinates;
  return { lat, lon };
}

/** The map: pins of results, and the point that was clicked. */
export class MapView {
  #map;
  #pins = L.layerGroup();
  #point = L.layerGroup();
  #markers = [];
  #select;

  /** With the settings of the server, and what is called with a point clicked, the index of a pin chosen, a move. */
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
    // Hidden behind a tab it has no size, and nothing to adapt to.
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
      // A second click makes it a zoom.
      waiting = setTimeout(() => click({ lat, lon: lng }), DOUBLE_CLICK);
    });
    this.#map.on('dblclick', () => clearTimeout(waiting));
  }

  /** What is seen. */
  get view() {
    const { lat, lng } = this.#map.getCenter().wrap();
    return { center: { lat, lon: lng }, zoom: this.#map.getZoom() };
  }

  /** The centre, where the map is near enough for it to matter. */
  get nearCenter() {
    return this.#map.getZoom() >= NEAR ? this.view.center : undefined;
  }

  /** Shows another part. */
  look({ center, zoom }) {
    this.#map.setView([center.lat, center.lon], zoom, { animate: false });
  }

  /** Shows all of France. */
  lookAtFrance() {
    this.#map.fitBounds(FRANCE, { animate: false });
  }

  /** Puts pins at features, and a dot at the point that was asked about, if any. */
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

  /** Marks a pin as the one that is told about. */
  select(index) {
    this.#markers.forEach((marker, each) => {
      marker.getElement().classList.toggle('selected', each === index);
      marker.setZIndexOffset(each === index ? 1000 : 0);
    });
  }

  /** Goes to a feature, as near as its type asks for. */
  goTo(feature) {
    const { lat, lon } = pointOf(feature);
    this.#map.setView([lat, lon], ZOOM[feature.properties.type] ?? LARGEST_ZOOM - 3);
  }

  /** Brings a feature into sight, if it is out of it. */
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

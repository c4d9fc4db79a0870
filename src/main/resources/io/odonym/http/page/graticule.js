import { compass } from './language.js';

const L = window.L;
const TILE = 256;
/** Minimum distance between lines, in pixels. */
const CLOSEST = 90;

function step(zoom) {
  const pixelsPerDegree = (TILE * 2 ** zoom) / 360;
  for (let power = -5; power < 2; power++) {
    for (const digit of [1, 2, 5]) {
      const degrees = digit * 10 ** power;
      if (degrees * pixelsPerDegree >= CLOSEST) return degrees;
    }
  }
  return 45;
}

/**
 * Meridians and parallels, drawn on a canvas for each tile. The map shows them where no tiles are configured, so that the page
 * works without any other server.
 */
export const Graticule = L.GridLayer.extend({
  createTile(coordinates) {
    const ratio = window.devicePixelRatio || 1;
    const tile = document.createElement('canvas');
    tile.width = TILE * ratio;
    tile.height = TILE * ratio;
    const paper = tile.getContext('2d');
    paper.scale(ratio, ratio);
    this.draw(paper, coordinates);
    return tile;
  },

  draw(paper, { x, y, z }) {
    const map = this._map;
    const corner = L.point(x, y).multiplyBy(TILE);
    const northWest = map.unproject(corner, z);
    const southEast = map.unproject(corner.add([TILE, TILE]), z);
    const degrees = step(z);
    const style = getComputedStyle(map.getContainer());
    // One extra line on each side: the label of a neighbouring tile's line may extend into this tile.
    const meridians = lines(northWest.lng, southEast.lng, degrees).map((index) => ({
      index,
      value: index * degrees,
      at: map.project([0, index * degrees], z).x - corner.x,
    }));
    const parallels = lines(southEast.lat, northWest.lat, degrees)
      .filter((index) => Math.abs(index * degrees) < 85)
      .map((index) => ({
        index,
        value: index * degrees,
        at: map.project([index * degrees, 0], z).y - corner.y,
      }));

    paper.lineWidth = 1;
    paper.strokeStyle = style.getPropertyValue('--grid');
    paper.beginPath();
    for (const { at } of meridians) {
      paper.moveTo(Math.round(at) + 0.5, 0);
      paper.lineTo(Math.round(at) + 0.5, TILE);
    }
    for (const { at } of parallels) {
      paper.moveTo(0, Math.round(at) + 0.5);
      paper.lineTo(TILE, Math.round(at) + 0.5);
    }
    paper.stroke();

    paper.font = '11px system-ui, sans-serif';
    paper.fillStyle = style.getPropertyValue('--grid-text');
    const digits = Math.max(0, -Math.floor(Math.log10(degrees)));
    for (const meridian of meridians) {
      for (const parallel of parallels) {
        if (meridian.index % 2 || parallel.index % 2) continue;
        const [latitude, longitude] = compass(parallel.value, meridian.value, digits);
        paper.fillText(latitude, meridian.at + 4, parallel.at - 4);
        paper.fillText(longitude, meridian.at + 4, parallel.at + 13);
      }
    }
  },
});

function lines(from, to, degrees) {
  const first = Math.ceil(from / degrees) - 1;
  const last = Math.floor(to / degrees) + 1;
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

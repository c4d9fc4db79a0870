import { element } from './dom.js';
import { explanation } from './explanation.js';
import { distance, number, text, word } from './language.js';
import { pointOf } from './map.js';

const SHOWN = ['type', 'score', 'distance', 'postcode', 'citycode', 'city', 'district', 'intersection', 'context', 'population', 'id'];
const WRITTEN = {
  type: (value) => word('types', value),
  score: (value) => number(value, { maximumFractionDigits: 4 }),
  distance,
  population: number,
};

/** Renders the properties of a feature, a sentence if it contradicts the query and, where `explain` is given, a collapsed explanation. */
export function details(feature, index, explain) {
  const { properties } = feature;
  const rows = SHOWN.filter((key) => properties[key] !== undefined && properties[key] !== null).map((key) => [
    word('properties', key),
    (WRITTEN[key] ?? String)(properties[key]),
  ]);
  const { lat, lon } = pointOf(feature);
  rows.push([word('properties', 'coordinates'), `${lat}, ${lon}`]);
  return element(
    'div',
    { class: 'details' },
    ...conflictOf(properties),
    element('dl', {}, ...rows.flatMap(([term, value]) => [element('dt', {}, term), element('dd', {}, value)])),
    ...(explain ? [unfolding(feature, index, explain)] : []),
  );
}

/** A sentence that names the parts of the address in which a result differs from the query. */
function conflictOf({ conflict }) {
  if (!conflict?.length) return [];
  return [element('p', { class: 'message' }, text('conflict', conflict.map((part) => word('conflicts', part))))];
}

function unfolding(feature, index, explain) {
  const body = element('div', {}, text('explaining'));
  const fold = element('details', { class: 'explanation' }, element('summary', {}, text('explain')), body);
  let asked = false;
  fold.addEventListener('toggle', async () => {
    if (!fold.open || asked) return;
    asked = true;
    try {
      body.replaceChildren(...explanation(await explain(), feature.properties.label, index));
    } catch (failure) {
      asked = false;
      body.replaceChildren(failure.message || text('unreachable'));
    }
  });
  return fold;
}

import { Latest, reverse, search, searchParameters } from './api.js';
import { Combobox } from './combobox.js';
import { startCsv } from './csv-form.js';
import { announce, byId, element } from './dom.js';
import { compass, onLanguage, startLanguage, text } from './language.js';
import { MapView } from './map.js';
import { Results, typeOf } from './results.js';
import { readState, writeState } from './state.js';
import { startTabs } from './tabs.js';

const SUGGESTIONS = 7;
const RESULTS = 10;
const NEIGHBOURS = 5;

const input = byId('query');
const message = byId('message');
const asking = new Latest();
/** The current request: a text or a point. */
let asked = { query: '', point: undefined };
/** True while the view is restored from the URL, so that the map's move does not rewrite the URL. */
let restoring = false;
/** The current results, kept to render them again in another language. */
let found;

startLanguage();
const settings = await fetch('page/settings.json')
  .then((response) => response.json())
  .catch(() => ({}));
const map = new MapView(byId('map'), settings, {
  click: (point) => reverseAt(point, { step: true }),
  select,
  move: () => restoring || remember({ step: false }),
});
const results = new Results(byId('results'), { select });
const combobox = new Combobox(input, byId('suggestions'), { suggest, render, choose });

function remember({ step }) {
  writeState({ ...asked, ...map.view }, { step });
}

async function suggest(query, signal) {
  const parameters = searchParameters(query, SUGGESTIONS, map.nearCenter);
  const { features } = await search(parameters, signal);
  return features.map((feature) => ({ ...feature, parameters }));
}

function render(feature) {
  const { label, context } = feature.properties;
  return [
    element('span', { class: 'label' }, label),
    element('small', {}, [typeOf(feature), context].filter(Boolean).join(' · ')),
  ];
}

/** Shows the selected suggestion as the only result. */
function choose(feature) {
  asking.cancel();
  input.value = feature.properties.label;
  asked = { query: feature.properties.label, point: undefined };
  remember({ step: true });
  show([feature], () => explain(feature.parameters));
  map.goTo(feature);
  announce(text('selected', feature.properties.label));
}

async function searchFor(query, { step, look }) {
  combobox.close();
  const parameters = searchParameters(query, RESULTS, map.nearCenter);
  asked = { query, point: undefined };
  if (step) remember({ step });
  await ask(
    (signal) => search(parameters, signal),
    (features) => {
      show(features, () => explain(parameters));
      if (look) map.fit(features);
    },
    'nothingFound',
  );
}

async function reverseAt(point, { step }) {
  combobox.close();
  input.value = '';
  asked = { query: '', point };
  if (step) remember({ step });
  map.show([], point);
  await ask(
    (signal) => reverse(point, NEIGHBOURS, signal),
    (features) => show(features),
    'nothingNear',
  );
}

async function explain(parameters) {
  return (await search({ ...parameters, explain: '1' })).explanation;
}

/** Sends a request and shows its outcome, unless a newer request supersedes it. */
async function ask(task, showFound, nothing) {
  say('');
  try {
    const answer = await asking.run(task);
    if (!answer) return;
    if (answer.features.length === 0) {
      clear();
      say(text(nothing));
    } else {
      showFound(answer.features);
      announce(text('resultCount', answer.features.length, answer.features[0].properties.label));
    }
  } catch (failure) {
    clear();
    say(`${text('failed')}. ${failure.message || text('unreachable')}`, true);
  }
}

function say(words, isError = false) {
  message.hidden = !words;
  message.textContent = words;
  message.classList.toggle('error', isError);
  if (words) announce(words);
}

function clear() {
  found = undefined;
  results.clear();
  map.show([], asked.point);
}

function show(features, explanation) {
  say('');
  found = { features, explanation, selected: 0 };
  map.show(features, asked.point);
  list();
}

function list() {
  const { features, explanation, selected } = found;
  const title = asked.point
    ? text('resultsNear', compass(asked.point.lat, asked.point.lon, 5).join(', '))
    : text('resultsOf', asked.query);
  results.show({ title, features, explain: explanation });
  select(selected);
}

/** Selects a result; if the selection changed, the map moves to it. */
function select(index) {
  const another = found.selected !== index;
  found.selected = index;
  results.select(index, { reveal: another });
  map.select(index);
  if (another) {
    map.reveal(found.features[index]);
    announce(text('selected', found.features[index].properties.label));
  }
}

/** Restores the state from the URL. */
async function restore() {
  const { query, point, center, zoom } = readState();
  asked = { query, point };
  input.value = query;
  restoring = true;
  if (center && zoom !== undefined) map.look({ center, zoom });
  else map.lookAtFrance();
  restoring = false;
  if (query) {
    await searchFor(query, { step: false, look: !center });
  } else if (point) {
    await reverseAt(point, { step: false });
  } else {
    asking.cancel();
    clear();
    say('');
  }
}

byId('search').addEventListener('submit', (event) => {
  event.preventDefault();
  const query = input.value.trim();
  if (!query) return;
  // On a phone the keyboard would cover the results.
  if (matchMedia('(pointer: coarse)').matches) input.blur();
  searchFor(query, { step: true, look: true });
});
byId('reverse-center').addEventListener('click', () => reverseAt(map.view.center, { step: true }));
addEventListener('popstate', restore);
const tabs = startTabs(document.querySelector('[role=tablist]'), (tab) => {
  document.body.dataset.tab = tab;
});
startCsv({ opened: () => tabs.choose('tab-csv') });
onLanguage(() => {
  say('');
  if (found) list();
});
await restore();
document.body.dataset.ready = 'true';

import { STRINGS } from './strings.js';

const MEMORY = 'odonym-language';
const listeners = [];
let current = remembered() ?? preferred();

function remembered() {
  try {
    const language = localStorage.getItem(MEMORY);
    return language in STRINGS ? language : undefined;
  } catch {
    return undefined; // The browser denies local storage.
  }
}

function preferred() {
  const wanted = navigator.languages?.length ? navigator.languages : [navigator.language ?? ''];
  return wanted.map((tag) => tag.slice(0, 2).toLowerCase()).find((tag) => tag in STRINGS) ?? 'en';
}

/** The text of a key in the page's language; a text that is a function receives the values. */
export function text(key, ...values) {
  const words = STRINGS[current][key];
  return typeof words === 'function' ? words(...values) : words;
}

/** The text of a value in a table of texts, or the value itself. */
export function word(table, value) {
  return STRINGS[current][table][value] ?? value;
}

/** Formats a number for the page's language. */
export function number(value, options = {}) {
  return new Intl.NumberFormat(current, options).format(value);
}

/** Formats a number of bytes. */
export function bytes(count) {
  const units = text('units');
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, count)) / 3));
  return `${number(count / 1000 ** power, { maximumFractionDigits: power ? 1 : 0 })} ${units[power]}`;
}

/** Formats a distance given in metres. */
export function distance(metres) {
  return metres < 1000
    ? `${number(metres, { maximumFractionDigits: 0 })} m`
    : `${number(metres / 1000, { maximumFractionDigits: 1 })} km`;
}

/** Registers a callback for a change of language. */
export function onLanguage(listener) {
  listeners.push(listener);
}

function apply() {
  document.documentElement.lang = current;
  document.title = text('title');
  for (const each of document.querySelectorAll('[data-text]')) each.textContent = text(each.dataset.text);
  for (const each of document.querySelectorAll('[data-label]')) each.setAttribute('aria-label', text(each.dataset.label));
  for (const each of document.querySelectorAll('[data-placeholder]')) each.placeholder = text(each.dataset.placeholder);
  for (const each of document.querySelectorAll('[data-language]')) {
    each.setAttribute('aria-pressed', String(each.dataset.language === current));
  }
  listeners.forEach((listener) => listener());
}

/** Writes the page's texts and starts the language buttons. */
export function startLanguage() {
  for (const button of document.querySelectorAll('[data-language]')) {
    button.addEventListener('click', () => {
      current = button.dataset.language;
      try {
        localStorage.setItem(MEMORY, current);
      } catch {
        // The choice then lasts until the page is left.
      }
      apply();
    });
  }
  apply();
}

/** Formats a latitude and a longitude in degrees with the letters of the cardinal directions. */
export function compass(latitude, longitude, digits) {
  const [north, south, east, west] = text('winds');
  const degrees = (value) =>
    number(Math.abs(value), { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return [
    `${degrees(latitude)}°\u00a0${latitude < 0 ? south : north}`,
    `${degrees(longitude)}°\u00a0${longitude < 0 ? west : east}`,
  ];
}

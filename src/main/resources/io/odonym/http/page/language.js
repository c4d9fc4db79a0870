import { STRINGS } from './strings.js';

const MEMORY = 'odonym-language';
const listeners = [];
let current = remembered() ?? preferred();

function remembered() {
  try {
    const language = localStorage.getItem(MEMORY);
    return language in STRINGS ? language : undefined;
  } catch {
    return undefined; // A browser may forbid us to remember.
  }
}

function preferred() {
  const wanted = navigator.languages?.length ? navigator.languages : [navigator.language ?? ''];
  return wanted.map((tag) => tag.slice(0, 2).toLowerCase()).find((tag) => tag in STRINGS) ?? 'en';
}

/** The words of a key in the language of the page; with values where they are a function. */
export function text(key, ...values) {
  const words = STRINGS[current][key];
  return typeof words === 'function' ? words(...values) : words;
}

/** The word for a value in one of the tables, or the value itself. */
export function word(table, value) {
  return STRINGS[current][table][value] ?? value;
}

/** A number as people of the language write it. */
export function number(value, options = {}) {
  return new Intl.NumberFormat(current, options).format(value);
}

/** A count of bytes. */
export function bytes(count) {
  const units = text('units');
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, count)) / 3));
  return `${number(count / 1000 ** power, { maximumFractionDigits: power ? 1 : 0 })} ${units[power]}`;
}

/** A distance in metres. */
export function distance(metres) {
  return metres < 1000
    ? `${number(metres, { maximumFractionDigits: 0 })} m`
    : `${number(metres / 1000, { maximumFractionDigits: 1 })} km`;
}

/** Calls back whenever another language was chosen. */
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

/** Writes the page's words and heeds the buttons of the languages. */
export function startLanguage() {
  for (const button of document.querySelectorAll('[data-language]')) {
    button.addEventListener('click', () => {
      current = button.dataset.language;
      try {
        localStorage.setItem(MEMORY, current);
      } catch {
        // Then it lasts as long as the page.
      }
      apply();
    });
  }
  apply();
}

/** A latitude and a longitude in degrees, with the letters of the four winds. */
export function compass(latitude, longitude, digits) {
  const [north, south, east, west] = text('winds');
  const degrees = (value) =>
    number(Math.abs(value), { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return [
    `${degrees(latitude)}°\u00a0${latitude < 0 ? south : north}`,
    `${degrees(longitude)}°\u00a0${longitude < 0 ? west : east}`,
  ];
}

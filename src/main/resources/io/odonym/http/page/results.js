import { announce, element } from './dom.js';
import { details } from './details.js';
import { distance, number, text, word } from './language.js';

/** The name of a feature's type. */
export function typeOf(feature) {
  return word('types', feature.properties.type);
}

/** The list of results; the one selected unfolds. */
export class Results {
  #container;
  #select;
  #items = [];

  /** With the element to fill, and what is called with the index of a result chosen. */
  constructor(container, { select }) {
    this.#container = container;
    this.#select = select;
  }

  /** Empties the list. */
  clear() {
    this.#container.hidden = true;
    this.#container.replaceChildren();
    this.#items = [];
  }

  /**
   * Fills the list.
   *
   * @param found title, features, and what explains them: a function with a promise of an explanation, where there is one
   */
  show({ title, features, explain }) {
    this.#items = features.map((feature, index) => this.#item(feature, index, features.length > 1, explain));
    this.#container.replaceChildren(
      element('div', { class: 'results-head' }, element('h2', {}, title), shareButton()),
      element('ol', { class: 'results' }, ...this.#items.map(({ item }) => item)),
    );
    this.#container.hidden = false;
  }

  #item(feature, index, numbered, explain) {
    const { label, score, distance: metres } = feature.properties;
    // What they are sorted by: a search by score, a reverse search by distance.
    const measure = explain || metres === undefined ? number(score ?? 0, { maximumFractionDigits: 3 }) : distance(metres);
    const button = element(
      'button',
      { type: 'button', class: 'result', click: () => this.#select(index) },
      ...(numbered ? [element('span', { class: 'number', 'aria-hidden': 'true' }, String(index + 1))] : []),
      element('span', { class: 'label' }, label, element('small', {}, `${typeOf(feature)} · ${measure}`)),
    );
    const item = element('li', {}, button);
    return { item, button, unfold: () => details(feature, index, explain) };
  }

  /** Unfolds one result and folds the others; a choice of the user's is brought into sight. */
  select(index, { reveal }) {
    this.#items.forEach(({ item, button, unfold }, each) => {
      const on = each === index;
      item.classList.toggle('selected', on);
      button.setAttribute('aria-expanded', String(on));
      if (on && item.children.length === 1) item.append(unfold());
      else if (!on) item.replaceChildren(button);
    });
    if (reveal) this.#items[index]?.item.scrollIntoView({ block: 'nearest' });
  }
}

function shareButton() {
  const button = element('button', { type: 'button', class: 'quiet', id: 'share' }, text('share'));
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(location.href);
      button.textContent = text('shared');
      announce(text('shared'));
    } catch {
      // Browsers keep the clipboard from pages without TLS; then people copy by hand.
      const field = element('input', { class: 'link-field', readonly: true, value: location.href, 'aria-label': text('shareByHand') });
      button.replaceWith(field);
      field.select();
    }
  });
  return button;
}

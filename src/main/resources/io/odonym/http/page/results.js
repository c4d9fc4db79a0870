import { announce, element } from './dom.js';
import { details } from './details.js';
import { distance, number, text, word } from './language.js';

/** The localized name of a feature's type. */
export function typeOf(feature) {
  return word('types', feature.properties.type);
}

/** The list of results. The selected result shows its details. */
export class Results {
  #container;
  #select;
  #items = [];

  /** Takes the element to fill and a callback that receives the index of the selected result. */
  constructor(container, { select }) {
    this.#container = container;
    this.#select = select;
  }

  /** Clears the list. */
  clear() {
    this.#container.hidden = true;
    this.#container.replaceChildren();
    this.#items = [];
  }

  /**
   * Fills the list.
   *
   * @param found title, features, and an optional function that returns a promise of the explanation
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
    // Shows the sort key: the score of a search, the distance of a reverse search.
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

  /** Expands one result and collapses the others; `reveal` scrolls it into view. */
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
      // Browsers deny the clipboard to pages without TLS; the user copies from a text field instead.
      const field = element('input', { class: 'link-field', readonly: true, value: location.href, 'aria-label': text('shareByHand') });
      button.replaceWith(field);
      field.select();
    }
  });
  return button;
}

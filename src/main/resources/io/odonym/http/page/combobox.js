import { announce, debounce, element } from './dom.js';
import { Latest } from './api.js';
import { text } from './language.js';

const PAUSE = 120;

/**
 * A text field with suggestions: the combobox with a listbox popup of the ARIA Authoring Practices Guide. The focus stays in
 * the field; aria-activedescendant names the active suggestion.
 */
export class Combobox {
  #input;
  #list;
  #suggest;
  #render;
  #choose;
  #options = [];
  #active = -1;
  #latest = new Latest();
  #pause = debounce(PAUSE, () => this.#ask());

  /**
   * Takes three callbacks: `suggest` returns a promise of features for a text, `render` returns the children of an option,
   * `choose` receives the selected feature.
   */
  constructor(input, list, { suggest, render, choose }) {
    this.#input = input;
    this.#list = list;
    this.#suggest = suggest;
    this.#render = render;
    this.#choose = choose;
    input.addEventListener('input', () => this.#typed());
    input.addEventListener('keydown', (event) => this.#key(event));
    input.addEventListener('blur', () => this.close());
    // Keeps the focus in the field until the click arrives.
    list.addEventListener('mousedown', (event) => event.preventDefault());
    list.addEventListener('click', (event) => {
      const option = event.target.closest('[role=option]');
      if (option) this.#pick([...list.children].indexOf(option));
    });
  }

  /** Hides the suggestions and cancels the pending request. */
  close() {
    this.#pause.cancel();
    this.#latest.cancel();
    this.#list.hidden = true;
    this.#input.setAttribute('aria-expanded', 'false');
    this.#activate(-1);
  }

  get #isOpen() {
    return !this.#list.hidden;
  }

  #typed() {
    this.#activate(-1);
    if (this.#input.value.trim()) {
      this.#pause.call();
    } else {
      this.#options = [];
      this.close();
    }
  }

  async #ask() {
    const query = this.#input.value.trim();
    if (!query) return;
    try {
      const features = await this.#latest.run((signal) => this.#suggest(query, signal));
      if (features) this.#show(features);
    } catch {
      this.close(); // The search itself reports the error.
    }
  }

  #show(features) {
    this.#options = features;
    this.#list.replaceChildren(
      ...features.map((feature, index) =>
        element('li', { role: 'option', id: `suggestion-${index}`, 'aria-selected': 'false' }, ...this.#render(feature)),
      ),
    );
    this.#active = -1;
    this.#input.removeAttribute('aria-activedescendant');
    this.#list.hidden = features.length === 0;
    this.#input.setAttribute('aria-expanded', String(this.#isOpen));
    announce(text('suggestionCount', features.length));
  }

  #key(event) {
    // Ignores keys of an input method and keyboard shortcuts.
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    const last = this.#options.length - 1;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (!this.#isOpen) {
        this.#ask();
      } else if (event.key === 'ArrowDown') {
        this.#activate(this.#active === last ? -1 : this.#active + 1);
      } else {
        this.#activate(this.#active === -1 ? last : this.#active - 1);
      }
    } else if (event.key === 'Enter' && this.#isOpen && this.#active >= 0) {
      event.preventDefault();
      this.#pick(this.#active);
    } else if (event.key === 'Escape') {
      event.preventDefault();
      if (this.#isOpen) this.close();
      else this.#input.value = '';
    }
  }

  #activate(index) {
    this.#list.children[this.#active]?.setAttribute('aria-selected', 'false');
    this.#active = index;
    const option = this.#list.children[index];
    if (option) {
      option.setAttribute('aria-selected', 'true');
      option.scrollIntoView({ block: 'nearest' });
      this.#input.setAttribute('aria-activedescendant', option.id);
    } else {
      this.#input.removeAttribute('aria-activedescendant');
    }
  }

  #pick(index) {
    const feature = this.#options[index];
    this.close();
    if (feature) this.#choose(feature);
  }
}

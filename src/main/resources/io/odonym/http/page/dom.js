/** Creates an element with attributes and children; an attribute that is a function becomes an event listener. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === 'function') {
      made.addEventListener(key, value);
    } else if (value === true) {
      made.setAttribute(key, '');
    } else if (value !== false && value !== undefined) {
      made.setAttribute(key, value);
    }
  }
  made.append(...children.flat());
  return made;
}

/** The element with an identifier. */
export function byId(id) {
  return document.getElementById(id);
}

/** Announces a text to screen readers. */
export function announce(text) {
  byId('live').textContent = text;
}

/** Calls back after a pause without further calls. */
export function debounce(milliseconds, callback) {
  let timer;
  return {
    call(...values) {
      clearTimeout(timer);
      timer = setTimeout(() => callback(...values), milliseconds);
    },
    cancel() {
      clearTimeout(timer);
    },
  };
}

/** An element with attributes, properties given as functions being listeners, and children: elements or texts. */
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

/** The element of this identifier. */
export function byId(id) {
  return document.getElementById(id);
}

/** Tells something to those who listen to the page instead of looking at it. */
export function announce(text) {
  byId('live').textContent = text;
}

/** Calls back once nothing was asked for a while. */
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

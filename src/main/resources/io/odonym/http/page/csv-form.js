import { delimiterOf, likelyColumns, readHead, rows } from './csv-header.js';
import { upload } from './csv-upload.js';
import { announce, byId, element } from './dom.js';
import { bytes, onLanguage, text, word } from './language.js';

const ENCODINGS = ['utf-8', 'windows-1252'];
const DELIMITERS = [',', ';', '\t', '|'];

/** The form that geocodes a CSV file: file, columns, progress, result. */
class CsvForm {
  #input = byId('csv-file');
  #options = byId('csv-options');
  #progress = byId('csv-progress');
  #outcome = byId('csv-outcome');
  /** The selected file: its first bytes as text, encoding, delimiter and selected columns. */
  #chosen;
  #running;
  #address;

  constructor(opened) {
    this.#input.addEventListener('change', () => this.#input.files[0] && this.open(this.#input.files[0]));
    byId('csv').addEventListener('submit', (event) => {
      event.preventDefault();
      this.#send();
    });
    // A file dropped outside the form must not replace the page.
    addEventListener('dragover', (event) => {
      event.preventDefault();
      byId('drop').classList.add('over');
    });
    addEventListener('dragleave', (event) => event.relatedTarget || byId('drop').classList.remove('over'));
    addEventListener('drop', (event) => {
      event.preventDefault();
      byId('drop').classList.remove('over');
      const [file] = event.dataTransfer.files;
      if (!file) return;
      opened();
      this.open(file);
    });
    onLanguage(() => this.#draw());
    this.#draw();
  }

  /** Shows the columns of a file. */
  async open(file) {
    this.#running?.cancel();
    const head = await readHead(file);
    const delimiter = delimiterOf(head.text);
    this.#chosen = { file, ...head, delimiter, columns: [] };
    this.#chosen.columns = likelyColumns(this.#header());
    this.#clearOutcome();
    this.#draw();
  }

  #header() {
    const { text: head, delimiter } = this.#chosen;
    return (rows(head, delimiter, 1)[0] ?? []).filter((name) => name !== '');
  }

  #draw() {
    byId('csv-name').textContent = this.#chosen
      ? text('csvChosen', this.#chosen.file.name, bytes(this.#chosen.file.size))
      : text('csvDrop');
    this.#options.hidden = !this.#chosen;
    if (!this.#chosen) return;
    const header = this.#header();
    if (header.length === 0) {
      this.#options.replaceChildren(element('p', { class: 'message error' }, text('csvEmpty')));
      return;
    }
    this.#options.replaceChildren(this.#columns(header), this.#preview(), this.#format(), this.#buttons());
  }

  #columns(header) {
    const sample = rows(this.#chosen.text, this.#chosen.delimiter, 2)[1] ?? [];
    return element(
      'fieldset',
      { class: 'columns' },
      element('legend', {}, text('csvColumns')),
      ...header.map((name, index) => {
        const box = element('input', { type: 'checkbox', value: name, checked: this.#chosen.columns.includes(name) });
        box.addEventListener('change', () => {
          const { columns } = this.#chosen;
          // Keeps the selected columns in the order of the file.
          this.#chosen.columns = header.filter((each) => (each === name ? box.checked : columns.includes(each)));
          this.#options.querySelector('.preview').replaceWith(this.#preview());
        });
        return element('label', {}, box, element('span', {}, name), element('small', {}, sample[index] || `(${text('csvBlank')})`));
      }),
    );
  }

  #preview() {
    const [header = [], sample = []] = rows(this.#chosen.text, this.#chosen.delimiter, 2);
    const words = this.#chosen.columns.map((name) => sample[header.indexOf(name)]).filter(Boolean);
    return element('p', { class: 'preview' }, `${text('csvPreview')} `, element('code', {}, words.join(' ') || '–'));
  }

  #format() {
    const select = (key, label, values, name) => {
      const field = element(
        'select',
        { name: key },
        ...values.map((value) => element('option', { value, selected: value === this.#chosen[key] }, name(value))),
      );
      field.addEventListener('change', () => this.#reread(key, field.value));
      return element('label', {}, text(label), field);
    };
    return element(
      'div',
      { class: 'format' },
      select('delimiter', 'csvDelimiter', DELIMITERS, (value) => word('delimiters', value)),
      select('encoding', 'csvEncoding', ENCODINGS, (value) => value.toUpperCase()),
    );
  }

  async #reread(key, value) {
    const chosen = this.#chosen;
    chosen[key] = value;
    if (key === 'encoding') chosen.text = await readHead(chosen.file, value).then((head) => head.text);
    chosen.columns = likelyColumns(this.#header());
    this.#draw();
  }

  #buttons() {
    return element('button', { type: 'submit', class: 'primary wide' }, text('csvStart'));
  }

  async #send() {
    const { file, columns, encoding, delimiter } = this.#chosen ?? {};
    if (!file || this.#running) return;
    this.#clearOutcome();
    if (columns.length === 0) {
      this.#tell(text('csvNoColumn'), true);
      return;
    }
    const form = new FormData();
    for (const column of columns) form.append('columns', column);
    if (encoding !== 'utf-8') form.append('encoding', encoding);
    form.append('delimiter', delimiter);
    form.append('data', file, file.name);
    this.#running = upload('search/csv', form, (...values) => this.#advance(...values));
    this.#advance('sending', 0, file.size);
    try {
      this.#offer(await this.#running.outcome);
    } catch (failure) {
      this.#tell(this.#words(failure), failure.name !== 'AbortError');
    } finally {
      this.#running = undefined;
      this.#progress.hidden = true;
    }
  }

  #words(failure) {
    if (failure.name === 'AbortError') return text('csvCancelled');
    if (failure.status === 404) return text('csvMissing');
    return `${text('csvFailed')}. ${failure.message || text('unreachable')}`;
  }

  #advance(stage, done, total) {
    const words = { sending: 'csvUploading', working: 'csvGeocoding', receiving: 'csvReceiving' }[stage];
    const known = total ? { max: String(total), value: String(done) } : {};
    const amount = done === undefined ? '' : ` ${total ? `${bytes(done)} / ${bytes(total)}` : bytes(done)}`;
    const cancel = this.#progress.querySelector('button')
      ?? element('button', { type: 'button', class: 'quiet', click: () => this.#running?.cancel() }, text('csvCancel'));
    if (this.#progress.dataset.stage !== stage) announce(text(words));
    this.#progress.dataset.stage = stage;
    this.#progress.hidden = false;
    this.#progress.replaceChildren(
      element('span', { class: 'stage' }, text(words) + amount),
      element('progress', { ...known, 'aria-label': text(words) }),
      cancel,
    );
  }

  #offer({ file, name, warning }) {
    const shown = name || this.#chosen.file.name.replace(/(\.[^.]*)?$/, '.geocoded.csv');
    this.#address = URL.createObjectURL(file);
    const link = element('a', { class: 'primary wide', href: this.#address, download: shown }, text('csvDownload', shown, bytes(file.size)));
    this.#tell(text('csvDone'), false, link);
    // A number is the server's count of rows that are too long.
    const words = /^\d+$/.test(warning) ? text('csvTooLong', Number(warning)) : text('csvWarning', warning);
    if (warning) this.#outcome.append(element('p', { class: 'message' }, words));
    link.focus();
  }

  #tell(words, isError, ...more) {
    this.#outcome.hidden = false;
    this.#outcome.replaceChildren(element('p', { class: isError ? 'message error' : 'message' }, words), ...more);
    announce(words);
  }

  #clearOutcome() {
    if (this.#address) URL.revokeObjectURL(this.#address);
    this.#address = undefined;
    this.#outcome.hidden = true;
    this.#outcome.replaceChildren();
  }
}

/** Starts the form; `opened` is called when a file is dropped anywhere on the page. */
export function startCsv({ opened }) {
  return new CsvForm(opened);
}

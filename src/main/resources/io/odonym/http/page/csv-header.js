const DELIMITERS = [',', ';', '\t', '|'];
/** Words of column names that are part of an address, and words that exclude a column, such as code_commune. */
const LIKELY = /(^|_)(adresse|address|numero|num|no|voie|rue|street|lieu|lieudit|postal|cp|postcode|zip|commune|ville|city)(_|$)/;
const UNLIKELY = /(^|_)(id|insee|code_commune|code_voie|email|mail|tel|telephone|ip)(_|$)/;
/** Enough for the header and some rows. */
const HEAD_BYTES = 65_536;

/** Parses the first rows of CSV (RFC 4180). */
export function rows(text, delimiter, count) {
  const found = [];
  let row = [];
  let field = '';
  let quoted = false;
  for (let at = 0; at < text.length && found.length < count; at++) {
    const letter = text[at];
    if (quoted) {
      if (letter !== '"') field += letter;
      else if (text[at + 1] === '"') field += text[++at];
      else quoted = false;
    } else if (letter === '"' && field === '') {
      quoted = true;
    } else if (letter === delimiter) {
      row.push(field);
      field = '';
    } else if (letter === '\n') {
      row.push(field.replace(/\r$/, ''));
      found.push(row);
      row = [];
      field = '';
    } else {
      field += letter;
    }
  }
  if (found.length < count && (row.length || field)) found.push([...row, field]);
  return found;
}

/** The delimiter that splits the header into the most columns. */
export function delimiterOf(text) {
  const counts = DELIMITERS.map((delimiter) => rows(text, delimiter, 1)[0]?.length ?? 0);
  return DELIMITERS[counts.indexOf(Math.max(...counts))];
}

/**
 * Reads the beginning of a file as text. Without a wanted encoding, the text is decoded as UTF-8 and, where that fails, as
 * Windows-1252.
 */
export async function readHead(file, wanted) {
  const head = await file.slice(0, HEAD_BYTES).arrayBuffer();
  // With `stream`, a character cut off at the end is not an error.
  const decode = (encoding, fatal) => new TextDecoder(encoding, { fatal }).decode(head, { stream: true });
  if (wanted) return { text: decode(wanted, false), encoding: wanted };
  try {
    return { text: decode('utf-8', true), encoding: 'utf-8' };
  } catch {
    return { text: decode('windows-1252', false), encoding: 'windows-1252' };
  }
}

/** The columns whose names suggest parts of an address; the first column if there are none. */
export function likelyColumns(header) {
  const likely = header.filter((name) => LIKELY.test(plain(name)) && !UNLIKELY.test(plain(name)));
  return likely.length ? likely : header.slice(0, 1);
}

/** Lower case without accents, words joined by underscores. */
function plain(name) {
  return name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^a-z0-9]+/g, '_');
}

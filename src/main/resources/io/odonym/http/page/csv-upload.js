import { Refusal, refusal } from './api.js';

/**
 * Sends a form and receives a file. Uses XMLHttpRequest because fetch reports no upload progress.
 *
 * @param progress receives the stage (sending, working, receiving), the bytes done and the total if known
 * @returns cancel, and outcome: a promise of the file, its name and the server's warning
 */
export function upload(path, form, progress) {
  const request = new XMLHttpRequest();
  const outcome = new Promise((resolve, reject) => {
    request.open('POST', path);
    request.responseType = 'blob';
    request.upload.addEventListener('progress', ({ loaded, total }) => progress('sending', loaded, total));
    request.upload.addEventListener('load', () => progress('working'));
    request.addEventListener('progress', ({ loaded, total, lengthComputable }) =>
      progress('receiving', loaded, lengthComputable ? total : undefined),
    );
    request.addEventListener('load', async () => {
      if (request.status === 200) {
        resolve({
          file: request.response,
          name: nameOf(request.getResponseHeader('Content-Disposition') ?? ''),
          warning: request.getResponseHeader('X-Odonym-Warning') ?? '',
        });
      } else {
        reject(Object.assign(refusal(request.status, await request.response.text()), { status: request.status }));
      }
    });
    request.addEventListener('error', () => reject(new Refusal('')));
    request.addEventListener('abort', () => reject(new DOMException('cancelled', 'AbortError')));
    request.send(form);
  });
  return { outcome, cancel: () => request.abort() };
}

/** The file name of a Content-Disposition header (RFC 6266). */
export function nameOf(disposition) {
  const encoded = /filename\*\s*=\s*UTF-8''([^;]+)/i.exec(disposition);
  if (encoded) {
    try {
      return decodeURIComponent(encoded[1].trim());
    } catch {
      // Falls back to the plain name.
    }
  }
  const plain = /filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;]+))/i.exec(disposition);
  return plain ? (plain[1]?.replace(/\\(.)/g, '$1') ?? plain[2].trim()) : '';
}

/** A passkey's form: what the device answers goes back as one field. Where there are no passkeys the form
 * stays hidden, and the page's other ways are the way. */

import { fromJson, toJson } from './passkey_json.js';

/** @param {HTMLFormElement} form */
async function ask(form) {
  const options = JSON.parse(form.dataset.options ?? '{}');
  const adds = form.dataset.passkey === 'add';
  const publicKey = /** @type {any} */ (fromJson(options));
  const made = await (adds ? navigator.credentials.create({ publicKey }) : navigator.credentials.get({ publicKey }));
  return JSON.stringify(toJson(/** @type {PublicKeyCredential} */ (made)));
}

/** @param {HTMLFormElement} form */
function serve(form) {
  form.hidden = false;
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const wrong = /** @type {HTMLElement} */ (form.querySelector('[data-wrong]'));
    wrong.hidden = true;
    try {
      /** @type {HTMLInputElement} */ (form.elements.namedItem('answer')).value = await ask(form);
      form.submit();
    } catch {
      wrong.hidden = false;
    }
  });
}

if (globalThis.PublicKeyCredential) {
  for (const form of document.querySelectorAll('[data-passkey]')) serve(/** @type {HTMLFormElement} */ (form));
}

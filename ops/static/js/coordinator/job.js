/** Long work says how far it has come until it is over, without the page beginning anew under who reads it. */

import { ask, takeOver } from './refresh.js';

const EVERY = 2000;

function lookAgain() {
  ask()
    .then(takeOver)
    .catch(() => location.reload())
    .finally(onceMore);
}

function onceMore() {
  if (document.querySelector('[data-going]')) setTimeout(lookAgain, EVERY);
}

onceMore();

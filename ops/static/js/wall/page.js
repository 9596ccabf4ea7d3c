/** Starts the wall on its page. */

import { connect } from '../core/link.js';
import { pageData } from '../core/page.js';
import { byId } from '../core/dom.js';
import { pageMeasure } from './measure.js';
import { Wall } from './wall.js';

const FAMILY = '"Atkinson Hyperlegible Next"';

/** A wall nobody touches must not go to sleep. Browsers give the lock only while it is seen. */
async function stayAwake() {
  if (!('wakeLock' in navigator) || document.visibilityState !== 'visible') return;
  try {
    await navigator.wakeLock.request('screen');
  } catch {
    // Refused on a low battery: the server will notice a screen that goes silent.
  }
}

const page = pageData();
const link = connect({ site: page.site, audience: 'wall' });
// Texts are fitted by their width, which is only known once the typeface is there.
await Promise.allSettled([document.fonts.load(`700 100px ${FAMILY}`), document.fonts.load(`500 100px ${FAMILY}`)]);
new Wall(link, pageMeasure(byId('wall')));
document.addEventListener('visibilitychange', () => void stayAwake());
void stayAwake();

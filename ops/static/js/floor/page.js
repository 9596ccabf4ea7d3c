/** Starts the tablet: the line to the board, the outbox, the page. */

import { pagePainting } from '../core/fault_sign.js';
import { connect } from '../core/link.js';
import { openOutbox } from '../core/outbox_page.js';
import { byId } from '../core/dom.js';
import { pageData } from '../core/page.js';
import { Sound } from '../core/sound.js';
import { Speaker } from '../core/speaker.js';
import { TabletApp } from './app.js';

/** @typedef {import('../core/outbox.js').Outbox} Outbox */

const page = pageData();

/** @type {Outbox | null} */
let outbox = null;

const painting = pagePainting(() => link.tell());
const link = connect({ site: page.site, audience: 'floor', status });

outbox = await openOutbox(page.site, link);
// A tablet is touched all the time, so its sound arms itself with the first tap.
const speaker = new Speaker(new Sound(() => {}), { device: page.device?.id ?? null, tablet: true });
new TabletApp(byId('tablet'), page, link, outbox, { speaker, painting });

/** A tablet laid aside says so, and is grey on the others instead of missed; it need not paint. */
function status() {
  const sleeping = document.visibilityState === 'hidden';
  return sleeping || painting.well ? { sound: null, unsent: outbox?.unsent.length ?? 0, sleeping } : null;
}

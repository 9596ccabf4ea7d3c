/**
 * What the waiting room reads beside its numbers: a rough wait, and the site's own lines. Pure.
 *
 * @typedef {import('../core/types.js').Board} Board
 * @typedef {import('../core/types.js').Notice} Notice
 *
 * @typedef {{id: string, kind: string, head: string, text: string}} SiteLine
 */

import { alertHead, linesNow } from '../core/drug_alerts.js';
import { t } from '../core/i18n.js';

const STEP = 5;
const MOST_LINES = 5;
/** The loudest first: what can kill, then what is offered today, then what was heard. */
const ORDER = ['drug_alert', 'service', 'you_said'];

/**
 * Minutes until somebody who came now would have a place, rounded up to five: places are
 * given back about as fast as usual stays allow. Null while a place is free for them, and
 * where nobody can say.
 *
 * @param {Board} board
 * @returns {number | null}
 */
export function roughWait({ room, waiting }) {
  const places = room.places ?? 0;
  const stay = room.usual_stay ?? 0;
  if (room.state !== 'open' || places < 1 || stay <= 0) return null;
  if ((room.free ?? 0) > waiting.length) return null;
  const minutes = ((waiting.length + 1) * stay) / places / 60;
  return Math.ceil(minutes / STEP) * STEP;
}

/** @param {number | null} minutes */
export function waitWords(minutes) {
  return minutes === null ? '' : t('a wait of about %(n)s min', { n: minutes });
}

/** @param {Board} board @param {number} now @returns {SiteLine[]} */
export function siteLines({ notices }, now) {
  return linesNow(notices, now)
    .filter((notice) => ORDER.includes(notice.kind))
    .sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind) || (a.since < b.since ? 1 : -1))
    .slice(0, MOST_LINES)
    .map((notice) => ({ id: notice.id, kind: notice.kind, head: headOf(notice), text: notice.text ?? '' }));
}

/** @param {Notice} notice */
function headOf(notice) {
  if (notice.kind === 'service') return t('Today');
  if (notice.kind === 'you_said') return t('You said, we did');
  return alertHead(notice);
}

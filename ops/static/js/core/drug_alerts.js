/** Drug alerts that stand, and whether there may be reason for one. Pure. */

import { millis } from './format.js';
import { t } from './i18n.js';

/** @typedef {import('./types.js').Board} Board */
/** @typedef {import('./types.js').Notice} Notice */

/** What a site's line is called by how it is known. @param {Notice} notice */
export function alertHead(notice) {
  return notice.basis === 'tested' ? t('Drug alert (tested)') : t('Drug alert (heard)');
}

/** Lines of the site whose time is not over, also where nobody has said so yet. @param {Notice[]} notices @param {number} now */
export function linesNow(notices, now) {
  return notices.filter((notice) => notice.text !== null && (millis(notice.until) ?? Infinity) > now);
}

/** The newest first. @param {Board} board @param {number} now */
export function alertsNow(board, now) {
  return linesNow(board.notices, now)
    .filter((notice) => notice.kind === 'drug_alert')
    .sort((a, b) => (a.since < b.since ? 1 : -1));
}

/**
 * So many responses that began within the site's time that somebody should ask whether there is
 * something going round; null where there are fewer, where an alert was put up since, or where the
 * question was put away. Never an alarm, and never for walls.
 * @param {Board} board @param {number} now
 * @returns {{count: number, since: number} | null}
 */
export function alertHint(board, now) {
  const protocol = /** @type {Record<string, number>} */ (board.room.protocol ?? {});
  const { alert_hint_after: after, alert_hint_within: within } = protocol;
  if (!after || !within) return null;
  const alerts = board.notices.filter((notice) => notice.kind === 'drug_alert').map((notice) => Date.parse(notice.since));
  const from = Math.max(now - within * 1000, millis(board.room.hint_put_away_at) ?? 0, ...alerts);
  const began = (board.room.began_lately ?? []).map((at) => Date.parse(at)).filter((at) => at > from);
  return began.length < after ? null : { count: began.length, since: Math.min(...began) };
}

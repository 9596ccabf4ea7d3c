/**
 * What an answer means for an act that waits to be sent. Pure: no storage, no network.
 */

/**
 * @typedef {object} Act one tap, kept until the server gave a definite answer
 * @property {string} id the command's id, made before the first try; what it makes has this id
 * @property {string} path under /api/v1
 * @property {Record<string, any>} body
 * @property {string} label what a person reads: 'Booth 3 · OK, awake'
 * @property {Record<string, any>} about what it concerns, for painting it before it is on record
 * @property {number} made_at milliseconds, the tablet's own clock
 * @property {'waiting' | 'set_aside'} state
 * @property {number} tries
 * @property {number} [order] given by the store
 * @property {Refusal} [refusal]
 * @property {boolean} [clock_corrected]
 * @property {Record<string, any>[]} [tried_as] what it said at tries from before the server's clock was set
 * @property {number} [guess] the server's clock minus this machine's, as it was guessed when this was tapped
 * @property {boolean} [again] sent before, to a server whose picture was replaced
 */

/**
 * @typedef {object} Refusal
 * @property {string} code
 * @property {string} detail
 * @property {string[]} offers
 * @property {{happened_at: string, by: string | null}} [meanwhile] what it rests on: when, and whose act
 * @property {number} [after] milliseconds since it was tapped
 * @property {string} [because] the id of the refused act this one built on
 */

/** @typedef {{status: number, json: boolean, body: any}} Answer */

/**
 * `done`: on record. `refused`: set aside with its reason. `signed_out`: keep everything and
 * wait for a person. `clock`: the tablet's clock is wrong; correct and send again.
 * `again`: no definite answer yet.
 * @typedef {'done' | 'refused' | 'signed_out' | 'clock' | 'again'} Verdict
 */

/**
 * @typedef {object} Ways what the outbox needs of the page; tests give their own
 * @property {(act: Act) => Promise<Answer>} send throws when there is no answer at all
 * @property {(acts: Act[]) => Promise<Answer>} sendList several at once; each has its own answer in `results`
 * @property {() => number} now milliseconds, the tablet's own clock
 * @property {() => {offset: number, guessed: boolean}} [clock] the server's clock minus this machine's
 * @property {() => Promise<void>} [measured] asks for the server's time, while that is a guess
 * @property {() => string | null} epoch of the picture the page holds
 * @property {(act: Act, answer: Answer, epoch: string) => void} [onDone]
 * @property {(serverNow: string) => void} [onClock]
 * @property {(run: () => Promise<void>) => Promise<void>} [alone] one drain over all pages
 * @property {(run: () => void, milliseconds: number) => void} [later]
 * @property {() => void} [tellOthers] other pages of this device look again
 */

/** @typedef {{path: string, body?: Record<string, any>, label: string, about?: Record<string, any>, id?: string,
 *   made_at?: number, guess?: number, own_time?: boolean}} Wanted `own_time`: its body's time was read somewhere, and
 *   is not that of the tap */

/** No answer to the act itself: too busy, too slow, or somebody else's page. */
const NOT_YET = new Set([408, 425, 429]);

/** Times that no act of ours can have: first the clock is set right, then it is tried again. */
const WRONG_CLOCK = new Set(['happened_in_future', 'happened_too_long_ago']);

/** When it was tapped, as the wire says it. @param {Pick<Act, 'body' | 'made_at'>} act */
export function happenedAt(act) {
  return String(act.body.happened_at ?? new Date(act.made_at).toISOString());
}

/**
 * @param {Answer} answer
 * @returns {Verdict}
 */
export function verdict(answer) {
  const { status, json, body } = answer;
  // A hotel's or a proxy's page with status 200 is not our server's word.
  if (status >= 200 && status < 300) return json && body && 'version' in body ? 'done' : 'again';
  if (!json || NOT_YET.has(status) || status < 400 || status >= 500) return 'again';
  if (status === 401) return 'signed_out';
  if (WRONG_CLOCK.has(body?.code) && body.server_now) return 'clock';
  return 'refused';
}

/**
 * What an act that is on record came to.
 * @param {Answer} answer
 * @returns {'done' | 'noted' | 'repeated'}
 */
export function recordedAs({ body }) {
  if (body.late) return 'noted';
  return body.repeat ? 'repeated' : 'done';
}

/**
 * @param {Answer} answer
 * @returns {Refusal}
 */
export function refusalOf(answer) {
  const body = answer.body ?? {};
  return {
    code: String(body.code ?? answer.status),
    detail: String(body.detail ?? body.title ?? answer.status),
    offers: Array.isArray(body.offers) ? body.offers : [],
    ...(body.meanwhile ? { meanwhile: body.meanwhile } : {}),
  };
}

/**
 * The act with its time moved by how far the tablet runs ahead, never later than the server's now.
 * @param {Act} act
 * @param {number} tabletNow milliseconds
 * @param {string} serverNow
 * @returns {Act}
 */
export function clockCorrected(act, tabletNow, serverNow) {
  const server = Date.parse(serverNow);
  const moved = Date.parse(act.body.happened_at) - (tabletNow - server);
  const happened = new Date(Math.min(moved, server)).toISOString();
  return { ...act, body: { ...act.body, happened_at: happened }, clock_corrected: true };
}

/**
 * The act as the server's clock says it, which was set by so much after the tap: as old as it was.
 * One whose time was corrected since is right already, and so is one that need not move. What was tried may be on record as it was said.
 * @param {Act} act
 * @param {number} milliseconds
 * @returns {Act}
 */
export function movedBy(act, milliseconds) {
  if (act.clock_corrected || milliseconds === 0) return act;
  const moved = { ...act, made_at: act.made_at + milliseconds };
  const said = Date.parse(act.body.happened_at);
  if (Number.isNaN(said)) return moved;
  if (act.tries > 0) moved.tried_as = [...(act.tried_as ?? []), act.body];
  return { ...moved, body: { ...act.body, happened_at: new Date(said + milliseconds).toISOString() } };
}

/**
 * An act whose id the server knows from another body, as it was said at the try before: one of these
 * arrived, and is answered as it was then.
 * @param {Act} act
 * @param {Answer} answer
 * @returns {Act | null} null when it was never said otherwise
 */
export function asTriedBefore(act, answer) {
  const before = act.tried_as ?? [];
  const body = before[before.length - 1];
  if (!body || answer.body?.code !== 'idempotency_key_reused') return null;
  return { ...act, body, tried_as: before.slice(0, -1) };
}

/**
 * Seconds until the next try: quick at first, never more than ten.
 * @param {number} failures in a row
 */
export function pauseAfter(failures) {
  return Math.min(10, 2 ** Math.max(0, failures - 1));
}

/**
 * A sent act put back to wait, for a server that may have lost it.
 * @param {Act} act
 * @returns {Act}
 */
export function waitingAgain(act) {
  return { ...act, state: 'waiting', tries: Math.max(1, act.tries), again: true };
}

/**
 * An act as it begins its way.
 * @param {Wanted} wanted
 * @param {string} id
 * @param {number} now
 * @param {number} [guess] the one that its time rests on
 * @returns {Act}
 */
export function actFrom(wanted, id, now, guess) {
  return {
    id,
    path: wanted.path,
    body: wanted.body ?? {},
    label: wanted.label,
    about: wanted.about ?? {},
    made_at: wanted.made_at ?? now,
    state: 'waiting',
    tries: 0,
    ...(guess === undefined ? {} : { guess }),
  };
}

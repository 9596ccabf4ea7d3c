/** A server that answers as it is told, and a tablet's outbox before it, on a clock of its own. */

export const NOW = Date.parse('2026-11-22T14:00:00Z');

/** @typedef {import('../../ops/static/js/core/outbox_rules.js').Act} Act */
/** @typedef {import('../../ops/static/js/core/outbox_rules.js').Answer} Answer */

/** A server that is asked, keeps what it recorded by id, and answers as it is told. */
export class Room {
  up = true;
  loseAnswers = false;
  epoch = 'one';
  now = NOW;
  /** @type {string[]} */
  recorded = [];
  /** @type {string[]} */
  asked = [];
  /** @type {number[]} how many acts came in each list */
  lists = [];
  /** @type {(() => void)[]} */
  later = [];
  /** @type {string[]} */
  painted = [];

  /** @param {Record<string, (act: Act) => {status: number, body: any} | null>} [answers] by path */
  constructor(answers = {}) {
    this.answers = answers;
    /** @type {import('../../ops/static/js/core/outbox_rules.js').Ways} */
    this.ways = {
      send: (act) => this.send(act),
      sendList: (acts) => this.sendList(acts),
      now: () => this.now,
      epoch: () => this.epoch,
      onDone: (act) => void this.painted.push(act.id),
      later: (run) => void this.later.push(run),
    };
  }

  /** @param {Act} act @returns {Promise<Answer>} */
  async send(act) {
    this.asked.push(act.id);
    if (!this.up) throw new TypeError('no connection');
    const special = this.answers[act.path]?.(act);
    if (special) return { json: true, ...special };
    if (!this.recorded.includes(act.id)) this.recorded.push(act.id);
    if (this.loseAnswers) throw new TypeError('the answer was lost');
    return { status: 200, json: true, body: { id: act.id, version: this.recorded.length } };
  }

  /** As the wire does it: in order, each with its answer, none tried after a fault. @param {Act[]} acts @returns {Promise<Answer>} */
  async sendList(acts) {
    this.lists.push(acts.length);
    const whole = this.answers.list?.(/** @type {Act} */ (acts[0]));
    if (whole) return { json: true, ...whole };
    /** @type {{id: string, status: number, body: any}[]} */
    const results = [];
    for (const act of acts) {
      const { status, body } = (results[results.length - 1]?.status ?? 0) >= 500 ? { status: 503, body: { code: 'not_tried' } } : await this.send(act);
      results.push({ id: act.id, status, body });
    }
    return { status: 200, json: true, body: { results } };
  }
}

/** @param {ConstructorParameters<typeof Room>[0]} [answers] */
export function room(answers) {
  return new Room(answers);
}

/** Everything that can happen without a timer has happened. */
export async function settled() {
  for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** @param {Room} world */
export function passTime(world) {
  for (const run of world.later.splice(0)) run();
  return settled();
}

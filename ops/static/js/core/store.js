/**
 * The picture of the room as told by the server: a snapshot and the deltas after it.
 * Pure: no socket, no clock, no page.
 *
 * 1. While a subscribe is under way deltas are kept; those newer than its answer are
 *    applied after it.
 * 2. A delta not newer than the picture is ignored; one that starts at or before it is
 *    applied; one that starts after it means something was missed: resync.
 * 3. Another epoch means the numbers began anew: everything is forgotten, resync. While a
 *    subscribe is under way it will bring the new picture; the old one goes at once.
 * 4. A pulse that names a newer version means something was missed: resync.
 * 5. The answer to a write paints what it changed at once and never moves the version.
 *    It is kept in a receipt, so it holds no handle: that comes from the picture.
 *    Paint lies over the picture until the picture itself has come that far, and over all
 *    that a page itself lays on it for acts on record: it has them in it already.
 * 6. Whoever listens reads the site's own words as the picture has them.
 * 7. That the server's disk is full no row can say. The pulse does, and it is shown among
 *    the notices until a pulse no longer says so.
 *
 * @typedef {import('./types.js').Board} Board
 * @typedef {import('./types.js').Delta} Delta
 * @typedef {import('./types.js').Tile} Tile
 * @typedef {import('./types.js').BoardResponse} BoardResponse
 * @typedef {import('./types.js').Answer} Answer
 *
 * @typedef {'ignored' | 'kept' | 'applied' | 'resync'} Outcome
 *
 * @typedef {object} Change
 * What differs since the last call of a listener.
 * @property {boolean} all everything may differ (a snapshot, or all forgotten)
 * @property {Set<number>} booths ids of the tiles that differ
 * @property {Set<Section>} sections whole lists that differ
 *
 * @typedef {'waiting' | 'responses' | 'staff' | 'devices' | 'notices' | 'supplies' | 'room'} Section
 */

import { withHandles } from './handles.js';
import { useSiteWords } from './site_words.js';

/** @type {Section[]} */
const SECTIONS = ['waiting', 'responses', 'staff', 'devices', 'notices', 'supplies', 'room'];

export class BoardStore {
  /** @type {Board | null} as the server told it, without paint */
  #told = null;
  /** @type {Delta[] | null} deltas that came while a subscribe was under way */
  #kept = null;
  /** @type {Map<number, {tile: Tile, version: number}>} */
  #paintedTiles = new Map();
  /** @type {Map<string, {response: BoardResponse, version: number}>} */
  #paintedResponses = new Map();
  #needsSnapshot = true;
  /** @type {string | null} */
  #diskFullSince = null;
  /** @type {Set<(change: Change) => void>} */
  #listeners = new Set();
  /** @type {Board | null} */
  #shown = null;

  /** The picture to show, paint included; null before the first snapshot. */
  get board() {
    this.#shown ??= this.boardWith((told) => told);
    return this.#shown;
  }

  /**
   * The picture with more on what was told, under the paint.
   *
   * @param {(told: Board) => Board} more
   * @returns {Board | null}
   */
  boardWith(more) {
    return this.#told && this.#paintedOver(more(this.#noticed(this.#told)));
  }

  get epoch() {
    return this.#told?.epoch ?? null;
  }

  get version() {
    return this.#told?.version ?? null;
  }

  /** True when the picture is whole as far as we know: nothing missed, nothing under way. */
  get current() {
    return this.#told !== null && this.#kept === null && !this.#needsSnapshot;
  }

  /**
   * @param {(change: Change) => void} listener
   * @returns {() => void} stops listening
   */
  subscribe(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** A subscribe goes out: from now on deltas are kept for its answer. */
  beginSubscribe() {
    this.#kept = [];
    this.#needsSnapshot = true;
  }

  /** The subscribe under way will not be answered; another is needed. */
  failSubscribe() {
    this.#kept = null;
  }

  /**
   * The answer to a subscribe: the whole picture, never a merge.
   *
   * @param {Board} board
   * @returns {Outcome} 'resync' when a kept delta shows that this picture misses something
   */
  snapshot(board) {
    const kept = this.#kept ?? [];
    this.#kept = null;
    if (this.#told && this.#told.epoch !== board.epoch) this.#dropPaint();
    this.#told = board;
    this.#needsSnapshot = false;
    this.#wipePassed();
    /** @type {Outcome} */
    let outcome = 'applied';
    for (const delta of [...kept].sort((a, b) => a.version - b.version)) {
      if (this.#step(delta) === 'resync') outcome = 'resync';
    }
    this.#tell({ all: true, booths: new Set(), sections: new Set(SECTIONS) });
    return outcome;
  }

  /**
   * @param {Delta} delta
   * @returns {Outcome}
   */
  delta(delta) {
    if (this.#kept) {
      this.#kept.push(delta);
      this.#leaveEpochBut(delta.epoch);
      return 'kept';
    }
    const before = this.board;
    const outcome = this.#step(delta);
    if (outcome === 'applied') this.#tell(this.#difference(before, delta));
    return outcome;
  }

  /**
   * One that names an older version confirms nothing: it was sent before ours, or history went back.
   *
   * @param {{epoch: string, version: number, disk_full_since?: string | null}} pulse
   * @returns {'good' | 'ignored' | 'resync'} 'good' when it confirms the picture we hold
   */
  pulse(pulse) {
    this.#noteDisk(pulse.disk_full_since ?? null);
    if (this.#kept) this.#leaveEpochBut(pulse.epoch);
    if (this.#kept || !this.#told) return 'ignored';
    if (pulse.epoch !== this.#told.epoch) {
      this.forget();
      return 'resync';
    }
    if (pulse.version > this.#told.version) this.#needsSnapshot = true;
    if (this.#needsSnapshot) return 'resync';
    return pulse.version === this.#told.version ? 'good' : 'ignored';
  }

  /**
   * Shows the answer to a write before the delta comes.
   *
   * @param {Answer} answer
   * @param {string | null} epoch the epoch we held when the write was sent: an answer from
   *   another one speaks of numbers that no longer mean anything here
   */
  paint(answer, epoch) {
    if (!this.#told || epoch !== this.#told.epoch || answer.version <= this.#told.version) return;
    /** @type {Change} */
    const change = { all: false, booths: new Set(), sections: new Set() };
    for (const tile of answer.tiles ?? (answer.tile ? [answer.tile] : [])) {
      if ((this.#paintedTiles.get(tile.id)?.version ?? 0) > answer.version) continue;
      this.#paintedTiles.set(tile.id, { tile: withHandles(tile, this.board), version: answer.version });
      change.booths.add(tile.id);
    }
    const response = answer.response;
    if (response && (this.#paintedResponses.get(response.id)?.version ?? 0) <= answer.version) {
      this.#paintedResponses.set(response.id, { response, version: answer.version });
      change.sections.add('responses');
    }
    if (change.booths.size || change.sections.size) this.#tell(change);
  }

  /**
   * A picture that an earlier page of this tablet was told: better than none, and no more than
   * that, until a snapshot comes.
   *
   * @param {Board} board
   */
  restore(board) {
    if (this.#told) return;
    this.#told = board;
    this.#needsSnapshot = true;
    this.#tell({ all: true, booths: new Set(), sections: new Set(SECTIONS) });
  }

  /** Nothing is known any more: another epoch, or the credential was revoked. */
  forget() {
    this.#kept = null;
    this.#dropPicture();
  }

  /** A picture of another epoch than the one that was heard is of no use. @param {string} epoch */
  #leaveEpochBut(epoch) {
    if (this.#told && this.#told.epoch !== epoch) this.#dropPicture();
  }

  #dropPicture() {
    this.#told = null;
    this.#needsSnapshot = true;
    this.#dropPaint();
    this.#tell({ all: true, booths: new Set(), sections: new Set(SECTIONS) });
  }

  /**
   * @param {Delta} delta
   * @returns {Outcome}
   */
  #step(delta) {
    const told = this.#told;
    if (!told) return 'resync';
    if (delta.epoch !== told.epoch) {
      this.forget();
      return 'resync';
    }
    if (delta.version <= told.version) return 'ignored';
    if (delta.base > told.version) {
      this.#needsSnapshot = true;
      return 'resync';
    }
    this.#told = applied(told, delta);
    this.#wipePassed();
    return 'applied';
  }

  /** Paint is dropped once the picture has come as far as the write it shows. */
  #wipePassed() {
    const version = this.#told?.version ?? 0;
    for (const [id, paint] of this.#paintedTiles) {
      if (paint.version <= version) this.#paintedTiles.delete(id);
    }
    for (const [id, paint] of this.#paintedResponses) {
      if (paint.version <= version) this.#paintedResponses.delete(id);
    }
    this.#shown = null;
  }

  #dropPaint() {
    this.#paintedTiles.clear();
    this.#paintedResponses.clear();
    this.#shown = null;
  }

  /** @param {string | null} since */
  #noteDisk(since) {
    if (since === this.#diskFullSince) return;
    this.#diskFullSince = since;
    this.#tell({ all: false, booths: new Set(), sections: new Set(['notices']) });
  }

  /** @param {Board} told */
  #noticed(told) {
    return this.#diskFullSince ? { ...told, notices: [...told.notices, diskFull(this.#diskFullSince)] } : told;
  }

  /** @param {Board} board */
  #paintedOver(board) {
    if (!this.#paintedTiles.size && !this.#paintedResponses.size) return board;
    const booths = board.booths.map((tile) => this.#paintedTiles.get(tile.id)?.tile ?? tile);
    const painted = [...this.#paintedResponses.values()].map(({ response }) => response);
    // One that began as another, and was answered with the one that ran already, is that one.
    const joined = new Set(painted.flatMap((response) => response.aliases ?? []));
    const responses = board.responses
      .filter((response) => !joined.has(response.id))
      .map((response) => this.#paintedResponses.get(response.id)?.response ?? response);
    const known = new Set(responses.map((response) => response.id));
    return { ...board, booths, responses: [...responses, ...painted.filter((one) => !known.has(one.id))] };
  }

  /**
   * @param {Board | null} before
   * @param {Delta} delta
   * @returns {Change}
   */
  #difference(before, delta) {
    const after = this.board;
    /** @type {Change['booths']} */
    const booths = new Set();
    const old = new Map(before?.booths.map((tile) => [tile.id, tile]));
    for (const tile of after?.booths ?? []) {
      if (old.get(tile.id) !== tile) booths.add(tile.id);
      old.delete(tile.id);
    }
    for (const gone of old.keys()) booths.add(gone);
    const sections = new Set(SECTIONS.filter((name) => delta[name] !== undefined));
    if (before?.responses !== after?.responses) sections.add('responses');
    return { all: false, booths, sections };
  }

  /** @param {Change} change */
  #tell(change) {
    useSiteWords(this.#told?.room?.words);
    this.#shown = null;
    for (const listener of [...this.#listeners]) listener(change);
  }
}

/** @param {string} since @returns {import('./types.js').Notice} */
function diskFull(since) {
  return { id: 'disk_full', kind: 'disk_full', since, until: null, text: null, basis: null, about: null };
}

/**
 * A board with a delta on it. Lists stand in it whole; a tile is replaced, added or gone.
 *
 * @param {Board} board
 * @param {Delta} delta
 * @returns {Board}
 */
export function applied(board, delta) {
  const next = { ...board, version: delta.version };
  for (const name of SECTIONS) {
    if (delta[name] !== undefined) Object.assign(next, { [name]: delta[name] });
  }
  const changed = new Map(Object.entries(delta.changed ?? {}).map(([id, tile]) => [Number(id), tile]));
  if (!changed.size) return next;
  next.booths = board.booths
    .map((tile) => {
      const found = changed.get(tile.id);
      changed.delete(tile.id);
      return found === undefined ? tile : found;
    })
    .filter((tile) => tile !== null);
  for (const tile of changed.values()) if (tile) next.booths.push(tile);
  next.booths.sort((a, b) => a.row - b.row || a.column - b.column || a.id - b.id);
  return next;
}

/**
 * The outbox's store where the browser keeps nothing: everything goes with the page.
 */

import { waitingAgain } from './outbox_rules.js';

/** @typedef {import('./outbox_rules.js').Act} Act */
/** @typedef {import('./outbox_store.js').SentAct} SentAct */

/** @returns {import('./outbox_store.js').OutboxStore} */
export function memoryStore() {
  /** @type {Map<string, Act>} */
  const acts = new Map();
  /** @type {Map<string, SentAct>} */
  const sentActs = new Map();
  let order = 0;
  const inOrder = () => [...acts.values()].sort((one, other) => (one.order ?? 0) - (other.order ?? 0));
  return {
    lasting: false,
    all: async () => inOrder(),
    async add(act) {
      const kept = { ...act, order: (order += 1) };
      acts.set(act.id, kept);
      return kept;
    },
    put: async (act) => void acts.set(act.id, act),
    async claim(id) {
      const act = acts.get(id);
      if (!act) return null;
      const claimed = { ...act, tries: act.tries + 1 };
      acts.set(id, claimed);
      return claimed;
    },
    dropUntried: async (id) => acts.get(id)?.tries === 0 && acts.delete(id),
    remove: async (id) => void acts.delete(id),
    async sent(act, sentAt, epoch) {
      acts.delete(act.id);
      sentActs.set(act.id, { ...act, sent_at: sentAt, epoch });
    },
    async requeue(epoch, after) {
      const old = [...sentActs.values()].filter((act) => act.epoch !== epoch && act.sent_at > after);
      for (const { sent_at: _at, epoch: _epoch, ...act } of old) {
        if (!acts.has(act.id)) acts.set(act.id, waitingAgain(act));
        sentActs.delete(act.id);
      }
      return old.length;
    },
    async forget(before) {
      for (const act of sentActs.values()) if (act.sent_at <= before) sentActs.delete(act.id);
    },
  };
}

/**
 * Whether the house answers and waits for the key of its database. A browser is not told why a
 * socket was refused, so while there is none it is asked beside it.
 *
 * @typedef {{connected: boolean, revoked: string | null, sealed: boolean}} Line
 */

const EVERY = 5_000;
const WITHIN = 4_000;

/**
 * @param {Line} line told whether it is so
 * @param {() => Promise<unknown>} ask what the house says of itself; fails when there is none
 * @param {(after: number, act: () => void) => void} later
 */
export function watchSeal(line, ask, later) {
  const look = async () => {
    if (line.revoked !== null) return;
    line.sealed = !line.connected && (await ask().catch(() => null)) === 'sealed';
    later(EVERY, look);
  };
  later(EVERY, look);
}

/** The same for a page. @param {Line} line */
export function watchSealHere(line) {
  const ask = async () => {
    const answer = await fetch('/readyz', { cache: 'no-store', credentials: 'omit', signal: AbortSignal.timeout(WITHIN) });
    return (await answer.json()).status;
  };
  watchSeal(line, ask, (after, act) => void setTimeout(act, after));
}

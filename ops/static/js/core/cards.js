/** A card as it was typed: eight words whose letters add up, by the rule of `ops/domain/cards.py`. Pure. */

const HOW_MANY = 8;
const BASE = 6;
const MODULUS = 251;
const BETWEEN = 27;

/** @param {string} typed @returns {string | null} the card; null: it is none, or mistyped */
export function cardIn(typed) {
  const words = typed.toLowerCase().match(/\p{L}+/gu) ?? [];
  const card = words.join(' ');
  return words.length === HOW_MANY && /^[a-z ]+$/.test(card) && addsUp(card) ? card : null;
}

/** @param {string} card */
function addsUp(card) {
  let total = 0;
  for (const letter of card) total = (total * BASE + (letter === ' ' ? BETWEEN : letter.charCodeAt(0) - 96)) % MODULUS;
  return total === 0;
}

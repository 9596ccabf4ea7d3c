/**
 * UUIDv7: sorts by the time it was made, so an outbox keeps its order by its ids alone.
 * Not `crypto.randomUUID`: that gives version 4, and only on a secure page.
 */

let lastMillisecond = 0;
let counter = 0;

/**
 * @param {number} now milliseconds since 1970
 * @returns {string}
 */
export function uuid7(now) {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  // Several in one millisecond, or a clock set back: count on from the last one.
  if (now > lastMillisecond) {
    lastMillisecond = Math.floor(now);
    counter = ((bytes[6] & 0x07) << 8) | bytes[7];
  } else {
    counter += 1;
    if (counter > 0xfff) {
      lastMillisecond += 1;
      counter = 0;
    }
  }
  let rest = lastMillisecond;
  for (let at = 5; at >= 0; at -= 1) {
    bytes[at] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  bytes[6] = 0x70 | (counter >> 8);
  bytes[7] = counter & 0xff;
  bytes[8] = 0x80 | (bytes[8] & 0x3f);
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** This browser is nobody's, or about to be another: what the one before kept of the room goes. Acts
 * not yet sent and rows typed from paper stay. */

import { openKept } from '../core/kept.js';

const kept = await openKept();
await kept.forget();

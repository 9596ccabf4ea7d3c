/** Starts the waiting room's display on its page. */

import { pagePainting } from '../core/fault_sign.js';
import { connect } from '../core/link.js';
import { pageData } from '../core/page.js';
import { stayAwake } from './awake.js';
import { WaitingWall } from './waiting.js';

const painting = pagePainting(() => link.tell());
const link = connect({
  site: pageData().site,
  audience: 'waiting',
  status: () => (painting.well ? { sound: null, unsent: 0, sleeping: false } : null),
});
new WaitingWall(link, painting);
stayAwake();

/** Starts the waiting room's display on its page. */

import { connect } from '../core/link.js';
import { pageData } from '../core/page.js';
import { stayAwake } from './awake.js';
import { WaitingWall } from './waiting.js';

new WaitingWall(connect({ site: pageData().site, audience: 'waiting' }));
stayAwake();

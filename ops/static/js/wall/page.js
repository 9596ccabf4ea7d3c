/** Starts the wall on its page. */

import { byId } from '../core/dom.js';
import { connect } from '../core/link.js';
import { pageData } from '../core/page.js';
import { stayAwake } from './awake.js';
import { pageMeasure } from './measure.js';
import { Wall } from './wall.js';

const FAMILY = '"Atkinson Hyperlegible Next"';

const link = connect({ site: pageData().site, audience: 'wall' });
// Texts are fitted by their width, which is only known once the typeface is there.
await Promise.allSettled([document.fonts.load(`700 100px ${FAMILY}`), document.fonts.load(`500 100px ${FAMILY}`)]);
new Wall(link, pageMeasure(byId('wall')));
stayAwake();

/** Starts the wall on its page. */

import { byId } from '../core/dom.js';
import { pagePainting } from '../core/fault_sign.js';
import { connect } from '../core/link.js';
import { pageData } from '../core/page.js';
import { watchSealHere } from '../core/seal.js';
import { stayAwake } from './awake.js';
import { pageMeasure } from './measure.js';
import { Sounding } from './sounding.js';
import { Wall } from './wall.js';

const FAMILY = '"Atkinson Hyperlegible Next"';

const page = pageData();
const device = page.device?.id ?? null;
const painting = pagePainting(() => link.tell());
const sounding = new Sounding(device, () => link.tell());
const link = connect({
  site: page.site,
  audience: 'wall',
  status: () => (painting.well ? { sound: sounding.state, unsent: 0, sleeping: false } : null),
});
// Texts are fitted by their width, which is only known once the typeface is there.
await Promise.allSettled([document.fonts.load(`700 100px ${FAMILY}`), document.fonts.load(`500 100px ${FAMILY}`)]);
new Wall(link, pageMeasure(byId('wall')), { device, sounding, painting });
watchSealHere(link);
stayAwake();

/** The page of a working paper. */

import { offerPrint } from './print.js';

offerPrint();

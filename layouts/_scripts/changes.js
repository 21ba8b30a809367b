// @ts-check
/** The bar of a comparison with a page of its own: it leads from change to change. */

import { begin } from "./walk.js";

begin();

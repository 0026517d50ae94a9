/** What all pages share: who may open which, forms, rendering, errors, the headers that keep a page safe. */
@NullMarked
package org.cardpress.manager.web;

import org.jspecify.annotations.NullMarked;

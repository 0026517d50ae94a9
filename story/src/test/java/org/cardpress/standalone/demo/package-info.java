/** The whole line, with a person at its pages. */
@NullMarked
package org.cardpress.standalone.demo;

import org.jspecify.annotations.NullMarked;

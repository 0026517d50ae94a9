/** A small base image made from scratch: enough of a system to be mounted and checked, too little to boot. */
@NullMarked
package org.cardpress.creator.baseimage;

import org.jspecify.annotations.NullMarked;

/** The page of the person who is signed in: language, time zone, password. */
@NullMarked
package org.cardpress.manager.account;

import org.jspecify.annotations.NullMarked;

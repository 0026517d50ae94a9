/** The pages of managers: which machines may work, who has an account. */
@NullMarked
package org.cardpress.manager.admin;

import org.jspecify.annotations.NullMarked;

/** What can be wrong with a card, its slot or its image, told from the errno and said in a sentence to the operator. */
@NullMarked
package org.cardpress.writer.fault;

import org.jspecify.annotations.NullMarked;

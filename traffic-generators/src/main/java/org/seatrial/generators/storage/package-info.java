/**
 * Writers that keep a ledger. Every write is due at an instant of its own, carries a stamp that says which write it is,
 * and is remembered when it is acknowledged; a copy that is read back is compared stamp by stamp. A connection carries many
 * writes at once, so that one that stalls does not keep the next from being asked.
 */
@NullMarked
package org.seatrial.generators.storage;

import org.jspecify.annotations.NullMarked;

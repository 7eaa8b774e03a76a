/**
 * The suite: what must hold, of which design, shown by which trials.
 */
@NullMarked
package org.seatrial.suite;

import org.jspecify.annotations.NullMarked;

/**
 * Quantities with their units. Inside, time is nanoseconds, a ratio is 0 to 1, a size is bytes, a rate is packets or
 * bits a second.
 */
@NullMarked
package org.seatrial.units;

import org.jspecify.annotations.NullMarked;

/**
 * Faults, the data that undoes them, and the port of whatever injects them.
 */
@NullMarked
package org.seatrial.fault;

import org.jspecify.annotations.NullMarked;

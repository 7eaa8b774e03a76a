/**
 * Flows: what crosses the design while it is tested, and the port of whatever generates it.
 */
@NullMarked
package org.seatrial.traffic;

import org.jspecify.annotations.NullMarked;

/**
 * The wire: a user-space delay line that joins two interfaces as a cable of given length would. It runs in its own
 * process, so that a pause of the harness never looks like a fault of the design.
 */
@NullMarked
package org.seatrial.engine.wire;

import org.jspecify.annotations.NullMarked;

/**
 * A lab of nothing but arithmetic: frames, carriers, sessions and faults are computed from time, so that a whole run
 * takes milliseconds without root. It certifies nothing, and says so.
 */
@NullMarked
package org.seatrial.lab.fake;

import org.jspecify.annotations.NullMarked;

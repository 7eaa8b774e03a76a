/**
 * A witness of standstills of the whole machine. It is a process of its own, because a pause of the harness's own virtual
 * machine stops the harness and leaves the nodes under test running: taken for a standstill of everything, it would hide
 * an outage.
 */
@NullMarked
package org.seatrial.engine.standstill;

import org.jspecify.annotations.NullMarked;

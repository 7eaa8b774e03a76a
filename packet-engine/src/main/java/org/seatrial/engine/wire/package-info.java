/**
 * The wire: a user-space delay line that joins two interfaces as a cable of given length would. It runs in its own
 * process, so that a pause of the harness never looks like a fault of the design.
 *
 * <pre>
 *   kernel's receive ring          arrival stamp + delay           far interface
 *   [frame][frame][frame]  ------------------------------------&gt;  send from the ring
 *      |       |
 *      |       +-- lost by the loss ratio, or the queue before the line rate was full: the design's
 *      +---------- swallowed by the drop window: a fault's
 * </pre>
 *
 * A frame that the wire itself drops (ring overrun, kernel refusal, a frame larger than any cable carries) is counted apart,
 * because it must never be blamed on the design.
 *
 * <p>The pitfall: a virtual interface hands over frames whose checksum and segmentation it left to hardware. Sent on as they
 * are, every UDP and TCP packet is lost while ping works. Frames therefore travel with the kernel's virtio header, which
 * says what is left to do.
 */
@NullMarked
package org.seatrial.engine.wire;

import org.jspecify.annotations.NullMarked;

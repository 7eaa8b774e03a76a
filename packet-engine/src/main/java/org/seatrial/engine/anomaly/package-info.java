/**
 * Traffic that should not be there: a process in a station's namespace sends one frame again and again, and a tap at the
 * other end of its cable counts what arrives.
 *
 * <pre>
 *   harness --go--&gt; [ sender process ] --frames--&gt; cable --&gt; [ tap | port of the design ]
 *                     |                                        |
 *                     +-- ends: time over, killed,             +-- counts marked frames in the kernel,
 *                         or the harness is gone                   before any filter of the port drops them
 * </pre>
 *
 * The pitfall: a sender that says how much it sent proves nothing, because what it sent may have been refused by the
 * next interface without a word. Only the tap counts.
 */
@NullMarked
package org.seatrial.engine.anomaly;

import org.jspecify.annotations.NullMarked;

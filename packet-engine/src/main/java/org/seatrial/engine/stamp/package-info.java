/**
 * Simple Two-way Active Measurement Protocol: a sender and a reflector (RFC 8762, session identifier and TLVs of RFC 8972),
 * which also speak with TWAMP Light (RFC 5357 appendix I).
 *
 * <pre>
 *   sender   T1 ──────────────▶ T2   reflector
 *            T4 ◀────────────── T3
 * </pre>
 *
 * <p>The round trip is (T4 - T1) - (T3 - T2): each difference is of one clock, so nothing needs to be synchronised. Forward
 * T2 - T1 and backward T4 - T3 are differences of two clocks, and are worth no more than what is known of both. T2 and T4
 * are the kernel's receive stamps.
 *
 * <p>The pitfall is in the loss: an unanswered packet may have died on the way there or on the way back. Only a reflector
 * that numbers its replies itself can tell, and only for losses with an answered packet on both sides.
 */
@NullMarked
package org.seatrial.engine.stamp;

import org.jspecify.annotations.NullMarked;

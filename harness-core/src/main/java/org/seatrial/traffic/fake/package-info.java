/**
 * Traffic of nothing but arithmetic, through a simulated lab. The pitfall it shares with real traffic: a packet belongs
 * to the instant at which it was due, not to the one at which it was sent.
 */
@NullMarked
package org.seatrial.traffic.fake;

import org.jspecify.annotations.NullMarked;

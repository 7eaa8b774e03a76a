/**
 * Delay of packets as histograms.
 *
 * <p>The delay of a packet runs from its actual send to the kernel's receive stamp. Its send may have been late; that
 * is the sender's lateness, kept beside the delay and not added to it. Because packets are sent by the clock and not
 * by the arrival of earlier ones, nothing is corrected for coordinated omission: a stall of the design meets every
 * packet that falls into it.
 */
@NullMarked
package org.seatrial.probe.latency;

import org.jspecify.annotations.NullMarked;

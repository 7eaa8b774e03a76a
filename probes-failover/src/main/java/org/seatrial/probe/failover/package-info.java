/**
 * Outages from sequence numbers and the stamps of both sides, stream by stream.
 *
 * <pre>
 *   packet     good   missing   missing   missing   good
 *   sent        |        |         |         |        |
 *   lower                |&lt;-----------------&gt;|            less the variation of the path's delay
 *   upper       |&lt;-----------------------------------&gt;|   plus what the last was delayed beyond the path's shortest
 *                                                         delay, plus the clock error
 * </pre>
 *
 * The true length lies between them whatever the sender did: one that stalls leaves wider gaps at the edges, and only
 * widens the interval. Lost packets times the interval would be wrong then. Two things are taken for granted: that the
 * shortest delay of a path was seen, and that no missing packet was held up on its way longer than the good ones before.
 *
 * <p>A flow must not be looked at as a whole: the packets of a healthy stream would fill the gap of one that is cut.
 */
@NullMarked
package org.seatrial.probe.failover;

import org.jspecify.annotations.NullMarked;

/**
 * Outages from sequence numbers and send instants, stream by stream.
 *
 * <pre>
 *   packet     good   missing   missing   missing   good
 *   sent        |        |         |         |        |
 *   lower                |&lt;-----------------&gt;|
 *   upper       |&lt;-----------------------------------&gt;|   plus the clock error
 * </pre>
 *
 * A flow must not be looked at as a whole: the packets of a healthy stream would fill the gap of one that is cut.
 */
@NullMarked
package org.seatrial.probe.failover;

import org.jspecify.annotations.NullMarked;

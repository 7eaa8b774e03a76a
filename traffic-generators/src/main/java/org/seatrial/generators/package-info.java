/**
 * Offered load. Packet flows are sent open loop from sockets inside the lab's namespaces; each packet's outcome is
 * replayed as a sample once it is final.
 */
@NullMarked
package org.seatrial.generators;

import org.jspecify.annotations.NullMarked;

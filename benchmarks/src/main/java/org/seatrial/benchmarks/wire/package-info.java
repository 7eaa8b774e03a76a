/**
 * The wire and the outage measurement held against their bars. The programs make network namespaces of their own, remove them
 * also when they are told to end, and need root.
 */
@NullMarked
package org.seatrial.benchmarks.wire;

import org.jspecify.annotations.NullMarked;

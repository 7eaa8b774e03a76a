/**
 * The kill campaign: SIGKILL of the harness at every phase of a run. A harness that can be killed at any instant without
 * leaving a fault behind is the only kind that may be let near a customer's network.
 */
@NullMarked
package org.seatrial.benchmarks.kill;

import org.jspecify.annotations.NullMarked;

/**
 * The run loop: the only place where the stages meet the world, through the ports.
 */
@NullMarked
package org.seatrial.run;

import org.jspecify.annotations.NullMarked;

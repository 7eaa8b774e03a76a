/**
 * Reading what people wrote: every problem is collected with file, place, value, reason, what would be valid and the
 * next action, and all of them are told at once.
 */
@NullMarked
package org.seatrial.input;

import org.jspecify.annotations.NullMarked;

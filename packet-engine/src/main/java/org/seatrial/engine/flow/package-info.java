/**
 * Paced sending, the one receive loop and the tap. Every packet has an intended instant; kernel receive stamps and
 * actual send instants are kept for each, so that whatever is judged later rests on them.
 */
@NullMarked
package org.seatrial.engine.flow;

import org.jspecify.annotations.NullMarked;

/**
 * The {@code seatrial} command: the composition root, and nothing else. Each verb is one file; what a verb does is in the
 * modules it calls.
 */
@NullMarked
package org.seatrial.cli;

import org.jspecify.annotations.NullMarked;

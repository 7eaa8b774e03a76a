/**
 * Recordings: the raw evidence of a trial, with its digests and its doubts.
 */
@NullMarked
package org.seatrial.recording;

import org.jspecify.annotations.NullMarked;

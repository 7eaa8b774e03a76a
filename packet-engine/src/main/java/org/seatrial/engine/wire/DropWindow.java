package org.seatrial.engine.wire;

import java.util.OptionalLong;

/**
 * What a drop window did, as the wire saw it: the truth that a measured outage is held against. Instants are the frames'
 * arrivals at the wire, on the monotonic clock, by the kernel's stamps.
 *
 * @param fromNs first instant of the window
 * @param untilNs first instant after it; {@link Long#MAX_VALUE} while it has no end
 * @param dropped frames swallowed
 * @param firstDroppedNs empty if none was
 * @param lastDroppedNs empty if none was
 * @param lastPassedBeforeNs the last frame that passed before the window took effect; empty if none did
 * @param firstPassedAfterNs the first frame that passed after the last one dropped, or after the window's begin if none was
 *     dropped; empty until one does
 */
public record DropWindow(
        long fromNs,
        long untilNs,
        long dropped,
        OptionalLong firstDroppedNs,
        OptionalLong lastDroppedNs,
        OptionalLong lastPassedBeforeNs,
        OptionalLong firstPassedAfterNs) {}

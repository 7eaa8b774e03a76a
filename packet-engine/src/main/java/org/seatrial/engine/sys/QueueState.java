package org.seatrial.engine.sys;

import java.util.Optional;

/**
 * The queueing discipline through which frames leave an interface, as the kernel reports it.
 *
 * @param kind for example {@code netem} or {@code noqueue}
 * @param netem its settings, if it is netem
 * @param framesOut frames that have left through it since it was made
 * @param dropped frames it dropped, for whatever reason, since it was made; the kernel counts modulo 2^32
 * @param waiting frames in it now
 */
public record QueueState(
        int interfaceIndex, String kind, Optional<Netem> netem, long framesOut, long dropped, long waiting) {}

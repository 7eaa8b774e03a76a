package org.seatrial.lab;

import java.util.Set;

/**
 * The processes of a daemon, as the operating system lists them.
 *
 * @param beforeNs monotonic instant before the reading
 * @param afterNs and after it
 * @param running numbers of those that run or wait for something
 * @param stopped numbers of those that stand still
 */
public record DaemonReading(long beforeNs, long afterNs, Set<Long> running, Set<Long> stopped) {
    public DaemonReading {
        running = Set.copyOf(running);
        stopped = Set.copyOf(stopped);
    }
}

package org.seatrial.engine.sys;

import java.util.List;

/**
 * An IPv4 route of the kernel's main table.
 *
 * @param destination for example {@code 198.18.1.1/32}
 * @param nextHops {@code gateway@interface index}, sorted; unusable ones (dead, no carrier) are left out
 */
public record KernelRoute(String destination, List<String> nextHops) {

    public KernelRoute {
        nextHops = List.copyOf(nextHops);
    }
}

package org.seatrial.replica;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A volume that a node offers.
 *
 * @param bytes its size, a multiple of 1 MiB
 * @param port TCP
 * @param mirror the copy that it keeps elsewhere; absent where it keeps none
 * @param front the target beside the one for network block devices; absent where there is none
 */
record VolumeSettings(
        String name, long bytes, int port, Cache cache, Optional<Mirror> mirror, Optional<VolumeFront> front) {

    /** What becomes of a write before it is on the disk. */
    enum Cache {
        /** It is acknowledged when it is on the disk. */
        NONE,
        /** It is acknowledged from memory, unless a flush or forced unit access asks for more. */
        WRITEBACK,
        /** It is acknowledged from memory whatever was asked for. */
        UNSAFE;

        /** As lab files write it. */
        String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<Cache> named(String text) {
            return Arrays.stream(values())
                    .filter(one -> one.text().equals(text))
                    .findFirst();
        }

        static List<String> names() {
            return Arrays.stream(values()).map(Cache::text).toList();
        }
    }

    /**
     * A copy at another node.
     *
     * @param to the node that keeps it, in a volume of the same size
     * @param synchronous whether a write is acknowledged only when the copy has it
     * @param bytesPerSecond how fast the copy is written at the most; empty for as fast as it goes
     * @param copyBytesPerSecond how fast it is copied again after an interruption; empty for as fast as it goes
     */
    record Mirror(
            String to,
            String volume,
            boolean synchronous,
            OptionalDouble bytesPerSecond,
            OptionalDouble copyBytesPerSecond) {}
}

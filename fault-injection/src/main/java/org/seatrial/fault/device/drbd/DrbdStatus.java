package org.seatrial.fault.device.drbd;

import java.util.OptionalLong;
import org.seatrial.lab.MirrorLook;
import org.seatrial.recording.MirrorSpan.State;

/**
 * What one host says of one volume and its copy, in DRBD's own words.
 *
 * @param replication the connection's state while it is not up, else what goes on over it
 * @param disk the host's own
 * @param peerDisk the other host's, as far as this one knows
 * @param outOfSyncBytes what differs between them; empty if it does not say
 * @param sizeBytes of the volume; 0 if it does not say
 * @param protocol A, B or C; empty if it does not say
 */
record DrbdStatus(
        String replication,
        String disk,
        String peerDisk,
        OptionalLong outOfSyncBytes,
        long sizeBytes,
        String protocol) {

    /** DRBD's word for a device that is not set up. */
    static final String UNCONFIGURED = "Unconfigured";

    private static final String UP_TO_DATE = "UpToDate";
    /** Acknowledges when the copy is on its disk; A and B do before. */
    private static final String SYNCHRONOUS = "C";

    /** The resource, its volume or its connection is not there. */
    static DrbdStatus unconfigured() {
        return new DrbdStatus(UNCONFIGURED, "", "", OptionalLong.empty(), 0, "");
    }

    /** @param synchronous whether the copy must hold whatever is acknowledged, not only follow */
    MirrorLook look(boolean synchronous) {
        return switch (replication) {
            case "SyncSource", "SyncTarget" ->
                new MirrorLook(State.COPYING, outOfSyncBytes.orElse(-1), sizeBytes, words());
            case "Connected", "Established" -> connected(synchronous);
            default -> interrupted(words());
        };
    }

    private MirrorLook connected(boolean synchronous) {
        if (!disk.equals(UP_TO_DATE) || !peerDisk.equals(UP_TO_DATE)) {
            return interrupted(words());
        }
        if (outOfSyncBytes.isEmpty()) {
            return MirrorLook.unseen("DRBD does not say how much is out of sync");
        }
        if (outOfSyncBytes.getAsLong() != 0) {
            return interrupted(words() + ", " + outOfSyncBytes.getAsLong() + " octets out of sync");
        }
        if (synchronous && protocol.isEmpty()) {
            return MirrorLook.unseen("DRBD does not say its protocol");
        }
        if (synchronous && !protocol.equals(SYNCHRONOUS)) {
            return interrupted("protocol " + protocol + " acknowledges before the copy is on its disk");
        }
        return new MirrorLook(State.IN_SYNC, 0, sizeBytes, "");
    }

    private MirrorLook interrupted(String why) {
        return new MirrorLook(State.INTERRUPTED, outOfSyncBytes.orElse(-1), sizeBytes, why);
    }

    private String words() {
        return disk.isEmpty() ? replication : replication + ", disks " + disk + "/" + peerDisk;
    }
}

package org.seatrial.lab;

import org.seatrial.recording.MirrorSpan;
import org.seatrial.recording.MirrorSpan.State;

/**
 * What a look at a mirror found.
 *
 * @param leftBytes what the copy lacks, octets; -1 where nothing told
 * @param totalBytes size of the volume; 0 where nothing told
 * @param why what is the matter, unless it is in sync
 */
public record MirrorLook(State state, long leftBytes, long totalBytes, String why) {

    public static MirrorLook interrupted(String why) {
        return new MirrorLook(State.INTERRUPTED, MirrorSpan.UNKNOWN, 0, why);
    }

    /** Nobody could look: it may be in sync and may not. */
    public static MirrorLook unseen(String why) {
        return new MirrorLook(State.UNSEEN, MirrorSpan.UNKNOWN, 0, why);
    }
}

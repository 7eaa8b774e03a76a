package org.seatrial.recording;

/**
 * One block of a volume as it was read back.
 *
 * @param block its number, from 0
 * @param readNs monotonic instant before the reading began; 0 if it was not read
 * @param expected newest sequence that had been acknowledged by then; -1 if none had
 * @param found sequence of the write that it holds; of a torn block the oldest one; -1 if it holds none
 */
public record CopiedBlock(long block, long readNs, long expected, long found, State state) {

    /** No write. */
    public static final long NONE = -1;

    /** What was made of a block. */
    public enum State {
        /** It holds one write, whole. */
        WHOLE,
        /** It holds no write of this trial. */
        EMPTY,
        /** Its sectors are each as they were written, but by different writes. */
        TORN,
        /** It holds what was never written there. */
        CORRUPT,
        /** It could not be read. */
        UNREAD
    }
}

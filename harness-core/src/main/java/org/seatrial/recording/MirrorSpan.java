package org.seatrial.recording;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * A span of time in which every look at a mirror found it in one state. What it did between two looks nobody knows, so that
 * a change lies between the last look that saw the old state and the first that saw the new one.
 *
 * @param node whose volume is mirrored
 * @param volume its name
 * @param copy the node that keeps the copy
 * @param leftBytes what the copy lacked at the last look, octets; -1 where nothing told
 * @param totalBytes size of the volume
 * @param firstBeforeNs monotonic instant before the first look
 * @param firstAfterNs and after it
 * @param lastBeforeNs before the last look
 * @param lastAfterNs and after it
 * @param longestGapNs from before one look until after the next, at the most
 */
public record MirrorSpan(
        String node,
        String volume,
        String copy,
        State state,
        long leftBytes,
        long totalBytes,
        long firstBeforeNs,
        long firstAfterNs,
        long lastBeforeNs,
        long lastAfterNs,
        long longestGapNs) {

    /** Where nothing told how much is left. */
    public static final long UNKNOWN = -1;

    /** What a mirror is worth. */
    public enum State {
        /** The copy holds, or takes within its usual time, whatever is acknowledged. */
        IN_SYNC,
        /** The copy is being filled and is no copy before that is done. */
        COPYING,
        /** The copy is not kept: its node is not reached, or nothing is written to it. */
        INTERRUPTED,
        /** Nobody could look, so that it may have been in any of the other states. */
        UNSEEN
    }

    /** One look. */
    public static MirrorSpan look(
            String node,
            String volume,
            String copy,
            State state,
            long leftBytes,
            long totalBytes,
            long beforeNs,
            long afterNs) {
        return new MirrorSpan(
                node,
                volume,
                copy,
                state,
                leftBytes,
                totalBytes,
                beforeNs,
                afterNs,
                beforeNs,
                afterNs,
                afterNs - beforeNs);
    }

    @JsonIgnore
    public boolean inSync() {
        return state == State.IN_SYNC;
    }

    /** Whether both tell of the same mirror. */
    public boolean sameMirror(MirrorSpan other) {
        return node.equals(other.node) && volume.equals(other.volume) && copy.equals(other.copy);
    }

    /** Both as one, where a later one found nothing new; each look at a copy that is being filled finds something new. */
    public boolean goesOnIn(MirrorSpan later) {
        return sameMirror(later) && state == later.state && (state != State.COPYING || leftBytes == later.leftBytes);
    }

    public MirrorSpan until(MirrorSpan later) {
        return new MirrorSpan(
                node,
                volume,
                copy,
                state,
                later.leftBytes,
                totalBytes,
                firstBeforeNs,
                firstAfterNs,
                later.lastBeforeNs,
                later.lastAfterNs,
                Math.max(Math.max(longestGapNs, later.longestGapNs), later.firstAfterNs - lastBeforeNs));
    }

    /** As people read it. */
    public String words() {
        return switch (state) {
            case IN_SYNC -> "in sync";
            case INTERRUPTED -> "interrupted";
            case UNSEEN -> "not seen";
            case COPYING ->
                leftBytes < 0 || totalBytes <= 0
                        ? "resynchronising"
                        : "resynchronising %d %%".formatted(Math.clamp(100 - 100 * leftBytes / totalBytes, 0, 100));
        };
    }
}

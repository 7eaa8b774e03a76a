package org.seatrial.engine.wire;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * One direction of a wire. The receive ring is the delay line: a frame stays where the kernel put it until its arrival stamp
 * plus the delay, and leaves straight from there.
 */
final class Strand {

    /** Nothing waits. */
    static final long NOTHING = Long.MAX_VALUE;

    /** A slot whose frame does not leave, or has left by another way. */
    private static final long SKIP = Long.MIN_VALUE;

    /** Frames admitted at once; then others are looked at, which may be due. */
    private static final int MOST_ADMITTED = 32;

    /** Further off than this, a stamp is doubted: more than a machine stalls. */
    private static final long DOUBTFUL_NS = 5_000_000;

    /** Further back than this no frame has waited for the kernel to bring it, however busy that was. */
    private static final long IMPOSSIBLE_NS = 1_000_000_000;

    private final FrameRing ring;
    private final Exit exit;
    private final StrandSlot slot;
    private final SplittableRandom random;
    private final StampClock clock;
    private final LineQueue line = new LineQueue();
    private final long[] dueNs;
    private StrandCharacter character = StrandCharacter.PLAIN;
    private @Nullable HeldFrames held;
    private int oldest;
    private int next;
    private int waiting;
    private long lastDueNs;
    private long plausibleNs;
    private boolean losing;

    /** @param seed of everything random */
    Strand(FrameRing ring, Exit exit, StrandSlot slot, long seed, StampClock clock) {
        this.ring = ring;
        this.exit = exit;
        this.slot = slot;
        this.random = new SplittableRandom(seed);
        this.clock = clock;
        dueNs = new long[ring.slots()];
        takeUpSettings();
    }

    /** When the next frame is due to leave, monotonic; {@link #NOTHING} if none waits. */
    long dueNs() {
        long first = waiting == 0 ? NOTHING : dueNs[oldest];
        return held == null ? first : Math.min(first, held.nextDueNs());
    }

    /** When the frame behind the next one in the ring is due; {@link #NOTHING} if that is not known yet. */
    long dueBehindNs() {
        if (waiting < 2) {
            return NOTHING;
        }
        long behind = dueNs[oldest + 1 == dueNs.length ? 0 : oldest + 1];
        return behind == SKIP ? NOTHING : behind;
    }

    /** Whether no frame is in the ring, so that the kernel can tell when one arrives. */
    boolean ringEmpty() {
        return waiting == 0;
    }

    /** How soon a frame that arrives can be due. */
    long leastDelayNs() {
        return character.leastDelayNs();
    }

    /** Whether the kernel has dropped frames since the last call, or may have. */
    boolean takeLosing() {
        boolean was = losing;
        losing = false;
        return was;
    }

    void countOverruns(long frames) {
        slot.add(StrandCounter.OVERRUN, frames);
    }

    /**
     * Looks for frames that have arrived.
     *
     * @param nowNs an instant shortly before the call
     */
    void admitArrived(long nowNs) {
        for (int i = 0; i < MOST_ADMITTED; i++) {
            if (waiting == dueNs.length || !ring.arrived(next)) {
                plausibleNs = nowNs;
                return;
            }
            takeUpSettings();
            admit(nowNs);
        }
    }

    private void takeUpSettings() {
        StrandCharacter changed = slot.changed();
        if (changed != null) {
            character = changed;
            if (changed.reorderRatio() > 0 && held == null) {
                held = new HeldFrames(ring.slotBytes());
            }
        }
    }

    private void admit(long nowNs) {
        losing |= ring.losing(next);
        long arrivalNs = arrivalNs(ring.stampNs(next), nowNs);
        dueNs[next] = fate(next, arrivalNs);
        if (dueNs[next] == SKIP) {
            ring.free(next);
        }
        next = next + 1 == dueNs.length ? 0 : next + 1;
        waiting++;
        passSkipped();
    }

    private void passSkipped() {
        while (waiting > 0 && dueNs[oldest] == SKIP) {
            oldest = oldest + 1 == dueNs.length ? 0 : oldest + 1;
            waiting--;
        }
    }

    /**
     * When a frame arrived. It cannot have been in the future, nor long before its slot was last seen empty: then the wall
     * clock has been stepped, or the kernel was late with it.
     */
    private long arrivalNs(long stampNs, long nowNs) {
        long arrivalNs = stampNs - clock.offsetNs();
        if (arrivalNs <= nowNs + DOUBTFUL_NS && arrivalNs >= plausibleNs - DOUBTFUL_NS) {
            return arrivalNs;
        }
        clock.resample();
        arrivalNs = stampNs - clock.offsetNs();
        if (arrivalNs <= nowNs + DOUBTFUL_NS && arrivalNs >= plausibleNs - IMPOSSIBLE_NS) {
            return arrivalNs;
        }
        slot.add(StrandCounter.MISSTAMPED, 1);
        return nowNs;
    }

    /** When the frame in a slot is due to leave; {@link #SKIP} if it does not, or not from there. */
    private long fate(int at, long arrivalNs) {
        if (ring.truncated(at)) {
            return dropped(StrandCounter.OVERSIZE);
        }
        if (slot.swallows(arrivalNs)) {
            return dropped(StrandCounter.SILENCED);
        }
        long leftNs = arrivalNs;
        if (character.rateBitsPerSecond() > 0) {
            leftNs = line.admit(arrivalNs, ring.frameBytes(at), character.rateBitsPerSecond(), character.queueBytes());
            if (leftNs == LineQueue.FULL) {
                return dropped(StrandCounter.QUEUE_FULL);
            }
        }
        if (happens(character.lossRatio())) {
            return dropped(StrandCounter.LOST);
        }
        long due = leftNs + character.delayNs();
        if (character.jitterNs() > 0) {
            due += random.nextLong(-character.jitterNs(), character.jitterNs() + 1);
        }
        if (held != null && happens(character.reorderRatio()) && held.room()) {
            ring.open(at);
            held.hold(ring, due + character.reorderNs());
            slot.add(StrandCounter.REORDERED, 1);
            return SKIP;
        }
        lastDueNs = Math.max(due, lastDueNs);
        return lastDueNs;
    }

    private long dropped(StrandCounter why) {
        slot.add(why, 1);
        return SKIP;
    }

    private boolean happens(double ratio) {
        return ratio > 0 && random.nextDouble() < ratio;
    }

    /** Sends the next frame, which must be due. */
    void release() {
        if (held != null && held.nextDueNs() < (waiting == 0 ? NOTHING : dueNs[oldest])) {
            send(held.address(), held.length(), held.nextDueNs());
            held.drop();
            return;
        }
        ring.open(oldest);
        if (happens(character.corruptRatio())) {
            ring.turnBitOver(random.nextLong());
            slot.add(StrandCounter.CORRUPTED, 1);
        }
        send(ring.memory().address() + ring.begin(), ring.length(), dueNs[oldest]);
        ring.free(oldest);
        dueNs[oldest] = SKIP;
        passSkipped();
    }

    private void send(long address, int length, long due) {
        long at = clock.nowNs();
        switch (exit.send(address, length)) {
            case TAKEN -> {
                slot.add(StrandCounter.PASSED, 1);
                slot.releaseError(at - due);
                if (happens(character.duplicateRatio()) && exit.send(address, length) == Exit.Result.TAKEN) {
                    slot.add(StrandCounter.DUPLICATED, 1);
                }
            }
            case DARK -> slot.add(StrandCounter.DARK, 1);
            case REFUSED -> slot.add(StrandCounter.REFUSED, 1);
        }
    }
}

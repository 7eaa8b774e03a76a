package org.seatrial.engine.wire;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import java.util.SplittableRandom;
import org.seatrial.engine.sys.Linux;
import org.seatrial.engine.sys.PacketSocket;
import org.seatrial.topology.LinkCharacter;

/**
 * One direction of a wire. The receive ring is the delay line: a frame stays where the kernel put it until its arrival
 * stamp plus the delay, and leaves straight from there. Order is kept, as in a fibre.
 */
final class Strand {

    static final int FRAMES = 4096;
    static final int FRAME_BYTES = 2048;

    /** Nothing waits. */
    static final long NOTHING = Long.MAX_VALUE;

    private static final VarHandle STATUS = JAVA_INT.varHandle();
    private static final int TP_STATUS_KERNEL = 0;
    private static final int TP_STATUS_USER = 1;
    private static final long LENGTH = 8;
    private static final long MAC_OFFSET = 12;
    private static final long SECONDS = 16;
    private static final long NANOSECONDS = 20;

    private final PacketSocket.Ring in;
    private final PacketSocket.Ring out;
    private final WireControl control;
    private final int wire;
    private final int direction;
    private final LinkCharacter character;
    private final SplittableRandom random = new SplittableRandom();
    private long head;
    private long dueNs = NOTHING;
    private long lastDueNs;
    private boolean swallow;
    private final MemorySegment[] contents = new MemorySegment[FRAMES];

    Strand(
            PacketSocket.Ring in,
            PacketSocket.Ring out,
            WireControl control,
            int wire,
            int direction,
            LinkCharacter character) {
        this.in = in;
        this.out = out;
        this.control = control;
        this.wire = wire;
        this.direction = direction;
        this.character = character;
    }

    int fd() {
        return in.fd();
    }

    /** When the next frame is due to leave, monotonic; {@link #NOTHING} if none waits. */
    long dueNs() {
        return dueNs;
    }

    /** Looks for a frame and sends every frame that is due; returns how many left or were dropped. */
    int advance(long offsetNs) {
        int done = 0;
        while (true) {
            long frame = head * FRAME_BYTES;
            if (dueNs == NOTHING) {
                if (((int) STATUS.getAcquire(in.memory(), frame) & TP_STATUS_USER) == 0) {
                    return done;
                }
                admit(frame, offsetNs);
            }
            long now = System.nanoTime();
            if (now < dueNs) {
                return done;
            }
            release(frame, now);
            done++;
        }
    }

    private void admit(long frame, long offsetNs) {
        MemorySegment ring = in.memory();
        long stampNs = Integer.toUnsignedLong(ring.get(JAVA_INT, frame + SECONDS)) * 1_000_000_000L
                + ring.get(JAVA_INT, frame + NANOSECONDS)
                - offsetNs;
        swallow = control.silenced(wire, direction, stampNs);
        long due = stampNs + character.delayNs();
        if (character.jitterNs() > 0) {
            due += random.nextLong(-character.jitterNs(), character.jitterNs() + 1);
        }
        long earliest = lastDueNs;
        if (character.rateBitsPerSecond() > 0) {
            earliest += (long) (ring.get(JAVA_INT, frame + LENGTH) * 8e9 / character.rateBitsPerSecond());
        }
        dueNs = Math.max(due, earliest);
        lastDueNs = dueNs;
    }

    private void release(long frame, long now) {
        MemorySegment ring = in.memory();
        if (swallow) {
            control.countSilenced(wire, direction);
        } else if (character.lossRatio() > 0 && random.nextDouble() < character.lossRatio()) {
            control.countLost(wire, direction);
        } else {
            int length = ring.get(JAVA_INT, frame + LENGTH);
            int mac = ring.get(JAVA_SHORT, frame + MAC_OFFSET) & 0xffff;
            int sent = Linux.send(out.fd(), contentsOf(frame, mac), length, Linux.MSG_DONTWAIT);
            if (sent == length) {
                control.countForwarded(wire, direction, now - dueNs);
            } else {
                control.countLost(wire, direction);
            }
        }
        STATUS.setRelease(ring, frame, TP_STATUS_KERNEL);
        head = (head + 1) % FRAMES;
        dueNs = NOTHING;
    }

    /**
     * Where a frame begins. The kernel puts it at the same place of the same ring slot every time, so the segment is made
     * once: garbage here would be a collection, and a collection a delay.
     */
    private MemorySegment contentsOf(long frame, int mac) {
        MemorySegment known = contents[(int) head];
        long begin = in.memory().address() + frame + mac;
        if (known == null || known.address() != begin) {
            known = in.memory().asSlice(frame + mac, FRAME_BYTES - mac);
            contents[(int) head] = known;
        }
        return known;
    }
}

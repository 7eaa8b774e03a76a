package org.seatrial.engine.wire;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One direction's part of the shared memory. The harness writes the settings and the drop window, the wire writes the
 * rest; each side only reads what the other writes.
 */
final class StrandSlot {

    static final long BYTES = 512 + 8L * ReleaseErrors.BUCKETS;

    private static final VarHandle LONG = JAVA_LONG.varHandle();

    /** Odd while the settings are being written; another even number once they are. */
    private static final long VERSION = 0;

    private static final long SETTINGS = 8;
    private static final int SETTINGS_COUNT = 9;
    private static final long FROM = 128;
    private static final long UNTIL = 136;
    private static final long REPORT_FROM = 192;
    private static final long REPORT_DROPPED = 200;
    private static final long REPORT_FIRST = 208;
    private static final long REPORT_LAST = 216;
    private static final long REPORT_BEFORE = 224;
    private static final long REPORT_AFTER = 232;
    private static final long COUNTERS = 256;
    private static final long HISTOGRAM = 512;

    private final MemorySegment memory;

    // The wire's own: what it has seen of the harness's part.
    private long versionSeen;
    private long lastPassedNs;

    StrandSlot(MemorySegment memory) {
        this.memory = memory;
    }

    private long read(long offset) {
        return (long) LONG.getVolatile(memory, offset);
    }

    private void write(long offset, long value) {
        LONG.setRelease(memory, offset, value);
    }

    /** The harness's: replaces the settings; the wire takes them up with the next frame it sees. */
    void set(StrandCharacter character) {
        long odd = read(VERSION) | 1;
        LONG.setVolatile(memory, VERSION, odd);
        long[] settings = {
            character.delayNs(),
            character.jitterNs(),
            Double.doubleToRawLongBits(character.lossRatio()),
            Double.doubleToRawLongBits(character.corruptRatio()),
            Double.doubleToRawLongBits(character.duplicateRatio()),
            Double.doubleToRawLongBits(character.reorderRatio()),
            character.reorderNs(),
            Double.doubleToRawLongBits(character.rateBitsPerSecond()),
            character.queueBytes()
        };
        for (int i = 0; i < SETTINGS_COUNT; i++) {
            write(SETTINGS + 8L * i, settings[i]);
        }
        LONG.setVolatile(memory, VERSION, odd + 1);
    }

    /** The harness's: what was set last. */
    StrandCharacter character() {
        return character(settings());
    }

    /** The wire's: the settings if they have changed since the last call, else null. */
    @Nullable
    StrandCharacter changed() {
        long version = read(VERSION);
        if (version == versionSeen || (version & 1) != 0) {
            return null;
        }
        long[] settings = settings();
        if (read(VERSION) != version) {
            return null;
        }
        versionSeen = version;
        return character(settings);
    }

    private long[] settings() {
        long[] settings = new long[SETTINGS_COUNT];
        for (int i = 0; i < SETTINGS_COUNT; i++) {
            settings[i] = read(SETTINGS + 8L * i);
        }
        return settings;
    }

    private static StrandCharacter character(long[] settings) {
        return new StrandCharacter(
                settings[0],
                settings[1],
                Double.longBitsToDouble(settings[2]),
                Double.longBitsToDouble(settings[3]),
                Double.longBitsToDouble(settings[4]),
                Double.longBitsToDouble(settings[5]),
                settings[6],
                Double.longBitsToDouble(settings[7]),
                settings[8]);
    }

    void silence(long fromNs, long untilNs) {
        LONG.setVolatile(memory, FROM, fromNs);
        LONG.setVolatile(memory, UNTIL, untilNs);
    }

    void pass(long untilNs) {
        if (read(UNTIL) > untilNs) {
            LONG.setVolatile(memory, UNTIL, untilNs);
        }
    }

    boolean silenced(long atNs) {
        return atNs < read(UNTIL) && atNs >= read(FROM);
    }

    /** The wire's: whether a frame that arrived at an instant is swallowed; keeps the window's report. */
    boolean swallows(long atNs) {
        long from = read(FROM);
        if (from != (long) LONG.get(memory, REPORT_FROM)) {
            write(REPORT_DROPPED, 0);
            write(REPORT_FIRST, 0);
            write(REPORT_LAST, 0);
            write(REPORT_AFTER, 0);
            write(REPORT_BEFORE, lastPassedNs);
            write(REPORT_FROM, from);
        }
        if (atNs >= from && atNs < read(UNTIL)) {
            if ((long) LONG.get(memory, REPORT_FIRST) == 0) {
                write(REPORT_FIRST, atNs);
            }
            write(REPORT_LAST, atNs);
            write(REPORT_AFTER, 0);
            write(REPORT_DROPPED, (long) LONG.get(memory, REPORT_DROPPED) + 1);
            return true;
        }
        if (atNs < from) {
            write(REPORT_BEFORE, atNs);
        } else if ((long) LONG.get(memory, REPORT_AFTER) == 0) {
            write(REPORT_AFTER, atNs);
        }
        lastPassedNs = atNs;
        return false;
    }

    DropWindow dropWindow() {
        long from = read(FROM);
        boolean reported = from == read(REPORT_FROM);
        return new DropWindow(
                from,
                read(UNTIL),
                reported ? read(REPORT_DROPPED) : 0,
                instant(reported, REPORT_FIRST),
                instant(reported, REPORT_LAST),
                instant(reported, REPORT_BEFORE),
                instant(reported, REPORT_AFTER));
    }

    private OptionalLong instant(boolean reported, long offset) {
        long value = reported ? read(offset) : 0;
        return value == 0 ? OptionalLong.empty() : OptionalLong.of(value);
    }

    void add(StrandCounter counter, long count) {
        long offset = COUNTERS + 8L * counter.place;
        write(offset, (long) LONG.get(memory, offset) + count);
    }

    long count(StrandCounter counter) {
        return read(COUNTERS + 8L * counter.place);
    }

    void releaseError(long ns) {
        long offset = HISTOGRAM + 8L * ReleaseErrors.bucketOf(ns);
        write(offset, (long) LONG.get(memory, offset) + 1);
    }

    ReleaseErrors errors() {
        long[] counts = new long[ReleaseErrors.BUCKETS];
        for (int bucket = 0; bucket < counts.length; bucket++) {
            counts[bucket] = read(HISTOGRAM + 8L * bucket);
        }
        return new ReleaseErrors(counts);
    }
}

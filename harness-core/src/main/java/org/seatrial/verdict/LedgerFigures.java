package org.seatrial.verdict;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.seatrial.recording.CopiedBlock;
import org.seatrial.recording.CopiedBlock.State;
import org.seatrial.recording.Exchange;
import org.seatrial.recording.FaultRecord;
import org.seatrial.recording.SurvivingCopy;
import org.seatrial.traffic.StorageWorkload;
import org.seatrial.units.Dimension;

/**
 * What a copy of a volume holds of the writes that were acknowledged before it was read. A write that was never
 * acknowledged is not missed; one that a later write to the same block replaced is not missed either. A block that could
 * not be read may lack all that was acknowledged of it, or nothing.
 */
final class LedgerFigures {

    private static final CopiedBlock NEVER_READ =
            new CopiedBlock(0, 0, CopiedBlock.NONE, CopiedBlock.NONE, State.UNREAD);

    private final StorageWorkload workload;
    private final List<Exchange> exchanges;
    private final List<Exchange> acknowledged = new ArrayList<>();
    private final List<Exchange> missing = new ArrayList<>();
    private final List<Exchange> unknown = new ArrayList<>();
    private final Map<Long, CopiedBlock> blocks = new HashMap<>();
    private final Map<Long, Exchange> newest = new HashMap<>();
    private final Map<Integer, Long> newestPresent = new HashMap<>();

    LedgerFigures(StorageWorkload workload, List<Exchange> exchanges, SurvivingCopy copy) {
        this.workload = workload;
        this.exchanges = exchanges;
        copy.blocks().forEach(one -> blocks.put(one.block(), one));
        for (Exchange one : exchanges) {
            if (one.good() && (at(one).state() == State.UNREAD || one.completedNs() <= at(one).readNs())) {
                acknowledged.add(one);
                newest.merge(block(one), one, (a, b) -> a.sequence() > b.sequence() ? a : b);
            }
        }
        for (CopiedBlock one : blocks.values()) {
            if (one.found() != CopiedBlock.NONE && one.state() == State.WHOLE) {
                int writer = (int) (one.block() / workload.blocksPerStream());
                newestPresent.merge(writer, one.found(), Math::max);
            }
        }
        acknowledged.forEach(this::compare);
    }

    private long block(Exchange write) {
        return workload.blockOf(write.stream(), write.sequence());
    }

    private CopiedBlock at(Exchange write) {
        return blocks.getOrDefault(block(write), NEVER_READ);
    }

    private void compare(Exchange write) {
        CopiedBlock read = at(write);
        switch (read.state()) {
            case UNREAD -> unknown.add(write);
            case WHOLE, EMPTY, TORN -> {
                if (write.sequence() > read.found()) {
                    missing.add(write);
                }
            }
            case CORRUPT -> {
                // Nothing tells which of the older ones it held; the newest is gone for certain.
                if (write.equals(newest.get(block(write)))) {
                    missing.add(write);
                }
            }
        }
    }

    /** Writes that were acknowledged before their block was read, if it was. */
    List<Exchange> acknowledged() {
        return acknowledged;
    }

    List<Exchange> missing() {
        return missing;
    }

    /** Acknowledged writes to blocks that could not be read. */
    List<Exchange> unknown() {
        return unknown;
    }

    /** When the block was read that a write goes to; 0 if it was not. */
    long readNs(Exchange write) {
        return at(write).readNs();
    }

    /** Writes that were asked for and that the copy holds whole, acknowledged or not. */
    List<Exchange> held() {
        return exchanges.stream()
                .filter(one ->
                        one.startedNs() != 0 && at(one).state() == State.WHOLE && at(one).found() == one.sequence())
                .toList();
    }

    /** Writes that the copy may hold, whole or in part: to blocks that tell neither that it does nor that it does not. */
    List<Exchange> perhapsHeld() {
        return exchanges.stream()
                .filter(one -> one.startedNs() != 0 && perhapsHolds(at(one), one))
                .toList();
    }

    private static boolean perhapsHolds(CopiedBlock read, Exchange write) {
        return switch (read.state()) {
            case UNREAD -> true;
            case CORRUPT -> write.startedNs() <= read.readNs();
            case TORN -> write.startedNs() <= read.readNs() && write.sequence() >= read.found();
            case WHOLE, EMPTY -> false;
        };
    }

    Measured lost() {
        return count(missing.size(), missing.size() + unknown.size());
    }

    /** Writes that are missing although a later one of their writer is there. */
    Measured orderViolations() {
        long count = missing.stream().filter(this::overtaken).count();
        return count(count, count + unknown.size());
    }

    private boolean overtaken(Exchange write) {
        return newestPresent.getOrDefault(write.stream(), CopiedBlock.NONE) > write.sequence();
    }

    /**
     * Damaged and torn blocks. A block is torn by right, as far as anybody knows, where a write that was never
     * acknowledged was under way to it: disks promise no more than a sector.
     */
    Measured corrupt() {
        long certain = 0;
        long doubtful = 0;
        for (CopiedBlock one : blocks.values()) {
            Exchange last = newest.get(one.block());
            boolean damaged = last != null && last.sequence() > one.found();
            switch (one.state()) {
                case CORRUPT -> certain++;
                case TORN -> {
                    if (damaged) {
                        certain++;
                    } else {
                        doubtful++;
                    }
                }
                case UNREAD -> doubtful++;
                case WHOLE, EMPTY -> {
                    // As it was written, or never written.
                }
            }
        }
        doubtful += Math.max(0, workload.blocks() - blocks.size());
        return count(certain, certain + doubtful);
    }

    private Measured count(long certain, long most) {
        return acknowledged.isEmpty()
                ? nothingAcknowledged(Dimension.COUNT)
                : Measured.of(Dimension.COUNT, certain, certain, most, acknowledged.size());
    }

    static Measured nothingAcknowledged(Dimension dimension) {
        return Measured.not(dimension, "no write was acknowledged before the copy was read");
    }

    /** How far the copy is behind. */
    Measured recoveryPoint(FaultRecord.Effect effect) {
        if (acknowledged.isEmpty()) {
            return nothingAcknowledged(Dimension.TIME);
        }
        return recoveryPoint(acknowledged, missing, unknown, effect);
    }

    /** @param acknowledged at least one */
    static Measured recoveryPoint(
            List<Exchange> acknowledged, List<Exchange> missing, List<Exchange> unknown, FaultRecord.Effect effect) {
        long last = acknowledged.stream().mapToLong(Exchange::completedNs).max().orElseThrow();
        double lower = behind(missing, Math.max(last, effect.earliestNs()));
        double value = behind(missing, Math.max(last, effect.latestNs()));
        double upper = Math.max(value, behind(unknown, Math.max(last, effect.latestNs())));
        return Measured.of(Dimension.TIME, value, lower, upper, acknowledged.size());
    }

    private static double behind(List<Exchange> absent, long referenceNs) {
        return absent.stream()
                .mapToDouble(one -> Math.max(0.0, (double) referenceNs - one.completedNs()))
                .max()
                .orElse(0);
    }
}

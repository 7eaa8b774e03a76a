package org.seatrial.verdict;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.seatrial.recording.Exchange;
import org.seatrial.recording.FaultRecord;
import org.seatrial.units.Dimension;

/**
 * What the copies of several volumes hold together of the writes that were acknowledged.
 *
 * <p>A write that was sent after another one was acknowledged may rest on it: so a database writes its log first, and its
 * data when the log is safe (happened-before, Lamport 1978). Copies that hold the later one must hold the earlier one, on
 * whichever volume it is. The instants are compared as they are, because one process stamps all of them with one clock:
 * the sending before the write is handed over, the acknowledgement after it was received, so that what looks later was.
 *
 * <p>Copies are read one after the other. That a copy lacked a write while another one held a later one is certain if the
 * later one was seen first; else the missing write may have come, or the later one, between the two looks.
 */
final class GroupFigures {

    private final List<LedgerFigures> members;
    private final List<Exchange> acknowledged;
    private final List<Exchange> missing;
    private final List<Exchange> unknown;

    /** @param members figures of the copy of each volume, one or more */
    GroupFigures(List<LedgerFigures> members) {
        this.members = List.copyOf(members);
        acknowledged = all(members.stream().map(LedgerFigures::acknowledged));
        missing = all(members.stream().map(LedgerFigures::missing));
        unknown = all(members.stream().map(LedgerFigures::unknown));
    }

    private static List<Exchange> all(Stream<List<Exchange>> lists) {
        return lists.flatMap(List::stream).toList();
    }

    /** A volume of which nothing is known to be due says nothing of the group. */
    private boolean oneSaysNothing() {
        return members.stream().anyMatch(one -> one.acknowledged().isEmpty());
    }

    Measured lost() {
        return oneSaysNothing()
                ? LedgerFigures.nothingAcknowledged(Dimension.COUNT)
                : counted(missing.size(), missing.size(), missing.size() + unknown.size());
    }

    /** How far the copies together are behind: as far as that of any one volume, for they are of use only together. */
    Measured recoveryPoint(FaultRecord.Effect effect) {
        return oneSaysNothing()
                ? LedgerFigures.nothingAcknowledged(Dimension.TIME)
                : LedgerFigures.recoveryPoint(acknowledged, missing, unknown, effect);
    }

    /** Writes that are missing although one is there that was sent after their acknowledgement. */
    Measured orderViolations() {
        if (oneSaysNothing()) {
            return LedgerFigures.nothingAcknowledged(Dimension.COUNT);
        }
        NavigableMap<Long, Long> seen = seen();
        long proven = 0;
        long likely = 0;
        for (LedgerFigures member : members) {
            for (Exchange write : member.missing()) {
                proven += overtaken(write, seen, member.readNs(write)) ? 1 : 0;
                likely += overtaken(write, seen, Long.MAX_VALUE) ? 1 : 0;
            }
        }
        long newestPerhapsNs = Stream.concat(
                        seen.values().stream(),
                        members.stream()
                                .flatMap(member -> member.perhapsHeld().stream().map(Exchange::startedNs)))
                .reduce(Long.MIN_VALUE, Math::max);
        long most = Stream.concat(missing.stream(), unknown.stream())
                .filter(write -> newestPerhapsNs > write.completedNs())
                .count();
        return counted(likely, proven, most);
    }

    private Measured counted(long value, long certain, long most) {
        return Measured.of(Dimension.COUNT, value, certain, most, acknowledged.size());
    }

    /** By the instant of each look at the copies, when the newest write was sent that had been seen by then. */
    private NavigableMap<Long, Long> seen() {
        NavigableMap<Long, Long> seen = new TreeMap<>();
        for (LedgerFigures member : members) {
            member.held().forEach(write -> seen.merge(member.readNs(write), write.startedNs(), Math::max));
        }
        long newestNs = Long.MIN_VALUE;
        for (Map.Entry<Long, Long> look : seen.entrySet()) {
            newestNs = Math.max(newestNs, look.getValue());
            look.setValue(newestNs);
        }
        return seen;
    }

    /** Whether a write had been seen before an instant that was sent after another one was acknowledged. */
    private static boolean overtaken(Exchange write, NavigableMap<Long, Long> seen, long beforeNs) {
        Map.Entry<Long, Long> last = seen.lowerEntry(beforeNs);
        return last != null && last.getValue() > write.completedNs();
    }
}

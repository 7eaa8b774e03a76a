package org.seatrial.verdict;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.seatrial.recording.Exchange;
import org.seatrial.recording.FaultRecord;
import org.seatrial.recording.GuestAnswer;
import org.seatrial.recording.WriteStamp;
import org.seatrial.traffic.Answer;
import org.seatrial.traffic.ServiceWorkload;
import org.seatrial.traffic.StorageWorkload;
import org.seatrial.units.Dimension;

/**
 * Whether virtual machines came back with what was acknowledged: each shows the last write of its own writer in its first
 * good answer under the fault, and the newest write that was acknowledged before it was asked is what it must show at
 * least. A later one may have arrived without its acknowledgement.
 */
final class RecordFigures {

    private final ServiceWorkload service;
    private final List<Exchange> asked;
    private final Map<Place, GuestAnswer> said = new HashMap<>();
    private final StorageWorkload storage;
    private final Map<Place, Exchange> writes = new HashMap<>();
    private final Map<Integer, List<Exchange>> acknowledged = new HashMap<>();

    /** A stream and a sequence in it. */
    private record Place(int stream, long sequence) {}

    /** What is known of a guest. */
    private enum State {
        CURRENT,
        STALE,
        UNKNOWN
    }

    /** @param writes of {@code storage}, whose writer of some number writes to the disk of the guest of that number */
    RecordFigures(
            ServiceWorkload service,
            List<Exchange> asked,
            List<GuestAnswer> answers,
            StorageWorkload storage,
            List<Exchange> writes) {
        this.service = service;
        this.asked = List.copyOf(asked);
        this.storage = storage;
        answers.forEach(one -> said.put(new Place(one.stream(), one.sequence()), one));
        for (Exchange one : writes) {
            this.writes.put(new Place(one.stream(), one.sequence()), one);
            if (one.good()) {
                acknowledged
                        .computeIfAbsent(one.stream(), _ -> new ArrayList<>())
                        .add(one);
            }
        }
    }

    /**
     * Guests whose record is older than what was acknowledged, or somebody else's; guests of which no record is known are
     * in doubt.
     *
     * @param healNs when healing was commanded: an answer behind it shows nothing of what survived
     */
    Measured stale(FaultRecord.Effect effect, long healNs) {
        int stale = 0;
        List<String> unknown = new ArrayList<>();
        for (int guest = 0; guest < service.addresses(); guest++) {
            switch (state(guest, effect, healNs)) {
                case CURRENT -> {
                    // It shows what it should.
                }
                case STALE -> stale++;
                case UNKNOWN -> unknown.add(Integer.toString(guest + 1));
            }
        }
        int most = stale + unknown.size();
        String doubt = unknown.isEmpty() ? "" : "no record is known of guest " + String.join(", ", unknown);
        return new Measured(Dimension.COUNT, true, most, stale, most, service.addresses(), doubt);
    }

    private State state(int guest, FaultRecord.Effect effect, long healNs) {
        Optional<Exchange> first = firstAnswer(guest, effect, healNs);
        if (first.isEmpty()) {
            return State.UNKNOWN;
        }
        Optional<WriteStamp> shown = Optional.ofNullable(
                        said.get(new Place(first.get().stream(), first.get().sequence())))
                .flatMap(answer -> WriteStamp.parse(answer.record()));
        Optional<Exchange> due = acknowledged.getOrDefault(guest, List.of()).stream()
                .filter(one -> one.completedNs() <= first.get().startedNs())
                .max(Comparator.comparingLong(Exchange::sequence));
        // Of a guest to which nothing was acknowledged nothing can be shown.
        return shown.isEmpty() || due.isEmpty() ? State.UNKNOWN : compare(guest, shown.get(), due.get());
    }

    private Optional<Exchange> firstAnswer(int guest, FaultRecord.Effect effect, long healNs) {
        return asked.stream()
                .filter(one -> service.addressIndex(one.stream()) == guest
                        && one.good()
                        && one.startedNs() >= effect.latestNs()
                        && one.completedNs() < healNs)
                .min(Comparator.comparingLong(Exchange::completedNs));
    }

    private State compare(int guest, WriteStamp shown, Exchange due) {
        if (shown.writer() != guest || !shown.workload().equals(storage.name())) {
            return State.STALE;
        }
        Exchange write = writes.get(new Place(guest, shown.sequence()));
        if (write != null && write.intendedNs() == shown.dueNs()) {
            // A record of a write that was never made shows nothing but that something is wrong.
            return write.answer() == Answer.UNASKED
                    ? State.UNKNOWN
                    : shown.sequence() < due.sequence() ? State.STALE : State.CURRENT;
        }
        Exchange first = writes.get(new Place(guest, 0));
        boolean ofAnEarlierTrial = first != null && shown.dueNs() < first.intendedNs();
        return ofAnEarlierTrial ? State.STALE : State.UNKNOWN;
    }
}

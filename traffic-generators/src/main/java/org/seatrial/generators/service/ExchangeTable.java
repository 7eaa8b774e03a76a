package org.seatrial.generators.service;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.seatrial.recording.Call;
import org.seatrial.traffic.Answer;
import org.seatrial.traffic.ExchangeSink;
import org.seatrial.traffic.WorkloadSession;

/** What became of every exchange so far. Written by the client's thread, read by the run's. */
final class ExchangeTable {

    private final Schedule schedule;
    private final List<Row> rows = new ArrayList<>();

    ExchangeTable(Schedule schedule) {
        this.schedule = schedule;
    }

    /** One exchange; without an answer while it is under way. */
    private static final class Row {
        private long startedNs;
        private long completedNs;
        private long setUpNs;
        private long endedNs;
        private Optional<Answer> answer = Optional.empty();

        Call.End end() {
            boolean good = answer.filter(one -> one == Answer.GOOD).isPresent();
            if (setUpNs != 0) {
                return good ? Call.End.CLEARED : Call.End.DROPPED;
            }
            return startedNs == 0 ? Call.End.NOT_MADE : Call.End.NOT_SET_UP;
        }
    }

    private Row row(long index) {
        while (rows.size() <= index) {
            rows.add(new Row());
        }
        return rows.get((int) index);
    }

    synchronized void started(long index, long startedNs) {
        row(index).startedNs = startedNs;
    }

    /** Answered, though not over. */
    synchronized void setUp(long index, long atNs) {
        row(index).setUpNs = atNs;
    }

    /** Over; nothing that comes later counts. */
    synchronized void over(long index, Answer answer, long completedNs) {
        Row row = row(index);
        if (row.answer.isEmpty()) {
            row.answer = Optional.of(answer);
            row.endedNs = completedNs;
            row.completedNs = answer == Answer.GOOD && row.setUpNs != 0 ? row.setUpNs : completedNs;
        }
    }

    synchronized WorkloadSession.Progress progress(long startNs, long fromNs, long untilNs) {
        long good = 0;
        long bad = 0;
        long outstanding = 0;
        for (int index = 0; index < rows.size(); index++) {
            long dueNs = startNs + schedule.offsetNs(index);
            if (dueNs < fromNs || dueNs >= untilNs) {
                continue;
            }
            Row row = rows.get(index);
            boolean served = row.setUpNs != 0 && row.answer.isEmpty();
            if (served || row.answer.filter(answer -> answer == Answer.GOOD).isPresent()) {
                good++;
            } else if (row.answer.isEmpty()) {
                outstanding++;
            } else {
                bad++;
            }
        }
        return new WorkloadSession.Progress(good, bad, outstanding);
    }

    /** What became of every call that was due between two instants, where exchanges are calls. */
    synchronized List<Call> calls(long startNs, long endNs) {
        List<Call> calls = new ArrayList<>();
        for (int stream = 0; stream < schedule.streams(); stream++) {
            long sequence = 0;
            for (long index = stream; startNs + schedule.offsetNs(index) < endNs; index += schedule.streams()) {
                Row row = index < rows.size() ? rows.get((int) index) : new Row();
                calls.add(new Call(stream, sequence++, row.setUpNs, row.endedNs, row.end()));
            }
        }
        return calls;
    }

    /** Every exchange that was due between two instants, whether or not the client came to it. */
    synchronized void replay(long startNs, long endNs, ExchangeSink sink) {
        for (int stream = 0; stream < schedule.streams(); stream++) {
            long sequence = 0;
            for (long index = stream; startNs + schedule.offsetNs(index) < endNs; index += schedule.streams()) {
                Row row = index < rows.size() ? rows.get((int) index) : new Row();
                sink.exchange(
                        stream,
                        sequence++,
                        startNs + schedule.offsetNs(index),
                        row.startedNs,
                        row.completedNs,
                        row.answer.orElse(row.startedNs == 0 ? Answer.UNASKED : Answer.NONE));
            }
        }
    }
}

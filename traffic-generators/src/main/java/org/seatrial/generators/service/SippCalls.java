package org.seatrial.generators.service;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.seatrial.recording.Call;
import org.seatrial.traffic.Answer;
import org.seatrial.traffic.ExchangeSink;
import org.seatrial.traffic.ServiceWorkload;
import org.seatrial.traffic.WorkloadSession;

/**
 * Calls judged by the messages that were seen of them, and by the clock of the one who waits for them.
 *
 * <p>SIPp begins its schedule when it is ready. The schedule is taken to begin at the latest instant at which no call was
 * made before it was due.
 *
 * @param seen by call, from 0
 * @param errorNs of the stamps: instants of exchanges are told as late as they may have been, their schedule as early
 */
record SippCalls(ServiceWorkload workload, SortedMap<Integer, SippMessages.Seen> seen, long errorNs) {

    /** SIPp counts in milliseconds, and is late by some: a call that it cleared this much early was held. */
    private static final long HELD_SLACK_NS = 20_000_000;

    private Schedule schedule() {
        return new Schedule(workload.streams(), workload.intervalNs());
    }

    /** When the first call was due; {@link Long#MAX_VALUE} as long as none was made. */
    long beginsNs() {
        Schedule schedule = schedule();
        return seen.entrySet().stream()
                .filter(call -> call.getValue().invitedNs() != 0)
                .mapToLong(call -> call.getValue().invitedNs() - errorNs - schedule.offsetNs(call.getKey()))
                .min()
                .orElse(Long.MAX_VALUE);
    }

    /** How many calls were due before an instant; 0 as long as none was made. */
    long dueBefore(long endNs) {
        long beginsNs = beginsNs();
        Schedule schedule = schedule();
        long due = 0;
        while (beginsNs != Long.MAX_VALUE && beginsNs + schedule.offsetNs(due) < endNs) {
            due++;
        }
        return due;
    }

    /** One call; while it is under way, what is not over yet is not seen. */
    private record Judged(Call.End end, Answer answer, long startedNs, long setUpNs, long endedNs) {}

    private Judged judged(long index) {
        SippMessages.Seen one = seen.get((int) index);
        if (one == null || one.invitedNs() == 0) {
            return new Judged(Call.End.NOT_MADE, Answer.UNASKED, 0, 0, 0);
        }
        long startedNs = one.invitedNs() + errorNs;
        long patienceNs = workload.patience().toNanos();
        boolean setUp = one.acceptedNs() != 0 && one.acceptedNs() - one.invitedNs() <= patienceNs;
        if (!setUp) {
            boolean rejected = one.rejectedNs() != 0 && one.rejectedNs() - one.invitedNs() <= patienceNs;
            long endedNs = rejected ? one.rejectedNs() + errorNs : 0;
            return new Judged(Call.End.NOT_SET_UP, rejected ? Answer.BAD : Answer.NONE, startedNs, 0, endedNs);
        }
        long setUpNs = one.acceptedNs() + errorNs;
        boolean held =
                one.byeNs() - one.acceptedNs() >= workload.client().held().toNanos() - HELD_SLACK_NS;
        boolean cleared = one.clearedNs() != 0 && one.clearedNs() - one.byeNs() <= patienceNs;
        if (held && cleared && one.brokenOffNs() == 0) {
            return new Judged(Call.End.CLEARED, Answer.GOOD, startedNs, setUpNs, one.clearedNs() + errorNs);
        }
        long droppedNs = one.brokenOffNs() != 0
                ? one.brokenOffNs() + errorNs
                : Math.max(one.byeNs(), one.acceptedNs()) + patienceNs;
        return new Judged(Call.End.DROPPED, Answer.BAD, startedNs, setUpNs, droppedNs);
    }

    /** @param nowNs a call that has not had its time is outstanding; one that is held is good so far */
    WorkloadSession.Progress progress(long fromNs, long untilNs, long nowNs) {
        long good = 0;
        long bad = 0;
        long outstanding = 0;
        long beginsNs = beginsNs();
        Schedule schedule = schedule();
        long due = dueBefore(untilNs);
        for (long index = 0; index < due; index++) {
            long dueNs = beginsNs + schedule.offsetNs(index);
            if (dueNs < fromNs) {
                continue;
            }
            Judged call = judged(index);
            long limitNs = workload.patience().toNanos()
                    + (call.setUpNs() == 0 ? 0 : workload.client().held().toNanos() + HELD_SLACK_NS);
            boolean over = call.end() == Call.End.CLEARED
                    || (call.answer() == Answer.BAD && call.end() == Call.End.NOT_SET_UP)
                    || nowNs - Math.max(call.setUpNs(), Math.max(call.startedNs(), dueNs)) > limitNs
                    || brokenOff(index);
            if (over ? call.answer() == Answer.GOOD : call.setUpNs() != 0) {
                good++;
            } else if (over) {
                bad++;
            } else {
                outstanding++;
            }
        }
        return new WorkloadSession.Progress(good, bad, outstanding);
    }

    private boolean brokenOff(long index) {
        SippMessages.Seen one = seen.get((int) index);
        return one != null && one.brokenOffNs() != 0;
    }

    void replay(long endNs, ExchangeSink sink) {
        long beginsNs = beginsNs();
        Schedule schedule = schedule();
        long due = dueBefore(endNs);
        for (int stream = 0; stream < schedule.streams(); stream++) {
            for (long index = stream; index < due; index += schedule.streams()) {
                Judged call = judged(index);
                sink.exchange(
                        stream,
                        schedule.sequence(index),
                        beginsNs + schedule.offsetNs(index),
                        call.startedNs(),
                        call.end() == Call.End.CLEARED ? call.setUpNs() : call.endedNs(),
                        call.answer());
            }
        }
    }

    List<Call> calls(long endNs) {
        Schedule schedule = schedule();
        long due = dueBefore(endNs);
        List<Call> calls = new ArrayList<>();
        for (int stream = 0; stream < schedule.streams(); stream++) {
            for (long index = stream; index < due; index += schedule.streams()) {
                Judged call = judged(index);
                calls.add(new Call(stream, schedule.sequence(index), call.setUpNs(), call.endedNs(), call.end()));
            }
        }
        return calls;
    }
}

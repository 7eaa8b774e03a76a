package org.seatrial.verdict;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.seatrial.recording.Call;
import org.seatrial.recording.Exchange;
import org.seatrial.traffic.Answer;
import org.seatrial.units.Dimension;

/** Figures of the calls of one workload in one trial, from their list and that of its exchanges. */
final class CallFigures {

    private final List<Exchange> exchanges;
    private final List<Call> calls;

    /** @param exchanges those of the whole trial, each with its call at the same place of the other list */
    CallFigures(List<Exchange> exchanges, List<Call> calls) {
        this.exchanges = exchanges;
        this.calls = calls;
    }

    /** Why the two lists cannot be of the same calls; empty if they can. */
    Optional<String> contradiction() {
        if (calls.size() != exchanges.size()) {
            return Optional.of("%d calls are listed and %d were due".formatted(calls.size(), exchanges.size()));
        }
        for (int index = 0; index < calls.size(); index++) {
            Call call = calls.get(index);
            Exchange exchange = exchanges.get(index);
            boolean same = call.stream() == exchange.stream() && call.sequence() == exchange.sequence();
            boolean agreed = switch (call.end()) {
                case CLEARED -> exchange.good() && call.setUpNs() == exchange.completedNs();
                case DROPPED, NOT_SET_UP -> exchange.answer() == Answer.BAD || exchange.answer() == Answer.NONE;
                case NOT_MADE -> exchange.answer() == Answer.UNASKED;
            };
            if (!same || !agreed) {
                return Optional.of("call %d of client %d ended %s, its exchange %s"
                        .formatted(call.sequence(), call.stream(), call.end(), exchange.answer()));
            }
        }
        return Optional.empty();
    }

    /** A call that the caller itself never made might have been set up. */
    Measured setUp() {
        return count(Call::wasSetUp, ends(Call.End.NOT_MADE));
    }

    Measured setUpFailures() {
        return count(call -> call.end() == Call.End.NOT_SET_UP, ends(Call.End.NOT_MADE));
    }

    /** A call that was never set up cannot be dropped; one that was never made might have been. */
    Measured dropped() {
        return count(call -> call.end() == Call.End.DROPPED, ends(Call.End.NOT_MADE));
    }

    private long ends(Call.End end) {
        return calls.stream().filter(call -> call.end() == end).count();
    }

    private Measured count(Predicate<Call> which, long inDoubt) {
        if (calls.isEmpty()) {
            return Measured.not(Dimension.COUNT, "no call was due");
        }
        long found = calls.stream().filter(which).count();
        return Measured.of(Dimension.COUNT, found, found, found + inDoubt, calls.size());
    }

    /**
     * From the instant at which a call was due until its answer; one that was dropped later was set up all the same. The
     * caller's own lateness is what the lower end leaves out.
     */
    Measured setUpTime(String statistic, Disturbance disturbance) {
        if (calls.isEmpty()) {
            return Measured.not(Dimension.TIME, "no call was due");
        }
        double[] fromDue = new double[calls.size()];
        double[] fromAsked = new double[calls.size()];
        for (int index = 0; index < calls.size(); index++) {
            Call call = calls.get(index);
            Exchange exchange = exchanges.get(index);
            fromDue[index] = call.wasSetUp() ? call.setUpNs() - exchange.intendedNs() : Double.POSITIVE_INFINITY;
            fromAsked[index] = switch (call.end()) {
                case CLEARED, DROPPED -> call.setUpNs() - exchange.startedNs();
                case NOT_SET_UP -> Double.POSITIVE_INFINITY;
                case NOT_MADE -> 0;
            };
        }
        return WorkloadFigures.times(statistic, fromDue, fromAsked, disturbance);
    }
}

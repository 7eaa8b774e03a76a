package org.seatrial.generators.service;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.seatrial.traffic.Answer;
import org.seatrial.traffic.ExchangeSink;
import org.seatrial.traffic.ServiceWorkload;
import org.seatrial.traffic.WorkloadSession;

/**
 * Requests by the lines that Gatling's clients write of them, on the clock of everything else, and by the patience of the
 * one who waits. The schedule is taken to begin at the latest instant at which no request was made before it was due.
 *
 * @param seen by request, from 0
 * @param beginsNs when the first request was due; {@link Long#MAX_VALUE} as long as none was made
 */
record GatlingRequests(ServiceWorkload workload, SortedMap<Integer, Seen> seen, long beginsNs) {

    private static final int COLUMNS = 3;

    /**
     * One request, monotonic nanoseconds.
     *
     * @param askedNs just before it was made
     * @param overNs just after it was over; 0 while it is not
     */
    record Seen(long askedNs, long overNs, boolean good) {}

    /** @param lines as written; one that is not whole is left out, as the last of a file may be that is being written */
    static GatlingRequests read(ServiceWorkload workload, List<String> lines) {
        TreeMap<Integer, Seen> seen = new TreeMap<>();
        for (String line : lines) {
            String[] cells = line.split("\t", -1);
            boolean whole = cells.length == COLUMNS
                    && cells[1].matches("[1-9][0-9]{0,8}")
                    && cells[2].matches("[1-9][0-9]{0,17};");
            if (whole) {
                int index = Integer.parseInt(cells[1]) - 1;
                long atNs = Long.parseLong(cells[2].substring(0, cells[2].length() - 1));
                Seen known = seen.get(index);
                if (cells[0].equals("asked") && known == null) {
                    seen.put(index, new Seen(atNs, 0, false));
                } else if (known != null && known.overNs() == 0) {
                    seen.put(index, new Seen(known.askedNs(), atNs, cells[0].equals("good")));
                }
            }
        }
        return new GatlingRequests(workload, seen, begins(schedule(workload), seen));
    }

    private static Schedule schedule(ServiceWorkload workload) {
        return new Schedule(workload.streams(), workload.intervalNs());
    }

    private static long begins(Schedule schedule, SortedMap<Integer, Seen> seen) {
        return seen.entrySet().stream()
                .mapToLong(one -> one.getValue().askedNs() - schedule.offsetNs(one.getKey()))
                .min()
                .orElse(Long.MAX_VALUE);
    }

    /** Those that were due at an instant or later: the ones before only warmed the program up. */
    GatlingRequests since(long atNs) {
        long before = dueBefore(atNs);
        TreeMap<Integer, Seen> rest = new TreeMap<>();
        seen.tailMap((int) before).forEach((index, one) -> rest.put(index - (int) before, one));
        return new GatlingRequests(
                workload,
                rest,
                beginsNs == Long.MAX_VALUE
                        ? beginsNs
                        : beginsNs + Math.round(workload.intervalNs() * before / workload.streams()));
    }

    /** How many are over, well or not. */
    long over() {
        return seen.values().stream().filter(one -> one.overNs() != 0).count();
    }

    /** How many requests were due before an instant; 0 as long as none was made. */
    long dueBefore(long endNs) {
        Schedule schedule = schedule(workload);
        long due = 0;
        while (beginsNs != Long.MAX_VALUE && beginsNs + schedule.offsetNs(due) < endNs) {
            due++;
        }
        return due;
    }

    private Answer answer(Seen one) {
        if (one.overNs() == 0
                || one.overNs() - one.askedNs() > workload.patience().toNanos()) {
            return Answer.NONE;
        }
        return one.good() ? Answer.GOOD : Answer.BAD;
    }

    /** @param nowNs a request that has not had its time is outstanding */
    WorkloadSession.Progress progress(long fromNs, long untilNs, long nowNs) {
        long good = 0;
        long bad = 0;
        long outstanding = 0;
        Schedule schedule = schedule(workload);
        long due = dueBefore(untilNs);
        for (long index = 0; index < due; index++) {
            long dueNs = beginsNs + schedule.offsetNs(index);
            if (dueNs < fromNs) {
                continue;
            }
            Seen one = seen.get((int) index);
            boolean waiting = one == null || one.overNs() == 0;
            long sinceNs = one == null ? dueNs : one.askedNs();
            if (waiting && nowNs - sinceNs <= workload.patience().toNanos()) {
                outstanding++;
            } else if (one != null && answer(one) == Answer.GOOD) {
                good++;
            } else {
                bad++;
            }
        }
        return new WorkloadSession.Progress(good, bad, outstanding);
    }

    void replay(long endNs, ExchangeSink sink) {
        Schedule schedule = schedule(workload);
        long due = dueBefore(endNs);
        for (int stream = 0; stream < schedule.streams(); stream++) {
            for (long index = stream; index < due; index += schedule.streams()) {
                Seen one = seen.get((int) index);
                Answer answer = one == null ? Answer.UNASKED : answer(one);
                sink.exchange(
                        stream,
                        schedule.sequence(index),
                        beginsNs + schedule.offsetNs(index),
                        one == null ? 0 : one.askedNs(),
                        one == null || answer == Answer.NONE ? 0 : one.overNs(),
                        answer);
            }
        }
    }

    /** Whether every request that was due before an instant is over, or out of patience. */
    boolean settled(long endNs, long nowNs) {
        return seen.size() >= dueBefore(endNs)
                && progress(Long.MIN_VALUE, endNs, nowNs).outstanding() == 0;
    }
}

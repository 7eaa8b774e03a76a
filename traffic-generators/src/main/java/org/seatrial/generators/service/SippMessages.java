package org.seatrial.generators.service;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongUnaryOperator;

/**
 * Reads SIPp's log of short messages: each message that it sent or received, stamped in microseconds of the wall clock,
 * with the number of the call. What is told of a call follows from what was on the wire, not from SIPp's own counters.
 */
final class SippMessages {

    private static final int COLUMNS = 7;
    private static final int OK = 200;
    private static final int REJECTION = 300;
    private static final long NS_PER_US = 1000;

    private SippMessages() {}

    /** What was seen of one call, monotonic nanoseconds; 0 for what was not seen. */
    static final class Seen {
        private long invitedNs;
        private long acceptedNs;
        private long rejectedNs;
        private long byeNs;
        private long clearedNs;
        private long brokenOffNs;

        /** INVITE sent, for the first time. */
        long invitedNs() {
            return invitedNs;
        }

        /** First 2xx to the INVITE. */
        long acceptedNs() {
            return acceptedNs;
        }

        /** First final answer to the INVITE that is no 2xx. */
        long rejectedNs() {
            return rejectedNs;
        }

        /** BYE sent, for the first time. */
        long byeNs() {
            return byeNs;
        }

        /** First 2xx to the BYE. */
        long clearedNs() {
            return clearedNs;
        }

        /** The other side cleared the call, or refused to have it cleared. */
        long brokenOffNs() {
            return brokenOffNs;
        }

        private void sent(String method, long atNs) {
            if (method.equals("INVITE")) {
                invitedNs = first(invitedNs, atNs);
            } else if (method.equals("BYE")) {
                byeNs = first(byeNs, atNs);
            }
        }

        private void received(String method, int status, long atNs) {
            if (status == 0) {
                brokenOffNs = method.equals("BYE") ? first(brokenOffNs, atNs) : brokenOffNs;
            } else if (status < OK) {
                return;
            } else if (method.equals("INVITE")) {
                acceptedNs = status < REJECTION ? first(acceptedNs, atNs) : acceptedNs;
                rejectedNs = status < REJECTION ? rejectedNs : first(rejectedNs, atNs);
            } else if (method.equals("BYE")) {
                clearedNs = status < REJECTION ? first(clearedNs, atNs) : clearedNs;
                brokenOffNs = status < REJECTION ? brokenOffNs : first(brokenOffNs, atNs);
            }
        }

        private static long first(long known, long atNs) {
            return known == 0 ? atNs : known;
        }
    }

    /**
     * @param lines of the log; one that is not whole, as the last of a log that is being written may be, is left out
     * @param monotonicNs from nanoseconds of the wall clock
     * @return what was seen by call, from 0
     */
    static SortedMap<Integer, Seen> read(List<String> lines, LongUnaryOperator monotonicNs) {
        SortedMap<Integer, Seen> calls = new TreeMap<>();
        for (String line : lines) {
            String[] cells = line.split("\t", -1);
            if (cells.length == COLUMNS && cells[5].startsWith("CSeq:") && cells[4].matches("[1-9][0-9]{0,8}-.*")) {
                long wallNs = wallNs(cells[2]);
                if (wallNs > 0) {
                    Seen call = calls.computeIfAbsent(
                            Integer.parseInt(cells[4].substring(0, cells[4].indexOf('-'))) - 1, _ -> new Seen());
                    take(call, cells[3], cells[5], cells[6], monotonicNs.applyAsLong(wallNs));
                }
            }
        }
        return calls;
    }

    private static void take(Seen call, String direction, String sequence, String first, long atNs) {
        String method = sequence.substring(sequence.lastIndexOf(' ') + 1);
        if (direction.equals("S") && first.startsWith(method + " ")) {
            call.sent(method, atNs);
        } else if (direction.equals("R")) {
            call.received(method, status(first), atNs);
        }
    }

    /** 0 for a request. */
    private static int status(String first) {
        return first.matches("SIP/2\\.0 [1-6][0-9][0-9].*") ? Integer.parseInt(first.substring(8, 11)) : 0;
    }

    /** Seconds with six decimals; 0 if it is something else. */
    private static long wallNs(String epoch) {
        return epoch.matches("[0-9]{1,10}\\.[0-9]{6}") ? Long.parseLong(epoch.replace(".", "")) * NS_PER_US : 0;
    }
}

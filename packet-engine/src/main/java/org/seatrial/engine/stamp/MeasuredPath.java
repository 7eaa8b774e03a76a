package org.seatrial.engine.stamp;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a sender found. Times are nanoseconds. What was not measured is empty with a reason, and never 0.
 *
 * @param target the reflector
 * @param source the sender's own address
 * @param ssid session identifier
 * @param bytes of each packet's UDP payload
 * @param authenticated whether packets and replies were signed
 * @param format of timestamps
 * @param intervalNs between two intended instants
 * @param timeoutNs beyond which a reply is late
 * @param packets counts
 * @param loss where packets were lost
 * @param roundTrip without the time in the reflector
 * @param residence the time in the reflector, by its clock
 * @param forward to the reflector
 * @param backward from it
 * @param lateness of sending, after the intended instants
 * @param reflector what is known of it
 * @param doubts what else the reader must know, one sentence each
 */
public record MeasuredPath(
        String target,
        String source,
        int ssid,
        int bytes,
        boolean authenticated,
        TimestampFormat format,
        long intervalNs,
        long timeoutNs,
        Packets packets,
        PathLoss loss,
        DelaySummary roundTrip,
        DelaySummary residence,
        DelaySummary forward,
        DelaySummary backward,
        DelaySummary lateness,
        Reflector reflector,
        List<String> doubts) {

    public MeasuredPath {
        doubts = List.copyOf(doubts);
    }

    /**
     * Counts of packets.
     *
     * @param intended by the settings and, if it was stopped early, up to then
     * @param unsent that the kernel did not take
     * @param sent that it took
     * @param answered distinct packets that were, late or not
     * @param lost sent and not answered
     * @param late answered after the timeout
     * @param duplicates further replies to packets already answered
     * @param reordered replies that came after one to a later packet (RFC 4737)
     * @param discarded datagrams not used, by reason; reasons that did not occur are absent
     */
    public record Packets(
            long intended,
            long unsent,
            long sent,
            long answered,
            long lost,
            long late,
            long duplicates,
            long reordered,
            Map<Discard, Long> discarded) {

        public Packets {
            discarded = Map.copyOf(discarded);
        }
    }

    /**
     * What replies tell about the reflector.
     *
     * @param ownNumbers whether it was seen to number its replies by itself (stateful); false if it copies numbers or it
     *     could not be told
     * @param knowsSessions whether it returns session identifiers (RFC 8972); empty if it did not answer
     * @param ttlThere time to live of packets arriving there, of 255; empty if unknown or if it varied
     * @param ttlBack the same of replies arriving here
     */
    public record Reflector(
            boolean ownNumbers,
            Optional<Boolean> knowsSessions,
            Optional<Integer> ttlThere,
            Optional<Integer> ttlBack) {}
}

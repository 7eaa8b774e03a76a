package org.seatrial.engine.stamp;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.seatrial.engine.sys.ClockOffset;

/** Turns a session's record into what may be said: what the clocks do not carry is not measured. */
final class Conclusion {

    private static final String NOTHING = "nothing was answered";

    private final SenderSettings settings;
    private final SessionRecord record;
    private final ReplyReader replies;
    private final ClockOffset clock;
    private final List<String> doubts = new ArrayList<>();

    Conclusion(SenderSettings settings, SessionRecord record, ReplyReader replies, ClockOffset clock) {
        this.settings = settings;
        this.record = record;
        this.replies = replies;
        this.clock = clock;
    }

    MeasuredPath path(InetSocketAddress source, long intended, Map<Discard, Long> discarded, long unreachable) {
        SequenceAccount sequences = record.sequences();
        if (unreachable > 0) {
            doubts.add(unreachable + " times the network said that the target or its port cannot be reached");
        }
        if (record.impossible() > 0) {
            doubts.add(record.impossible() + " replies were answered but not timed, because the reflector says to have"
                    + " kept the packet for longer than the whole round trip or for less than nothing");
        }
        if (sequences.duplicates() > 0 && sequences.lost() > 0) {
            doubts.add("duplicates make the direction of as many losses uncertain");
        }
        DelaySummary roundTrip;
        DelaySummary forward;
        DelaySummary backward;
        if (clock.stepped()) {
            String stepped = "the wall clock was set while measuring";
            roundTrip = DelaySummary.not(stepped);
            forward = DelaySummary.not(stepped);
            backward = DelaySummary.not(stepped);
        } else {
            String none = sequences.answers() == 0 ? NOTHING : "no reply carries stamps that can be true";
            roundTrip = record.roundTrip().summary(clock.errorNs(), none);
            forward = oneWay(record.forward());
            backward = oneWay(record.backward());
        }
        return new MeasuredPath(
                text(settings.target()),
                text(source),
                settings.ssid(),
                settings.bytes(),
                settings.key().isPresent(),
                settings.format(),
                settings.intervalNs(),
                settings.timeoutNs(),
                new MeasuredPath.Packets(
                        intended,
                        record.unsentPackets(),
                        sequences.transmitted(),
                        sequences.answers(),
                        sequences.lost(),
                        record.late(),
                        sequences.duplicates(),
                        sequences.reordered(),
                        discarded),
                sequences.loss(),
                roundTrip,
                record.residence().summary(0, NOTHING),
                forward,
                backward,
                record.lateness().summary(0, "nothing was sent"),
                new MeasuredPath.Reflector(
                        sequences.ownNumbers(), replies.knowsSessions(), ttl(record.ttlThere()), ttl(record.ttlBack())),
                doubts);
    }

    private DelaySummary oneWay(SignedDelays delays) {
        if (record.roundTrip().count() == 0) {
            return DelaySummary.not(NOTHING);
        }
        if (delays.count() < record.roundTrip().count()) {
            return DelaySummary.not("the two clocks are not known to agree: both must be synchronised and say so"
                    + " throughout, or be one clock");
        }
        long errorNs = settings.sameClock() ? clock.errorNs() : record.oneWayErrorNs() + clock.errorNs();
        // Nothing arrives before it left: if it seems so, the clocks differ by more than they admit.
        if (Math.min(record.forward().minimum(), record.backward().minimum()) < -errorNs) {
            return DelaySummary.not("a packet seems to have arrived before it left, by more than the clocks' stated"
                    + " error of " + errorNs + " ns: at least one clock is wrong");
        }
        return delays.summary(errorNs, NOTHING);
    }

    private Optional<Integer> ttl(int value) {
        return value == 0 || record.ttlVaries() ? Optional.empty() : Optional.of(value);
    }

    private static String text(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
    }
}

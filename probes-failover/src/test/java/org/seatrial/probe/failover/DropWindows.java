package org.seatrial.probe.failover;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.seatrial.recording.PhaseClock;
import org.seatrial.topology.Endpoint;
import org.seatrial.traffic.Flow;
import org.seatrial.traffic.Outcome;
import org.seatrial.traffic.SampleSink;

/**
 * One stream through a path that swallows whatever passes one point of it in known windows of time, with everything that
 * makes a measurement hard: a sender that stalls and is refused, delays that vary before and after that point so that
 * packets overtake each other, copies that arrive when nothing else does, and receive stamps off by a drifting error.
 */
final class DropWindows {

    static final int PACKETS = 1200;
    static final int SLOTS = 8;
    static final long CLOCK_ERROR_NS = 40_000;
    static final long BEGIN_NS = 1_000_000_000;

    /** Nothing passes the point from {@code fromNs} until {@code untilNs}. */
    record Window(long fromNs, long untilNs) {
        long lengthNs() {
            return untilNs - fromNs;
        }

        boolean holds(long atNs) {
            return atNs >= fromNs && atNs < untilNs;
        }
    }

    final long intervalNs;
    final List<Window> windows = new ArrayList<>();
    final long[] sentNs = new long[PACKETS];
    final boolean[] refused = new boolean[PACKETS];
    /** When a packet passed the point, or would have. */
    final long[] passedNs = new long[PACKETS];

    private final SplittableRandom random;
    private final long[] arrivesNs = new long[PACKETS];
    private final long[] receivedNs = new long[PACKETS];
    private final int[] copies = new int[PACKETS];
    private final boolean[] reordered = new boolean[PACKETS];

    DropWindows(long seed) {
        random = new SplittableRandom(seed);
        intervalNs = new long[] {100_000, 1_000_000, 2_000_000, 20_000_000}[random.nextInt(4)];
        send();
        pass();
        drop();
        receive(carry());
    }

    Flow flow() {
        return new Flow("probe", new Endpoint("a", "eth1"), new Endpoint("b", "eth1"), false, 1, 1e9 / intervalNs, 128);
    }

    PhaseClock phases() {
        return new PhaseClock(BEGIN_NS, Long.MAX_VALUE, Long.MAX_VALUE, dueNs(PACKETS));
    }

    boolean good(int packet) {
        return copies[packet] > 0;
    }

    void replay(SampleSink sink) {
        for (int n = 0; n < PACKETS; n++) {
            Outcome outcome = good(n) ? Outcome.RECEIVED : refused[n] ? Outcome.UNSENT : Outcome.LOST;
            sink.sample(0, n, dueNs(n), sentNs[n], receivedNs[n], outcome, copies[n], reordered[n]);
        }
    }

    private long dueNs(int packet) {
        return BEGIN_NS + packet * intervalNs;
    }

    /** In each slot one window, and at times a burst of loss beside it. */
    private void drop() {
        int slot = PACKETS / SLOTS;
        for (int i = 0; i < SLOTS; i++) {
            Window window = random.nextBoolean() ? tight(i * slot + 30) : loose(i * slot + 30);
            windows.add(window);
            if (random.nextInt(3) == 0) {
                long burst = random.nextBoolean()
                        ? window.untilNs() + random.nextLong(4 * intervalNs)
                        : window.fromNs() - random.nextLong(1, 5 * intervalNs);
                windows.add(new Window(burst, burst + random.nextLong(1, 3 * intervalNs)));
            }
        }
    }

    /** From a fraction of an interval to 60 of them. */
    private Window loose(int packet) {
        long from = dueNs(packet + random.nextInt(30)) + random.nextLong(intervalNs);
        return new Window(from, from + (long) (intervalNs * 0.2 * Math.pow(300, random.nextDouble())));
    }

    /** As long or as short as it can be for the packets that it takes: from just after one until just before another. */
    private Window tight(int packet) {
        int first = packet + random.nextInt(30);
        int last = first + 1 + random.nextInt(random.nextBoolean() ? 3 : 60);
        boolean longest = random.nextBoolean();
        long from = passedNs[first] + (longest ? 1 : 0);
        return new Window(from, Math.max(from + 1, passedNs[last] + (longest ? 0 : 1)));
    }

    /** Never early; after a stall everything that was due leaves in one burst. */
    private void send() {
        long freeNs = 0;
        for (int n = 0; n < PACKETS; n++) {
            if (n % 50 == 25 && random.nextInt(3) == 0) {
                freeNs = dueNs(n) + random.nextLong(40 * intervalNs);
            }
            sentNs[n] = Math.max(dueNs(n) + random.nextLong(Math.max(1, intervalNs / 20)), freeNs);
            freeNs = sentNs[n] + 1_000;
            refused[n] = n > 1 && random.nextInt(400) == 0;
        }
    }

    /** An arrival at the receiver; copies of a packet are further arrivals. */
    private record Arrival(int packet, long atNs) {}

    private void pass() {
        long before = random.nextLong(3_000_000);
        long after = random.nextLong(3_000_000);
        boolean steady = random.nextInt(3) == 0;
        long jitter = steady ? CLOCK_ERROR_NS : random.nextLong(1, 2 * intervalNs);
        long spike = steady ? 1 : random.nextLong(1, 6 * intervalNs);
        for (int n = 0; n < PACKETS; n++) {
            // The first two packets show the shortest and the longest delay that the path has.
            passedNs[n] = sentNs[n] + before + (n == 0 ? 0 : n == 1 ? jitter + spike : varied(jitter, spike));
            arrivesNs[n] = passedNs[n] + after + (n == 0 ? 0 : n == 1 ? jitter + spike : varied(jitter, spike));
        }
    }

    private List<Arrival> carry() {
        List<Arrival> arrivals = new ArrayList<>();
        for (int n = 0; n < PACKETS; n++) {
            long passed = passedNs[n];
            if (!refused[n] && windows.stream().noneMatch(window -> window.holds(passed))) {
                arrivals.add(new Arrival(n, arrivesNs[n]));
                while (random.nextInt(20) == 0) {
                    arrivals.add(new Arrival(n, arrivesNs[n] + random.nextLong(80 * intervalNs)));
                }
            }
        }
        return arrivals;
    }

    private long varied(long jitter, long spike) {
        return random.nextLong(jitter) + (random.nextInt(50) == 0 ? random.nextLong(spike) : 0);
    }

    private void receive(List<Arrival> arrivals) {
        arrivals.sort(Comparator.comparingLong(Arrival::atNs));
        double turn = random.nextDouble(6.3);
        int highest = -1;
        Arrays.fill(receivedNs, 0);
        for (Arrival arrival : arrivals) {
            int n = arrival.packet();
            if (copies[n] == 0) {
                receivedNs[n] = arrival.atNs() + Math.round(CLOCK_ERROR_NS * Math.sin(turn + n / 40.0));
                reordered[n] = n < highest;
                highest = Math.max(highest, n);
            }
            copies[n]++;
        }
    }
}

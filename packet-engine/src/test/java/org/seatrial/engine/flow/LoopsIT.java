package org.seatrial.engine.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.seatrial.engine.sys.Linux;
import org.seatrial.engine.sys.NetworkNamespace;
import org.seatrial.engine.sys.SchedulingCalls;
import org.seatrial.engine.sys.SocketCalls;
import org.seatrial.engine.sys.TestNamespaces;
import org.seatrial.engine.sys.Timespec;
import org.seatrial.traffic.Precision;

class LoopsIT {

    private static final long SESSION = 0x5ea;
    private static final String FROM = "198.18.0.0";
    private static final String TO = "198.18.0.1";
    private static final int PORT = 20_000;

    /** SCHED_OTHER and SCHED_FIFO. */
    private static final String FAIR = "0";

    private static final String FIRST = "1";

    private final TestNamespaces namespaces = new TestNamespaces();
    private final List<Integer> sockets = new ArrayList<>();

    @BeforeEach
    void twoHosts() {
        namespaces.make("a");
        namespaces.make("b");
        namespaces.join("a", "eth0", "b", "eth0");
        namespaces.ip("a", "addr", "add", FROM + "/31", "dev", "eth0");
        namespaces.ip("b", "addr", "add", TO + "/31", "dev", "eth0");
    }

    @AfterEach
    void remove() {
        sockets.forEach(Linux::close);
        namespaces.close();
    }

    private int receiver() {
        int fd = NetworkNamespace.within(namespaces.path("b"), () -> UdpSockets.receiver(TO, PORT));
        sockets.add(fd);
        return fd;
    }

    private StreamSocket sender(StreamLog log, int segments, int payloadBytes) {
        int fd = NetworkNamespace.within(
                namespaces.path("a"), () -> UdpSockets.sender(FROM, 30_000 + log.stream(), TO, PORT));
        sockets.add(fd);
        if (segments > 1) {
            UdpSockets.segment(fd, payloadBytes);
        }
        return new StreamSocket(fd, log, segments);
    }

    private static StreamLog log(int stream, double perSecond, double phaseNs, int packets) {
        return new StreamLog(0, stream, 106, 1e9 / perSecond, phaseNs, packets);
    }

    private static void waitUntil(long instant) {
        Timespec timespec = new Timespec();
        while (System.nanoTime() < instant) {
            timespec.sleepUntil(instant);
        }
    }

    /** A sender and a receiver at work. */
    private final class Loops {
        final PacedSender sender;
        final ReceiveLoop receiver;
        final Thread sending;
        final Thread receiving;

        Loops(List<StreamLog> logs, int segments, Pacing pacing) {
            this(logs, segments, false, pacing);
        }

        Loops(List<StreamLog> logs, int segments, boolean gathered, Pacing pacing) {
            StreamLog[] all = logs.toArray(StreamLog[]::new);
            ReceiveSocket in = new ReceiveSocket(receiver(), gathered);
            if (gathered) {
                UdpSockets.gather(in.fd());
            }
            receiver = new ReceiveLoop(List.of(in), new StreamLog[][] {all}, SESSION);
            List<StreamSocket> streams =
                    logs.stream().map(log -> sender(log, segments, 64)).toList();
            long start = System.nanoTime() + 20_000_000;
            logs.forEach(log -> log.start(start));
            sender = new PacedSender(streams, SESSION, pacing);
            receiving = Thread.ofPlatform().daemon().start(receiver);
            sending = Thread.ofPlatform().daemon().name("sending").start(sender);
        }

        void stop() throws InterruptedException {
            sender.stop();
            sending.join();
            waitUntil(System.nanoTime() + 50_000_000);
            receiver.stop();
            receiving.join();
        }
    }

    private static List<StreamLog> sixteenStreams(double perSecondOfAll) {
        List<StreamLog> logs = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            double interval = 16e9 / perSecondOfAll;
            logs.add(log(i, perSecondOfAll / 16, i * interval / 16, 100_000));
        }
        return logs;
    }

    /** In every tier of the compiler: the command runs with the quick one only, which removes no allocation. */
    @Test
    void nothingIsAllocatedWhilePacketsFlow() throws Exception {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (Precision precision : Precision.values()) {
            Loops loops = new Loops(sixteenStreams(10_000), 1, Pacing.of(precision, 10_000, 1));
            waitUntil(System.nanoTime() + 500_000_000L);
            long sentBefore = threads.getThreadAllocatedBytes(loops.sending.threadId());
            long receivedBefore = threads.getThreadAllocatedBytes(loops.receiving.threadId());
            waitUntil(System.nanoTime() + 1_000_000_000L);
            long sent = threads.getThreadAllocatedBytes(loops.sending.threadId()) - sentBefore;
            long received = threads.getThreadAllocatedBytes(loops.receiving.threadId()) - receivedBefore;
            loops.stop();
            // The smallest object for each of 10 000 packets would be 160 000 bytes, for each of the receiver's 1000
            // rounds 16 000, for each of its 250 looks at the clocks 4 000. Changing its priority allocates a little.
            assertThat(sent).as("sender, " + precision.text()).isBetween(0L, 3_000L);
            assertThat(received).as("receiver, " + precision.text()).isBetween(0L, 3_000L);
            sockets.forEach(Linux::close);
            sockets.clear();
        }
    }

    @Test
    void aSenderThatHardlySleepsGoesBeforeNobody() throws Exception {
        StreamLog log = log(0, 200_000, 0, 1_000_000);
        Loops loops = new Loops(List.of(log), 1, Pacing.of(Precision.PRECISE, 200_000, 1));
        try {
            awaitPolicy("sending", FAIR);
        } finally {
            loops.stop();
        }
    }

    @Test
    void aSenderThatSleepsGoesBeforeOthers() throws Exception {
        assumeThat(SchedulingCalls.mayRunAtOnce()).isTrue();
        Loops loops = new Loops(sixteenStreams(1_000), 1, Pacing.of(Precision.LIGHT, 1_000, 1));
        try {
            awaitPolicy("sending", FIRST);
        } finally {
            loops.stop();
        }
    }

    private static void awaitPolicy(String thread, String policy) throws IOException {
        long until = System.nanoTime() + 5_000_000_000L;
        while (!policy.equals(policyOf(thread))) {
            assertThat(System.nanoTime())
                    .as(thread + " has policy " + policyOf(thread))
                    .isLessThan(until);
            waitUntil(System.nanoTime() + 10_000_000L);
        }
    }

    /** The kernel's name for how a thread of this process is scheduled; empty if there is no such thread yet. */
    private static String policyOf(String thread) throws IOException {
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
            for (Path task : tasks) {
                String stat;
                try {
                    stat = Files.readString(task.resolve("stat"));
                } catch (IOException ended) {
                    // A thread that ended meanwhile is not the one looked for.
                    continue;
                }
                if (stat.contains("(" + thread + ")")) {
                    String[] afterName =
                            stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
                    int policy = 41 - 3;
                    return afterName[policy];
                }
            }
        }
        return "";
    }

    @Test
    void aPreciseSenderIsNearerToItsInstantsThanALightOne() throws Exception {
        long light = medianLateness(Precision.LIGHT);
        long precise = medianLateness(Precision.PRECISE);
        assertThat(precise).isLessThan(light / 3);
    }

    private long medianLateness(Precision precision) throws InterruptedException {
        List<StreamLog> logs = sixteenStreams(2_000);
        Loops loops = new Loops(logs, 1, Pacing.of(precision, 2_000, 1));
        waitUntil(System.nanoTime() + 1_500_000_000L);
        loops.stop();
        sockets.forEach(Linux::close);
        sockets.clear();
        return logs.stream()
                .flatMapToLong(log -> java.util.stream.IntStream.range(0, log.intendedBefore(loops.sender.endNs()))
                        .filter(log::wasSent)
                        .mapToLong(i -> log.sentNs(i) - log.intendedNs(i)))
                .sorted()
                .skip(1_000)
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void segmentsArriveAsPacketsOfTheirOwn(boolean gathered) throws Exception {
        StreamLog log = log(0, 200_000, 0, 20_000);
        Loops loops =
                new Loops(List.of(log), StreamSocket.MOST_SEGMENTS, gathered, Pacing.of(Precision.LIGHT, 200_000, 1));
        loops.sending.join();
        loops.stop();
        for (int i = 0; i < log.capacity(); i++) {
            assertThat(log.copies(i)).as("packet " + i).isEqualTo(1);
            assertThat(log.receivedNs(i)).isGreaterThan(log.sentNs(i) - 1_000_000);
        }
    }

    @Test
    void whatTheOwnBufferDropsIsKnown() throws Exception {
        int fd = receiver();
        int soRcvbuf = 8;
        Linux.checked("shrink buffer", SocketCalls.setsockopt(fd, Linux.SOL_SOCKET, soRcvbuf, 20_000));
        StreamLog log = log(0, 1e6, 0, 1_000);
        StreamSocket stream = sender(log, 1, 64);
        ReceiveLoop receiver = new ReceiveLoop(List.of(new ReceiveSocket(fd)), new StreamLog[][] {{log}}, SESSION);
        log.start(System.nanoTime());
        new PacedSender(List.of(stream), SESSION, Pacing.of(Precision.LIGHT, 1, 1)).run();
        receiver.stop();
        receiver.run();
        int received = 0;
        for (int i = 0; i < log.capacity(); i++) {
            assertThat(log.wasSent(i)).isTrue();
            received += log.copies(i);
        }
        assertThat(received).isBetween(1, 999);
        assertThat(receiver.drops(0)).isEqualTo(1_000 - received);
    }

    @Test
    void nothingDroppedTogetherIsBlamedOnTheDesign() throws Exception {
        int fd = receiver();
        int soRcvbuf = 8;
        Linux.checked("shrink buffer", SocketCalls.setsockopt(fd, Linux.SOL_SOCKET, soRcvbuf, 20_000));
        UdpSockets.gather(fd);
        StreamLog log = log(0, 1e6, 0, 3_000);
        StreamSocket stream = sender(log, StreamSocket.MOST_SEGMENTS, 64);
        ReceiveLoop receiver =
                new ReceiveLoop(List.of(new ReceiveSocket(fd, true)), new StreamLog[][] {{log}}, SESSION);
        log.start(System.nanoTime());
        new PacedSender(List.of(stream), SESSION, Pacing.of(Precision.LIGHT, 1, 1)).run();
        receiver.stop();
        receiver.run();
        int received = 0;
        for (int i = 0; i < log.capacity(); i++) {
            received += log.copies(i);
        }
        assertThat(received).isBetween(1, 2_999);
        assertThat(receiver.drops(0)).isGreaterThanOrEqualTo(3_000 - received);
    }

    @Test
    void aBacklogIsGivenUpWhenTrafficIsStopped() throws Exception {
        StreamLog log = log(0, 5_000_000, 0, 5_000_000);
        Loops loops = new Loops(List.of(log), 1, Pacing.of(Precision.LIGHT, 5_000_000, 1));
        waitUntil(System.nanoTime() + 400_000_000L);
        long asked = System.nanoTime();
        loops.stop();
        int intended = log.intendedBefore(loops.sender.endNs());
        boolean[] sent = new boolean[intended];
        for (int i = 0; i < intended; i++) {
            sent[i] = log.wasSent(i);
        }
        assertThat(System.nanoTime() - asked).isLessThan(2_000_000_000L);
        assertThat(loops.sender.endNs()).isPositive();
        assertThat(Arrays.toString(sent)).contains("true").endsWith("false]");
    }

    @Test
    void aSocketThatFailsIsTrouble() throws Exception {
        int closed = receiver();
        Linux.close(closed);
        sockets.clear();
        ReceiveLoop loop = new ReceiveLoop(List.of(new ReceiveSocket(closed)), new StreamLog[][] {{}}, SESSION);
        loop.stop();
        loop.run();
        int badDescriptor = 9;
        assertThat(loop.trouble()).isEqualTo(badDescriptor);
    }
}

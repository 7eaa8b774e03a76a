package org.seatrial.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seatrial.lab.LeftLab;
import org.seatrial.replica.NamespaceLabProvider;
import org.seatrial.verdict.Finding;
import org.seatrial.verdict.Measured;
import org.seatrial.verdict.Verdict;

/** Two storage nodes and one that writes: san1 loses its power, and what counts is what san2 holds. */
class StorageIT {

    private static final String TOPOLOGY = """
        name: storage
        topology:
          defaults: {kind: linux, labels: {role: sut}}
          nodes:
            app: {labels: {role: tester}}
            san1: {}
            san2: {}
          links:
            - {endpoints: ["app:eth1", "san1:eth1"], vars: {name: app-san1}}
            - {endpoints: ["app:eth2", "san2:eth2"], vars: {name: app-san2}}
            - {endpoints: ["san1:eth3", "san2:eth3"], vars: {name: replication}}
        """;

    private static final String LAB = """
        lab: namespaces
        nodes:
          san1:
            volumes:
              disk: {size: 64 MiB, mirror: {to: san2, volume: disk, mode: MODE, resynchronisation: 200 Mbit/s}}
              log: {size: 32 MiB, port: 10812, mirror: {to: san2, volume: log, mode: sync}}
        CACHED
              shelf:
                size: 32 MiB
                port: 10810
                target: vblade
                aoe: 7.1
                interface: eth1
                mirror: {to: san2, volume: shelf, mode: MODE}
              unit:
                size: 32 MiB
                port: 10811
                target: tgt
                mirror: {to: san2, volume: unit, mode: MODE}
          san2:
            volumes:
              disk: {size: 64 MiB}
              shelf: {size: 32 MiB, port: 10810}
              unit: {size: 32 MiB, port: 10811}
              log: {size: 32 MiB, port: 10812}
        """;

    /** Acknowledged from memory: whatever was asked for, and as long as no flush was asked for. */
    private static final String CACHED = """
              careless: {size: 32 MiB, port: 10813, cache: unsafe}
              careful: {size: 32 MiB, port: 10814, cache: writeback}
        """;

    private static final String SUITE = """
        suite: storage
        version: 1.0.0
        title: What was acknowledged is there
        topology: topology.clab.yml
        traffic:
          probe: {between: ["app:eth2", "san2:eth2"], streams: 2, rate: 100/s per stream, size: 128 B}
        storage:
          writes: {from: app, to: san1, protocol: nbd, volume: disk, writers: 4, rate: 200/s per writer, survivor: san2, group: vm1}
          log: {from: app, to: san1, protocol: nbd, volume: log, writers: 2, rate: 40/s per writer, survivor: san2, group: vm1}
          frames: {from: app, to: san1, protocol: aoe, volume: shelf, writers: 2, rate: 20/s per writer, survivor: san2}
          scsi: {from: app, to: san1, protocol: iscsi, volume: unit, writers: 2, rate: 40/s per writer, survivor: san2}
          careless: {from: app, to: san1, protocol: nbd, volume: careless, writers: 2, rate: 40/s per writer}
          careful: {from: app, to: san1, protocol: nbd, volume: careful, writers: 2, rate: 40/s per writer}
        trials:
        TRIALS
        requirements:
        LIMITS
        """;

    private static final String POWER = """
          power:
            traffic: [probe]
            workloads: [writes, log, frames, scsi]
            fault: {power-off: {node: san1}}
            hold: 2 s
            recovery: 8 s
        """;

    private static final String SLOW = """
          slow:
            traffic: [probe]
            workloads: [writes]
            fault: {slow-disk: {node: san1, volume: disk, operations: 100/s}}
            hold: 2 s
            recovery: 6 s
        """;

    /** The copy is gone for a while. What is not written to meanwhile is not mirrored again before it is. */
    private static final String COPY = """
          copy:
            traffic: [probe]
            workloads: [writes, log, frames, scsi]
            fault: {power-off: {node: san2}}
            hold: 1 s
            recovery: 1 s
        """;

    private static final String FILLED = """
          - {id: FILLED, text: The copy is kept again, expect: writes.resynchronisation < 20 s in copy}
          - {id: WHOLE-AGAIN, text: Then redundancy is whole, expect: design.without-redundancy < 25 s in copy}
        """;

    private static final String WAITED = """
          - {id: SLOW, text: A slow disk delays writes, expect: writes.latency.p95 < 100 ms in slow, outcome: violated, blocker: false}
          - {id: KEPT, text: And loses none, expect: writes.failed <= 0 in slow for all trials}
        """;

    private static final String NOTHING_LOST = """
          - {id: LOST, text: Nothing that was acknowledged is lost, expect: writes.lost <= 0 in power for all trials}
          - {id: BEHIND, text: The copy is not behind, expect: writes.recovery-point <= 0 ms in power for all trials}
          - {id: AOE, text: Nor what went over Ethernet alone, expect: frames.lost <= 0 in power for all trials}
          - {id: ISCSI, text: Nor what went to iSCSI, expect: scsi.lost <= 0 in power for all trials}
          - {id: WHOLE, text: Nothing is damaged, expect: writes.corrupt <= 0 in power for all trials}
          - {id: ORDER, text: No copy holds what rests on a write that the other lacks, expect: vm1.order-violations <= 0 in power for all trials}
          - {id: BOTH, text: Nothing of either is lost, expect: vm1.lost <= 0 in power for all trials}
          - {id: BOTH-BEHIND, text: Together they are not behind, expect: vm1.recovery-point <= 0 ms in power for all trials}
        """;

    private static final String DURABLE = """
          - {id: CARELESS, text: What a cache alone acknowledged is not lost, expect: careless.lost <= 0 in power for all trials}
          - {id: CAREFUL, text: Nor what a cache was told to write, expect: careful.lost <= 0 in power for all trials}
        """;

    private static final String QUIET = """
          quiet:
            traffic: [probe]
            workloads: [writes]
            for: 14 s
        """;

    private static final String PAUSE = """
          - {id: STALL, text: The stall is seen, expect: writes.stall.longest < 2 s in quiet for all trials}
          - {id: LATE, text: It is in the latency, expect: writes.latency.p99.9 < 2 s in quiet for all trials}
        """;

    private static final long AT_PACE_MS = 5_000;

    @TempDir
    Path folder;

    @AfterEach
    void nothingIsLeft() {
        assertThat(Seatrial.namespaces(folder)).isEmpty();
        assertThat(Seatrial.programs(folder)).isEmpty();
    }

    private Seatrial certify(String mode, String cached, String trials, String limits) throws IOException {
        Path suite = Files.createDirectory(folder.resolve("suite"));
        Files.writeString(suite.resolve("topology.clab.yml"), TOPOLOGY);
        Files.writeString(suite.resolve("lab.yaml"), LAB.replace("MODE", mode).replace("CACHED\n", cached));
        Files.writeString(suite.resolve("README.md"), "A suite of a test.\n");
        Files.writeString(
                suite.resolve("suite.yaml"), SUITE.replace("TRIALS\n", trials).replace("LIMITS\n", limits));
        return Seatrial.start(folder, "certify", suite.toString());
    }

    private Finding finding(String requirement) throws IOException {
        return Seatrial.finding(folder, requirement);
    }

    /** A file of the lab that is up. */
    private Path ofLab(String pattern) throws IOException {
        Path runs = folder.toRealPath();
        String id = new NamespaceLabProvider()
                .registered().stream()
                        .filter(lab -> lab.logs().startsWith(runs))
                        .map(LeftLab::id)
                        .findFirst()
                        .orElseThrow();
        Path lab = Path.of("/run/seatrial/labs", id);
        PathMatcher wanted = lab.getFileSystem().getPathMatcher("glob:" + lab + "/" + pattern);
        try (Stream<Path> all = Files.walk(lab)) {
            return all.filter(wanted::matches).findFirst().orElseThrow();
        }
    }

    /** The file of the first volume of a node. */
    private Path volume(String node, String end) throws IOException {
        return ofLab("**" + node + "/disk" + end);
    }

    /**
     * Until the writers are at their pace: what a request usually waits is told from the second before a stall, and that must
     * not be the second in which they began.
     */
    private void awaitWriters(Seatrial certify) throws IOException, InterruptedException {
        Path image = volume("san1", ".img");
        long idleMs = Files.getLastModifiedTime(image).toMillis();
        long firstMs = idleMs;
        for (long lastMs = idleMs; firstMs == idleMs || lastMs < firstMs + AT_PACE_MS; ) {
            assertThat(certify.children()).as(certify.said()).isNotEmpty();
            TimeUnit.MILLISECONDS.sleep(10);
            lastMs = Files.getLastModifiedTime(image).toMillis();
            firstMs = firstMs == idleMs ? lastMs : firstMs;
        }
    }

    private static void flip(Path image, long at) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.seek(at);
            int octet = file.read();
            file.seek(at);
            file.write(octet ^ 1);
        }
    }

    /** What nbdkit answers when it stands still, or goes on again. */
    private static void pause(SocketChannel control, char command) throws IOException {
        control.write(ByteBuffer.wrap(new byte[] {(byte) command}));
        ByteBuffer answer = ByteBuffer.allocate(1);
        assertThat(control.read(answer)).isEqualTo(1);
        assertThat((char) answer.get(0)).isEqualTo(Character.toUpperCase(command));
    }

    @Test
    void aSynchronousMirrorLosesNothingAndWhatItsDiskDoesIsMeasured() throws Exception {
        long shortestNs;
        long longestNs;
        try (Seatrial certify =
                certify("sync", "", QUIET + SLOW + POWER + COPY, PAUSE + WAITED + NOTHING_LOST + FILLED)) {
            certify.awaitLines(events(certify), "proposed/quiet/", 2);
            awaitWriters(certify);
            try (SocketChannel control = SocketChannel.open(UnixDomainSocketAddress.of(volume("san1", ".pause")))) {
                long before = System.nanoTime();
                pause(control, 'p');
                long still = System.nanoTime();
                TimeUnit.NANOSECONDS.sleep(still + 700_000_000 - System.nanoTime());
                shortestNs = System.nanoTime() - still;
                pause(control, 'r');
                longestNs = System.nanoTime() - before;
            }
            assertThat(certify.exit()).as(certify.said()).isZero();
        }
        Measured stall = finding("STALL").measured();
        assertThat(stall.lower()).isLessThanOrEqualTo(longestNs);
        assertThat(stall.upper()).isGreaterThanOrEqualTo(shortestNs);
        assertThat(stall.upper() - stall.lower()).isLessThan(250e6);
        assertThat(finding("LATE").measured().value()).isGreaterThan(500e6);
        assertThat(finding("SLOW").measured().value()).isGreaterThan(500e6);
        // Not its lower end, which is 0 where the machine stood still meanwhile.
        assertThat(finding("WHOLE-AGAIN").measured().value()).isGreaterThan(0.5e9);
        theCopyIsFilledAtItsPace();
        assertThat(finding("LOST").measured().samples()).isGreaterThan(100);
        assertThat(finding("LOST").measured().upper()).isZero();
        assertThat(finding("BEHIND").measured().upper()).isZero();
        assertThat(finding("ORDER").measured().upper()).isZero();
        assertThat(finding("BOTH").measured().samples())
                .isGreaterThan(finding("LOST").measured().samples() + 20);
        for (String over : List.of("AOE", "ISCSI")) {
            assertThat(finding(over).measured().samples()).isGreaterThan(20);
            assertThat(finding(over).measured().upper()).isZero();
        }
    }

    /** At 200 Mbit/s, and not in strokes of ten megabytes with rests between them. */
    private void theCopyIsFilledAtItsPace() throws IOException {
        List<String[]> looks = Files.readAllLines(mirrorsOfThePowerLoss()).stream()
                .map(line -> line.split(",", -1))
                .filter(look -> look.length > 9 && look[1].equals("disk") && look[3].equals("copying"))
                .toList();
        assertThat(looks).hasSizeGreaterThan(5);
        for (int i = 1; i < looks.size(); i++) {
            String[] before = looks.get(i - 1);
            String[] now = looks.get(i);
            double seconds = (Long.parseLong(now[9]) - Long.parseLong(before[8])) / 1e9;
            assertThat(Long.parseLong(before[4]) - Long.parseLong(now[4]))
                    .as("copied within " + seconds + " s")
                    .isLessThan((long) (25e6 * seconds * 1.25 + 5e6));
        }
    }

    /** Of the trial that counted: one that this machine disturbed was repeated, and may have no such file. */
    private Path mirrorsOfThePowerLoss() throws IOException {
        try (Stream<Path> trials = Files.list(Seatrial.run(folder).resolve("trials/proposed/power"))) {
            return trials.map(trial -> trial.resolve("mirrors.csv"))
                    .filter(Files::exists)
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Waits for the run folder. */
    private Path events(Seatrial certify) throws InterruptedException {
        certify.awaitSaying("lab proposed: ready");
        return Seatrial.run(folder).resolve("events.jsonl");
    }

    @Test
    void anAsynchronousMirrorAVolatileCacheAndAFlippedByteAreCaught() throws Exception {
        String power = POWER.replace("scsi]", "scsi, careless, careful]");
        try (Seatrial certify = certify("async, throttle: 2 Mbit/s", CACHED, power, NOTHING_LOST + DURABLE)) {
            certify.awaitSaying("lab proposed: ready");
            certify.awaitLines(Seatrial.run(folder).resolve("events.jsonl"), "hold", 1);
            flip(volume("san2", ".img"), 2000);
            // What is in the lab's folder goes with it, whoever removes it.
            assertThat(ofLab("seatrial-iscsi*/socket")).exists();
            assertThat(certify.exit()).as(certify.said()).isEqualTo(1);
        }
        for (String violated : List.of("LOST", "BEHIND", "WHOLE", "ORDER", "BOTH", "BOTH-BEHIND", "CARELESS")) {
            assertThat(finding(violated).verdict())
                    .as(finding(violated).because())
                    .isEqualTo(Verdict.FAIL);
        }
        // The log alone lost nothing: what is missing of the disk was written before what the log holds.
        assertThat(finding("ORDER").measured().lower()).isGreaterThan(10);
        assertThat(finding("ORDER").because()).contains("writes.ledger.csv", "log.ledger.csv");
        assertThat(finding("CARELESS").measured().lower()).isGreaterThan(10);
        assertThat(finding("CAREFUL").verdict())
                .as(finding("CAREFUL").because())
                .isEqualTo(Verdict.PASS);
        assertThat(finding("CAREFUL").measured().samples()).isGreaterThan(20);
        assertThat(finding("LOST").measured().lower()).isGreaterThan(10);
        assertThat(finding("BEHIND").measured().lower()).isGreaterThan(10e6);
        assertThat(finding("WHOLE").measured().lower()).isEqualTo(1);
        try (Seatrial verify =
                Seatrial.start(folder, "verify", Seatrial.run(folder).toString())) {
            assertThat(verify.exit()).as(verify.said()).isZero();
            assertThat(verify.said()).contains("FAIL");
        }
    }
}

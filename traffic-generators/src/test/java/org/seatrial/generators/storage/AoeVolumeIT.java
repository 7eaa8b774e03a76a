package org.seatrial.generators.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seatrial.lab.Volume;
import org.seatrial.traffic.Answer;
import org.seatrial.traffic.StorageWorkload;

/** A real vblade at the other end of a cable. */
class AoeVolumeIT {

    private static final Volume.Aoe UNIT = new Volume.Aoe(7, 1, "far");
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final int MEBIBYTE = 1 << 20;

    @TempDir
    Path folder;

    private final String near = "st-aoe-n" + ProcessHandle.current().pid();
    private final String far = "st-aoe-f" + ProcessHandle.current().pid();
    private final List<Process> disks = new ArrayList<>();

    @BeforeEach
    void layACable() throws Exception {
        try (RandomAccessFile file = new RandomAccessFile(image().toFile(), "rw")) {
            file.setLength(4 * MEBIBYTE);
        }
        ip("netns", "add", near);
        ip("netns", "add", far);
        ip("link", "add", "near", "netns", near, "type", "veth", "peer", "name", "far", "netns", far);
        ip("-n", near, "link", "set", "near", "up");
        ip("-n", far, "link", "set", "far", "up");
    }

    @AfterEach
    void takeItAway() throws Exception {
        disks.forEach(disk -> disk.destroyForcibly().onExit().join());
        ip("netns", "del", near);
        ip("netns", "del", far);
    }

    private Path image() {
        return folder.resolve("disk.img");
    }

    private static void ip(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("ip"));
        command.addAll(List.of(arguments));
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor())
                .as("%s", command)
                .isZero();
    }

    private void startDisk() throws IOException {
        Path said = folder.resolve("said" + disks.size());
        disks.add(new ProcessBuilder("ip", "netns", "exec", far, "vblade", "-s", "7", "1", "far", image().toString())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start());
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!Files.readString(said).contains("sectors")) {
            assertThat(System.nanoTime()).as(Files.readString(said)).isLessThan(limit);
            LockSupport.parkNanos(5_000_000);
        }
    }

    private Target target() {
        return new AoeTarget("san", Path.of("/run/netns", near), "near", UNIT, "disk", 1);
    }

    private static ByteBuffer block(int octet) {
        ByteBuffer block = ByteBuffer.allocateDirect(4096);
        while (block.hasRemaining()) {
            block.put((byte) octet);
        }
        return block.flip();
    }

    private static void await(VolumeConnection connection, VolumeConnection.Acknowledgements to, List<?> until) {
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (until.isEmpty()) {
            connection.work(to);
            assertThat(System.nanoTime()).isLessThan(limit);
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Test
    void whatIsWrittenIsInTheTargetsFileAndIsReadAgain() throws Exception {
        startDisk();
        try (VolumeConnection connection = target().connect(SECOND)) {
            assertThat(connection.bytes()).isEqualTo(4 * MEBIBYTE);
            List<Integer> good = new ArrayList<>();
            connection.write(5, 8192, block(0x5A));
            assertThat(connection.takes(8192)).isFalse();
            assertThat(connection.takes(4096)).isTrue();
            await(connection, (sequence, well, atNs) -> good.add(well ? sequence : -1), good);
            assertThat(good).containsExactly(5);
            ByteBuffer read = ByteBuffer.allocateDirect(12288);
            connection.read(4096, read);
            assertThat(read.slice(4096, 4096)).isEqualTo(block(0x5A));
            assertThat(read.slice(8192, 4096)).isEqualTo(block(0));
        }
        assertThat(ByteBuffer.wrap(Files.readAllBytes(image()), 8192, 4096)).isEqualTo(block(0x5A));
    }

    @Test
    void aWriteBehindTheEndIsAnsweredBadly() throws Exception {
        startDisk();
        try (VolumeConnection connection = target().connect(SECOND)) {
            List<Boolean> answers = new ArrayList<>();
            connection.write(0, 4 * MEBIBYTE, block(1));
            await(connection, (sequence, well, atNs) -> answers.add(well), answers);
            assertThat(answers).containsExactly(false);
        }
    }

    @Test
    void whatWasLostOnItsWayIsSentAgainUntilItIsAnswered() throws Exception {
        startDisk();
        StorageWorkload writes = new StorageWorkload(
                "writes",
                "app",
                "san",
                StorageWorkload.Protocol.AOE,
                "disk",
                2,
                200,
                Duration.ofSeconds(5),
                4096,
                MEBIBYTE,
                Optional.empty(),
                StorageWorkload.Generator.SEATRIAL);
        List<Answer> answers = new ArrayList<>();
        try (StorageSession session = new StorageSession(writes, target(), target(), Duration.ofSeconds(20))) {
            session.connect();
            long start = System.nanoTime();
            session.start(start);
            awaitGood(session, start, 20);
            ip("-n", far, "link", "set", "far", "down");
            disks.getFirst().onExit().join();
            ip("-n", far, "link", "set", "far", "up");
            startDisk();
            awaitGood(session, System.nanoTime(), 20);
            session.stop();
            session.replay((stream, sequence, intended, started, completed, answer) -> answers.add(answer));
            assertThat(session.shortfalls()).isEmpty();
            assertThat(session.evidence(folder)).hasSize(1);
            assertThat(Files.readString(folder.resolve("writes.ledger.csv")))
                    .contains("whole")
                    .doesNotContain("torn");
        }
        assertThat(answers).hasSizeGreaterThan(40).containsOnly(Answer.GOOD);
    }

    private static void awaitGood(StorageSession session, long fromNs, int count) {
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(15);
        while (session.progress(fromNs, Long.MAX_VALUE).good() < count) {
            assertThat(System.nanoTime()).isLessThan(limit);
            LockSupport.parkNanos(10_000_000);
        }
    }

    @Test
    void aUnitThatDoesNotAnswerIsRefused() {
        assertThatThrownBy(() -> target().connect(Duration.ofMillis(300)))
                .isInstanceOf(TargetException.class)
                .hasMessageContaining("7.1")
                .hasMessageContaining("300 ms");
    }
}

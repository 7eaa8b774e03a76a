package org.seatrial.fault.device.drbd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seatrial.lab.MirrorLook;
import org.seatrial.lab.MirrorWatch;
import org.seatrial.recording.MirrorSpan;
import org.seatrial.recording.MirrorSpan.State;

/** A shell answers each question with a file, as a host's loop does with what DRBD says. */
final class DrbdHostTest {

    private static final DrbdVolume VOLUME = new DrbdVolume("r0", 0, Optional.empty());
    private static final Duration REPLY_WITHIN = Duration.ofSeconds(4);
    private static final long LIMIT_NS = 20_000_000_000L;

    @TempDir
    Path folder;

    private static final String LOOP = """
        echo seatrial ready
        while read -r n; do
            [ -e gone ] && { echo "Connection to san1 closed by remote host." >&2; exit 255; }
            while [ -e hangs ]; do sleep 0.05; done
            echo "seatrial look $n"; cat answer; echo "seatrial seen $n"
        done
        """;

    private DrbdHost host(Duration replyWithin) {
        return new DrbdHost(
                "san1-host", VOLUME, List.of("sh", "-c", "cd '" + folder + "' || exit 1\n" + LOOP), replyWithin);
    }

    private void says(String name) throws IOException {
        Path next = Files.writeString(folder.resolve("next"), Answers.of(name));
        Files.move(next, folder.resolve("answer"), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Looks again and again, as the host needs a moment to be reached. */
    private static MirrorLook look(DrbdHost host, Predicate<MirrorLook> until) {
        long limit = System.nanoTime() + LIMIT_NS;
        MirrorLook look = host.look(true);
        while (!until.test(look)) {
            assertThat(System.nanoTime()).as("the last look: %s", look).isLessThan(limit);
            LockSupport.parkNanos(5_000_000);
            look = host.look(true);
        }
        return look;
    }

    @Test
    void whatTheHostSaysIsSeenAtEachLook() throws IOException {
        says("8-in-sync");
        try (DrbdHost host = host(REPLY_WITHIN)) {
            host.start();
            look(host, look -> look.state() == State.IN_SYNC);
            says("8-waits");

            assertThat(host.look(true).state()).isEqualTo(State.INTERRUPTED);
        }
    }

    @Test
    void aHostThatDoesNotAnswerInTimeIsUnseenAndAskedAnewLater() throws IOException {
        says("8-in-sync");
        try (DrbdHost host = host(Duration.ofMillis(500))) {
            host.start();
            look(host, look -> look.state() == State.IN_SYNC);
            Files.createFile(folder.resolve("hangs"));

            MirrorLook unseen = look(host, look -> look.state() != State.IN_SYNC);
            assertThat(unseen.state()).isEqualTo(State.UNSEEN);
            assertThat(unseen.why()).isEqualTo("san1-host: it did not answer within 500 ms");
            Files.delete(folder.resolve("hangs"));
            look(host, look -> look.state() == State.IN_SYNC);
        }
    }

    @Test
    void aConnectionThatEndsSaysWhyAndIsMadeAgain() throws IOException {
        says("8-in-sync");
        try (DrbdHost host = host(REPLY_WITHIN)) {
            host.start();
            look(host, look -> look.state() == State.IN_SYNC);
            Files.createFile(folder.resolve("gone"));

            MirrorLook unseen = look(host, look -> look.why().contains("closed"));
            assertThat(unseen.state()).isEqualTo(State.UNSEEN);
            assertThat(unseen.why())
                    .isEqualTo("san1-host: the connection ended: Connection to san1 closed by remote host.");
            Files.delete(folder.resolve("gone"));
            look(host, look -> look.state() == State.IN_SYNC);
        }
    }

    @Test
    void aProgramThatIsNotThereIsNamed() {
        try (DrbdHost host = new DrbdHost("san1-host", VOLUME, List.of("/nowhere/ssh"), REPLY_WITHIN)) {
            host.start();

            assertThat(look(host, look -> look.why().contains("cannot be used")).why())
                    .contains("/nowhere/ssh");
        }
    }

    @Test
    void aMirrorIsInSyncAsSoonAsBothHostsSaySo() throws IOException {
        says("8-in-sync");
        MirrorWatch.Mirror which = new MirrorWatch.Mirror("san1", "disk", "san2");
        try (DrbdMirror mirror = new DrbdMirror(which, true, host(REPLY_WITHIN), host(REPLY_WITHIN))) {
            mirror.start();
            long limit = System.nanoTime() + LIMIT_NS;
            while (mirror.missing().isPresent()) {
                assertThat(System.nanoTime()).isLessThan(limit);
            }
            long saidNs = System.nanoTime();
            says("8-waits");

            assertThat(mirror.missing())
                    .contains(
                            "volume disk of san1 is not mirrored to san2: WFConnection, disks" + " UpToDate/DUnknown");
            MirrorSpan last = mirror.seen().getLast();
            assertThat(last.state()).isEqualTo(State.INTERRUPTED);
            assertThat(last.firstAfterNs()).isGreaterThan(saidNs);
        }
    }
}

package org.seatrial.generators.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Entering a namespace, even one's own, needs rights. */
class GuardedProgramIT {

    private static final Path OWN = Path.of("/proc/self/ns/net");
    private static final Duration LONG = Duration.ofSeconds(20);

    private static GuardedProgram guarded(Path folder, String script) {
        return GuardedProgram.guarded(OWN, folder, List.of("sh", "-c", script));
    }

    private static void await(Path file) {
        long limitNs = System.nanoTime() + LONG.toNanos();
        while (!Files.exists(file)) {
            assertThat(System.nanoTime()).as(file + " is there in time").isLessThan(limitNs);
            Thread.onSpinWait();
        }
    }

    @Test
    void aProgramThatIsNotToldToGoNeverStarts() throws IOException {
        Path folder = Files.createTempDirectory("guarded");
        Path mark = Files.createTempFile("mark", "");
        Files.delete(mark);
        guarded(folder, "touch " + mark).close();

        assertThat(mark).doesNotExist();
        assertThat(folder).doesNotExist();
    }

    @Test
    void theProgramDiesWithItsGuardsSilenceAndItsFolderGoesWithIt() throws IOException {
        Path folder = Files.createTempDirectory("guarded");
        Path number = folder.resolve("number");
        GuardedProgram program = guarded(folder, "echo $$ > part; mv part number; exec sleep 1000");
        program.go();
        await(number);
        long pid = Long.parseLong(Files.readString(number).strip());
        assertThat(ProcessHandle.of(pid)).isPresent();
        program.close();

        assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
        assertThat(folder).doesNotExist();
    }

    @Test
    void aSignalIsPassedOnAndTheExitCodeIsTold() throws IOException {
        Path folder = Files.createTempDirectory("guarded");
        GuardedProgram program = guarded(folder, "trap 'exit 7' USR1; touch ready; while :; do sleep 0.05; done");
        program.go();
        await(folder.resolve("ready"));
        program.signal();

        assertThat(program.exit(LONG)).contains("7");
        assertThat(program.hasEnded()).isTrue();
        program.close();
    }

    @Test
    void whatAProgramSaidCanBeTold() throws IOException {
        Path folder = Files.createTempDirectory("guarded");
        GuardedProgram program = guarded(folder, "echo one; echo two >&2; exit 3");
        program.go();

        assertThat(program.exit(LONG)).contains("3");
        assertThat(program.said()).contains("one", "two");
        program.close();
    }
}

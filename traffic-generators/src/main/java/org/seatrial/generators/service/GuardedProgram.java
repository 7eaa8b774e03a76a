package org.seatrial.generators.service;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.seatrial.engine.sys.HarnessMark;
import org.seatrial.engine.sys.NetworkNamespace;
import org.seatrial.lab.LabException;

/**
 * Somebody else's program in a client's network namespace, and a shell that guards it. The shell listens to the harness:
 * its first word lets the program start, each further one is passed on as the signal USR1, and when the harness falls
 * silent, because it closed the program or because it is dead, the program is killed and its folder removed. What a
 * terminal sends to everybody who belongs to it, such as SIGINT, ends neither before the harness does.
 */
final class GuardedProgram implements AutoCloseable {

    /** The first argument is the folder, the others are the program and its arguments. */
    private static final String GUARD = """
        folder=$1; shift
        exec 3<&0
        trap : INT HUP TERM
        if read -r go <&3; then
          "$@" </dev/null >"$folder/said" 2>&1 3<&- & child=$!
          trap '' PIPE INT HUP TERM
          ( while read -r word <&3; do kill -USR1 $child; done; kill -KILL $child ) 2>/dev/null & guard=$!
          wait $child; code=$?
          kill -KILL $guard 2>/dev/null; wait $guard 2>/dev/null
          echo $code
          cat <&3 >/dev/null
        fi
        rm -rf -- "$folder"
        """;

    private static final Duration END_LIMIT = Duration.ofSeconds(10);

    private final Path folder;
    private final Process guard;
    private final Writer words;
    private final CompletableFuture<String> ended = new CompletableFuture<>();

    private GuardedProgram(Path folder, Process guard) {
        this.folder = folder;
        this.guard = guard;
        this.words = guard.outputWriter(StandardCharsets.UTF_8);
        BufferedReader output = guard.inputReader(StandardCharsets.UTF_8);
        Thread.ofVirtual().start(() -> {
            try {
                String line = output.readLine();
                ended.complete(line == null ? "" : line);
            } catch (IOException gone) {
                ended.complete("");
            }
        });
    }

    /**
     * Puts the guard into place; the program is not started yet.
     *
     * @param namespace the one that the program lives in
     * @param folder its own, with nothing else in it than what it is given; removed in the end
     * @throws LabException if there can be no guard
     */
    static GuardedProgram guarded(Path namespace, Path folder, List<String> command) {
        List<String> all = new ArrayList<>(List.of("sh", "-c", GUARD, "guard", folder.toString()));
        all.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(all)
                .directory(folder.toFile())
                .redirectError(folder.resolve("guard").toFile());
        HarnessMark.ofThisProcess().on(builder.environment());
        // A child is born in the namespace of the thread that starts it.
        return NetworkNamespace.within(namespace, () -> {
            try {
                return new GuardedProgram(folder, builder.start());
            } catch (IOException refused) {
                throw new LabException(command.getFirst() + " cannot be guarded: " + refused.getMessage(), refused);
            }
        });
    }

    /** Lets the program start, once. */
    void go() {
        say("go");
    }

    /** Passes on the signal USR1. */
    void signal() {
        say("signal");
    }

    private synchronized void say(String word) {
        try {
            words.write(word + "\n");
            words.flush();
        } catch (IOException gone) {
            throw new LabException("the guard of " + folder + " is gone: " + gone.getMessage(), gone);
        }
    }

    boolean hasEnded() {
        return ended.isDone();
    }

    /** Its exit code, or nothing if it has not ended within the limit. */
    Optional<String> exit(Duration limit) {
        try {
            return Optional.of(ended.get(limit.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException | ExecutionException late) {
            return Optional.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** The last lines that it printed. */
    String said() {
        try {
            List<String> lines = Files.readString(folder.resolve("said"), StandardCharsets.ISO_8859_1)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
            return String.join(" / ", lines.subList(Math.max(0, lines.size() - 3), lines.size()));
        } catch (IOException unreadable) {
            return "nothing that could be read: " + unreadable.getMessage();
        }
    }

    /** Kills what still runs and waits for its end. Idempotent. */
    @Override
    public void close() {
        try {
            words.close();
        } catch (IOException alreadyGone) {
            // The pipe of a guard that has ended is closed with it.
            guard.destroy();
        }
        try {
            if (!guard.waitFor(END_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                kill();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            kill();
        }
    }

    private void kill() {
        guard.descendants().forEach(ProcessHandle::destroyForcibly);
        guard.destroyForcibly();
    }
}

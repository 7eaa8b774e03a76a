package org.seatrial.benchmarks.kill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.seatrial.benchmarks.Folder;
import org.seatrial.recording.RunFolder;
import org.seatrial.recording.RunRecord;
import org.seatrial.report.AcceptanceReport.Restore;

/**
 * Kills the harness over and over, at another phase each time. A run is killed, resumed and killed again some times, and
 * then has to complete.
 */
public final class KillCampaign {

    private static final int KILLS_A_RUN = 5;
    private static final long WATCHDOG_LIMIT_S = 30;
    private static final long RUN_LIMIT_S = 240;

    private final Path home;
    private final Path work;
    private final Path suite;
    private final Set<Path> foreign;
    private final RandomGenerator random;
    private final List<String> failures = new ArrayList<>();
    private final SequencedMap<String, Integer> phases = new LinkedHashMap<>();
    private int completed;

    KillCampaign(Path home, Path work, Path suite, long seed) throws IOException {
        this.home = home;
        this.work = work;
        this.suite = suite;
        this.foreign = Remains.folders();
        this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    /** @param arguments how many kills (100), and the seed of the instants (drawn anew) */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int kills = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100;
        long seed = arguments.length > 1
                ? Long.parseLong(arguments[1])
                : RandomGenerator.getDefault().nextLong();
        Path home = Path.of(System.getProperty("seatrial.home", "."))
                .toAbsolutePath()
                .normalize();
        Folder work = Folder.make();
        System.out.printf("%d kills, seed %d, in %s%n", kills, seed, work.path());
        boolean clean = new KillCampaign(home, work.path(), suite(home), seed).run(kills);
        if (clean) {
            // Otherwise somebody will want to look at it.
            work.close();
        }
        System.exit(clean ? 0 : 1);
    }

    /** The suite whose runs are killed. */
    static Path suite(Path home) {
        return home.resolve("benchmarks/kill-campaign/suite");
    }

    /** Kills so often; returns whether nothing was ever left behind. */
    boolean run(int kills) throws IOException, InterruptedException {
        int done = 0;
        for (int chain = 0; done < kills; chain++) {
            Path folder = Files.createDirectories(work.resolve("chain-" + chain));
            done += chain(folder, done, kills);
        }
        System.out.println();
        phases.forEach((phase, count) -> System.out.printf("%5d killed in: %s%n", count, phase));
        System.out.printf(
                "%d kills, %d left something behind or broke the run; %d runs were resumed to their end%n",
                done, failures.size(), completed);
        failures.forEach(failure -> System.out.println("FAILED " + failure));
        return failures.isEmpty();
    }

    List<String> failures() {
        return List.copyOf(failures);
    }

    /** Runs that were resumed to their end. */
    int completed() {
        return completed;
    }

    /** One run: killed so many times, then completed. Returns how many kills there were. */
    private int chain(Path folder, int first, int all) throws IOException, InterruptedException {
        Map<Path, String> finished = new TreeMap<>();
        Optional<Path> run = Optional.empty();
        int kills = 0;
        boolean over = false;
        while (kills < KILLS_A_RUN && first + kills < all && !over) {
            int phase = phase(first + kills, all);
            run = kill(folder, run, Moment.ALL[phase], first + kills + 1, finished);
            kills++;
            over = phase == Moment.ALL.length - 1;
        }
        try (Harness last = Harness.start(home, folder, suite, run)) {
            Optional<Integer> exit = last.end(RUN_LIMIT_S);
            List<String> wrong = new Remains(folder.resolve("runs"), last.mark(), foreign).await(WATCHDOG_LIMIT_S);
            wrong = new ArrayList<>(wrong);
            wrong.addAll(changed(finished));
            if (exit.isEmpty() || exit.get() > 2) {
                wrong.add("the resumed run ended with " + exit + ": " + last.said());
            }
            Optional<Path> at = last.run();
            if (at.isEmpty()) {
                wrong.add("there is no run folder");
            } else {
                wrong.addAll(incomplete(new RunFolder(at.get())));
            }
            completed += wrong.isEmpty() ? 1 : 0;
            wrong.forEach(what -> failures.add("completing " + folder + ": " + what));
            System.out.printf(
                    "      %s the run to its end, exit code %s, %d trials kept: %s%n",
                    run.isPresent() ? "resumed" : "ran",
                    exit.map(String::valueOf).orElse("none"),
                    finished.size(),
                    wrong.isEmpty() ? "ok" : wrong);
        }
        return kills;
    }

    /** The phases one after the other; spread over all of them if there are fewer kills than phases. */
    private static int phase(int kill, int all) {
        return all < Moment.ALL.length ? kill * Moment.ALL.length / all : kill % Moment.ALL.length;
    }

    private Optional<Path> kill(Path folder, Optional<Path> run, Moment moment, int number, Map<Path, String> finished)
            throws IOException, InterruptedException {
        long afterNs = moment.afterNs(random);
        try (Harness harness = Harness.start(home, folder, suite, run)) {
            boolean hit = harness.kill(moment, afterNs);
            long killedNs = System.nanoTime();
            List<String> wrong = new ArrayList<>();
            if (!hit) {
                wrong.addAll(ended(harness));
            }
            wrong.addAll(new Remains(folder.resolve("runs"), harness.mark(), foreign).await(WATCHDOG_LIMIT_S));
            long cleanMs = (System.nanoTime() - killedNs) / 1_000_000;
            wrong.addAll(changed(finished));
            Optional<Path> now = harness.run();
            if (now.isPresent()) {
                finished.putAll(Trials.finished(now.get()));
            }
            String phase = hit ? moment.phase() : "not at all: it had ended";
            phases.merge(phase, 1, Integer::sum);
            wrong.forEach(what -> failures.add("kill " + number + " (" + moment.phase() + "): " + what));
            System.out.printf(
                    "%4d  %s + %d ms: clean after %d ms, %d trials finished: %s%n",
                    number, phase, afterNs / 1_000_000, cleanMs, finished.size(), wrong.isEmpty() ? "ok" : wrong);
            return now;
        }
    }

    /** A run may end before its moment comes, but only well. */
    private static List<String> ended(Harness harness) throws IOException, InterruptedException {
        Optional<Integer> exit = harness.end(RUN_LIMIT_S);
        return exit.isPresent() && (exit.get() <= 2 || exit.get() == 137)
                ? List.of()
                : List.of("it ended by itself with " + exit + ": " + harness.said());
    }

    private static List<String> changed(Map<Path, String> finished) throws IOException {
        List<String> changed = new ArrayList<>();
        for (Map.Entry<Path, String> trial : finished.entrySet()) {
            if (!trial.getValue().equals(Trials.digest(trial.getKey()))) {
                changed.add("finished trial " + trial.getKey() + " was changed");
            }
        }
        return changed;
    }

    private static List<String> incomplete(RunFolder run) throws IOException {
        List<String> wrong = new ArrayList<>();
        RunRecord record = run.readJson(run.run(), RunRecord.class);
        if (record.interrupted()) {
            wrong.add("the run is incomplete: " + record.reason());
        }
        if (!run.readJson(run.restore(), Restore.class).allRestored()) {
            wrong.add("the run says that not all is restored");
        }
        if (!Files.exists(run.report())) {
            wrong.add("there is no report");
        }
        return wrong;
    }
}

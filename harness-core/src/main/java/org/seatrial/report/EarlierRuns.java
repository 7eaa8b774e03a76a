package org.seatrial.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.seatrial.plan.Plan;
import org.seatrial.recording.EvidenceException;
import org.seatrial.recording.Json;
import org.seatrial.recording.RunFolder;
import org.seatrial.recording.RunRecord;
import org.seatrial.report.Dossier.EarlierRun;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;

/**
 * {@code earlier-runs.json}: the runs of the same design that lay beside a run when its report was first made, so that
 * nobody runs until it passes and shows only that. Whoever deletes folders before can still deceive; a plan that both
 * sides signed before the run is what helps against that.
 */
public final class EarlierRuns {

    private static final String FILE = "earlier-runs.json";

    private EarlierRuns() {}

    /** Writes the file, once: what lies beside the run folder later is another matter. */
    public static void note(RunFolder folder) throws IOException {
        Path file = folder.root().resolve(FILE);
        Path beside = folder.root().getParent();
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) || beside == null) {
            return;
        }
        Plan plan = folder.readJson(folder.plan(), Plan.class);
        List<Path> folders;
        try (Stream<Path> all = Files.list(beside)) {
            folders = all.filter(path -> Files.isRegularFile(path.resolve("plan.json")))
                    .filter(path -> !path.equals(folder.root()))
                    .sorted()
                    .toList();
        }
        String own = started(folder);
        List<EarlierRun> runs = new ArrayList<>();
        for (Path other : folders) {
            of(other, plan.designDigest())
                    // A run that died has no instant: it is told of rather than left out.
                    .filter(run -> own.isEmpty() || run.startedAt().compareTo(own) < 0)
                    .ifPresent(runs::add);
        }
        folder.writeJson(file, runs);
    }

    /** What the file says; nothing if it was never written. */
    public static List<EarlierRun> read(Path runFolder) throws IOException {
        RunFolder folder = new RunFolder(runFolder);
        Path file = folder.root().resolve(FILE);
        return Files.exists(file) ? folder.readJson(file, new TypeReference<List<EarlierRun>>() {}) : List.of();
    }

    private static Optional<EarlierRun> of(Path root, String designDigest) throws IOException {
        RunFolder folder = new RunFolder(root);
        Plan plan;
        try {
            plan = folder.readJson(folder.plan(), Plan.class);
        } catch (EvidenceException otherVersion) {
            // Not a run that this version can tell anything about, so not one that it can name a design of.
            return Optional.empty();
        }
        return plan.designDigest().equals(designDigest)
                ? Optional.of(new EarlierRun(
                        String.valueOf(root.getFileName()),
                        plan.suite(),
                        plan.version(),
                        plan.suiteDigest(),
                        plan.kind().text(),
                        started(folder),
                        result(folder)))
                : Optional.empty();
    }

    private static String started(RunFolder folder) throws IOException {
        try {
            return Files.exists(folder.run())
                    ? folder.readJson(folder.run(), RunRecord.class).startedAt()
                    : "";
        } catch (EvidenceException damaged) {
            return "";
        }
    }

    private static String result(RunFolder folder) throws IOException {
        if (!Files.isRegularFile(folder.report())) {
            return "";
        }
        try {
            return Json.mapper()
                    .readTree(Files.readAllBytes(folder.report()))
                    .path("result")
                    .asString("");
        } catch (JacksonException damaged) {
            return "";
        }
    }
}

package org.seatrial.benchmarks.kill;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.seatrial.recording.Digests;
import org.seatrial.recording.RunFolder;
import org.seatrial.recording.TrialRecord;
import org.seatrial.recording.TrialStatus;

/** The finished trials of a run, each with a digest over all its files. */
final class Trials {

    private Trials() {}

    /** Folders of trials that are not run again. */
    static Map<Path, String> finished(Path run) throws IOException {
        Map<Path, String> finished = new TreeMap<>();
        RunFolder folder = new RunFolder(run);
        if (!Files.isDirectory(folder.trials())) {
            return finished;
        }
        List<Path> records;
        try (Stream<Path> files = Files.walk(folder.trials())) {
            records = files.filter(file -> file.endsWith("trial.json")).toList();
        }
        for (Path record : records) {
            if (folder.readJson(record, TrialRecord.class).status() != TrialStatus.ABORTED) {
                Path trial = record.resolveSibling("");
                finished.put(trial, digest(trial));
            }
        }
        return finished;
    }

    static String digest(Path trial) throws IOException {
        MessageDigest digest = Digests.sha256();
        List<Path> files;
        try (Stream<Path> walk = Files.walk(trial)) {
            files = walk.filter(Files::isRegularFile).sorted().toList();
        }
        for (Path file : files) {
            digest.update(trial.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
            digest.update(Files.readAllBytes(file));
        }
        return Digests.hex(digest.digest());
    }
}

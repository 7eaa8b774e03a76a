package org.seatrial.recording;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.seatrial.plan.Plan;
import org.seatrial.plan.PlannedTrial;
import org.seatrial.plan.TrialKey;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JavaType;

/**
 * The folder of one run: the only thing that passes from one stage to the next.
 *
 * <pre>
 * suite/  plan.json  environment.json  labs.json  self-test.json  ledger.jsonl  events.jsonl
 * trials/LAB/TRIAL/NNN/{FLOW.delay.hlog, FLOW.outages.csv, trial.json}
 * restore.json  run.json  findings.json  report.json
 * </pre>
 *
 * A trial exists from the moment its {@code trial.json} does, which is written last.
 *
 * @param root the run folder
 */
public record RunFolder(Path root) {

    public RunFolder {
        root = root.toAbsolutePath().normalize();
    }

    public Path suite() {
        return root.resolve("suite");
    }

    public Path plan() {
        return root.resolve("plan.json");
    }

    public Path environment() {
        return root.resolve("environment.json");
    }

    public Path labs() {
        return root.resolve("labs.json");
    }

    public Path selfTest() {
        return root.resolve("self-test.json");
    }

    public Path ledger() {
        return root.resolve("ledger.jsonl");
    }

    public Path events() {
        return root.resolve("events.jsonl");
    }

    /** The raw evidence of the self-test, a folder for each lab. */
    public Path selfTestEvidence() {
        return root.resolve("self-test");
    }

    public Path trials() {
        return root.resolve("trials");
    }

    public Path restore() {
        return root.resolve("restore.json");
    }

    public Path run() {
        return root.resolve("run.json");
    }

    public Path findings() {
        return root.resolve("findings.json");
    }

    public Path report() {
        return root.resolve("report.json");
    }

    /** What was healed after the report was written, which is no evidence any more. */
    public Path recovery() {
        return root.resolve("recovery.jsonl");
    }

    /** Whether the report is written: every file is evidence from then on. */
    public boolean sealed() {
        return Files.exists(report());
    }

    /** Takes back what said that the run had ended, and the report and signatures that rest on it. */
    public void unseal() throws IOException {
        for (Path file :
                List.of(root.resolve("acceptance.intoto.jsonl"), report(), findings(), recovery(), run(), restore())) {
            Files.deleteIfExists(file);
        }
    }

    /** The folder of a trial's evidence. */
    public Path trial(TrialKey key) {
        Path folder = trials().resolve(key.path()).normalize();
        if (!folder.startsWith(trials()) || folder.equals(trials())) {
            throw new IllegalArgumentException("'" + key.path() + "' does not name a folder below " + trials());
        }
        return folder;
    }

    /** The trial's record, {@code trial.json}. */
    public Path trialRecord(TrialKey key) {
        return trial(key).resolve("trial.json");
    }

    /** Writes a value as JSON, durably and all at once. */
    public void writeJson(Path file, Object value) throws IOException {
        byte[] json;
        try {
            json = Json.mapper().writeValueAsBytes(value);
        } catch (JacksonException cause) {
            throw new EvidenceException(file, "cannot be written: " + cause.getOriginalMessage(), cause);
        }
        DurableFile.write(file, json);
    }

    /** @throws EvidenceException if the file is missing or is not exactly such a value */
    public <T> T readJson(Path file, Class<T> type) throws IOException {
        return type.cast(read(file, Json.mapper().constructType(type)));
    }

    /** @throws EvidenceException if the file is missing or is not exactly such a value */
    @SuppressWarnings("unchecked") // Jackson made it of exactly this type
    public <T> T readJson(Path file, TypeReference<T> type) throws IOException {
        return (T) read(file, Json.mapper().constructType(type));
    }

    private static Object read(Path file, JavaType type) throws IOException {
        try {
            Object value = Json.mapper().readValue(Files.readAllBytes(file), type);
            if (value == null) {
                throw new EvidenceException(file, "holds nothing but null");
            }
            return value;
        } catch (NoSuchFileException missing) {
            throw new EvidenceException(file, "is missing", missing);
        } catch (JacksonException cause) {
            throw new EvidenceException(file, "is damaged or of another version: " + cause.getMessage(), cause);
        }
    }

    /**
     * Every trial that ran, in the order of the plan. A planned trial without a record has not run.
     *
     * @throws EvidenceException if a record is damaged, is not that of its folder, or belongs to no trial of the plan
     */
    public List<TrialRecord> trialRecords(Plan plan) throws IOException {
        List<TrialRecord> records = new ArrayList<>();
        List<Path> planned = new ArrayList<>();
        for (PlannedTrial trial : plan.trials()) {
            Path file = trialRecord(trial.key());
            planned.add(file);
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                TrialRecord record = readJson(file, TrialRecord.class);
                if (!record.plan().key().equals(trial.key())) {
                    throw new EvidenceException(
                            file,
                            "is the record of trial " + record.plan().key().path());
                }
                records.add(record);
            }
        }
        for (Path file : allRecords()) {
            if (!planned.contains(file)) {
                throw new EvidenceException(file, "is the record of a trial that is not in plan.json");
            }
        }
        return records;
    }

    private List<Path> allRecords() throws IOException {
        if (!Files.isDirectory(trials())) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(trials())) {
            return files.filter(file -> file.endsWith("trial.json")).sorted().toList();
        }
    }

    /** Copies the suite's folder as it is used: regular files only. */
    public void copySuite(Path suiteFolder) throws IOException {
        // Of a folder that is itself a symbolic link, the link would be all there is to walk.
        Path real = suiteFolder.toRealPath();
        List<Path> files;
        try (Stream<Path> walk = Files.walk(real)) {
            files = walk.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .toList();
        }
        for (Path file : files) {
            Path copy = suite().resolve(real.relativize(file).toString());
            DurableFile.write(copy, Files.readAllBytes(file));
            if (Files.isExecutable(file)) {
                // What an operator's runbook runs is run from the copy.
                Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
    }

    /** A file of the run as evidence, its path relative to the run folder. */
    public EvidenceFile evidence(Path file) throws IOException {
        String path = root.relativize(file).toString().replace('\\', '/');
        return new EvidenceFile(path, Digests.sha256(file), Files.size(file), 0, 0);
    }
}

package org.seatrial.report.allure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.seatrial.recording.Json;
import org.seatrial.recording.PhaseClock;
import org.seatrial.recording.RunFolder;
import org.seatrial.recording.TrialRecord;
import org.seatrial.report.AcceptanceReport;
import org.seatrial.units.Quantities;
import org.seatrial.verdict.Finding;
import org.seatrial.verdict.Measured;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A step for each trial that a finding rests on, with what was measured in it. A step has no status of its own: a
 * statistical claim is not made of trials that pass or fail.
 */
final class TrialSteps {

    private final RunFolder run;
    private final Path results;
    private final Map<String, TrialRecord> trials = new HashMap<>();

    TrialSteps(AcceptanceReport report, RunFolder run, Path results) {
        this.run = run;
        this.results = results;
        report.trials().forEach(trial -> trials.put(trial.plan().key().path(), trial));
    }

    ArrayNode of(Finding finding) throws IOException {
        ArrayNode steps = Json.mapper().createArrayNode();
        for (int i = 0; i < finding.trials().size(); i++) {
            String key = finding.trials().get(i);
            ObjectNode step = steps.addObject()
                    .put("name", key + ": " + text(finding.values().get(i)))
                    .put("stage", "finished");
            TrialRecord trial = trials.get(key);
            if (trial != null) {
                complete(step, trial);
            }
        }
        for (String excluded : finding.excluded()) {
            steps.addObject()
                    .put("name", "excluded: " + excluded)
                    .put("status", "skipped")
                    .put("stage", "finished");
        }
        return steps;
    }

    private void complete(ObjectNode step, TrialRecord trial) throws IOException {
        AllureResults.instant(trial.startedAt()).ifPresent(start -> {
            step.put("start", start);
            PhaseClock phases = trial.phases();
            if (phases != null) {
                step.put("stop", start + (phases.endNs() - phases.startNs()) / 1_000_000);
            }
        });
        Path record = run.trialRecord(trial.plan().key());
        String source = AllureResults.safe("trial-" + trial.plan().key().path() + "-attachment.json");
        if (Files.isRegularFile(record)) {
            // Allure shows only what lies in its own folder; several requirements share one copy.
            if (!Files.exists(results.resolve(source))) {
                AllureResults.write(results.resolve(source), Files.readAllBytes(record));
            }
            step.putArray("attachments")
                    .addObject()
                    .put("name", "trial.json")
                    .put("source", source)
                    .put("type", "application/json");
        }
    }

    private static String text(Measured measured) {
        if (!measured.known()) {
            return "not measured: " + measured.doubt();
        }
        String value = Quantities.format(measured.dimension(), measured.value());
        return value + " [" + Quantities.format(measured.dimension(), measured.lower()) + ", "
                + Quantities.format(measured.dimension(), measured.upper()) + "]";
    }
}

package org.seatrial.cli;

import java.io.Console;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.seatrial.fault.Fault;
import org.seatrial.lab.LabFacts;
import org.seatrial.plan.Plan;
import org.seatrial.plan.TrialKey;
import org.seatrial.recording.FlowRecord;
import org.seatrial.recording.SelfTest;
import org.seatrial.recording.TrialRecord;
import org.seatrial.recording.TrialStatus;
import org.seatrial.run.ProgressListener;
import org.seatrial.units.Dimension;
import org.seatrial.units.Quantities;

/**
 * Shows a run: one line for each finished trial, and on a terminal a last line that follows the trial in progress.
 */
final class RunView implements ProgressListener {

    private static final String ERASE_LINE = "\r\u001b[2K";

    private final PrintWriter out;
    private final boolean live;
    private String trialLine = "";

    RunView(PrintWriter out, boolean live) {
        this.out = out;
        this.live = live;
    }

    /** Live where a person watches: a terminal, and no CI. */
    static boolean terminal() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent()
                && System.getenv("CI") == null;
    }

    private void line(String text) {
        out.println((live ? ERASE_LINE : "") + text);
        out.flush();
    }

    private void status(String text) {
        if (live) {
            out.print(ERASE_LINE + text);
            out.flush();
        }
    }

    @Override
    public void runStarted(Plan plan, int done) {
        long trials = plan.trials().stream().filter(trial -> !trial.spare()).count();
        line("%s %s, plan %s, seed %d: %s, about %s%s"
                .formatted(
                        plan.suite(),
                        plan.version(),
                        plan.kind().text(),
                        plan.seed(),
                        Text.plural(trials, "trial"),
                        Text.span(plan.expected()),
                        done == 0 ? "" : ", of which " + done + " are done"));
    }

    @Override
    public void labStarting(String lab) {
        line("lab " + lab + ": coming up");
    }

    @Override
    public void labUp(String lab, LabFacts facts) {
        line("lab " + lab + ": ready (" + facts.provider() + ", class "
                + facts.certificateClass().text() + ")");
    }

    @Override
    public void labFailed(String lab, String cause) {
        line("lab " + lab + ": failed: " + cause);
    }

    @Override
    public void selfTested(String lab, SelfTest result) {
        if (!result.measured()) {
            line("instrument: not measured");
            return;
        }
        line("instrument: empty path p99 %s, sender lateness p99 %s, a known outage of %s read as %s to %s%s"
                .formatted(
                        time(result.pathDelayP99Ns()),
                        time(result.senderLatenessP99Ns()),
                        time(result.knownOutageNs()),
                        time(result.measuredLowerNs()),
                        time(result.measuredUpperNs()),
                        result.doubts().isEmpty() ? "" : "; doubts: " + String.join("; ", result.doubts())));
    }

    @Override
    public void trialStarted(int index, int of, TrialKey trial, Duration timeLeft) {
        trialLine = "trial %d of %d  %s  %s left".formatted(index, of, trial.path(), Text.span(timeLeft));
        status(trialLine);
    }

    @Override
    public void phase(TrialKey trial, TrialStep step) {
        status(trialLine + "  " + step.text());
    }

    @Override
    public void fault(TrialKey trial, Fault fault) {
        status(trialLine + "  " + fault.kindName() + " " + fault.target());
    }

    @Override
    public void trialFinished(TrialRecord record, Path folder) {
        StringBuilder text = new StringBuilder(trialLine).append("  ");
        record.faults()
                .forEach(fault -> text.append(fault.fault().kindName())
                        .append(' ')
                        .append(fault.fault().target())
                        .append("  "));
        text.append(record.status());
        if (record.status() != TrialStatus.VALID) {
            text.append(": ").append(record.reason());
        }
        for (FlowRecord flow : record.flows()) {
            text.append("  ").append(TrialSummary.of(flow, record, folder));
        }
        line(text.toString());
    }

    @Override
    public void runFinished(String interrupted) {
        line(interrupted.isEmpty() ? "all trials ran" : "stopped: " + interrupted);
    }

    static String time(long nanoseconds) {
        return Quantities.format(Dimension.TIME, nanoseconds);
    }
}

package org.seatrial.run;

import java.nio.file.Path;
import java.time.Duration;
import org.seatrial.fault.Fault;
import org.seatrial.lab.LabFacts;
import org.seatrial.plan.Plan;
import org.seatrial.plan.TrialKey;
import org.seatrial.recording.SelfTest;
import org.seatrial.recording.TrialRecord;

/** Watches a run go by. Called on the run's thread: it must return at once and must not throw. */
public interface ProgressListener {

    /** For those who do not watch. */
    ProgressListener NONE = new ProgressListener() {};

    /** @param done trials that an earlier part of a resumed run has finished */
    default void runStarted(Plan plan, int done) {}

    /** A lab is being brought up. */
    default void labStarting(String lab) {}

    default void labUp(String lab, LabFacts facts) {}

    /** A lab did not come up, or broke; its remaining trials are errors. */
    default void labFailed(String lab, String cause) {}

    default void selfTested(String lab, SelfTest result) {}

    /**
     * @param index of the trial, from 1
     * @param of how many, spares not counted
     * @param timeLeft of the whole run, if no trial has to be replaced
     */
    default void trialStarted(int index, int of, TrialKey trial, Duration timeLeft) {}

    default void phase(TrialKey trial, TrialStep step) {}

    /** A fault was commanded. */
    default void fault(TrialKey trial, Fault fault) {}

    /** @param folder where the evidence lies that the record lists */
    default void trialFinished(TrialRecord record, Path folder) {}

    /** @param interrupted why the run stopped early; empty if it did not */
    default void runFinished(String interrupted) {}

    /** The steps of one trial, in order. */
    enum TrialStep {
        ARM("arm"),
        STEADY("steady"),
        FAULT("fault"),
        HOLD("hold"),
        RECOVERY("recovery"),
        DRAIN("drain"),
        COLLECT("collect");

        private final String text;

        TrialStep(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }
}

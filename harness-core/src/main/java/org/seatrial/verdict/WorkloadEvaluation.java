package org.seatrial.verdict;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.seatrial.recording.Call;
import org.seatrial.recording.Exchange;
import org.seatrial.recording.GuestAnswer;
import org.seatrial.recording.PhaseClock;
import org.seatrial.recording.SurvivingCopy;
import org.seatrial.recording.TrialRecord;
import org.seatrial.recording.WorkloadRecord;
import org.seatrial.traffic.ServiceWorkload;
import org.seatrial.traffic.StorageWorkload;
import org.seatrial.units.Dimension;
import org.seatrial.verdict.Expectation.MetricRef;

/** Computes a metric of one workload of a trial, likewise from the record and its evidence files alone. */
final class WorkloadEvaluation {

    private final Evidence evidence;
    private final GroupEvaluation groups;

    WorkloadEvaluation(Evidence evidence) {
        this.evidence = evidence;
        this.groups = new GroupEvaluation(evidence);
    }

    /** Whether the subject is a workload of the trial, or a group of some. */
    static boolean ran(MetricRef reference, TrialRecord trial) {
        return workload(reference.subject(), trial).isPresent() || isGroup(reference, trial);
    }

    private static boolean isGroup(MetricRef reference, TrialRecord trial) {
        return !GroupEvaluation.members(reference.subject(), trial).isEmpty();
    }

    /** @throws IOException naming the file, if evidence is missing or damaged */
    Measured measure(MetricRef reference, Metric metric, TrialRecord trial, PhaseClock phases) throws IOException {
        Dimension dimension = metric.dimension(reference.statistic());
        if (isGroup(reference, trial)) {
            return groups.measure(reference.subject(), metric, trial, phases);
        }
        Optional<WorkloadRecord> found = workload(reference.subject(), trial);
        if (found.isEmpty()) {
            return Measured.not(dimension, reference.subject() + " did not run in this trial");
        }
        if (!trial.faults().isEmpty() && !found.get().exposed() && !Evaluation.standsBy(reference, trial)) {
            return Measured.not(
                    dimension,
                    "not exposed: no exchange of %s was seen crossing %s before the fault"
                            .formatted(
                                    reference.subject(),
                                    trial.faults().getFirst().fault().target()));
        }
        if (metric == Metric.RESYNCHRONISATION) {
            return resynchronisation(trial, found.get());
        }
        Optional<List<Exchange>> exchanges = evidence.exchanges(trial, found.get());
        if (exchanges.isEmpty()) {
            return Measured.not(dimension, "no exchanges were recorded");
        }
        WorkloadFigures figures = new WorkloadFigures(found.get().workload(), exchanges.get());
        Optional<String> incomplete = figures.incomplete(phases);
        if (incomplete.isPresent()) {
            return Measured.not(dimension, incomplete.get());
        }
        return switch (metric) {
            case LATENCY ->
                figures.latency(reference.statistic(), trial.interference().disturbedShare());
            case FAILED -> figures.failed();
            case RESTORATION -> figures.restoration(trial.faults().getFirst().effect(), phases.healNs());
            case FAILED_AFTER_RESTORATION ->
                figures.failedAfterRestoration(trial.faults().getFirst().effect(), phases.healNs());
            case STALL ->
                new StallFigures(
                                exchanges.get(),
                                phases.endNs(),
                                trial.interference().crowded())
                        .statistic(reference.statistic());
            case SET_UP, SET_UP_FAILURES, DROPPED, SET_UP_TIME ->
                calls(reference, metric, trial, found.get(), exchanges.get());
            case STALE_RECORDS -> records(trial, found.get(), exchanges.get(), phases);
            default -> copy(metric, trial, found.get(), exchanges.get());
        };
    }

    private Measured calls(
            MetricRef reference, Metric metric, TrialRecord trial, WorkloadRecord record, List<Exchange> exchanges)
            throws IOException {
        Optional<List<Call>> calls = evidence.calls(trial, record);
        if (calls.isEmpty()) {
            return Measured.not(
                    metric.dimension(reference.statistic()), record.workload().name() + " makes no calls");
        }
        CallFigures figures = new CallFigures(exchanges, calls.get());
        Optional<String> contradiction = figures.contradiction();
        if (contradiction.isPresent()) {
            return Measured.not(metric.dimension(reference.statistic()), contradiction.get());
        }
        return switch (metric) {
            case SET_UP -> figures.setUp();
            case SET_UP_FAILURES -> figures.setUpFailures();
            case DROPPED -> figures.dropped();
            default ->
                figures.setUpTime(
                        reference.statistic(),
                        new Disturbance(trial.interference().disturbedShare()));
        };
    }

    /** What virtual machines showed of what was acknowledged to their writers. */
    private Measured records(TrialRecord trial, WorkloadRecord asked, List<Exchange> exchanges, PhaseClock phases)
            throws IOException {
        Optional<String> of =
                asked.workload() instanceof ServiceWorkload service ? service.recordOf() : Optional.empty();
        Optional<WorkloadRecord> written = of.flatMap(name -> workload(name, trial));
        Optional<List<GuestAnswer>> answers = evidence.guestAnswers(trial, asked);
        Optional<List<Exchange>> writes =
                written.isEmpty() ? Optional.empty() : evidence.exchanges(trial, written.get());
        if (writes.isEmpty()
                || answers.isEmpty()
                || !(asked.workload() instanceof ServiceWorkload service)
                || !(written.get().workload() instanceof StorageWorkload storage)) {
            return Measured.not(
                    Dimension.COUNT,
                    "no records in the answers of " + asked.workload().name() + " were compared");
        }
        Optional<String> incomplete = new WorkloadFigures(storage, writes.get()).incomplete(phases);
        return incomplete.isPresent()
                ? Measured.not(Dimension.COUNT, incomplete.get())
                : new RecordFigures(service, exchanges, answers.get(), storage, writes.get())
                        .stale(trial.faults().getFirst().effect(), phases.healNs());
    }

    private static Optional<WorkloadRecord> workload(String name, TrialRecord trial) {
        return trial.workloads().stream()
                .filter(one -> one.workload().name().equals(name))
                .findFirst();
    }

    private Measured resynchronisation(TrialRecord trial, WorkloadRecord record) throws IOException {
        if (!(record.workload() instanceof StorageWorkload storage)) {
            return Measured.not(Dimension.TIME, record.workload().name() + " writes to no volume");
        }
        return new MirrorFigures(evidence.mirrors(trial).orElse(List.of()))
                .resynchronisation(storage.to(), storage.volume(), trial);
    }

    /** What the surviving copy holds of what was acknowledged. */
    private Measured copy(Metric metric, TrialRecord trial, WorkloadRecord record, List<Exchange> exchanges)
            throws IOException {
        if (!(record.workload() instanceof StorageWorkload storage)) {
            return Measured.not(metric.dimension(""), record.workload().name() + " writes to no volume");
        }
        Optional<SurvivingCopy> copy = evidence.survivingCopy(trial, record);
        if (copy.isEmpty()) {
            return Measured.not(metric.dimension(""), "no copy was read back");
        }
        LedgerFigures figures = new LedgerFigures(storage, exchanges, copy.get());
        return switch (metric) {
            case LOST -> figures.lost();
            case CORRUPT -> figures.corrupt();
            case ORDER_VIOLATIONS -> figures.orderViolations();
            case RECOVERY_POINT ->
                figures.recoveryPoint(trial.faults().getFirst().effect());
            default -> throw new IllegalArgumentException(metric.text() + " is not measured of a copy");
        };
    }
}

package org.seatrial.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.seatrial.fault.CableEnd;
import org.seatrial.fault.Fault;
import org.seatrial.fault.Strand;
import org.seatrial.lab.CertificateClass;
import org.seatrial.lab.LabFacts;
import org.seatrial.lab.Realisation;
import org.seatrial.plan.Plan;
import org.seatrial.plan.PlanKind;
import org.seatrial.plan.PlannedFault;
import org.seatrial.plan.PlannedTrial;
import org.seatrial.plan.TrialKey;
import org.seatrial.recording.Digests;
import org.seatrial.recording.EvidenceFile;
import org.seatrial.recording.RunFolder;
import org.seatrial.recording.RunRecord;
import org.seatrial.recording.SelfTest;
import org.seatrial.recording.TrialRecord;
import org.seatrial.report.html.HtmlReport;
import org.seatrial.report.junit.JUnitXml;
import org.seatrial.suite.Requirement;
import org.seatrial.suite.ThroughputSpec;
import org.seatrial.topology.Design;
import org.seatrial.verdict.ExpectationParser;
import org.seatrial.verdict.Finding;
import org.seatrial.verdict.Judge;
import org.seatrial.verdict.RecordedEvidence;

/** Makes a whole run folder out of nothing, as the stages would leave it, with findings by the real judge. */
public final class RunFixture {

    /** What the run comes to. */
    public enum Story {
        PASSED,
        FAILED,
        INCONCLUSIVE,
        ABORTED
    }

    private static final String LAB = "proposed";

    private final Story story;
    private final int repeats;
    private String title = "Two data centres, one pair of dark fibres, one telephone service";
    private PlanKind kind = PlanKind.CERTIFY;
    private String linkName = "fibre-a";
    private boolean throughput;

    private RunFixture(Story story, int repeats) {
        this.story = story;
        this.repeats = repeats;
    }

    /** @param repeats valid trials of each of the two fibre faults */
    public static RunFixture of(Story story, int repeats) {
        return new RunFixture(story, repeats);
    }

    public RunFixture title(String text) {
        this.title = text;
        return this;
    }

    public RunFixture firstFibre(String name) {
        this.linkName = name;
        return this;
    }

    public RunFixture smoke() {
        this.kind = PlanKind.SMOKE;
        return this;
    }

    /** With one search for throughput more. */
    public RunFixture throughput() {
        this.throughput = true;
        return this;
    }

    /** Writes everything up to {@code report.json} and its renderings; not signed. */
    public RunFolder write(Path root) throws IOException {
        RunFolder folder = new RunFolder(root);
        Files.createDirectories(folder.suite());
        Files.writeString(folder.suite().resolve("topology.clab.yml"), "name: leonix\n");
        Files.writeString(folder.suite().resolve("suite.yaml"), "suite: leonix-dual-site\n");
        Files.writeString(folder.ledger(), "{\"undo\":\"u1\"}\n");
        Files.writeString(folder.events(), "{\"event\":\"effective\"}\n");
        Plan plan = plan(Digests.sha256(folder.suite().resolve("topology.clab.yml")));
        folder.writeJson(folder.plan(), plan);
        folder.writeJson(folder.environment(), environment());
        folder.writeJson(folder.labs(), labs());
        folder.writeJson(folder.selfTest(), selfTest());
        boolean interrupted = story == Story.ABORTED;
        folder.writeJson(folder.restore(), new AcceptanceReport.Restore(true, List.of()));
        folder.writeJson(
                folder.run(),
                new RunRecord(
                        "2026-11-21T10:15:03Z", "2026-11-21T10:37:41Z", interrupted, interrupted ? "SIGTERM" : ""));
        TrialFixture trials = new TrialFixture(folder, story);
        for (PlannedTrial trial : plan.trials()) {
            boolean last =
                    trial.key().repetition() == repeats && trial.key().trial().equals("fibre-silent");
            if (!trial.spare() || trial.key().trial().equals("fibre-pull")) {
                trials.write(trial, last && interrupted);
            }
        }
        folder.writeJson(folder.findings(), judge(root));
        folder.writeJson(folder.report(), report(folder));
        new HtmlReport(root.resolveSibling("no-key.pem")).render(report(folder), root);
        new JUnitXml().render(report(folder), root);
        return folder;
    }

    /** Judges a run folder that this fixture wrote. */
    public static List<Finding> judge(Path root) {
        RunFolder folder = new RunFolder(root);
        try {
            Plan plan = folder.readJson(folder.plan(), Plan.class);
            boolean searched =
                    plan.trials().stream().anyMatch(trial -> trial.key().trial().equals(TrialFixture.SEARCH));
            return Judge.judge(
                    requirements(searched),
                    plan,
                    folder.trialRecords(plan),
                    new RecordedEvidence(folder),
                    folder.readJson(folder.selfTest(), SelfTest.class),
                    Files.exists(folder.run())
                            ? Optional.of(folder.readJson(folder.run(), RunRecord.class))
                            : Optional.empty());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Requirement> requirements(boolean searched) {
        Map<String, String> texts = new TreeMap<>(Map.of(
                "FO-1",
                        "A pulled fibre interrupts no call for 50 ms|probe.outage.longest < 50 ms in"
                                + " fibre-pull for all trials",
                "FO-2",
                        "Putting a fibre back is hardly noticed|probe.reversion.longest < 20 ms in fibre-pull"
                                + " for all trials",
                "FO-3",
                        "A fibre that dies without losing light interrupts no call for 300"
                                + " ms|probe.outage.longest < 300 ms in fibre-silent for all trials",
                "LAT-1",
                        "Calls cross between the sites in less than a millisecond|calls.delay.p99 < 1 ms in" + " quiet",
                "RED-1",
                        "Both fibres carry traffic again within 5 s of repair|design.without-redundancy < 8 s"
                                + " in fibre-pull for all trials"));
        if (searched) {
            texts.put("THR-1", "The design carries 400 Mbit/s|probe.throughput >= 400 Mbit/s in load");
        }
        ExpectationParser.Names names = new ExpectationParser.Names(
                Set.of("calls", "probe"),
                Set.of(),
                Set.of(),
                Set.of(),
                Map.of(
                        "quiet",
                        LAB,
                        "fibre-pull",
                        LAB,
                        "fibre-silent",
                        LAB,
                        "leaf-power",
                        LAB,
                        TrialFixture.SEARCH,
                        LAB));
        List<Requirement> requirements = new ArrayList<>();
        texts.forEach((id, both) -> {
            String expect = both.substring(both.indexOf('|') + 1);
            requirements.add(new Requirement(
                    id,
                    both.substring(0, both.indexOf('|')),
                    ExpectationParser.parse(expect, names, (token, reason, valid) -> {
                                throw new IllegalArgumentException(reason);
                            })
                            .orElseThrow(),
                    !id.equals("RED-1"),
                    Requirement.Outcome.HOLDS));
        });
        return requirements;
    }

    private Plan plan(String designDigest) {
        List<PlannedTrial> trials = new ArrayList<>();
        trials.add(trial("quiet", 1, List.of(), false));
        for (int i = 1; i <= repeats; i++) {
            trials.add(trial(
                    "fibre-pull",
                    i,
                    List.of(new Fault.CablePull(i % 2 == 0 ? linkName : "fibre-b", CableEnd.BOTH_ENDS)),
                    false));
            trials.add(trial(
                    "fibre-silent",
                    i,
                    List.of(new Fault.SilentCut(i % 2 == 0 ? "fibre-b" : linkName, Strand.BOTH)),
                    false));
        }
        for (int i = 1; i <= Math.min(5, repeats); i++) {
            trials.add(trial("leaf-power", i, List.of(new Fault.PowerOff("dc" + (1 + i % 2) + "-leaf1")), false));
        }
        if (throughput) {
            trials.add(new PlannedTrial(
                    new TrialKey(LAB, TrialFixture.SEARCH, 1),
                    List.of("probe"),
                    List.of(),
                    Duration.ofSeconds(2),
                    Duration.ZERO,
                    Duration.ZERO,
                    Duration.ZERO,
                    false,
                    List.of(),
                    new ThroughputSpec(1e6, 1e9, 0.02, Duration.ofSeconds(1), Duration.ofSeconds(5), 2, 0, 0),
                    List.of(),
                    List.of()));
        }
        trials.add(trial("fibre-pull", repeats + 1, List.of(new Fault.CablePull("fibre-b", CableEnd.BOTH_ENDS)), true));
        return new Plan(
                "leonix-dual-site",
                "1.0.0",
                "a1".repeat(32),
                designDigest,
                Map.of(LAB, "b2".repeat(32)),
                false,
                kind,
                4711,
                trials,
                repeats());
    }

    private Map<String, Integer> repeats() {
        Map<String, Integer> wanted = new TreeMap<>();
        wanted.put(LAB + "/quiet", 1);
        wanted.put(LAB + "/fibre-pull", repeats);
        wanted.put(LAB + "/fibre-silent", repeats);
        wanted.put(LAB + "/leaf-power", Math.min(5, repeats));
        if (throughput) {
            wanted.put(LAB + "/" + TrialFixture.SEARCH, 1);
        }
        return wanted;
    }

    private static PlannedTrial trial(String name, int repetition, List<Fault> faults, boolean spare) {
        return new PlannedTrial(
                new TrialKey(LAB, name, repetition),
                List.of("calls", "probe"),
                faults.stream()
                        .map(fault -> new PlannedFault(fault, Duration.ZERO))
                        .toList(),
                Duration.ofSeconds(2),
                Duration.ofMillis(37),
                Duration.ofSeconds(2),
                Duration.ofSeconds(5),
                spare,
                List.of(),
                null,
                List.of(),
                List.of());
    }

    /** The report of a run folder that this fixture wrote. */
    public AcceptanceReport report(RunFolder folder) throws IOException {
        Plan plan = folder.readJson(folder.plan(), Plan.class);
        List<Finding> findings = judge(folder.root());
        boolean interrupted = story == Story.ABORTED;
        AcceptanceReport.Restore restore = new AcceptanceReport.Restore(true, List.of());
        List<TrialRecord> trials = folder.trialRecords(plan);
        boolean certifies = kind == PlanKind.CERTIFY && !interrupted;
        Design design = DesignFixture.leonix(plan.designDigest(), linkName);
        return new AcceptanceReport(
                AcceptanceReport.SCHEMA,
                title,
                plan,
                design,
                ExitCode.result(findings, interrupted),
                ExitCode.of(findings, restore, interrupted).code(),
                certifies,
                certifies
                        ? ""
                        : interrupted
                                ? "it was interrupted"
                                : "it followed the smoke plan, which runs every trial once",
                "2026-11-21T10:15:03Z",
                "2026-11-21T10:37:41Z",
                labs(),
                environment(),
                selfTest(),
                trials,
                findings,
                DesignFixture.coverage(design),
                restore,
                evidence(folder, trials),
                Dossier.EMPTY,
                List.of());
    }

    private static List<EvidenceFile> evidence(RunFolder folder, List<TrialRecord> trials) throws IOException {
        List<EvidenceFile> files = new ArrayList<>();
        for (TrialRecord trial : trials) {
            files.add(folder.evidence(folder.trialRecord(trial.plan().key())));
            trial.flows()
                    .forEach(flow -> flow.files()
                            .forEach(file -> files.add(new EvidenceFile(
                                    "trials/" + trial.plan().key().path() + "/" + file.path(),
                                    file.sha256(),
                                    file.size(),
                                    file.records(),
                                    file.total()))));
        }
        return files;
    }

    private static AcceptanceReport.Environment environment() {
        return new AcceptanceReport.Environment(
                "0.1.0",
                "c3".repeat(32),
                "Debian GNU/Linux 12",
                "6.1.0-28-amd64",
                "Intel Xeon Gold 6338",
                2,
                8_000_000_000L,
                "25.0.1+8",
                "root");
    }

    private static SelfTest selfTest() {
        return new SelfTest(
                true,
                31,
                62_000,
                118_000,
                9_200,
                28_400,
                40_000_000,
                0,
                39_100_000,
                41_300_000,
                20_000,
                false,
                0.004,
                true,
                List.of());
    }

    private static List<AcceptanceReport.LabUse> labs() {
        return List.of(new AcceptanceReport.LabUse(
                LAB,
                "lab.yaml",
                "0".repeat(64),
                new LabFacts(
                        "namespaces",
                        CertificateClass.REPLICA,
                        Map.of("FRR", "8.4.4", "Linux", "6.1.0-28-amd64"),
                        List.of(
                                "Switching is done by the Linux kernel, not by switching hardware.",
                                "The image quay.io/frrouting/frr:8.4.4 is not used; FRR is that of this machine.",
                                "Loss of light is a carrier lost on a virtual cable: no transceiver, no debounce.")),
                IntStream.of(1, 2)
                        .<Realisation>mapToObj(site -> new Realisation.NamespaceNode(
                                "dc" + site + "-leaf1", "st-7f-dc" + site + "-leaf1", List.of("zebra", "bgpd", "bfdd")))
                        .toList()));
    }
}

package org.seatrial.report.html;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.seatrial.lab.Realisation;
import org.seatrial.recording.EvidenceFile;
import org.seatrial.recording.SelfTest;
import org.seatrial.recording.TrialRecord;
import org.seatrial.report.AcceptanceReport;
import org.seatrial.traffic.ClockRecord;
import org.seatrial.units.Dimension;
import org.seatrial.units.Quantities;

/** The parts of the page that say under which circumstances the figures came about. */
final class Sections {

    private Sections() {}

    static List<Page.Section> of(
            AcceptanceReport report, Optional<Page.Section> applications, List<String> unreadable) {
        List<Page.Section> sections = new ArrayList<>();
        HeadroomPart.of(report.headroom()).ifPresent(sections::add);
        applications.ifPresent(sections::add);
        sections.add(DossierPart.of(report));
        sections.add(ExclusionPart.of(report.trials()));
        report.labs().forEach(use -> sections.add(lab(use)));
        sections.add(instrument(report.selfTest()));
        sections.add(clocks(report.trials()));
        sections.add(machine(report.environment()));
        sections.add(plan(report));
        sections.add(restore(report.restore()));
        sections.add(evidence(report, unreadable));
        return sections;
    }

    private static Page.Section section(
            String title, List<String> paragraphs, List<Page.Fact> facts, List<Page.Facts> tables) {
        return new Page.Section(title, Words.anchor("about", title), paragraphs, facts, tables, List.of());
    }

    private static Page.Section lab(AcceptanceReport.LabUse use) {
        List<String> paragraphs = new ArrayList<>();
        paragraphs.add("Provider " + use.facts().provider() + "; class "
                + Words.certificateClass(use.facts().certificateClass()) + "; lab file " + use.file() + ", SHA-256 "
                + use.digest() + ".");
        List<List<String>> differences = numbered(use.facts().knownDifferences());
        List<List<String>> software = new TreeMap<>(use.facts().software())
                .entrySet().stream()
                        .map(entry -> List.of(entry.getKey(), entry.getValue()))
                        .toList();
        List<List<String>> nodes = use.nodes().stream()
                .map(node -> List.of(node.node(), described(node)))
                .toList();
        if (differences.isEmpty()) {
            paragraphs.add("The lab names no difference from the hardware it stands for.");
        }
        return section(
                "Lab " + use.name(),
                paragraphs,
                List.of(),
                List.of(
                        new Page.Facts(
                                "Known differences from the hardware it stands for",
                                List.of("No.", "Difference"),
                                differences),
                        new Page.Facts("Software that stands for the design", List.of("Part", "Version"), software),
                        new Page.Facts("Nodes", List.of("Node", "Realised as"), nodes)));
    }

    private static String described(Realisation node) {
        return node.description();
    }

    private static List<List<String>> numbered(List<String> texts) {
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            rows.add(List.of(String.valueOf(i + 1), texts.get(i)));
        }
        return rows;
    }

    private static Page.Section instrument(SelfTest test) {
        List<String> paragraphs = new ArrayList<>();
        List<Page.Fact> facts = new ArrayList<>();
        if (test.measured()) {
            facts.add(new Page.Fact("Reading the clock", time(test.clockReadNs())));
            facts.add(new Page.Fact("A sleeping thread wakes late by (p99)", time(test.sleepLatenessP99Ns())));
            facts.add(new Page.Fact("Packets leave late by (p99)", time(test.senderLatenessP99Ns())));
            facts.add(new Page.Fact("Delay of the empty path (median)", time(test.pathDelayP50Ns())));
            facts.add(new Page.Fact("Noise floor: delay of the empty path (p99)", time(test.pathDelayP99Ns())));
            facts.add(new Page.Fact(
                    "Outage of known length",
                    time(test.knownOutageNs()) + ", known to ±" + time(test.knownOutageErrorNs())));
            facts.add(new Page.Fact(
                    "The instrument said",
                    "between " + time(test.measuredLowerNs()) + " and " + time(test.measuredUpperNs())));
            facts.add(new Page.Fact("Samples", Long.toString(test.samples())));
            facts.add(new Page.Fact("Wall clock stepped meanwhile", test.clockStepped() ? "yes" : "no"));
            Double steal = test.stealShare();
            facts.add(new Page.Fact(
                    "Processor time taken by the hypervisor",
                    steal == null ? "not measured" : Quantities.format(Dimension.RATIO, steal)));
            facts.add(new Page.Fact("Real-time priority", test.prompt() ? "yes" : "no"));
        } else {
            paragraphs.add("The lab offered no reference path, so the instrument was not measured.");
        }
        paragraphs.addAll(test.doubts());
        if (test.byLab().size() < 2) {
            return section("Instrument self-test", paragraphs, facts, List.of());
        }
        paragraphs.add(
                "It was tested in each lab, because a lab keeps this machine busy in its own way. What follows is the"
                        + " worst of all; a limit is held against what the instrument could show in the labs of its"
                        + " trials.");
        return section(
                "Instrument self-test",
                paragraphs,
                facts,
                List.of(new Page.Facts(
                        "By lab",
                        List.of(
                                "Lab",
                                "Delay of the empty path (p99)",
                                "Packets leave late by (p99)",
                                "Outage of known length"),
                        test.byLab().entrySet().stream()
                                .sorted(Map.Entry.comparingByKey())
                                .map(lab -> inLab(lab.getKey(), lab.getValue()))
                                .toList())));
    }

    private static List<String> inLab(String lab, SelfTest test) {
        return test.measured()
                ? List.of(
                        lab,
                        time(test.pathDelayP99Ns()),
                        time(test.senderLatenessP99Ns()),
                        time(test.knownOutageNs()) + ", read as " + time(test.measuredLowerNs()) + " to "
                                + time(test.measuredUpperNs()))
                : List.of(lab, "not measured", "not measured", "not measured");
    }

    private static Page.Section clocks(List<TrialRecord> trials) {
        List<ClockRecord> clocks = new ArrayList<>();
        trials.forEach(trial -> {
            if (trial.clock() != null) {
                clocks.add(trial.clock());
            }
        });
        List<Page.Fact> facts = new ArrayList<>();
        Spread errors =
                Spread.of(clocks.stream().map(clock -> (double) clock.errorNs()).toList());
        facts.add(new Page.Fact("Error of a converted receive stamp", errors.text()));
        facts.add(new Page.Fact(
                "Trials during which the wall clock was stepped",
                Long.toString(clocks.stream().filter(ClockRecord::stepped).count())));
        return section(
                "Clocks",
                List.of("Sender, receiver and faults are timed on one machine's monotonic clock. The kernel stamps"
                        + " received packets on the wall clock; the error of converting between the two is part of"
                        + " every interval."),
                facts,
                List.of());
    }

    private static Page.Section machine(AcceptanceReport.Environment machine) {
        return section(
                "Machine and tool",
                List.of(),
                List.of(
                        new Page.Fact("Seatrial", machine.toolVersion()),
                        new Page.Fact("Digest of the program (SHA-256)", machine.toolDigest()),
                        new Page.Fact("Operating system", machine.operatingSystem()),
                        new Page.Fact("Kernel", machine.kernel()),
                        new Page.Fact("Processor", machine.processor() + ", " + Words.count(machine.cores(), "core")),
                        new Page.Fact("Memory", Quantities.format(Dimension.SIZE, (double) machine.memoryBytes())),
                        new Page.Fact("Java", machine.java()),
                        new Page.Fact("Run by", machine.user())),
                List.of());
    }

    private static Page.Section plan(AcceptanceReport report) {
        List<List<String>> rows = new TreeMap<>(report.plan().repeats())
                .entrySet().stream()
                        .map(entry -> List.of(entry.getKey(), entry.getValue().toString()))
                        .toList();
        return section(
                "Plan",
                List.of("Every random decision, which fault comes when and at which phase of the protocols' timers,"
                        + " follows from the seed."),
                List.of(
                        new Page.Fact("Plan", report.plan().kind().text()),
                        new Page.Fact("Seed", Long.toString(report.plan().seed())),
                        new Page.Fact(
                                "Suite",
                                report.plan().suite() + "@" + report.plan().version()
                                        + (report.plan().sideLoaded() ? ", side-loaded" : ", as released")),
                        new Page.Fact(
                                "Digest of the suite (SHA-256)", report.plan().suiteDigest()),
                        new Page.Fact(
                                "Digest of the design (SHA-256)", report.plan().designDigest())),
                List.of(new Page.Facts("Valid trials wanted", List.of("Trial", "Repetitions"), rows)));
    }

    private static Page.Section restore(AcceptanceReport.Restore restore) {
        List<List<String>> rows = numbered(restore.failures());
        String text = restore.allRestored()
                ? "Every fault was healed and everything the lab had made was removed."
                : "NOT EVERYTHING WAS RESTORED. The lab is not safe to use; run seatrial recover.";
        return section(
                "Restoration",
                List.of(text),
                List.of(),
                rows.isEmpty() ? List.of() : List.of(new Page.Facts("Not restored", List.of("No.", "What"), rows)));
    }

    private static Page.Section evidence(AcceptanceReport report, List<String> unreadable) {
        List<String> paragraphs = new ArrayList<>();
        paragraphs.add(
                Words.count(report.evidence().size(), "file") + " carry the findings. report.json lists them, and"
                        + " acceptance.intoto.jsonl signs every file of this"
                        + " folder; seatrial verify checks them all and judges"
                        + " the recordings again.");
        List<Page.Facts> tables = new ArrayList<>();
        if (!unreadable.isEmpty()) {
            tables.add(new Page.Facts(
                    "Recordings that could not be read for the drawings",
                    List.of("No.", "File and reason"),
                    numbered(unreadable.stream().distinct().toList())));
        }
        tables.add(new Page.Facts(
                "Digests",
                List.of("File", "Bytes", "SHA-256"),
                report.evidence().stream().map(Sections::digest).toList()));
        return section("Evidence", paragraphs, List.of(), tables);
    }

    private static List<String> digest(EvidenceFile file) {
        return List.of(file.path(), String.format(Locale.ROOT, "%d", file.size()), file.sha256());
    }

    private static String time(long ns) {
        return Quantities.format(Dimension.TIME, (double) ns);
    }
}

package org.seatrial.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.seatrial.report.AcceptanceReport;
import org.seatrial.report.ExitCode;
import org.seatrial.report.RunComparison;
import org.seatrial.units.Dimension;
import org.seatrial.units.Quantities;
import org.seatrial.verdict.Finding;
import org.seatrial.verdict.Measured;
import org.seatrial.verdict.RankSum;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Two runs, requirement by requirement. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description = {
            "Judges two runs from their files and shows them side by side, with what changed between them.",
            "Exits with 1 if a requirement that passed in A does not in B. Verify both runs to know that they are"
                    + " genuine."
        })
final class CompareVerb implements Callable<Integer> {

    private static final double SIGNIFICANT = 0.05;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "A", description = "The earlier run folder.")
    private Path earlier = Path.of("");

    @Parameters(index = "1", paramLabel = "B", description = "The later run folder.")
    private Path later = Path.of("");

    @Override
    public Integer call() throws IOException {
        AcceptanceReport before = Stages.rebuilt(RunArguments.folder(earlier).root());
        AcceptanceReport after = Stages.rebuilt(RunArguments.folder(later).root());
        RunComparison comparison = RunComparison.of(before, after);
        PrintWriter out = spec.commandLine().getOut();
        out.println(comparison.changes().isEmpty() ? "the same was run" : "what was run differs:");
        comparison.changes().forEach(change -> out.println("  " + change));
        out.println();
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("", "A", "B", "A, median", "B, median", "shift of B [95 %]", "p"));
        comparison.rows().forEach(row -> rows.add(row(row)));
        out.print(Text.table(rows));
        List<String> worse = comparison.rows().stream()
                .filter(RunComparison.Row::worse)
                .map(RunComparison.Row::requirement)
                .toList();
        out.printf(
                "%nA: %s, B: %s%s%n",
                before.result(),
                after.result(),
                worse.isEmpty() ? "" : "; passed in A and not in B: " + String.join(", ", worse));
        out.flush();
        return worse.isEmpty() ? ExitCode.ACCEPTED.code() : ExitCode.REJECTED.code();
    }

    private static List<String> row(RunComparison.Row row) {
        Dimension dimension = row.dimension();
        return List.of(
                row.requirement(),
                row.earlier().map(one -> one.verdict().name()).orElse("none"),
                row.later().map(one -> one.verdict().name()).orElse("none"),
                row.earlier().map(CompareVerb::median).orElse(""),
                row.later().map(CompareVerb::median).orElse(""),
                row.ranks().map(ranks -> shift(dimension, ranks)).orElse("not comparable"),
                row.ranks().map(CompareVerb::probability).orElse(""));
    }

    private static String median(Finding finding) {
        double[] sorted = finding.values().stream()
                .filter(Measured::known)
                .mapToDouble(Measured::value)
                .sorted()
                .toArray();
        if (sorted.length == 0) {
            return "not measured";
        }
        double middle = (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
        return Quantities.format(finding.measured().dimension(), middle) + " of " + sorted.length;
    }

    private static String shift(Dimension dimension, RankSum ranks) {
        Optional<String> shift = signed(dimension, ranks.shift());
        Optional<String> low = signed(dimension, ranks.lower());
        Optional<String> high = signed(dimension, ranks.upper());
        String interval = low.isPresent() && high.isPresent() ? " [" + low.get() + ", " + high.get() + "]" : "";
        return shift.orElse("without end") + interval;
    }

    private static Optional<String> signed(Dimension dimension, OptionalDouble value) {
        if (value.isEmpty()) {
            return Optional.empty();
        }
        double number = value.getAsDouble();
        return Optional.of((number < 0 ? "-" : "+") + Quantities.format(dimension, Math.abs(number)));
    }

    private static String probability(RankSum ranks) {
        return String.format(Locale.ROOT, "%.3f%s", ranks.p(), ranks.p() < SIGNIFICANT ? " *" : "");
    }
}

package org.seatrial.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.seatrial.fault.FaultInjector;
import org.seatrial.fault.FaultKind;
import org.seatrial.fault.device.DeviceAdapter;
import org.seatrial.fault.device.DeviceAdapters;
import org.seatrial.lab.LabProvider;
import org.seatrial.probe.Observer;
import org.seatrial.report.ExitCode;
import org.seatrial.traffic.TrafficGenerator;
import org.seatrial.traffic.WorkloadGenerator;
import org.seatrial.verdict.Metric;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists what is there, from the registries themselves. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists suites, faults, adapters, observers, labs or metrics.")
final class ListVerb implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "KIND", description = "One of: ${COMPLETION-CANDIDATES}.")
    private Kind kind = Kind.SUITES;

    enum Kind {
        SUITES,
        FAULTS,
        ADAPTERS,
        OBSERVERS,
        LABS,
        METRICS
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        out.print(Text.table(rows()));
        out.flush();
        return ExitCode.ACCEPTED.code();
    }

    private List<List<String>> rows() {
        return switch (kind) {
            case SUITES -> suites();
            case FAULTS -> faults();
            case ADAPTERS -> adapters();
            case OBSERVERS ->
                Plugged.adapters().observers().stream()
                        .map(Observer::name)
                        .map(List::of)
                        .toList();
            case LABS -> labs();
            case METRICS -> metrics();
        };
    }

    private static List<List<String>> suites() {
        return SuiteArguments.catalogue().list().stream()
                .map(suite -> List.of(
                        suite.name() + "@" + suite.version(), suite.folder().toString()))
                .toList();
    }

    private static List<List<String>> faults() {
        return Arrays.stream(FaultKind.values())
                .map(kind -> List.of(kind.text(), "a " + kind.element().text(), kind.meaning()))
                .toList();
    }

    private static List<List<String>> adapters() {
        List<List<String>> rows = new ArrayList<>();
        for (FaultInjector injector : Plugged.adapters().injectors()) {
            rows.add(List.of("injector", injector.name(), ""));
        }
        for (DeviceAdapter device : DeviceAdapters.all()) {
            rows.add(List.of("device", device.name(), device.meaning()));
        }
        return rows;
    }

    private static List<List<String>> labs() {
        List<List<String>> rows = new ArrayList<>();
        for (LabProvider provider : Plugged.adapters().labs()) {
            rows.add(List.of("lab", provider.name()));
        }
        for (TrafficGenerator generator : Plugged.adapters().generators()) {
            rows.add(List.of("traffic", generator.name()));
        }
        for (WorkloadGenerator generator : Plugged.adapters().workloads()) {
            rows.add(List.of("workload", generator.name()));
        }
        return rows;
    }

    private static List<List<String>> metrics() {
        List<List<String>> rows = new ArrayList<>();
        for (Metric metric : Metric.values()) {
            rows.add(List.of(
                    metric.subject().placeholder() + "." + metric.text(),
                    String.join(" ", metric.statistics()),
                    metric.meaning()));
        }
        return rows;
    }
}

package org.seatrial.fault.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seatrial.fault.CableEnd;
import org.seatrial.fault.Fault;
import org.seatrial.fault.FaultInjector;
import org.seatrial.fault.HealException;
import org.seatrial.fault.Healer;
import org.seatrial.fault.Undo;
import org.seatrial.fault.contract.FaultInjectorContract;
import org.seatrial.input.InputException;
import org.seatrial.input.Problems;
import org.seatrial.lab.Lab;
import org.seatrial.lab.LabBinding;
import org.seatrial.lab.LabException;
import org.seatrial.lab.LabRequest;
import org.seatrial.recording.Json;
import org.seatrial.topology.Design;
import org.seatrial.topology.TopologyReader;

/**
 * What every device adapter must do on top of what every fault injector must: behind a device that is gone, lies, hangs or
 * refuses, nothing is reported as done that was not done, nothing lasts for ever, and no secret comes to light.
 */
abstract class DeviceContract extends FaultInjectorContract {

    /** Holds what a URL or a JSON text would change, so that it must be found in other forms too. */
    static final String SECRET = "Sesame+9/open";

    private static final Duration NO_HANG = Duration.ofSeconds(40);

    private static final long BETWEEN_LOOKS_NS = 5_000_000;

    private static final String TOPOLOGY = """
        name: two
        topology:
          nodes:
            west-a: {kind: linux, image: x, labels: {role: sut, feeds: "a"}}
            east-a: {kind: linux, image: x, labels: {role: tester, feeds: "a"}}
          links:
            - endpoints: ["west-a:eth1", "east-a:eth1"]
              vars: {name: fibre-a}
        """;

    @TempDir
    Path folder;

    private @Nullable Counterpart started;

    /** A device that is on. Its secrets are in the file, and are {@link #secret()}. */
    abstract Counterpart start(Path folder, Path secret) throws IOException;

    /** For what the inventory uses it. */
    abstract Use use();

    /** How long the device is given; the contract waits for the end of these times often. */
    String times() {
        return "reply-within: 2 s, done-within: 3 s";
    }

    /** What is told when the device accepted and stays as it is. */
    String toldOfALie(SwitchState stays) {
        return "reads " + stays.text();
    }

    /** Whether no program of the adapter, or that such a program starts, has a secret on its command line. */
    boolean keepsCommandLinesClean() {
        return true;
    }

    /** What the device wants to be told. */
    String secret() {
        return SECRET;
    }

    Counterpart counterpart() {
        if (started == null) {
            throw new AssertionError("the counterpart was not started");
        }
        return started;
    }

    @AfterEach
    void endTheCounterpart() {
        if (started != null) {
            started.close();
        }
    }

    @Override
    protected Lab bringUp() {
        try {
            Path secret = Files.writeString(
                    Files.createDirectories(folder.resolve("secrets")).resolve("secret"), secret() + "\n");
            started = start(Files.createDirectories(folder.resolve("device")), secret);
            Path suite = Files.createDirectories(folder.resolve("suite"));
            Path file = Files.writeString(suite.resolve("lab.yaml"), inventory(started));
            Path topology = Files.writeString(suite.resolve("topology.clab.yml"), TOPOLOGY);
            return bringUp(topology, file, Files.createDirectories(folder.resolve("logs")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Lab bringUp(Path topology, Path file, Path logs) {
        Problems problems = new Problems();
        Optional<Design> design = TopologyReader.read(topology, problems);
        problems.throwIfAny();
        LabRequest request = new LabRequest(
                design.orElseThrow(() -> new InputException(problems.list())),
                new LabBinding("bench", PhysicalLabProvider.NAME, file, ""),
                Set.of(),
                logs);
        return new PhysicalLabProvider().bringUp(request);
    }

    private String inventory(Counterpart device) {
        String point = "{device: thing" + (device.target().isEmpty() ? "" : ", " + device.target()) + "}";
        return "lab: physical\ndevices:\n  thing: {" + times() + ", " + device.device() + "}\n"
                + switch (use()) {
                    case POWER -> "nodes:\n  west-a: {power: " + point + "}\n";
                    case CABLE -> "links:\n  fibre-a: {cable: " + point + "}\n";
                    case SHUTDOWN -> "links:\n  fibre-a: {shutdown: {near: " + point + "}}\n";
                };
    }

    @Override
    protected FaultInjector injector() {
        return switch (use()) {
            case POWER -> new DevicePowerInjector();
            case CABLE -> new DeviceCableInjector();
            case SHUTDOWN -> new DeviceShutdownInjector();
        };
    }

    @Override
    protected List<Healer> healers() {
        return List.of(new DeviceHealer());
    }

    @Override
    protected Fault fault() {
        return on("west-a", "fibre-a");
    }

    @Override
    protected Fault misspelt() {
        return on("wset-a", "fibre-q");
    }

    @Override
    protected String nearName() {
        return fault().target();
    }

    @Override
    protected Fault foreign() {
        return new Fault.CablePull("fibre-a", CableEnd.FAR_END);
    }

    private Fault on(String node, String link) {
        return switch (use()) {
            case POWER -> new Fault.PowerOff(node);
            case CABLE -> new Fault.CablePull(link, CableEnd.BOTH_ENDS);
            case SHUTDOWN -> new Fault.Shutdown(link, CableEnd.NEAR_END);
        };
    }

    @Override
    protected Object state(Lab lab) {
        return counterpart().on();
    }

    /** An injection returns only when the device has done it. */
    @Override
    protected void settle(Lab lab) {}

    @Test
    void aDeviceThatIsGoneIsToldBeforeAnythingIsSwitched() {
        Lab lab = lab();
        counterpart().vanish();
        soon(() -> assertThatThrownBy(() -> injector().prepare(fault(), lab, "gone#1"))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("thing"));
    }

    @Test
    void aDeviceThatIsGoneWhenItIsToHealFailsTheHeal() {
        Lab lab = lab();
        Undo undo = injector().prepare(fault(), lab, "gone#2");
        counterpart().vanish();
        soon(() -> assertThatThrownBy(() -> new DeviceHealer().heal(undo)).isInstanceOf(HealException.class));
    }

    @Test
    void whatSomebodyElseSwitchedOffIsNotTouched() {
        Lab lab = lab();
        counterpart().set(false);
        assertThatThrownBy(() -> injector().prepare(fault(), lab, "foreign#1"))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("is off before the fault");
        assertThat(counterpart().on()).isFalse();
    }

    @Test
    void aDeviceThatAcceptsAndDoesNothingFailsTheInjection() {
        Lab lab = lab();
        Undo undo = injector().prepare(fault(), lab, "lie#1");
        counterpart().behave(Counterpart.Manner.LYING);
        soon(() -> assertThatThrownBy(() -> injector().inject(fault(), lab))
                .isInstanceOf(LabException.class)
                .hasMessageContaining(toldOfALie(SwitchState.ON)));
        counterpart().behave(Counterpart.Manner.HONEST);
        new DeviceHealer().heal(undo);
        assertThat(counterpart().on()).isTrue();
    }

    @Test
    void aDeviceThatAcceptsToHealAndDoesNothingFailsTheHeal() {
        Lab lab = lab();
        Undo undo = injector().prepare(fault(), lab, "lie#2");
        injector().inject(fault(), lab);
        counterpart().behave(Counterpart.Manner.LYING);
        soon(() -> assertThatThrownBy(() -> new DeviceHealer().heal(undo))
                .isInstanceOf(HealException.class)
                .hasMessageContaining(toldOfALie(SwitchState.OFF)));
        counterpart().behave(Counterpart.Manner.HONEST);
        new DeviceHealer().heal(undo);
        assertThat(counterpart().on()).isTrue();
    }

    @Test
    void aDeviceThatHangsIsGivenUpAndHealedWhenItAnswersAgain() {
        Lab lab = lab();
        Undo undo = injector().prepare(fault(), lab, "hang#1");
        counterpart().behave(Counterpart.Manner.HANGING);
        soon(() -> assertThatThrownBy(() -> injector().inject(fault(), lab)).isInstanceOf(LabException.class));
        soon(() -> assertThatThrownBy(() -> new DeviceHealer().heal(undo)).isInstanceOf(HealException.class));
        counterpart().behave(Counterpart.Manner.HONEST);
        new DeviceHealer().heal(undo);
        assertThat(counterpart().on()).isTrue();
    }

    @Test
    void aRefusalFailsTheInjectionAndChangesNothing() {
        Lab lab = lab();
        Undo undo = injector().prepare(fault(), lab, "refuse#1");
        counterpart().behave(Counterpart.Manner.REFUSING);
        soon(() -> assertThatThrownBy(() -> injector().inject(fault(), lab)).isInstanceOf(LabException.class));
        assertThat(counterpart().on()).isTrue();
        counterpart().behave(Counterpart.Manner.HONEST);
        new DeviceHealer().heal(undo);
        assertThat(counterpart().on()).isTrue();
    }

    @Test
    void noSecretIsInAnyMessageUndoLogFileOrCommandLine() throws IOException {
        Lab lab = lab();
        List<String> seen = new ArrayList<>();
        Undo undo = injector().prepare(fault(), lab, "secret#1");
        seen.add(Json.mapper().writeValueAsString(undo));
        seen.add(lab.facts() + " " + lab.realisations());
        Set<String> commandLines = ConcurrentHashMap.newKeySet();
        Thread watch = Thread.ofPlatform().daemon().start(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                commandLines.addAll(commandLinesNow());
                // No program is over sooner; without a pause this thread takes a processor from the programs.
                LockSupport.parkNanos(BETWEEN_LOOKS_NS);
            }
        });
        for (Counterpart.Manner manner :
                List.of(Counterpart.Manner.REFUSING, Counterpart.Manner.HANGING, Counterpart.Manner.LYING)) {
            counterpart().behave(manner);
            seen.add(printed(catchThrowable(() -> injector().inject(fault(), lab))));
            seen.add(printed(catchThrowable(() -> new DeviceHealer().heal(undo))));
        }
        watch.interrupt();
        counterpart().vanish();
        seen.add(printed(catchThrowable(() -> new DeviceHealer().heal(undo))));
        if (keepsCommandLinesClean()) {
            seen.addAll(commandLines);
        }
        try (Stream<Path> files = Files.walk(folder.resolve("logs"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                seen.add(Files.readString(file, StandardCharsets.UTF_8));
            }
        }
        assertThat(commandLines).isNotEmpty();
        assertThat(seen).hasSizeGreaterThan(8).noneMatch(text -> text.contains(secret()));
        Secrets secrets = new Secrets();
        secrets.of(new SecretRef(
                SecretRef.Source.FILE, folder.resolve("secrets/secret").toString()));
        assertThat(seen).allSatisfy(text -> assertThat(secrets.redact(text)).isEqualTo(text));
    }

    @Test
    void theLogSaysWhatWasAskedOfWhichDeviceByWhomAndWhen() throws IOException {
        Lab lab = lab();
        Undo undo = injector().prepare(fault(), lab, "log#1");
        injector().inject(fault(), lab);
        new DeviceHealer().heal(undo);
        assertThat(Files.readAllLines(folder.resolve("logs").resolve(DeviceLog.NAME)))
                .hasSize(4)
                .allSatisfy(line -> assertThat(line)
                        .contains("\"device\":\"thing\"", "\"at\":\"20")
                        .doesNotContain("\"who\":\"\""))
                .element(1)
                .asString()
                .contains("\"asked\":\"off\"", "read back");
    }

    /** Straight from the kernel: {@link ProcessHandle} looks up the account of each process too, which takes far longer. */
    private static List<String> commandLinesNow() {
        List<String> lines = new ArrayList<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : processes) {
                commandLine(process).ifPresent(lines::add);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lines;
    }

    private static Optional<String> commandLine(Path process) {
        try {
            return Optional.of(Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1)
                    .replace('\0', ' '));
        } catch (IOException ended) {
            return Optional.empty();
        }
    }

    private static String printed(@Nullable Throwable failed) {
        StringWriter text = new StringWriter();
        if (failed != null) {
            failed.printStackTrace(new PrintWriter(text));
        }
        return text.toString();
    }

    private static void soon(Runnable check) {
        long before = System.nanoTime();
        check.run();
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(NO_HANG);
    }
}

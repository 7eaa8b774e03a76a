package org.seatrial.fault.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A shell program, and the two examples of the documentation. One test at a time: what has no address is one device by its
 * name, and requests to one device wait for each other.
 */
@Execution(ExecutionMode.SAME_THREAD)
final class ScriptedAdapterIT extends DeviceContract {

    @Override
    Use use() {
        return Use.CABLE;
    }

    @Override
    Counterpart start(Path folder, Path secret) {
        StandIn thing = new StandIn(folder);
        Path program = thing.write("scripted.sh", """
            #!/bin/sh
            request=$(cat)
            action=$(printf '%s' "$request" | tr -d '\\n' | sed 's/.*"action" *: *"\\([a-z]*\\)".*/\\1/')
            if state=$(TOLD="$request" "$(dirname "$0")/device.sh" "$action"); then
                echo "{\\"state\\": \\"$state\\"}"
            else
                exit 3
            fi
            """);
        StandIn.executable(program);
        return new Counterpart() {
            @Override
            public String device() {
                return "adapter: scripted, command: [" + program + "], options: {key: {file: " + secret + "}}";
            }

            @Override
            public String target() {
                return "target: gpio17";
            }

            @Override
            public boolean on() {
                return thing.on();
            }

            @Override
            public void set(boolean on) {
                thing.set(on);
            }

            @Override
            public void behave(Manner manner) {
                thing.behave(manner);
            }

            @Override
            public void vanish() {
                try {
                    Files.deleteIfExists(program);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }

            @Override
            public void close() {
                thing.behave(Manner.HONEST);
            }
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"relay.sh", "relay.py"})
    void theExamplesOfTheDocumentationSwitchARelay(String example) throws IOException, InterruptedException {
        Path program =
                Path.of("").toAbsolutePath().resolveSibling("docs/examples").resolve(example);
        Path value = Files.createDirectories(folder.resolve("gpio/gpio17")).resolve("value");
        Files.writeString(value, "1\n");
        Settings device = new Settings(
                Map.of(
                        "command",
                        program.toString(),
                        "options.folder",
                        folder.resolve("gpio").toString()),
                Map.of());
        Actuator relay = new ScriptedAdapter()
                .connect(device, new Settings(Map.of("target", "gpio17"), Map.of()), new Secrets());
        assertThat(relay.read(soon())).isEqualTo(SwitchState.ON);
        relay.command(SwitchState.OFF, soon());
        assertThat(Files.readString(value).strip()).isEqualTo("0");
        assertThat(relay.read(soon())).isEqualTo(SwitchState.OFF);
        relay.command(SwitchState.ON, soon());
        assertThat(relay.read(soon())).isEqualTo(SwitchState.ON);
        Actuator none = new ScriptedAdapter()
                .connect(device, new Settings(Map.of("target", "gpio18"), Map.of()), new Secrets());
        assertThatThrownBy(() -> none.read(soon()))
                .isInstanceOf(DeviceException.class)
                .hasMessageContaining("no relay gpio18");
    }

    private static Deadline soon() {
        return Deadline.in(Duration.ofSeconds(20));
    }
}

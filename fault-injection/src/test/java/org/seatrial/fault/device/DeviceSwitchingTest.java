package org.seatrial.fault.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DeviceSwitchingTest {

    /** Notes in a file when it begins and ends, and is slow in between. */
    private static final String SLOW = """
        #!/bin/sh
        request=$(cat)
        echo begin >>"$1"
        sleep 0.2
        echo end >>"$1"
        case "$request" in *'"read"'*) echo '{"state": "off"}' ;; *) echo '{}' ;; esac
        """;

    @TempDir
    Path folder;

    @Test
    void requestsToOneDeviceNeverOverlap() throws IOException {
        List<ControlPoint> points = List.of(point("pdu-a", "1"), point("pdu-a", "2"), point("pdu-a", "3"));
        DeviceSwitching.switchAll(points, SwitchState.OFF, new DeviceLog(folder.resolve("log")));
        List<String> trace = Files.readAllLines(folder.resolve("pdu-a.trace"));
        assertThat(trace).hasSize(12);
        for (int i = 0; i < trace.size(); i++) {
            assertThat(trace.get(i)).isEqualTo(i % 2 == 0 ? "begin" : "end");
        }
    }

    @Test
    void aCommandAndItsReadBackAreOneSpanForADevice() throws IOException {
        DeviceSwitching.switchAll(List.of(point("pdu-a", "1")), SwitchState.OFF, new DeviceLog(folder.resolve("log")));
        assertThat(Files.readAllLines(folder.resolve("pdu-a.trace"))).containsExactly("begin", "end", "begin", "end");
    }

    private ControlPoint point(String device, String target) throws IOException {
        Path program = Files.writeString(folder.resolve("slow.sh"), SLOW);
        StandIn.executable(program);
        return new ControlPoint(
                device,
                "scripted",
                new Settings(Map.of("command", program + "\n" + folder.resolve(device + ".trace")), Map.of()),
                new Settings(Map.of("target", target), Map.of()));
    }
}

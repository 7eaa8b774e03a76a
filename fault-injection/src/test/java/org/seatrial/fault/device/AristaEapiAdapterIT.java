package org.seatrial.fault.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.seatrial.recording.Json;
import tools.jackson.databind.JsonNode;

/** A small HTTP server that answers in the form of eAPI's published examples, errors included. */
final class AristaEapiAdapterIT {

    @Nested
    final class OnStandIn extends DeviceContract {

        @Override
        Use use() {
            return Use.SHUTDOWN;
        }

        @Override
        Counterpart start(Path folder, Path secret) {
            Eapi eapi = new Eapi();
            eapi.secret = secret.toString();
            return eapi;
        }
    }

    @Test
    void aPortIsShutAndReadBackAndOpenedAgain() throws InterruptedException {
        try (Eapi eapi = new Eapi()) {
            Actuator port = port(eapi, "Ethernet10");
            assertThat(port.read(soon())).isEqualTo(SwitchState.ON);
            port.command(SwitchState.OFF, soon());
            assertThat(eapi.on()).isFalse();
            assertThat(port.read(soon())).isEqualTo(SwitchState.OFF);
            port.command(SwitchState.ON, soon());
            assertThat(port.read(soon())).isEqualTo(SwitchState.ON);
            assertThat(eapi.commands)
                    .contains(
                            List.of("enable", "configure", "interface Ethernet10", "shutdown"),
                            List.of("enable", "configure", "interface Ethernet10", "no shutdown"));
        }
    }

    @Test
    void aPortShutUnderACommitTimerOpensWhenNobodyHealsIt() throws InterruptedException {
        try (Eapi eapi = new Eapi()) {
            Actuator port = withTimer(eapi, Duration.ofSeconds(2));
            assertThat(port.takesBackAfter(soon())).hasValue(Duration.ofSeconds(2));
            port.command(SwitchState.OFF, soon());
            assertThat(eapi.on()).isFalse();
            assertThat(eapi.commands.getLast())
                    .startsWith("enable")
                    .contains("interface Ethernet10", "shutdown")
                    .endsWith("commit timer 00:00:02");
            int commands = eapi.commands.size();
            Deadline deadline = soon();
            while (!eapi.on()) {
                assertThat(deadline.over()).isFalse();
                deadline.pause(Duration.ofMillis(50));
            }
            assertThat(eapi.commands).hasSize(commands);
        }
    }

    @Test
    void healingEndsTheCommitTimerSoThatItTakesNothingBackLater() throws InterruptedException {
        try (Eapi eapi = new Eapi()) {
            Actuator port = withTimer(eapi, Duration.ofMinutes(10));
            port.command(SwitchState.OFF, soon());
            // From another process, which knows nothing but the point.
            withTimer(eapi, Duration.ofMinutes(10)).command(SwitchState.ON, soon());
            assertThat(eapi.on()).isTrue();
            assertThat(eapi.sessions).isEmpty();
        }
    }

    @Test
    void aSessionThatIsNotOursIsLeftAlone() throws InterruptedException {
        try (Eapi eapi = new Eapi()) {
            eapi.sessions.put("somebody", "pendingCommitTimer");
            Actuator port = withTimer(eapi, Duration.ofMinutes(10));
            port.command(SwitchState.OFF, soon());
            port.command(SwitchState.ON, soon());
            assertThat(eapi.sessions).containsOnlyKeys("somebody");
        }
    }

    private static Actuator withTimer(Eapi eapi, Duration after) {
        Settings device = new Settings(
                Map.of(
                        "url",
                        eapi.url(),
                        "headers.Authorization",
                        eapi.credentials(),
                        "dead-man",
                        String.valueOf(after.toNanos())),
                Map.of());
        return new AristaEapiAdapter()
                .connect(device, new Settings(Map.of("interface", "Ethernet10"), Map.of()), new Secrets());
    }

    @Test
    void anErrorAnswerIsToldWithItsCodeAndTheCommandThatFailed() {
        try (Eapi eapi = new Eapi()) {
            assertThatThrownBy(() -> port(eapi, "Ethernet99").read(soon()))
                    .isInstanceOf(DeviceException.class)
                    .hasMessageContaining("CLI command 1 of 1 'show interfaces Ethernet99' failed: invalid command")
                    .hasMessageContaining("code 1002")
                    .hasMessageContaining("Interface does not exist");
        }
    }

    @Test
    void aPortThatTheSwitchHasDisabledByItselfIsNeitherOnNorOff() {
        try (Eapi eapi = new Eapi()) {
            eapi.status = "errdisabled";
            assertThatThrownBy(() -> port(eapi, "Ethernet10").read(soon()))
                    .isInstanceOf(DeviceException.class)
                    .hasMessageContaining("errdisabled");
        }
    }

    @Test
    void aPortWithoutASignalIsOnBecauseNobodyShutIt() throws InterruptedException {
        try (Eapi eapi = new Eapi()) {
            eapi.status = "notconnect";
            assertThat(port(eapi, "Ethernet10").read(soon())).isEqualTo(SwitchState.ON);
        }
    }

    @Test
    void aNameThatCouldHoldAnotherCommandIsRefused() {
        try (Eapi eapi = new Eapi()) {
            assertThatThrownBy(() -> port(eapi, "Ethernet1\nreload now"))
                    .isInstanceOf(DeviceException.class)
                    .hasMessageContaining("no full name of a port");
        }
    }

    @Test
    void wrongCredentialsAreARefusal() {
        try (Eapi eapi = new Eapi()) {
            Settings device = new Settings(Map.of("url", eapi.url()), Map.of());
            Actuator port = new AristaEapiAdapter()
                    .connect(device, new Settings(Map.of("interface", "Ethernet10"), Map.of()), new Secrets());
            assertThatThrownBy(() -> port.read(soon()))
                    .isInstanceOf(DeviceException.class)
                    .hasMessageContaining("HTTP 401");
        }
    }

    private static Actuator port(Eapi eapi, String name) {
        Settings device =
                new Settings(Map.of("url", eapi.url(), "headers.Authorization", eapi.credentials()), Map.of());
        return new AristaEapiAdapter()
                .connect(device, new Settings(Map.of("interface", name), Map.of()), new Secrets());
    }

    private static Deadline soon() {
        return Deadline.in(Duration.ofSeconds(20));
    }

    /** A switch with the port Ethernet10. */
    static final class Eapi extends HttpStandIn {

        final List<List<String>> commands = new CopyOnWriteArrayList<>();
        final Map<String, String> sessions = new ConcurrentHashMap<>();
        volatile String status = "connected";
        String secret = "";

        Eapi() {
            super("tester");
        }

        @Override
        public String device() {
            return "adapter: arista-eapi, url: '" + url() + "', user: tester, password: {file: " + secret + "}";
        }

        @Override
        public String target() {
            return "interface: Ethernet10";
        }

        @Override
        Answer answer(String method, String path, String body) {
            JsonNode request = Json.mapper().readTree(body);
            if (!path.equals("/command-api")
                    || !request.path("method").asString("").equals("runCmds")) {
                return new Answer(404, "");
            }
            List<String> given = new ArrayList<>();
            request.path("params").path("cmds").forEach(command -> given.add(command.asString("")));
            commands.add(List.copyOf(given));
            if (given.equals(List.of("show interfaces Ethernet10"))) {
                String told = on() ? status : "disabled";
                String line = told.equals("connected") ? "up" : "down";
                return new Answer(200, """
                    {"jsonrpc": "2.0", "id": "seatrial", "result": [{"interfaces": {"Ethernet10": {
                     "name": "Ethernet10", "forwardingModel": "routed", "hardware": "ethernet", "mtu": 9214,
                     "interfaceStatus": "STATUS", "lineProtocolStatus": "LINE", "bandwidth": 10000000000}}}]}
                    """.replace("STATUS", told).replace("LINE", line));
            }
            if (given.equals(List.of("show configuration sessions"))) {
                String all = sessions.entrySet().stream()
                        .map(session -> "\"%s\": {\"state\": \"%s\", \"completedTime\": 0}"
                                .formatted(session.getKey(), session.getValue()))
                        .collect(Collectors.joining(", "));
                return new Answer(
                        200,
                        "{\"jsonrpc\": \"2.0\", \"id\": \"seatrial\", \"result\": [{\"maxSavedSessions\": 1,"
                                + " \"sessions\": {"
                                + all + "}}]}");
            }
            if (given.get(given.size() - 1).endsWith(" abort")) {
                takeBack(given.getLast().split(" ", -1)[2]);
                return new Answer(200, "{\"jsonrpc\": \"2.0\", \"id\": \"seatrial\", \"result\": [{}, {}]}");
            }
            if (given.size() == 5 && given.getLast().startsWith("commit timer ")) {
                String session = given.get(1).split(" ", -1)[2];
                String[] time =
                        given.getLast().substring("commit timer ".length()).split(":", -1);
                long seconds = Long.parseLong(time[0]) * 3600 + Long.parseLong(time[1]) * 60 + Long.parseLong(time[2]);
                command(false);
                sessions.put(session, "pendingCommitTimer");
                CompletableFuture.delayedExecutor(seconds, TimeUnit.SECONDS).execute(() -> takeBack(session));
                return new Answer(
                        200, "{\"jsonrpc\": \"2.0\", \"id\": \"seatrial\", \"result\": [{}, {}, {}, {}, {}]}");
            }
            if (given.size() == 4 && given.get(2).equals("interface Ethernet10")) {
                command(given.get(3).equals("no shutdown"));
                return new Answer(200, "{\"jsonrpc\": \"2.0\", \"id\": \"seatrial\", \"result\": [{}, {}, {}, {}]}");
            }
            return refusal("Interface does not exist", given.getLast());
        }

        /** What a switch does when a timer ends that nobody confirmed, or when its session is aborted. */
        private void takeBack(String session) {
            if (sessions.remove(session) != null) {
                command(true);
            }
        }

        @Override
        Answer refusal(String echo) {
            return refusal(echo.replace("\\", "").replace("\"", "'").replace("\n", " "), "shutdown");
        }

        private static Answer refusal(String error, String command) {
            return new Answer(200, """
                {"jsonrpc": "2.0", "id": "seatrial", "error": {"code": 1002,
                 "message": "CLI command 1 of 1 'COMMAND' failed: invalid command", "data": [{"errors": ["ERROR"]}]}}
                """.replace("COMMAND", command).replace("ERROR", error));
        }
    }
}

package org.seatrial.fault.device;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.seatrial.recording.Json;
import tools.jackson.databind.JsonNode;

/** Ports of Arista switches by eAPI: commands of the command line as JSON-RPC over HTTP. */
public final class AristaEapiAdapter implements DeviceAdapter {

    private static final String PATH = "/command-api";
    private static final String DEAD_MAN = "dead-man";
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofHours(23);

    /** The state of a session whose changes are in force and will be taken back. */
    private static final String PENDING = "pendingCommitTimer";

    /** What stands in a command must not be able to hold another one. */
    private static final Pattern PORT = Pattern.compile("[A-Za-z-]+[0-9]+(/[0-9]+){0,2}");

    @Override
    public String name() {
        return "arista-eapi";
    }

    @Override
    public String meaning() {
        return "ports of Arista switches by eAPI";
    }

    @Override
    public Set<Use> uses() {
        return Set.of(Use.SHUTDOWN);
    }

    @Override
    public List<Key> deviceKeys() {
        return Stream.concat(
                        HttpDevice.KEYS.stream(),
                        Stream.of(Key.optional(
                                DEAD_MAN,
                                Key.Kind.TIME,
                                "after how long the switch takes a shutdown back by itself; usually it does not")))
                .toList();
    }

    @Override
    public List<Key> targetKeys() {
        return List.of(
                Key.required("interface", Key.Kind.TEXT, "its full name, for example Ethernet10 or Ethernet1/1"));
    }

    @Override
    public List<String> wrongWithDevice(Settings device) {
        List<String> wrong = new ArrayList<>(HttpDevice.wrong(device));
        Duration after = device.time(DEAD_MAN, SHORTEST);
        if (after.compareTo(SHORTEST) < 0 || after.compareTo(LONGEST) > 0) {
            wrong.add("a commit timer of " + after.toMillis() + " ms cannot be set; valid: from " + SHORTEST.toSeconds()
                    + " s to " + LONGEST.toHours() + " h");
        }
        return wrong;
    }

    @Override
    public List<String> wrongWithTarget(Settings target) {
        String port = target.text("interface", "");
        return PORT.matcher(port).matches()
                ? List.of()
                : List.of("'" + port + "' is no full name of a port, such as Ethernet10 or Ethernet1/1");
    }

    @Override
    public Actuator connect(Settings device, Settings target, Secrets secrets) {
        HttpDevice http = new HttpDevice(device, secrets);
        String port = target.required("interface");
        wrongWithTarget(target).forEach(wrong -> {
            throw new DeviceException(wrong);
        });
        Optional<Duration> after = device.text(DEAD_MAN).map(_ -> device.time(DEAD_MAN, SHORTEST));
        String sessions = "seatrial-" + port.replace('/', '-') + "-";
        return new Actuator() {
            @Override
            public Optional<Duration> takesBackAfter(Deadline deadline) {
                return after;
            }

            @Override
            public SwitchState read(Deadline deadline) throws InterruptedException {
                String status = run(List.of("show interfaces " + port), deadline)
                        .path(0)
                        .path("interfaces")
                        .path(port)
                        .path("interfaceStatus")
                        .asString("");
                // Anything but disabled is enabled: whether it has a signal is the cable's business.
                return switch (status) {
                    case "disabled" -> SwitchState.OFF;
                    case "connected", "notconnect" -> SwitchState.ON;
                    case "" -> throw new DeviceException("the switch tells nothing of interface " + port);
                    default ->
                        throw new DeviceException("interface " + port + " is " + status
                                + ", which is neither enabled nor shut down by us");
                };
            }

            @Override
            public String command(SwitchState wanted, Deadline deadline) throws InterruptedException {
                if (wanted == SwitchState.OFF && after.isPresent()) {
                    // A name of its own: a session that is over cannot be opened again.
                    run(
                            List.of(
                                    "enable",
                                    "configure session " + sessions + Long.toHexString(System.currentTimeMillis()),
                                    "interface " + port,
                                    "shutdown",
                                    "commit timer " + timer(after.get())),
                            deadline);
                    return "";
                }
                if (wanted == SwitchState.ON && after.isPresent()) {
                    abortPending(deadline);
                }
                run(
                        List.of(
                                "enable",
                                "configure",
                                "interface " + port,
                                wanted == SwitchState.ON ? "no shutdown" : "shutdown"),
                        deadline);
                return "";
            }

            // Left alone, a timer would later take back whatever was configured since.
            private void abortPending(Deadline deadline) throws InterruptedException {
                for (Map.Entry<String, JsonNode> session : run(List.of("show configuration sessions"), deadline)
                        .path(0)
                        .path("sessions")
                        .properties()) {
                    if (session.getKey().startsWith(sessions)
                            && session.getValue().path("state").asString("").equals(PENDING)) {
                        run(List.of("enable", "configure session " + session.getKey() + " abort"), deadline);
                    }
                }
            }

            // The results, one for each command.
            private JsonNode run(List<String> commands, Deadline deadline) throws InterruptedException {
                Map<String, Object> request = new LinkedHashMap<>();
                request.put("jsonrpc", "2.0");
                request.put("method", "runCmds");
                request.put("params", Map.of("version", 1, "cmds", commands, "format", "json"));
                request.put("id", "seatrial");
                HttpDevice.Reply reply =
                        http.exchange("POST", PATH, Json.mapper().writeValueAsString(request), deadline);
                if (!reply.ok()) {
                    throw new DeviceException("the switch refused: " + reply.shown());
                }
                JsonNode answer = reply.json();
                if (answer.has("error")) {
                    throw new DeviceException("the switch refused: " + error(answer.path("error")));
                }
                JsonNode results = answer.path("result");
                if (results.size() != commands.size()) {
                    throw new DeviceException("the switch answered " + results.size() + " of " + commands.size()
                            + " commands: " + reply.shown());
                }
                return results;
            }
        };
    }

    private static String timer(Duration after) {
        return "%02d:%02d:%02d".formatted(after.toHours(), after.toMinutesPart(), after.toSecondsPart());
    }

    /** Its message, and of the commands those that failed. */
    private static String error(JsonNode error) {
        StringBuilder text = new StringBuilder(error.path("message").asString(""))
                .append(" (code ")
                .append(error.path("code").asInt(0))
                .append(')');
        for (JsonNode command : error.path("data")) {
            for (JsonNode one : command.path("errors")) {
                text.append("; ").append(one.asString(""));
            }
        }
        return text.toString();
    }
}

package org.seatrial.fault.device;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.seatrial.recording.Json;
import tools.jackson.databind.JsonNode;

/** Ports of Arista switches by eAPI: commands of the command line as JSON-RPC over HTTP. */
public final class AristaEapiAdapter implements DeviceAdapter {

    private static final String PATH = "/command-api";

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
        return HttpDevice.KEYS;
    }

    @Override
    public List<Key> targetKeys() {
        return List.of(
                Key.required("interface", Key.Kind.TEXT, "its full name, for example Ethernet10 or Ethernet1/1"));
    }

    @Override
    public List<String> wrongWithDevice(Settings device) {
        return HttpDevice.wrong(device);
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
        return new Actuator() {
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
                run(
                        List.of(
                                "enable",
                                "configure",
                                "interface " + port,
                                wanted == SwitchState.ON ? "no shutdown" : "shutdown"),
                        deadline);
                return "";
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

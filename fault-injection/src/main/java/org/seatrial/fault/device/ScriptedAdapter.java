package org.seatrial.fault.device;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.seatrial.lab.Lacking;
import org.seatrial.recording.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Any executable, in any language: one JSON object on its standard input, one on its standard output. */
public final class ScriptedAdapter implements DeviceAdapter {

    @Override
    public String name() {
        return "scripted";
    }

    @Override
    public String meaning() {
        return "any executable: JSON on standard input and output";
    }

    @Override
    public Set<Use> uses() {
        return Set.of(Use.values());
    }

    @Override
    public List<Key> deviceKeys() {
        return List.of(
                Key.required("command", Key.Kind.WORDS, "the program, by its absolute path, and its arguments"),
                Key.optional("options", Key.Kind.OPTIONS, "handed on to the program, secret ones too"));
    }

    @Override
    public List<Key> targetKeys() {
        return List.of(Key.required("target", Key.Kind.TEXT, "what to switch, in the program's own words"));
    }

    @Override
    public List<Lacking> lacking(Settings device) {
        return ChildProgram.lacking(device.words("command").getFirst(), "");
    }

    @Override
    public Actuator connect(Settings device, Settings target, Secrets secrets) {
        Map<String, String> options = device.options("options", secrets);
        return new Actuator() {
            @Override
            public SwitchState read(Deadline deadline) throws InterruptedException {
                JsonNode answer = ask("read", deadline);
                String state = answer.path("state").asString("");
                return switch (state) {
                    case "on" -> SwitchState.ON;
                    case "off" -> SwitchState.OFF;
                    case "changing" -> SwitchState.CHANGING;
                    default ->
                        throw new DeviceException(
                                "the program told the state '" + state + "'; valid: on, off, changing");
                };
            }

            @Override
            public String command(SwitchState wanted, Deadline deadline) throws InterruptedException {
                return ask(wanted.text(), deadline).path("who").asString("");
            }

            private JsonNode ask(String action, Deadline deadline) throws InterruptedException {
                Map<String, Object> request = new LinkedHashMap<>();
                request.put("action", action);
                request.put("target", target.required("target"));
                request.put("within-ms", deadline.remaining().toMillis());
                request.put("options", options);
                ChildProgram.Result result = ChildProgram.run(
                        device.words("command"), Map.of(), Json.mapper().writeValueAsString(request) + "\n", deadline);
                if (result.exitCode() != 0) {
                    throw new DeviceException(
                            "the program ended with code " + result.exitCode() + "; " + result.said());
                }
                try {
                    JsonNode answer = Json.mapper().readTree(result.output());
                    if (answer.hasNonNull("error")) {
                        throw new DeviceException("the program refused: "
                                + answer.path("error").asString("").strip());
                    }
                    return answer;
                } catch (JacksonException e) {
                    throw new DeviceException("the program answered with something that is not JSON; " + result.said());
                }
            }
        };
    }
}

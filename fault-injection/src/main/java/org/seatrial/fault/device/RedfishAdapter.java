package org.seatrial.fault.device;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.seatrial.recording.Json;
import tools.jackson.databind.JsonNode;

/**
 * Redfish (DMTF DSP0266): the power of a computer system, or an outlet of a power unit. What may be asked is read from the
 * resource itself before it is asked. A system that is forced off keeps its power supplies under current; an outlet does
 * not.
 */
public final class RedfishAdapter implements DeviceAdapter {

    private static final String SYSTEM_RESET = "#ComputerSystem.Reset";
    private static final String OUTLET_CONTROL = "#Outlet.PowerControl";
    private static final String ALLOWABLE = "@Redfish.AllowableValues";

    @Override
    public String name() {
        return "redfish";
    }

    @Override
    public String meaning() {
        return "Redfish: ComputerSystem.Reset, Outlet.PowerControl";
    }

    @Override
    public Set<Use> uses() {
        return Set.of(Use.POWER);
    }

    @Override
    public List<Key> deviceKeys() {
        return HttpDevice.KEYS;
    }

    @Override
    public List<Key> targetKeys() {
        return List.of(Key.required(
                "resource",
                Key.Kind.TEXT,
                "path of the ComputerSystem or Outlet, such as /redfish/v1/Systems/437XR1138R2"));
    }

    @Override
    public List<String> wrongWithDevice(Settings device) {
        return HttpDevice.wrong(device);
    }

    @Override
    public Actuator connect(Settings device, Settings target, Secrets secrets) {
        HttpDevice http = new HttpDevice(device, secrets);
        String resource = target.required("resource");
        return new Actuator() {
            @Override
            public SwitchState read(Deadline deadline) throws InterruptedException {
                String state = get(resource, deadline).path("PowerState").asString("");
                return switch (state) {
                    case "On" -> SwitchState.ON;
                    case "Off" -> SwitchState.OFF;
                    case "PoweringOn", "PoweringOff", "PowerCycle" -> SwitchState.CHANGING;
                    default ->
                        throw new DeviceException(
                                resource + " told the PowerState '" + state + "', which is neither On nor Off");
                };
            }

            @Override
            public String command(SwitchState wanted, Deadline deadline) throws InterruptedException {
                JsonNode actions = get(resource, deadline).path("Actions");
                boolean outlet = actions.has(OUTLET_CONTROL);
                JsonNode action = outlet ? actions.path(OUTLET_CONTROL) : actions.path(SYSTEM_RESET);
                String parameter = outlet ? "PowerState" : "ResetType";
                String path = action.path("target").asString("");
                if (path.isEmpty()) {
                    throw new DeviceException(resource + " has neither the action " + SYSTEM_RESET.substring(1)
                            + " nor " + OUTLET_CONTROL.substring(1));
                }
                String value = chosen(wanted, outlet, allowed(action, parameter, deadline));
                HttpDevice.Reply reply = http.exchange(
                        "POST", path, Json.mapper().writeValueAsString(Map.of(parameter, value)), deadline);
                if (!reply.ok()) {
                    throw new DeviceException(path + " refused " + value + ": " + error(reply));
                }
                return "";
            }

            // Empty if the resource does not say.
            private List<String> allowed(JsonNode action, String parameter, Deadline deadline)
                    throws InterruptedException {
                JsonNode inline = action.path(parameter + ALLOWABLE);
                String info = action.path("@Redfish.ActionInfo").asString("");
                if (inline.isArray() || info.isEmpty()) {
                    return texts(inline);
                }
                for (JsonNode described : get(info, deadline).path("Parameters")) {
                    if (described.path("Name").asString("").equals(parameter)) {
                        return texts(described.path("AllowableValues"));
                    }
                }
                return List.of();
            }

            private JsonNode get(String path, Deadline deadline) throws InterruptedException {
                HttpDevice.Reply reply = http.exchange("GET", path, "", deadline);
                if (!reply.ok()) {
                    throw new DeviceException(path + " cannot be read: " + error(reply));
                }
                return reply.json();
            }
        };
    }

    private static String chosen(SwitchState wanted, boolean outlet, List<String> allowed) {
        List<String> good = wanted == SwitchState.ON
                ? (outlet ? List.of("On") : List.of("On", "ForceOn"))
                : List.of(outlet ? "Off" : "ForceOff");
        if (allowed.isEmpty()) {
            return good.getFirst();
        }
        Optional<String> first = good.stream().filter(allowed::contains).findFirst();
        return first.orElseThrow(() -> new DeviceException("the resource does not allow " + String.join(" or ", good)
                + "; it allows " + String.join(", ", allowed)));
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(item -> texts.add(item.asString("")));
        return texts;
    }

    /** What an error answer says (DSP0266, "Error responses"): its extended messages, else its message. */
    private static String error(HttpDevice.Reply reply) {
        if (!reply.body().stripLeading().startsWith("{")) {
            return reply.shown();
        }
        JsonNode error = reply.json().path("error");
        List<String> messages = new ArrayList<>();
        for (JsonNode info : error.path("@Message.ExtendedInfo")) {
            messages.add(info.path("MessageId").asString("") + " "
                    + info.path("Message").asString(""));
        }
        if (messages.isEmpty()) {
            messages.add(error.path("code").asString("") + " "
                    + error.path("message").asString(""));
        }
        return "HTTP " + reply.status() + " " + String.join("; ", messages).strip();
    }
}

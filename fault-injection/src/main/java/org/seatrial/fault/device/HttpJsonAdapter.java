package org.seatrial.fault.device;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** Any device with an HTTP interface that tells its state in JSON: relays, smart outlets, optical switches. */
public final class HttpJsonAdapter implements DeviceAdapter {

    @Override
    public String name() {
        return "http-json";
    }

    @Override
    public String meaning() {
        return "any device with HTTP and JSON: paths, bodies and the place of the state are settings";
    }

    @Override
    public Set<Use> uses() {
        return Set.of(Use.values());
    }

    @Override
    public List<Key> deviceKeys() {
        List<Key> keys = new ArrayList<>(HttpDevice.KEYS);
        keys.add(Key.optional("headers", Key.Kind.OPTIONS, "more headers, secret ones too"));
        keys.add(Key.choice("method", false, List.of("POST", "PUT", "PATCH", "GET"), "to switch; usually POST"));
        keys.add(Key.required("on-path", Key.Kind.TEXT, "path to switch on; {target} is replaced"));
        keys.add(Key.optional("on-body", Key.Kind.TEXT, "JSON to send with it; {target} is replaced"));
        keys.add(Key.required("off-path", Key.Kind.TEXT, "path to switch off; {target} is replaced"));
        keys.add(Key.optional("off-body", Key.Kind.TEXT, "JSON to send with it; {target} is replaced"));
        keys.add(Key.required("read-path", Key.Kind.TEXT, "path to read the state; {target} is replaced"));
        keys.add(Key.required(
                "read-at",
                Key.Kind.TEXT,
                "where the state is in the answer: a JSON pointer (RFC 6901), such as /state"));
        keys.add(Key.optional("reads-on", Key.Kind.TEXT, "what stands there if on, usually on"));
        keys.add(Key.optional("reads-off", Key.Kind.TEXT, "what stands there if off, usually off"));
        return keys;
    }

    @Override
    public List<Key> targetKeys() {
        return List.of(Key.optional("target", Key.Kind.TEXT, "put into paths and bodies"));
    }

    @Override
    public List<String> wrongWithDevice(Settings device) {
        return HttpDevice.wrong(device);
    }

    @Override
    public Actuator connect(Settings device, Settings target, Secrets secrets) {
        HttpDevice http = new HttpDevice(device, secrets);
        String name = target.text("target", "");
        return new Actuator() {
            @Override
            public SwitchState read(Deadline deadline) throws InterruptedException {
                HttpDevice.Reply reply = http.exchange("GET", path("read-path"), "", deadline);
                if (!reply.ok()) {
                    throw new DeviceException("the state cannot be read: " + reply.shown());
                }
                JsonNode state = reply.json().at(JsonPointer.compile(device.required("read-at")));
                String on = device.text("reads-on", "on");
                String off = device.text("reads-off", "off");
                String said = state.isValueNode() ? state.asString("") : "";
                if (!state.isMissingNode() && said.equals(on)) {
                    return SwitchState.ON;
                }
                if (!state.isMissingNode() && said.equals(off)) {
                    return SwitchState.OFF;
                }
                throw new DeviceException("the state at " + device.required("read-at") + " is "
                        + (state.isMissingNode() ? "not there" : "'" + state + "'") + "; valid: " + on + ", " + off
                        + "; " + reply.shown());
            }

            @Override
            public String command(SwitchState wanted, Deadline deadline) throws InterruptedException {
                String body = device.text(wanted.text() + "-body", "").replace("{target}", name);
                HttpDevice.Reply reply =
                        http.exchange(device.text("method", "POST"), path(wanted.text() + "-path"), body, deadline);
                if (!reply.ok()) {
                    throw new DeviceException("the device refused: " + reply.shown());
                }
                return "";
            }

            private String path(String key) {
                return device.required(key).replace("{target}", URLEncoder.encode(name, StandardCharsets.UTF_8));
            }
        };
    }
}

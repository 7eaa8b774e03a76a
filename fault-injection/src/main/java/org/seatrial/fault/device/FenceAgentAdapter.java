package org.seatrial.fault.device;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.seatrial.lab.Lacking;

/** Any {@code fence_*} program of the cluster world: over a hundred power devices behind one interface. */
public final class FenceAgentAdapter implements DeviceAdapter {

    private static final int IS_ON = 0;
    private static final int IS_OFF = 2;

    @Override
    public String name() {
        return "fence-agent";
    }

    @Override
    public String meaning() {
        return "any fence_* program: power devices of many makers, hypervisors, clouds";
    }

    @Override
    public Set<Use> uses() {
        return Set.of(Use.POWER);
    }

    @Override
    public List<Key> deviceKeys() {
        return List.of(
                Key.required("agent", Key.Kind.TEXT, "the program, for example fence_apc_snmp"),
                Key.optional("address", Key.Kind.TEXT, "the agent's option ip"),
                Key.optional("options", Key.Kind.OPTIONS, "the agent's other options, secret ones too"));
    }

    @Override
    public List<Key> targetKeys() {
        return List.of(Key.optional("plug", Key.Kind.TEXT, "the agent's option plug: an outlet, a machine"));
    }

    @Override
    public List<Lacking> lacking(Settings device) {
        return ChildProgram.lacking(device.required("agent"), "fence-agents");
    }

    @Override
    public Actuator connect(Settings device, Settings target, Secrets secrets) {
        Map<String, String> options = new TreeMap<>(device.options("options", secrets));
        device.text("address").ifPresent(address -> options.put("ip", address));
        target.text("plug").ifPresent(plug -> options.put("plug", plug));
        return new Actuator() {
            @Override
            public SwitchState read(Deadline deadline) throws InterruptedException {
                ChildProgram.Result result = run("status", deadline);
                return switch (result.exitCode()) {
                    case IS_ON -> SwitchState.ON;
                    case IS_OFF -> SwitchState.OFF;
                    default -> throw failed("status", result);
                };
            }

            @Override
            public String command(SwitchState wanted, Deadline deadline) throws InterruptedException {
                ChildProgram.Result result = run(wanted.text(), deadline);
                if (result.exitCode() != 0) {
                    throw failed(wanted.text(), result);
                }
                return "";
            }

            private ChildProgram.Result run(String action, Deadline deadline) throws InterruptedException {
                options.put("action", action);
                String input = options.entrySet().stream()
                        .map(option -> option.getKey() + "=" + option.getValue() + "\n")
                        .collect(Collectors.joining());
                return ChildProgram.run(List.of(device.required("agent")), Map.of(), input, deadline);
            }

            private DeviceException failed(String action, ChildProgram.Result result) {
                return new DeviceException(device.required("agent") + " failed at '" + action + "' with code "
                        + result.exitCode() + "; " + result.said());
            }
        };
    }
}

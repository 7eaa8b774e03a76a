package org.seatrial.fault.device;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.seatrial.input.NearNames;

/** Outlets of power units by SNMP: {@link OutletTable} knows the families. */
public final class SnmpOutletAdapter implements DeviceAdapter {

    private static final Pattern INDEX = Pattern.compile("[0-9]{1,5}(\\.[0-9]{1,5}){0,4}");

    @Override
    public String name() {
        return "snmp-outlet";
    }

    @Override
    public String meaning() {
        return "outlets by SNMP: " + String.join(", ", OutletTable.models());
    }

    @Override
    public Set<Use> uses() {
        return Set.of(Use.POWER);
    }

    @Override
    public List<Key> deviceKeys() {
        List<Key> keys = new ArrayList<>(SnmpDevice.KEYS);
        keys.add(Key.choice("model", true, OutletTable.models(), "the family of the unit"));
        return keys;
    }

    @Override
    public List<Key> targetKeys() {
        return List.of(Key.required("outlet", Key.Kind.TEXT, "its index in the unit's table, for example 3 or 1.3"));
    }

    @Override
    public List<String> wrongWithDevice(Settings device) {
        return SnmpDevice.wrong(device);
    }

    @Override
    public List<String> wrongWithTarget(Settings target) {
        return INDEX.matcher(target.text("outlet", "")).matches()
                ? List.of()
                : List.of("the outlet '" + target.text("outlet", "") + "' is no index: numbers with dots between them");
    }

    @Override
    public Actuator connect(Settings device, Settings target, Secrets secrets) {
        SnmpDevice snmp = new SnmpDevice(device, secrets);
        OutletTable table = OutletTable.of(device.required("model"));
        String outlet = target.required("outlet");
        return new Actuator() {
            @Override
            public SwitchState read(Deadline deadline) throws InterruptedException {
                Optional<Integer> value = snmp.number(table.stateObject() + "." + outlet, deadline);
                if (value.isEmpty()) {
                    throw new DeviceException("the unit has no outlet '" + outlet + "'; valid: "
                            + NearNames.valid(
                                    outlet,
                                    snmp.walk(table.stateObject(), deadline).keySet()));
                }
                return table.state(value.get());
            }

            @Override
            public String command(SwitchState wanted, Deadline deadline) throws InterruptedException {
                boolean on = wanted == SwitchState.ON;
                snmp.set(
                        (on ? table.onObject() : table.offObject()) + "." + outlet,
                        on ? table.onValue() : table.offValue(),
                        deadline);
                return "";
            }
        };
    }
}

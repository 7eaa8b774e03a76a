package org.seatrial.fault.device;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.seatrial.input.NearNames;

/**
 * Ports of any switch or router by SNMP: {@code ifAdminStatus} (RFC 2863). An administrative shutdown, not a pulled cable:
 * the device may say goodbye to its neighbours first.
 */
public final class SnmpPortAdapter implements DeviceAdapter {

    private static final String NAMES = "1.3.6.1.2.1.31.1.1.1.1";
    private static final String DESCRIPTIONS = "1.3.6.1.2.1.2.2.1.2";
    private static final String ADMIN_STATUS = "1.3.6.1.2.1.2.2.1.7";
    private static final String OPER_STATUS = "1.3.6.1.2.1.2.2.1.8";
    private static final int UP = 1;
    private static final int DOWN = 2;

    @Override
    public String name() {
        return "snmp-port";
    }

    @Override
    public String meaning() {
        return "ports by SNMP: ifAdminStatus of IF-MIB (RFC 2863)";
    }

    @Override
    public Set<Use> uses() {
        return Set.of(Use.SHUTDOWN);
    }

    @Override
    public List<Key> deviceKeys() {
        return SnmpDevice.KEYS;
    }

    @Override
    public List<Key> targetKeys() {
        return List.of(Key.required("interface", Key.Kind.TEXT, "its ifName or ifDescr"));
    }

    @Override
    public List<String> wrongWithDevice(Settings device) {
        return SnmpDevice.wrong(device);
    }

    @Override
    public Actuator connect(Settings device, Settings target, Secrets secrets) {
        SnmpDevice snmp = new SnmpDevice(device, secrets);
        String wantedName = target.required("interface");
        return new Actuator() {

            // An index may change when the device restarts, so that it is looked up for each exchange.
            private String index(Deadline deadline) throws InterruptedException {
                Map<String, String> names = snmp.walk(NAMES, deadline);
                if (!names.containsValue(wantedName)) {
                    Map<String, String> descriptions = snmp.walk(DESCRIPTIONS, deadline);
                    names = descriptions.containsValue(wantedName) || names.isEmpty() ? descriptions : names;
                }
                List<String> found = names.entrySet().stream()
                        .filter(row -> row.getValue().equals(wantedName))
                        .map(Map.Entry::getKey)
                        .toList();
                if (found.size() != 1) {
                    throw new DeviceException("the device has " + (found.isEmpty() ? "no" : "more than one")
                            + " interface '" + wantedName + "'; valid: " + NearNames.valid(wantedName, names.values()));
                }
                return found.getFirst();
            }

            @Override
            public SwitchState read(Deadline deadline) throws InterruptedException {
                String index = index(deadline);
                int admin = status(ADMIN_STATUS, index, deadline);
                if (admin == UP) {
                    return SwitchState.ON;
                }
                // A port that was told to be down and still carries traffic is on its way, or lies.
                boolean carries = status(OPER_STATUS, index, deadline) == UP;
                return carries || admin != DOWN ? SwitchState.CHANGING : SwitchState.OFF;
            }

            private int status(String object, String index, Deadline deadline) throws InterruptedException {
                return snmp.number(object + "." + index, deadline)
                        .orElseThrow(() ->
                                new DeviceException("the device tells no status of interface '" + wantedName + "'"));
            }

            @Override
            public String command(SwitchState wanted, Deadline deadline) throws InterruptedException {
                snmp.set(ADMIN_STATUS + "." + index(deadline), wanted == SwitchState.ON ? UP : DOWN, deadline);
                return "";
            }
        };
    }
}

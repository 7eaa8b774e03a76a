package org.seatrial.fault.device;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.seatrial.lab.Lacking;

/**
 * A machine's management controller by IPMI 2.0 over LAN. Its power is that of the machine's main board: the power supplies
 * stay under current, so that it is no test of their redundancy.
 */
public final class IpmiAdapter implements DeviceAdapter {

    private static final int PORT = 623;

    /** Integrity and confidentiality by HMAC-SHA256 and AES (IPMI 2.0, table 22-20). */
    private static final int CIPHER_SUITE = 17;

    @Override
    public String name() {
        return "ipmi";
    }

    @Override
    public String meaning() {
        return "chassis power by IPMI 2.0 over LAN, with the program ipmitool";
    }

    @Override
    public Set<Use> uses() {
        return Set.of(Use.POWER);
    }

    @Override
    public List<Key> deviceKeys() {
        return List.of(
                Key.required("address", Key.Kind.TEXT, "of the management controller"),
                Key.optional("port", Key.Kind.NUMBER, "UDP port; usually 623"),
                Key.required("user", Key.Kind.TEXT, "with the privilege to switch power"),
                Key.required("password", Key.Kind.SECRET, "of the user"),
                Key.optional("cipher-suite", Key.Kind.NUMBER, "usually 17; older controllers know 3 only"));
    }

    @Override
    public List<Key> targetKeys() {
        return List.of();
    }

    @Override
    public List<Lacking> lacking(Settings device) {
        return ChildProgram.lacking("ipmitool", "ipmitool");
    }

    @Override
    public Actuator connect(Settings device, Settings target, Secrets secrets) {
        Map<String, String> password =
                Map.of("IPMI_PASSWORD", secrets.of(device.secret("password").orElseThrow()));
        return new Actuator() {
            @Override
            public SwitchState read(Deadline deadline) throws InterruptedException {
                String said = run("status", deadline).output().toLowerCase(Locale.ROOT);
                if (said.contains("power is on")) {
                    return SwitchState.ON;
                }
                if (said.contains("power is off")) {
                    return SwitchState.OFF;
                }
                throw new DeviceException("ipmitool told no power state: " + said.strip());
            }

            @Override
            public String command(SwitchState wanted, Deadline deadline) throws InterruptedException {
                run(wanted.text(), deadline);
                return "";
            }

            private ChildProgram.Result run(String action, Deadline deadline) throws InterruptedException {
                List<String> command = new ArrayList<>(List.of("ipmitool", "-I", "lanplus"));
                command.addAll(List.of("-H", device.required("address")));
                command.addAll(List.of("-p", String.valueOf(device.number("port", PORT))));
                command.addAll(List.of("-C", String.valueOf(device.number("cipher-suite", CIPHER_SUITE))));
                command.addAll(List.of("-U", device.required("user"), "-E", "chassis", "power", action));
                ChildProgram.Result result = ChildProgram.run(command, password, "", deadline);
                if (result.exitCode() != 0) {
                    throw new DeviceException("ipmitool failed at 'chassis power " + action + "' with code "
                            + result.exitCode() + "; " + result.said());
                }
                return result;
            }
        };
    }
}

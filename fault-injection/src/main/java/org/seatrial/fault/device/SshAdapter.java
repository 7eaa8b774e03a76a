package org.seatrial.fault.device;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.seatrial.lab.Lacking;

/**
 * Commands on a host by SSH, with the OpenSSH client. The user proves itself by a key, the host by a file of known hosts:
 * a host that is not in it is refused.
 */
public final class SshAdapter implements DeviceAdapter, RemoteShell {

    private static final int PORT = 22;
    private static final List<String> COMMANDS = List.of("on", "off", "read");
    private static final Duration REPLY_WITHIN = Duration.ofSeconds(5);

    /** A target is put into a command that a shell reads. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:-]*");

    @Override
    public String name() {
        return "ssh";
    }

    @Override
    public String meaning() {
        return "commands on a host by SSH, with the OpenSSH client";
    }

    @Override
    public Set<Use> uses() {
        return Set.of(Use.values());
    }

    @Override
    public List<Key> deviceKeys() {
        return List.of(
                Key.required("address", Key.Kind.TEXT, "of the host"),
                Key.optional("port", Key.Kind.NUMBER, "usually 22"),
                Key.required("user", Key.Kind.TEXT, "to log in as"),
                Key.required("key-file", Key.Kind.TEXT, "private key without a passphrase, absolute path"),
                Key.required("known-hosts", Key.Kind.TEXT, "file with the host's public key, absolute path"),
                Key.optional("on", Key.Kind.TEXT, "command that switches on; {target} is replaced"),
                Key.optional("off", Key.Kind.TEXT, "command that switches off; {target} is replaced"),
                Key.optional("read", Key.Kind.TEXT, "command that prints the state; {target} is replaced"),
                Key.optional("reads-on", Key.Kind.TEXT, "what it prints if on, usually on"),
                Key.optional("reads-off", Key.Kind.TEXT, "what it prints if off, usually off"));
    }

    @Override
    public List<Key> targetKeys() {
        return List.of(Key.optional("target", Key.Kind.TEXT, "letters, digits and _ . / : -, put into the commands"));
    }

    /** A host at which nothing is switched needs no commands for it. */
    @Override
    public List<String> wrongForSwitching(Settings device) {
        List<String> missing =
                COMMANDS.stream().filter(key -> device.text(key).isEmpty()).toList();
        return missing.isEmpty()
                ? List.of()
                : List.of("the device has no command '" + String.join("', '", missing)
                        + "', so that it switches nothing");
    }

    @Override
    public List<Lacking> lacking(Settings device) {
        return ChildProgram.lacking("ssh", "openssh-client");
    }

    @Override
    public List<String> wrongWithTarget(Settings target) {
        String name = target.text("target", "");
        return PLAIN.matcher(name).matches()
                ? List.of()
                : List.of("the target '" + name + "' has characters that a shell could take for commands");
    }

    @Override
    public Actuator connect(Settings device, Settings target, Secrets secrets) {
        String name = target.text("target", "");
        wrongWithTarget(target).forEach(wrong -> {
            throw new DeviceException(wrong);
        });
        return new Actuator() {
            @Override
            public SwitchState read(Deadline deadline) throws InterruptedException {
                String said = run("read", deadline).output().strip();
                if (said.equals(device.text("reads-on", "on"))) {
                    return SwitchState.ON;
                }
                if (said.equals(device.text("reads-off", "off"))) {
                    return SwitchState.OFF;
                }
                throw new DeviceException("the command '" + device.required("read") + "' printed '" + said
                        + "'; valid: " + device.text("reads-on", "on") + ", " + device.text("reads-off", "off"));
            }

            @Override
            public String command(SwitchState wanted, Deadline deadline) throws InterruptedException {
                run(wanted.text(), deadline);
                return "";
            }

            private ChildProgram.Result run(String key, Deadline deadline) throws InterruptedException {
                String remote = device.required(key).replace("{target}", name);
                ChildProgram.Result result =
                        ChildProgram.run(ssh(device, remote, List.of("-n")), Map.of(), "", deadline);
                if (result.exitCode() != 0) {
                    throw new DeviceException(
                            "'" + remote + "' ended with code " + result.exitCode() + "; " + result.said());
                }
                return result;
            }
        };
    }

    @Override
    public List<String> program(Settings device, String remote) {
        Duration within = device.time(ControlPoint.REPLY_WITHIN, REPLY_WITHIN);
        return ssh(device, remote, List.of("-o", "ConnectTimeout=" + Math.max(1, within.toSeconds())));
    }

    private static List<String> ssh(Settings device, String remote, List<String> further) {
        List<String> command = new ArrayList<>(List.of("ssh", "-F", "none", "-T"));
        command.addAll(further);
        for (String option : List.of(
                "BatchMode=yes",
                "StrictHostKeyChecking=yes",
                "UserKnownHostsFile=" + device.required("known-hosts"),
                "GlobalKnownHostsFile=/dev/null",
                "IdentitiesOnly=yes",
                "IdentityFile=" + device.required("key-file"),
                "PreferredAuthentications=publickey",
                "ControlMaster=no",
                "LogLevel=ERROR",
                "Port=" + device.number("port", PORT))) {
            command.addAll(List.of("-o", option));
        }
        command.addAll(List.of("-l", device.required("user"), "--", device.required("address"), remote));
        return command;
    }
}

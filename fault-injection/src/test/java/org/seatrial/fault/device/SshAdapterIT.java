package org.seatrial.fault.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Through the OpenSSH client against OpenSSH's server, with keys made for the test. */
final class SshAdapterIT extends DeviceContract {

    private static final String SSHD = """
        ListenAddress ADDRESS
        Port PORT
        HostKey host
        AuthorizedKeysFile FOLDER/user.pub
        PasswordAuthentication no
        KbdInteractiveAuthentication no
        UsePAM no
        StrictModes no
        PidFile none
        PermitRootLogin prohibit-password
        """;

    @Override
    Use use() {
        return Use.POWER;
    }

    @Override
    Counterpart start(Path folder, Path secret) throws IOException {
        StandIn thing = new StandIn(folder);
        String address = Loopback.own();
        int port = Daemon.freeTcpPort(address);
        for (String key : new String[] {"host", "user"}) {
            assertThat(Daemon.succeeds(
                            "ssh-keygen",
                            "-q",
                            "-t",
                            "ed25519",
                            "-N",
                            "",
                            "-f",
                            folder.resolve(key).toString()))
                    .isTrue();
        }
        Path known =
                thing.write("known", "[" + address + "]:" + port + " " + Files.readString(folder.resolve("host.pub")));
        thing.write(
                "sshd.conf",
                SSHD.replace("ADDRESS", address)
                        .replace("PORT", String.valueOf(port))
                        .replace("FOLDER", folder.toString())
                        .replace("HostKey host", "HostKey " + folder.resolve("host")));
        // Where Debian's sshd puts the part of itself that has no rights.
        Files.createDirectories(Path.of("/run/sshd"));
        Daemon sshd = Daemon.start(
                folder,
                Map.of(),
                () -> Daemon.succeeds("bash", "-c", "exec 3<>/dev/tcp/" + address + "/" + port),
                "/usr/sbin/sshd",
                "-D",
                "-e",
                "-f",
                folder.resolve("sshd.conf").toString());
        return new Counterpart() {
            @Override
            public String device() {
                return "adapter: ssh, address: " + address + ", port: " + port + ", user: "
                        + System.getProperty("user.name")
                        + ", key-file: " + folder.resolve("user") + ", known-hosts: " + known + ", on: '"
                        + thing.program() + " on {target}', off: '" + thing.program() + " off {target}', read: '"
                        + thing.program() + " read {target}'";
            }

            @Override
            public String target() {
                return "target: relay-3";
            }

            @Override
            public boolean on() {
                return thing.on();
            }

            @Override
            public void set(boolean on) {
                thing.set(on);
            }

            @Override
            public void behave(Manner manner) {
                thing.behave(manner);
            }

            @Override
            public void vanish() {
                sshd.close();
            }

            @Override
            public void close() {
                thing.behave(Manner.HONEST);
                sshd.close();
            }
        };
    }

    @Test
    void aHostWithAnotherKeyThanTheKnownOneIsRefused() throws IOException {
        Path device = folder.resolve("device");
        assertThat(Daemon.succeeds(
                        "ssh-keygen",
                        "-q",
                        "-t",
                        "ed25519",
                        "-N",
                        "",
                        "-f",
                        device.resolve("other").toString()))
                .isTrue();
        String known = Files.readString(device.resolve("known"));
        Files.writeString(
                device.resolve("known"),
                known.substring(0, known.indexOf(' ') + 1) + Files.readString(device.resolve("other.pub")));
        assertThatThrownBy(() -> read("relay-3", known))
                .isInstanceOf(DeviceException.class)
                .hasMessageContaining("Host key verification failed");
    }

    @Test
    void aTargetThatAShellWouldRunIsRefused() throws IOException {
        String known = Files.readString(folder.resolve("device/known"));
        assertThatThrownBy(() -> read("3; reboot", known))
                .isInstanceOf(DeviceException.class)
                .hasMessageContaining("shell");
    }

    private void read(String target, String known) throws InterruptedException {
        Map<String, String> settings = new HashMap<>();
        settings.put("address", known.substring(1, known.indexOf("]:")));
        settings.put("port", known.substring(known.indexOf("]:") + 2, known.indexOf(' ')));
        settings.put("user", System.getProperty("user.name"));
        settings.put("key-file", folder.resolve("device/user").toString());
        settings.put("known-hosts", folder.resolve("device/known").toString());
        settings.put("read", "echo on");
        new SshAdapter()
                .connect(
                        new Settings(settings, Map.of()),
                        new Settings(Map.of("target", target), Map.of()),
                        new Secrets())
                .read(Deadline.in(Duration.ofSeconds(10)));
    }
}

package org.seatrial.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seatrial.fault.device.PhysicalLabProvider;
import org.seatrial.input.Problems;
import org.seatrial.lab.Lab;
import org.seatrial.lab.LabBinding;
import org.seatrial.lab.LabRequest;
import org.seatrial.recording.MirrorSpan;
import org.seatrial.recording.MirrorSpan.State;
import org.seatrial.replica.guest.DrbdGuest;
import org.seatrial.topology.Design;
import org.seatrial.topology.TopologyReader;

/**
 * A mirror of DRBD's own, in two virtual machines, as a lab of real devices sees it by SSH. OpenSSH's server stands in front of
 * each machine and hands what it is told to the machine's shell.
 */
class DrbdMirrorIT {

    private static final long LIMIT_NS = 90_000_000_000L;
    private static final long POLL_NS = 20_000_000L;
    private static final long WRITTEN_BYTES = 2 << 20;

    private static final Design DESIGN =
            TopologyReader.parse("two.clab.yml", """
                name: two
                topology:
                  nodes:
                    san1: {kind: linux, labels: {role: sut}}
                    san2: {kind: linux, labels: {role: sut}}
                  links:
                    - endpoints: ["san1:eth1", "san2:eth1"]
                """, new Problems()).orElseThrow();

    @TempDir
    Path folder;

    private static void await(Lab lab, Predicate<List<MirrorSpan>> until, String what) {
        long limit = System.nanoTime() + LIMIT_NS;
        while (!until.test(lab.mirrors())) {
            assertThat(System.nanoTime())
                    .as("%s: %s, %s", what, lab.mirrors(), lab.redundancy())
                    .isLessThan(limit);
            LockSupport.parkNanos(POLL_NS);
        }
    }

    private static Predicate<List<MirrorSpan>> now(State state) {
        return spans -> !spans.isEmpty() && spans.getLast().state() == state;
    }

    @Test
    void aMirrorOfDrbdIsSeenInterruptedFilledAndInSyncAgain() throws IOException {
        assumeFalse("off".equals(System.getProperty("seatrial.guests")), "guests are switched off");
        List<DrbdGuest> guests = DrbdGuest.pair(folder);
        DrbdGuest own = guests.getFirst();
        DrbdGuest copy = guests.getLast();
        try (own;
                copy;
                Sshd sshd = sshd(guests);
                Lab lab = lab(guests, sshd)) {
            await(lab, now(State.INTERRUPTED), "connected, and nothing on it");
            own.run("until grep -q cs:Connected /proc/drbd; do sleep 0.1; done;"
                    + " drbdsetup new-current-uuid 0 --clear-bitmap; drbdsetup primary 0");
            await(lab, now(State.IN_SYNC), "in sync");
            assertThat(lab.redundancy().missing()).noneMatch(missing -> missing.contains("mirrored"));

            own.run("part; dd if=/dev/zero of=/dev/drbd0 bs=64k count=" + (WRITTEN_BYTES >> 16) + " conv=fsync");
            await(lab, now(State.INTERRUPTED), "interrupted");
            assertThat(lab.redundancy().missing())
                    .anySatisfy(missing -> assertThat(missing).contains("StandAlone, disks UpToDate/DUnknown"));
            own.run("join");
            await(lab, DrbdMirrorIT::twoAmountsLeft, "being filled");
            own.run("drbdsetup disk-options 0 --c-plan-ahead=0 --resync-rate=100M");
            await(lab, now(State.IN_SYNC), "in sync again");

            List<MirrorSpan> since = lab.mirrors().stream()
                    .filter(span -> span.state() != State.UNSEEN)
                    .dropWhile(span -> span.state() != State.IN_SYNC)
                    .toList();
            assertThat(since.stream().map(MirrorSpan::state).distinct())
                    .containsExactly(State.IN_SYNC, State.INTERRUPTED, State.COPYING);
            assertThat(since.getLast().state()).isEqualTo(State.IN_SYNC);
            assertThat(since.getLast().totalBytes()).isEqualTo(34776 << 10);
            assertThat(since)
                    .filteredOn(span -> span.state() == State.COPYING)
                    .allSatisfy(span -> assertThat(span.leftBytes()).isBetween(0L, WRITTEN_BYTES));

            own.run("protocol A");
            await(lab, now(State.INTERRUPTED), "asynchronous");
            assertThat(lab.redundancy().missing())
                    .anySatisfy(missing ->
                            assertThat(missing).contains("protocol A acknowledges before the copy is on its disk"));
            own.run("protocol C");
            await(lab, now(State.IN_SYNC), "synchronous again");

            copy.close();
            long goneNs = System.nanoTime();
            await(lab, spans -> spans.getLast().lastBeforeNs() > goneNs, "the copy's host is gone");
            assertThat(lab.mirrors().getLast().state()).isNotEqualTo(State.IN_SYNC);
        }
    }

    private static boolean twoAmountsLeft(List<MirrorSpan> spans) {
        return spans.size() > 1
                && spans.getLast().state() == State.COPYING
                && spans.get(spans.size() - 2).state() == State.COPYING
                && spans.getLast().leftBytes() < spans.get(spans.size() - 2).leftBytes();
    }

    /** Brings it up once both guests have come up. */
    private Lab lab(List<DrbdGuest> guests, Sshd sshd) throws IOException {
        long limit = System.nanoTime() + LIMIT_NS;
        for (DrbdGuest guest : guests) {
            while (!guest.ready()) {
                assertThat(System.nanoTime()).isLessThan(limit);
                LockSupport.parkNanos(POLL_NS);
            }
        }
        Path file = Files.writeString(folder.resolve("lab.yaml"), """
            lab: physical
            devices:
              west: {adapter: ssh, address: 127.0.0.1, port: PORT1, user: USER, key-file: KEY, known-hosts: KNOWN, reply-within: 10 s}
              east: {adapter: ssh, address: 127.0.0.1, port: PORT2, user: USER, key-file: KEY, known-hosts: KNOWN, reply-within: 10 s}
            mirrors:
              disk: {node: san1, device: west, copy: san2, copy-device: east, mode: sync, drbd: {resource: r0}}
            """.replace(
                        "PORT1", String.valueOf(sshd.ports().getFirst()))
                .replace("PORT2", String.valueOf(sshd.ports().getLast()))
                .replace("USER", System.getProperty("user.name"))
                .replace("KEY", folder.resolve("user").toString())
                .replace("KNOWN", folder.resolve("known").toString()));
        LabBinding binding = new LabBinding("drbd", "physical", file, "");
        assertThat(new PhysicalLabProvider().check(DESIGN, binding)).isEmpty();
        return new PhysicalLabProvider().bringUp(new LabRequest(DESIGN, binding, Set.of(), folder));
    }

    /** @param ports by guest */
    private record Sshd(Process process, List<Integer> ports) implements AutoCloseable {

        @Override
        public void close() {
            List<ProcessHandle> started = process.descendants().toList();
            process.destroyForcibly();
            started.forEach(ProcessHandle::destroyForcibly);
            process.onExit().join();
        }
    }

    /** A port for each guest; whatever is to be run goes to the guest's shell, and what comes after it to what runs there. */
    private Sshd sshd(List<DrbdGuest> guests) throws IOException {
        for (String key : List.of("host", "user")) {
            Process made = new ProcessBuilder(
                            "ssh-keygen",
                            "-q",
                            "-t",
                            "ed25519",
                            "-N",
                            "",
                            "-f",
                            folder.resolve(key).toString())
                    .start();
            assertThat(made.onExit().join().exitValue()).isZero();
        }
        StringBuilder known = new StringBuilder();
        StringBuilder settings = new StringBuilder("""
            ListenAddress 127.0.0.1
            HostKey FOLDER/host
            AuthorizedKeysFile FOLDER/user.pub
            PasswordAuthentication no
            KbdInteractiveAuthentication no
            UsePAM no
            StrictModes no
            PidFile none
            PermitRootLogin prohibit-password
            """.replace("FOLDER", folder.toString()));
        List<Integer> ports = new ArrayList<>();
        StringBuilder matches = new StringBuilder();
        for (DrbdGuest guest : guests) {
            int port = freePort();
            ports.add(port);
            known.append("[127.0.0.1]:").append(port).append(' ').append(Files.readString(folder.resolve("host.pub")));
            settings.append("Port ").append(port).append('\n');
            Path bridge = Files.writeString(
                    folder.resolve("bridge" + ports.size()), """
                        #!/bin/bash
                        exec 3<>/dev/tcp/127.0.0.1/PORT || exit 1
                        printf '%s\\n' "$SSH_ORIGINAL_COMMAND" >&3
                        (cat <&3; kill $$) &
                        cat >&3
                        kill $!
                        """.replace("PORT", String.valueOf(guest.port())));
            Files.setPosixFilePermissions(bridge, PosixFilePermissions.fromString("rwxr-xr-x"));
            matches.append("Match LocalPort ")
                    .append(port)
                    .append("\n    ForceCommand ")
                    .append(bridge)
                    .append('\n');
        }
        Files.writeString(folder.resolve("known"), known);
        Path file = Files.writeString(folder.resolve("sshd.conf"), settings.append(matches));
        Files.createDirectories(Path.of("/run/sshd"));
        Process process = new ProcessBuilder("/usr/sbin/sshd", "-D", "-e", "-f", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("sshd.log").toFile())
                .start();
        return new Sshd(process, ports);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}

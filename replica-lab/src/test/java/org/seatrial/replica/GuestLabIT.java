package org.seatrial.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seatrial.engine.sys.NetworkNamespace;
import org.seatrial.fault.Undo;
import org.seatrial.input.Problems;
import org.seatrial.lab.Lab;
import org.seatrial.lab.LabBinding;
import org.seatrial.lab.LabRequest;
import org.seatrial.lab.NodeControl;
import org.seatrial.lab.NodeProgram;
import org.seatrial.lab.Realisation;
import org.seatrial.lab.RunningProgram;
import org.seatrial.recording.Noticed;
import org.seatrial.topology.Design;
import org.seatrial.topology.TopologyReader;

/** A lab with virtual machines, from its beginning over the loss of the node that runs them to its end. */
class GuestLabIT {

    private static final Design SITES =
            TopologyReader.parse("sites.clab.yml", """
                name: sites
                topology:
                  nodes:
                    hv1: {kind: linux, labels: {role: tester}}
                    hv2: {kind: linux, labels: {role: tester}}
                    desk: {kind: linux, labels: {role: tester}}
                    core: {kind: linux, labels: {role: sut}}
                  links:
                    - endpoints: ["hv1:eth1", "core:eth1"]
                    - endpoints: ["hv2:eth1", "core:eth2"]
                    - endpoints: ["desk:eth1", "core:eth3"]
                """, new Problems()).orElseThrow();

    private static final List<String> GUESTS = List.of("vm01", "vm02", "vm03");
    private static final int SLICE = 4096;
    private static final int SIP = 5060;
    private static final Duration RINGS = Duration.ofSeconds(5);

    private static final String INVITE = """
        INVITE sip:phone@198.18.30.3 SIP/2.0
        Via: SIP/2.0/UDP %s:%d;branch=z9hG4bK-1
        From: <sip:desk@198.18.30.99>;tag=1
        To: <sip:phone@198.18.30.3>
        Call-ID: 1@desk
        CSeq: 1 INVITE
        Contact: <sip:desk@%s:%d>
        Max-Forwards: 70
        Content-Length: 0

        """.replace("\n", "\r\n");

    @TempDir
    private Path folder = Path.of(".");

    private LabRequest request() throws IOException {
        Files.write(folder.resolve("pool.disk"), slices("of nobody", "17 at site 1", ""));
        Path file = Files.writeString(folder.resolve("lab.yaml"), """
            lab: namespaces
            nodes:
              hv1:
                guests:
                  "vm[01-02]": {memory: 96 MiB, address: 198.18.30.1, disk: {volume: pool.disk, slice: 4 KiB, first: 1}}
                  vm03: {memory: 96 MiB, address: 198.18.30.3/32, service: {http: 8080, sip: 5060}}
              core: {loopback: 198.18.255.9, volumes: {copy: {size: 1 MiB}}}
            """);
        return new LabRequest(SITES, new LabBinding("proposed", "namespaces", file, ""), Set.of(), folder);
    }

    /** A slice for each text, which is its first line. */
    private static byte[] slices(String... texts) {
        byte[] all = new byte[texts.length * SLICE];
        for (int i = 0; i < texts.length; i++) {
            byte[] line = texts[i].isEmpty() ? new byte[0] : (texts[i] + "\n").getBytes(StandardCharsets.UTF_8);
            System.arraycopy(line, 0, all, i * SLICE, line.length);
        }
        return all;
    }

    /** Writes to the beginning of a volume behind its target's back. */
    private static void fill(Lab lab, byte[] octets) throws IOException {
        Path home = LabRegistry.USUAL.resolve(lab.id());
        try (Stream<Path> files = Files.walk(home)) {
            Path image = files.filter(file -> file.toString().endsWith("core/copy.img"))
                    .findFirst()
                    .orElseThrow();
            try (FileChannel channel = FileChannel.open(image, StandardOpenOption.WRITE)) {
                assertThat(channel.write(ByteBuffer.wrap(octets))).isEqualTo(octets.length);
            }
        }
    }

    /** What the telephone in vm03 answers first to a call from the desk; empty if it does not ring. */
    private static String rings(Lab lab) {
        Path desk = lab.station("desk").namespace().orElseThrow();
        return NetworkNamespace.within(desk, () -> {
            try (DatagramSocket socket = new DatagramSocket()) {
                socket.connect(new InetSocketAddress("198.18.30.3", SIP));
                String from = socket.getLocalAddress().getHostAddress();
                int port = socket.getLocalPort();
                byte[] call = INVITE.formatted(from, port, from, port).getBytes(StandardCharsets.US_ASCII);
                socket.send(new DatagramPacket(call, call.length));
                socket.setSoTimeout((int) RINGS.toMillis());
                DatagramPacket answer = new DatagramPacket(new byte[SLICE], SLICE);
                socket.receive(answer);
                return new String(answer.getData(), 0, answer.getLength(), StandardCharsets.US_ASCII);
            } catch (IOException silent) {
                return "";
            }
        });
    }

    /** What a guest answers at the desk, on the other side of the design. */
    private static String answer(Lab lab, String guest) {
        int number = Integer.parseInt(guest.substring(2));
        Path desk = lab.station("desk").namespace().orElseThrow();
        Optional<String> text = NetworkNamespace.within(
                desk, () -> GuestService.answer("198.18.30." + number, number == 3 ? 8080 : 80));
        return text.orElse("");
    }

    private static void awaitAtDesk(Lab lab, String guest, String node) {
        LabITs.await(
                () -> guest + " on " + node + ": " + answer(lab, guest),
                Duration.ofSeconds(40),
                () -> answer(lab, guest).contains("name: " + guest + "\nnode: " + node + "\n"));
    }

    private static String bootId(String answer) {
        return answer.lines()
                .filter(line -> line.startsWith("boot-id: "))
                .findFirst()
                .orElseThrow();
    }

    /** Runs a script of the operator's to its end and returns what it printed. */
    private String runbook(Lab lab, String node, String script) throws IOException {
        Path program = Files.writeString(folder.resolve("runbook.sh"), "#!/bin/sh\nset -e\n" + script);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path output = folder.resolve("runbook.log");
        NodeProgram run =
                new NodeProgram(node, List.of(program.toString()), folder, Map.of(), output, Duration.ofSeconds(60));
        try (RunningProgram running = lab.processes().orElseThrow().start(run)) {
            RunningProgram.End end = running.await();
            String said = Files.readString(output);
            assertThat(end.exitCode()).as(said).isEqualTo(OptionalInt.of(0));
            return said;
        }
    }

    /** Command lines of this machine that name a folder. */
    private static List<String> processesOf(Path of) throws IOException {
        List<String> found = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : all) {
                String line = commandLine(process);
                if (line.contains(of.toString())) {
                    found.add(line.replace('\0', ' '));
                }
            }
        }
        return found;
    }

    private static String commandLine(Path process) {
        try {
            return Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1);
        } catch (IOException ended) {
            return "";
        }
    }

    @Test
    void guestsOfALostNodeAreStartedAtTheOtherByTheRunbookAndLeaveNothing() throws IOException {
        assumeFalse("off".equals(System.getProperty("seatrial.guests")), "guests are switched off");
        Lab lab = new NamespaceLabProvider().bringUp(request());
        Path guests = LabRegistry.USUAL.resolve(lab.id()).resolve(NamespaceGuests.FOLDER);
        try (lab) {
            assertThat(lab.redundancy().missing()).isEmpty();
            assertThat(lab.realisations())
                    .filteredOn(Realisation.Guest.class::isInstance)
                    .hasSize(3);
            GUESTS.forEach(guest -> awaitAtDesk(lab, guest, "hv1"));
            String before = answer(lab, "vm01");
            assertThat(before).contains("record: 17 at site 1\n");
            assertThat(answer(lab, "vm02")).contains("record: none\n");
            assertThat(answer(lab, "vm03")).doesNotContain("record");
            assertThat(processesOf(guests.resolve("run"))).hasSize(3);
            assertThat(rings(lab)).startsWith("SIP/2.0 180 ");

            NodeControl nodes = lab.nodes().orElseThrow();
            Undo undo = nodes.preparePower("hv1", "1");
            long lost = nodes.powerOff("hv1").beforeNs();
            LabITs.await(
                    "the guests' end",
                    Duration.ofSeconds(20),
                    () -> nodes.read("hv1").processes() == 0);
            assertThat(processesOf(guests.resolve("run"))).isEmpty();
            assertThat(lab.redundancy().missing()).contains("guest vm02 does not run on hv1");

            fill(lab, slices("of nobody", "18 at site 2", "19 at site 2", "of nobody"));
            String said = runbook(lab, "hv2", """
                "$SEATRIAL_GUEST" start vm01 vm02 on hv2 from nbd://198.18.255.9:10809/copy
                "$SEATRIAL_GUEST" start vm03 on hv2
                "$SEATRIAL_GUEST" await vm01 vm02 vm03 on hv2 within 50
                ! "$SEATRIAL_GUEST" start vm01 on hv1
                """);
            assertThat(said).contains("vm01 answered on hv2 after", "hv1 has no power");
            assertThat(said).containsPattern("memory of 3 guests on hv2: [1-9][0-9]+ MiB, [1-9][0-9]+ MiB each");
            GUESTS.forEach(guest -> awaitAtDesk(lab, guest, "hv2"));
            assertThat(answer(lab, "vm01")).contains("record: 18 at site 2\n");
            assertThat(answer(lab, "vm02")).contains("record: 19 at site 2\n");
            assertThat(rings(lab)).startsWith("SIP/2.0 180 ");
            assertThat(bootId(answer(lab, "vm01"))).isNotEqualTo(bootId(before));
            for (String what : List.of(Noticed.GUEST_STARTED, Noticed.GUEST_READY, Noticed.GUEST_ANSWERED)) {
                assertThat(lab.noticed(lost, Long.MAX_VALUE))
                        .filteredOn(noticed -> noticed.what().equals(what))
                        .as(what)
                        .extracting(Noticed::node)
                        .containsExactly("hv2", "hv2", "hv2");
            }

            LabITs.heal(undo);
            assertThat(processesOf(guests.resolve("run")))
                    .as("none is started twice")
                    .hasSize(3);
            runbook(lab, "hv2", "\"$SEATRIAL_GUEST\" home vm01 vm02 vm03\n");
            LabITs.await(
                    () -> lab.redundancy().toString(),
                    Duration.ofSeconds(60),
                    () -> lab.redundancy().whole());
            awaitAtDesk(lab, "vm01", "hv1");

            // By mistake, at a second node too: two machines must not have one memory.
            String twice = runbook(lab, "hv2", """
                "$SEATRIAL_GUEST" start vm03 on hv2
                "$SEATRIAL_GUEST" await vm03 on hv2 within 50
                "$SEATRIAL_GUEST" await vm03 on hv1 within 1
                """);
            assertThat(twice).contains("vm03 answered on hv2 after", "vm03 answered on hv1 after");
        }
        assertThat(processesOf(guests)).isEmpty();
        assertThat(LabITs.namespaces(LabNames.prefix(lab.id()))).isEmpty();
        assertThat(guests).doesNotExist();
        assertThat(Path.of("/dev/shm", "seatrial-" + lab.id())).doesNotExist();
        assertThat(folder.resolve("hv2.vm01.console.log")).content().contains("guest: ready");
    }
}

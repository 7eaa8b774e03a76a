package org.seatrial.engine.wire;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.seatrial.engine.sys.NetworkNamespace;
import org.seatrial.engine.sys.PacketSocket;
import org.seatrial.topology.LinkCharacter;

/**
 * The wire process. Its input names its namespace, its control file and its wires, one a line, up to an empty line; it
 * says {@code ready} and then carries frames until its input ends: it never outlives the harness.
 */
public final class WireMain {

    static final String READY = "ready";

    private WireMain() {}

    /** Runs until standard input ends. */
    public static void main(String[] arguments) throws IOException {
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        Path namespace = Path.of(required(input));
        Path controlFile = Path.of(required(input));
        List<WireSpec> wires = new ArrayList<>();
        for (String line = required(input); !line.isEmpty(); line = required(input)) {
            wires.add(WireSpec.fromLine(line));
        }
        NetworkNamespace.enter(namespace);
        WireControl control = WireControl.open(controlFile);
        List<Strand> strands = new ArrayList<>();
        for (int wire = 0; wire < wires.size(); wire++) {
            PacketSocket.Ring a = ring(wires.get(wire).interfaceA());
            PacketSocket.Ring b = ring(wires.get(wire).interfaceB());
            LinkCharacter character = wires.get(wire).character();
            strands.add(new Strand(a, b, control, wire, WireControl.A_TO_B, character));
            strands.add(new Strand(b, a, control, wire, WireControl.B_TO_A, character));
        }
        Thread.ofPlatform().daemon().name("until-input-ends").start(() -> endWith(input));
        PrintStream output =
                new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out), true, StandardCharsets.UTF_8);
        output.println(READY);
        new WireLoop(strands).run();
    }

    private static PacketSocket.Ring ring(String interfaceName) {
        return PacketSocket.openRing(interfaceName, Strand.FRAMES, Strand.FRAME_BYTES);
    }

    private static String required(BufferedReader input) throws IOException {
        String line = input.readLine();
        if (line == null) {
            throw new IOException("the wire process's input ended before its wires were named");
        }
        return line;
    }

    private static void endWith(BufferedReader input) {
        int exit = 0;
        try {
            while (input.read() >= 0) {
                // Whatever the harness says, only the end of its saying matters.
            }
        } catch (IOException broken) {
            exit = 1;
        }
        Runtime.getRuntime().halt(exit);
    }
}

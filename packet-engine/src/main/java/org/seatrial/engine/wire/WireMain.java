package org.seatrial.engine.wire;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.seatrial.engine.sys.InterfaceControl;
import org.seatrial.engine.sys.NetworkNamespace;
import org.seatrial.engine.sys.PacketSocket;

/**
 * The wire process. Its input names its namespace, its control file, its mode, how many threads share the wires, and its
 * wires, one a line, up to an empty line; it says {@code ready} and then carries frames until its input ends: it never
 * outlives the harness.
 */
public final class WireMain {

    static final String READY = "ready";

    private final WireControl control;
    private final InterfaceControl interfaces;
    private final int rings;

    private WireMain(WireControl control, InterfaceControl interfaces, int wires) {
        this.control = control;
        this.interfaces = interfaces;
        rings = 2 * wires;
    }

    /** Runs until standard input ends. */
    public static void main(String[] arguments) throws IOException {
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        Path namespace = Path.of(required(input));
        Path controlFile = Path.of(required(input));
        WireMode mode = WireMode.valueOf(required(input));
        int threads = Integer.parseInt(required(input));
        List<String> wires = new ArrayList<>();
        for (String line = required(input); !line.isEmpty(); line = required(input)) {
            wires.add(line);
        }
        NetworkNamespace.enter(namespace);
        WireControl control = WireControl.openForever(controlFile);
        WireMain process = new WireMain(control, InterfaceControl.open(namespace), wires.size());
        List<WireLoop> loops = process.loops(wires, mode, threads);
        WarmUp.run();
        Thread.ofPlatform().daemon().name("until-input-ends").start(() -> endWith(input));
        for (WireLoop loop : loops.subList(1, loops.size())) {
            Thread.ofPlatform().daemon().name("wire").start(loop);
        }
        PrintStream output =
                new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out), true, StandardCharsets.UTF_8);
        output.println(READY);
        loops.getFirst().run();
    }

    /** Both directions of a wire are served by the same thread; wires are dealt out in turn. */
    private List<WireLoop> loops(List<String> wires, WireMode mode, int threads) {
        List<WireLoop> loops = new ArrayList<>();
        for (int thread = 0; thread < Math.max(1, Math.min(threads, wires.size())); thread++) {
            List<Strand> strands = new ArrayList<>();
            List<RingStatistics> statistics = new ArrayList<>();
            for (int wire = thread; wire < wires.size(); wire += threads) {
                open(wire, wires.get(wire).split(" ", -1), strands, statistics);
            }
            loops.add(new WireLoop(strands, statistics, control, mode));
        }
        return loops;
    }

    private void open(int wire, String[] part, List<Strand> strands, List<RingStatistics> statistics) {
        PacketSocket.Ring a = ring(part[0], control.character(wire, WireControl.A_TO_B));
        PacketSocket.Ring b = ring(part[1], control.character(wire, WireControl.B_TO_A));
        long seed = Long.parseLong(part[2]);
        strands.add(strand(a, new SocketExit(b.fd(), part[1], interfaces), wire, WireControl.A_TO_B, seed));
        strands.add(strand(b, new SocketExit(a.fd(), part[0], interfaces), wire, WireControl.B_TO_A, ~seed));
        statistics.add(new RingStatistics(a.fd()));
        statistics.add(new RingStatistics(b.fd()));
    }

    private PacketSocket.Ring ring(String interfaceName, StrandCharacter character) {
        RingSize size = RingSize.of(character, interfaces.mtu(interfaceName), rings);
        return PacketSocket.openRing(interfaceName, size.slots(), size.slotBytes());
    }

    private Strand strand(PacketSocket.Ring in, Exit exit, int wire, int direction, long seed) {
        FrameRing ring = new FrameRing(in.memory(), in.frames(), in.frameBytes());
        return new Strand(ring, exit, control.slot(wire, direction), seed, System::nanoTime);
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

package org.seatrial.engine.wire;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
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
    private final WireMode mode;
    private final CountDownLatch ready;

    private WireMain(WireControl control, InterfaceControl interfaces, int wires, WireMode mode, CountDownLatch ready) {
        this.control = control;
        this.interfaces = interfaces;
        this.mode = mode;
        this.ready = ready;
        rings = 2 * wires;
    }

    /** Runs until standard input ends. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        WarmUp.run();
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        String first = input.readLine();
        if (first == null) {
            // The lab failed before it had any wires.
            return;
        }
        Path namespace = Path.of(first);
        Path controlFile = Path.of(required(input));
        WireMode mode = WireMode.valueOf(required(input));
        int threads = Integer.parseInt(required(input));
        List<String> wires = new ArrayList<>();
        for (String line = required(input); !line.isEmpty(); line = required(input)) {
            wires.add(line);
        }
        NetworkNamespace.enter(namespace);
        WireControl control = WireControl.openForever(controlFile);
        int loops = Math.max(1, Math.min(threads, wires.size()));
        CountDownLatch ready = new CountDownLatch(loops);
        WireMain process = new WireMain(control, InterfaceControl.open(namespace), wires.size(), mode, ready);
        // Without one of its threads the process would be half a wire: nobody would know which half.
        Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> {
            thrown.printStackTrace();
            Runtime.getRuntime().halt(1);
        });
        for (int loop = 0; loop < loops; loop++) {
            Thread.ofPlatform().daemon().name("wire-" + loop).start(process.loop(wires, loop, loops));
        }
        ready.await();
        PrintStream output =
                new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out), true, StandardCharsets.UTF_8);
        output.println(READY);
        awaitEnd(input);
    }

    /** Both directions of a wire are served by the same thread; wires are dealt out in turn. */
    private WireLoop loop(List<String> wires, int first, int loops) {
        List<Strand> strands = new ArrayList<>();
        List<RingStatistics> statistics = new ArrayList<>();
        StampClock clock = new KernelStampClock();
        for (int wire = first; wire < wires.size(); wire += loops) {
            open(wire, wires.get(wire).split(" ", -1), clock, strands, statistics);
        }
        return new WireLoop(strands, statistics, clock, control, mode, ready);
    }

    private void open(
            int wire, String[] part, StampClock clock, List<Strand> strands, List<RingStatistics> statistics) {
        PacketSocket.Ring a = ring(part[0], control.character(wire, WireControl.A_TO_B));
        PacketSocket.Ring b = ring(part[1], control.character(wire, WireControl.B_TO_A));
        long seed = Long.parseLong(part[2]);
        SocketExit atB = new SocketExit(b.fd(), part[1], interfaces);
        SocketExit atA = new SocketExit(a.fd(), part[0], interfaces);
        strands.add(new Strand(ringOf(a), atB, control.slot(wire, WireControl.A_TO_B), seed, clock));
        strands.add(new Strand(ringOf(b), atA, control.slot(wire, WireControl.B_TO_A), ~seed, clock));
        statistics.add(new RingStatistics(a.fd()));
        statistics.add(new RingStatistics(b.fd()));
    }

    private PacketSocket.Ring ring(String interfaceName, StrandCharacter character) {
        RingSize size = RingSize.of(character, interfaces.mtu(interfaceName), rings);
        return PacketSocket.openRing(interfaceName, size.slots(), size.slotBytes());
    }

    private static FrameRing ringOf(PacketSocket.Ring ring) {
        return new FrameRing(ring.memory(), ring.frames(), ring.frameBytes());
    }

    private static String required(BufferedReader input) throws IOException {
        String line = input.readLine();
        if (line == null) {
            throw new IOException("the wire process's input ended before its wires were named");
        }
        return line;
    }

    private static void awaitEnd(BufferedReader input) throws IOException {
        while (input.read() >= 0) {
            // Whatever the harness says, only the end of its saying matters.
        }
    }
}

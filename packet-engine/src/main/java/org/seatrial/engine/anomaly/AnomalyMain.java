package org.seatrial.engine.anomaly;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import org.seatrial.engine.sys.Errno;
import org.seatrial.engine.sys.Linux;
import org.seatrial.engine.sys.PacketSocket;
import org.seatrial.engine.sys.SocketCalls;
import org.seatrial.engine.sys.SystemCallException;
import org.seatrial.engine.sys.Timespec;
import org.seatrial.fault.Anomaly;

/**
 * The process that sends an anomaly. It writes its number down, says that it is ready, and sends nothing before it is told
 * to go. It ends when the anomaly's time is over, when it is killed, and when the harness that started it is gone.
 */
public final class AnomalyMain {

    static final String READY = "ready";
    static final String GO = "go";

    private AnomalyMain() {}

    /** Started by {@link SenderProcess} only, which names everything on standard input. */
    public static void main(String[] arguments) throws IOException {
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        PrintStream output = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        String interfaceName = required(input);
        SenderMark mark = SenderMark.in(Path.of(required(input)));
        byte[] frame = HexFormat.of().parseHex(required(input));
        double rate = Double.parseDouble(required(input));
        int burst = Integer.parseInt(required(input));
        Duration lasts = Duration.ofNanos(Long.parseLong(required(input)));
        refuse(rate, frame.length, burst, lasts);
        int socket = PacketSocket.openToSend(interfaceName);
        mark.write();
        output.println(READY);
        if (!required(input).equals(GO)) {
            throw new IOException("neither told to go nor to end");
        }
        Thread.ofPlatform().daemon().name("harness").start(() -> endWith(input));
        MemorySegment memory = Arena.global().allocate(frame.length, 8);
        MemorySegment.copy(frame, 0, memory, JAVA_BYTE, 0, frame.length);
        long frames = Math.max(1, Math.round(rate * lasts.toNanos() / 1e9));
        send(socket, memory, new Bursts(rate, burst, frames), lasts.toNanos(), output);
    }

    /** The ceilings hold whoever asks. */
    private static void refuse(double rate, int frameBytes, int burst, Duration lasts) {
        if (!(rate <= Anomaly.FASTEST_PER_SECOND)
                || rate * frameBytes * Byte.SIZE > Anomaly.MOST_BITS_PER_SECOND
                || burst > Anomaly.LONGEST_BURST
                || lasts.compareTo(Anomaly.LONGEST) > 0) {
            throw new IllegalArgumentException("more than an anomaly may be");
        }
    }

    private static void send(int socket, MemorySegment frame, Bursts bursts, long lastsNs, PrintStream output) {
        Timespec timespec = new Timespec();
        long startNs = System.nanoTime();
        boolean said = false;
        for (long elapsedNs = 0; elapsedNs < lastsNs; elapsedNs = System.nanoTime() - startNs) {
            for (int left = bursts.take(elapsedNs); left > 0; left--) {
                int sent = SocketCalls.sendOnce(socket, frame, frame.byteSize(), Linux.MSG_DONTWAIT);
                if (sent < 0 && sent != -Errno.EAGAIN && sent != -Errno.ENOBUFS) {
                    throw new SystemCallException("send", -sent);
                }
            }
            if (!said) {
                said = true;
                output.println(System.nanoTime());
            }
            long next = bursts.nextNs();
            if (next >= lastsNs) {
                return;
            }
            timespec.sleepUntil(startNs + next);
        }
    }

    private static void endWith(BufferedReader input) {
        try {
            while (input.read() >= 0) {
                // Whatever the harness says, only the end of its saying matters.
            }
        } catch (IOException gone) {
            Runtime.getRuntime().halt(1);
        }
        Runtime.getRuntime().halt(0);
    }

    private static String required(BufferedReader input) throws IOException {
        String line = input.readLine();
        if (line == null) {
            throw new IOException("the input ended before it said what is to be sent");
        }
        return line;
    }
}

package org.seatrial.engine.sys;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Keeps idle processors from going to sleep (the kernel's PM QoS request for 0 µs of wake-up latency). One that sleeps comes
 * back after tens of microseconds; that of a virtual machine has to be fetched back by its host, which takes milliseconds
 * where the host is busy. Whatever is measured would have that in it, and neither the design nor the instrument took it.
 *
 * <p>The request holds until it is closed, or its process has ended. Without the right to make it, as for an ordinary
 * user, nothing changes.
 */
public final class WakefulProcessors implements AutoCloseable {

    private static final Path LATENCY = Path.of("/dev/cpu_dma_latency");
    private static final int NONE_US = 0;

    private final @Nullable FileChannel request;

    private WakefulProcessors(@Nullable FileChannel request) {
        this.request = request;
    }

    /** Whether the request can be made here. */
    public static boolean possible() {
        return Files.isWritable(LATENCY);
    }

    /** From now on they stay awake, if that is possible. */
    public static WakefulProcessors request() {
        if (!possible()) {
            return new WakefulProcessors(null);
        }
        FileChannel channel = null;
        try {
            channel = FileChannel.open(LATENCY, StandardOpenOption.WRITE);
            channel.write(ByteBuffer.allocate(Integer.BYTES)
                    .order(ByteOrder.nativeOrder())
                    .putInt(NONE_US)
                    .flip());
            return new WakefulProcessors(channel);
        } catch (IOException refused) {
            // The instrument is as good as the machine lets it be, and its self-test says how good that is.
            close(channel);
            return new WakefulProcessors(null);
        }
    }

    /** The kernel forgets the request with the open file; may be repeated. */
    @Override
    public void close() {
        close(request);
    }

    private static void close(@Nullable FileChannel channel) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException ignored) {
                // Closing gives the file back whatever it says.
                return;
            }
        }
    }
}

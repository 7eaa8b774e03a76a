package org.seatrial.engine.stamp;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A reflector on a thread of its own, at a free port, stopped when the test ends. */
final class RunningReflector implements AutoCloseable {

    private final StampReflector reflector;
    private final Thread loop;

    private RunningReflector(ReflectorSettings settings) {
        reflector = StampReflector.open(settings);
        loop = Thread.ofPlatform().name("reflector").start(reflector);
    }

    static ReflectorSettings settings(InetAddress bind) {
        return new ReflectorSettings(
                Optional.of(bind), 0, Optional.empty(), true, List.of(), 1_000_000, Optional.empty());
    }

    static RunningReflector start(ReflectorSettings settings) {
        return new RunningReflector(settings);
    }

    static RunningReflector inside(Path namespace, boolean stateful) {
        return start(new ReflectorSettings(
                Optional.empty(), 0, Optional.empty(), stateful, List.of(), 1_000_000, Optional.of(namespace)));
    }

    int port() {
        return reflector.addresses().getFirst().getPort();
    }

    ReflectorCounts stop() {
        reflector.stop();
        try {
            loop.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return reflector.counts();
    }

    @Override
    public void close() {
        stop();
        reflector.close();
    }
}

package org.seatrial.replica;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.seatrial.fault.Commanded;
import org.seatrial.fault.Healer;
import org.seatrial.fault.Undo;

/** What the tests with real namespaces share. */
final class LabITs {

    private LabITs() {}

    static double await(String what, Duration limit, BooleanSupplier so) {
        return await(() -> what, limit, so);
    }

    /** How long it took until something was so, in milliseconds. */
    static double await(Supplier<String> what, Duration limit, BooleanSupplier so) {
        long begin = System.nanoTime();
        while (!so.getAsBoolean()) {
            if (System.nanoTime() - begin > limit.toNanos()) {
                throw new AssertionError("not within " + limit + ": " + what.get());
            }
            LockSupport.parkNanos(200_000);
        }
        return (System.nanoTime() - begin) / 1e6;
    }

    static Commanded heal(Undo undo) {
        return ServiceLoader.load(Healer.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(healer -> healer.name().equals(undo.healer()))
                .findFirst()
                .orElseThrow()
                .heal(undo);
    }

    /** Namespaces whose name begins so. */
    static List<String> namespaces(String prefix) {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(Layout.namespaceFolder(), prefix + "*")) {
            all.forEach(path -> names.add(path.getFileName().toString()));
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
        return names;
    }
}

package org.seatrial.fault.device;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.seatrial.fault.device.Counterpart.Manner;

/**
 * What is behind a real daemon that imitates a device: a folder with the state of the thing and the manner of the device,
 * and a program {@code device.sh} that acts accordingly: {@code device.sh read}, {@code device.sh on}, {@code device.sh off}.
 */
final class StandIn {

    private static final String PROGRAM = """
        #!/bin/sh
        cd "$(dirname "$0")"
        # Not for ever: a test that was killed cannot make it honest again.
        turns=0
        while [ "$(cat manner)" = HANGING ] && [ $turns -lt 1200 ]; do sleep 0.05; turns=$((turns + 1)); done
        manner=$(cat manner)
        case "$1" in
            read) cat state ;;
            on|off)
                if [ "$manner" = REFUSING ]; then echo "refused: $* ${TOLD:-}" >&2; exit 1; fi
                if [ "$manner" = HONEST ]; then echo "$1" >state.new && mv state.new state; fi ;;
        esac
        """;

    private final Path folder;

    StandIn(Path folder) {
        this.folder = folder;
        write("state", "on\n");
        write("manner", Manner.HONEST.name());
        write("device.sh", PROGRAM);
        executable(program());
    }

    Path program() {
        return folder.resolve("device.sh");
    }

    Path folder() {
        return folder;
    }

    boolean on() {
        try {
            return Files.readString(folder.resolve("state")).strip().equals("on");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void set(boolean on) {
        write("state", on ? "on\n" : "off\n");
    }

    void behave(Manner manner) {
        write("manner", manner.name());
    }

    /** Written whole or not at all: the daemon reads at any time. */
    Path write(String name, String text) {
        try {
            Path fresh = Files.writeString(folder.resolve(name + ".new"), text);
            return Files.move(
                    fresh, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void executable(Path program) {
        try {
            Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

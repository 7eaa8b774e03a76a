package org.seatrial.replica;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Connections of a network namespace as its kernel lists them: {@code /proc/PID/net/tcp}. */
final class TcpConnections {

    private static final String ESTABLISHED = "01";
    private static final int LOCAL = 1;
    private static final int REMOTE = 2;
    private static final int STATE = 3;
    private static final int UNRECOVERED = 6;
    private static final int COLUMNS = 7;
    private static final int HEX = 16;

    private TcpConnections() {}

    /**
     * An established connection.
     *
     * @param local own IPv4 address
     * @param timeouts how often in a row the kernel has sent something again without an acknowledgement
     */
    record Connection(String local, int timeouts) {}

    /** The first established connection from the namespace of a process to an address; empty if there is none. */
    static Optional<Connection> to(int process, String address, int port) throws IOException {
        return among(Files.readAllLines(Path.of("/proc", String.valueOf(process), "net", "tcp")), address, port);
    }

    static Optional<Connection> among(List<String> lines, String address, int port) {
        String remote = hex(address) + ":%04X".formatted(port);
        for (String line : lines) {
            // A hypervisor of many machines has hundreds of connections, and each mirror looks ten times a second.
            if (!line.contains(remote)) {
                continue;
            }
            String[] cells = line.strip().split("\\s+", -1);
            if (cells.length >= COLUMNS && cells[REMOTE].equals(remote) && cells[STATE].equals(ESTABLISHED)) {
                return Optional.of(new Connection(dotted(cells[LOCAL]), Integer.parseInt(cells[UNRECOVERED], HEX)));
            }
        }
        return Optional.empty();
    }

    /** The kernel prints an address as the number it is in memory: the last octet first on this machine. */
    private static String hex(String dotted) {
        String[] octets = dotted.split("\\.", -1);
        StringBuilder hex = new StringBuilder();
        for (int i = octets.length - 1; i >= 0; i--) {
            hex.append("%02X".formatted(Integer.parseInt(octets[i])));
        }
        return hex.toString();
    }

    private static String dotted(String hex) {
        StringBuilder dotted = new StringBuilder();
        for (int at = 6; at >= 0; at -= 2) {
            dotted.append(Integer.parseInt(hex.substring(at, at + 2), HEX)).append(at == 0 ? "" : ".");
        }
        return dotted.toString();
    }
}

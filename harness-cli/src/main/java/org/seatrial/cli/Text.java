package org.seatrial.cli;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/** How the command words what it shows. */
final class Text {

    private Text() {}

    /** A span for people: {@code 45 s}, {@code 21 min 30 s}. */
    static String span(Duration span) {
        long seconds = Math.round(span.toMillis() / 1000.0);
        if (seconds < 120) {
            return seconds + " s";
        }
        return seconds < 7200
                ? "%d min %02d s".formatted(seconds / 60, seconds % 60)
                : "%d h %02d min".formatted(seconds / 3600, seconds % 3600 / 60);
    }

    static String plural(long count, String one) {
        return count + " " + (count == 1 ? one : one + "s");
    }

    /** {@code 198.18.0.1:862}, {@code [2001:2::1]:862}. */
    static String address(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
    }

    /** Rows as aligned columns. */
    static String table(List<List<String>> rows) {
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        int[] width = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                width[i] = Math.max(width[i], row.get(i).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder(" ");
            for (int i = 0; i < row.size(); i++) {
                line.append(' ')
                        .append(row.get(i))
                        .append(" ".repeat(width[i] - row.get(i).length() + 1));
            }
            text.append(line.toString().stripTrailing()).append(System.lineSeparator());
        }
        return text.toString();
    }
}

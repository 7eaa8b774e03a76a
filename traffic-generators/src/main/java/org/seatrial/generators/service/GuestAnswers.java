package org.seatrial.generators.service;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.seatrial.recording.GuestAnswer;

/** Keeps what virtual machines say in good answers: lines such as {@code record: ...}. */
final class GuestAnswers {

    private final List<GuestAnswer> answers = new ArrayList<>();

    /** Called by the clients' thread. */
    synchronized void add(int stream, long sequence, byte[] body) {
        String text = new String(body, StandardCharsets.US_ASCII);
        answers.add(new GuestAnswer(
                stream, sequence, value(text, "node: "), value(text, "boot-id: "), value(text, "record: ")));
    }

    private static String value(String text, String key) {
        return text.lines()
                .filter(line -> line.startsWith(key))
                .map(line -> line.substring(key.length()).strip())
                .findFirst()
                .orElse("");
    }

    /** By stream and sequence. */
    synchronized List<GuestAnswer> all() {
        return answers.stream()
                .sorted(Comparator.comparingInt(GuestAnswer::stream).thenComparingLong(GuestAnswer::sequence))
                .toList();
    }
}

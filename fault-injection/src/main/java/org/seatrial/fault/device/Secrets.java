package org.seatrial.fault.device;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Comparator;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.seatrial.recording.Json;

/**
 * Looks secrets up for one exchange, and takes everything it has looked up out of texts again, in the forms in which a
 * device or a library could echo it. Not thread-safe; forgotten with the exchange.
 */
public final class Secrets {

    private static final String HIDDEN = "[secret]";
    private static final int LONGEST_MESSAGE = 1000;

    private final Function<String, Optional<String>> environment;

    /** The longest first: a secret that is part of another must not leave the rest of it standing. */
    private final TreeSet<String> known =
            new TreeSet<>(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));

    Secrets() {
        this(name -> Optional.ofNullable(System.getenv(name)));
    }

    Secrets(Function<String, Optional<String>> environment) {
        this.environment = environment;
    }

    /**
     * The secret itself. A line end at the end of a file does not belong to it.
     *
     * @throws DeviceException if it is not there; the message names the variable or file
     */
    public String of(SecretRef reference) {
        String secret = switch (reference.source()) {
            case ENV ->
                environment
                        .apply(reference.name())
                        .orElseThrow(() -> new DeviceException(
                                "the environment variable " + reference.name() + ", which holds a secret, is not set"));
            case FILE -> read(Path.of(reference.name()));
        };
        if (secret.isEmpty()) {
            throw new DeviceException("the secret in " + reference + " is empty");
        }
        hide(secret);
        return secret;
    }

    /** Whether there is something to look up; it is not read. */
    static boolean present(SecretRef reference) {
        return switch (reference.source()) {
            case ENV -> System.getenv(reference.name()) != null;
            case FILE -> Files.isReadable(Path.of(reference.name()));
        };
    }

    /** The value of an HTTP header {@code Authorization} of the basic scheme (RFC 7617). */
    public String basic(String user, SecretRef password) {
        String credentials =
                Base64.getEncoder().encodeToString((user + ":" + of(password)).getBytes(StandardCharsets.UTF_8));
        hide(credentials);
        return "Basic " + credentials;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).stripTrailing();
        } catch (IOException e) {
            throw new DeviceException("the file " + file + ", which holds a secret, cannot be read ("
                    + e.getClass().getSimpleName() + ")");
        }
    }

    private void hide(String secret) {
        known.add(secret);
        known.add(URLEncoder.encode(secret, StandardCharsets.UTF_8));
        String json = Json.mapper().writeValueAsString(secret);
        known.add(json.substring(1, json.length() - 1));
        known.add(Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8)));
    }

    /** The text without any secret that was looked up. */
    public String redact(String text) {
        String redacted = text;
        for (String secret : known) {
            redacted = redacted.replace(secret, HIDDEN);
        }
        return redacted;
    }

    /**
     * A failure without secrets: neither the message nor a cause can hold one, because causes are only named. The stack
     * is that of the failure.
     */
    DeviceException redacted(RuntimeException failed) {
        StringBuilder text = new StringBuilder(message(failed));
        for (Throwable cause = failed.getCause(); cause != null; cause = cause.getCause()) {
            text.append(" (").append(message(cause)).append(')');
        }
        // Shortened last: a secret that was cut in two would not be found.
        String clear = redact(text.toString()).replaceAll("\\s+", " ").strip();
        DeviceException clean = new DeviceException(clear.substring(0, Math.min(LONGEST_MESSAGE, clear.length())));
        clean.setStackTrace(failed.getStackTrace());
        return clean;
    }

    private static String message(Throwable failed) {
        String message = failed.getMessage();
        return failed instanceof DeviceException && message != null
                ? message
                : failed.getClass().getSimpleName() + (message == null ? "" : ": " + message);
    }
}

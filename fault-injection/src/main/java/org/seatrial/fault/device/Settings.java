package org.seatrial.fault.device;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What an inventory says of a device, or of one thing that it switches. Holds references to secrets, never a secret, so
 * that it can be written to a ledger.
 *
 * @param values by key; a list has one item a line, an option is under {@code key.name}
 * @param secrets by key; a secret option is under {@code key.name}
 */
public record Settings(Map<String, String> values, Map<String, SecretRef> secrets) {

    public Settings {
        values = Map.copyOf(values);
        secrets = Map.copyOf(secrets);
    }

    public Optional<String> text(String key) {
        return Optional.ofNullable(values.get(key));
    }

    public String text(String key, String otherwise) {
        return values.getOrDefault(key, otherwise);
    }

    /** @throws DeviceException if it is not there, which reading an inventory has excluded */
    public String required(String key) {
        return text(key).orElseThrow(() -> new DeviceException("the key '" + key + "' is missing"));
    }

    public int number(String key, int otherwise) {
        return text(key).map(Integer::parseInt).orElse(otherwise);
    }

    public Duration time(String key, Duration otherwise) {
        return text(key).map(nanos -> Duration.ofNanos(Long.parseLong(nanos))).orElse(otherwise);
    }

    public List<String> words(String key) {
        return text(key).map(text -> List.of(text.split("\n", -1))).orElse(List.of());
    }

    public Optional<SecretRef> secret(String key) {
        return Optional.ofNullable(secrets.get(key));
    }

    /** The options of a key, those that are secret looked up; by name, in alphabetical order. */
    public Map<String, String> options(String key, Secrets lookup) {
        String prefix = key + ".";
        Map<String, String> found = new TreeMap<>();
        values.forEach((name, value) -> {
            if (name.startsWith(prefix)) {
                found.put(name.substring(prefix.length()), value);
            }
        });
        secrets.forEach((name, reference) -> {
            if (name.startsWith(prefix)) {
                found.put(name.substring(prefix.length()), lookup.of(reference));
            }
        });
        return found;
    }
}

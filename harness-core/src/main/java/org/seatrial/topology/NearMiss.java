package org.seatrial.topology;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.seatrial.input.NearNames;

/**
 * Finds misspelt names in maps where any key is allowed. A free key that differs by a whole letter from a short name
 * may well be somebody's own ({@code size} is not {@code site}); swapped, missing or added letters are mistakes.
 */
final class NearMiss {

    private static final int SHORT = 4;
    private static final int MIDDLE = 6;

    private NearMiss() {}

    /** The name that was meant, if the key is a name misspelt. */
    static Optional<String> of(String key, List<String> names) {
        if (names.contains(key)) {
            return Optional.empty();
        }
        return names.stream()
                .filter(name -> misspells(folded(key), folded(name)))
                .findFirst();
    }

    private static boolean misspells(String key, String name) {
        int distance = NearNames.distance(key, name);
        if (name.length() > MIDDLE) {
            return distance <= 2 || (key.length() >= SHORT && name.startsWith(key));
        }
        boolean substituted = key.length() == name.length() && distance > 0 && !sameLetters(key, name);
        return distance <= 1 && !(substituted && name.length() <= SHORT);
    }

    private static boolean sameLetters(String a, String b) {
        return a.chars()
                .sorted()
                .boxed()
                .toList()
                .equals(b.chars().sorted().boxed().toList());
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

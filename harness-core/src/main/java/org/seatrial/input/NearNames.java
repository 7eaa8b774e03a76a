package org.seatrial.input;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds what a person probably meant: optimal string alignment distance, where swapped neighbours count once. */
public final class NearNames {

    private static final int SHOWN = 12;

    private NearNames() {}

    /** Insertions, deletions, substitutions and swaps of neighbours that turn one name into the other. */
    public static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            cost[i][0] = i;
        }
        for (int j = 0; j <= b.length(); j++) {
            cost[0][j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            for (int j = 1; j <= b.length(); j++) {
                int same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                cost[i][j] = Math.min(Math.min(cost[i - 1][j], cost[i][j - 1]) + 1, cost[i - 1][j - 1] + same);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
                }
            }
        }
        return cost[a.length()][b.length()];
    }

    /** The nearest name, if it is near enough to be what was meant: at most a third of the letters differ. */
    public static Optional<String> nearest(String written, Collection<String> names) {
        String lower = written.toLowerCase(Locale.ROOT);
        return names.stream()
                .min(Comparator.comparingInt(name -> distance(lower, name.toLowerCase(Locale.ROOT))))
                .filter(name -> distance(lower, name.toLowerCase(Locale.ROOT))
                        <= Math.max(1, Math.max(name.length(), lower.length()) / 3));
    }

    /** The valid names for a message: the nearest first and named as such, then the others, a dozen at most. */
    public static String valid(String written, Collection<String> names) {
        if (names.isEmpty()) {
            return "none is declared";
        }
        Optional<String> near = nearest(written, names);
        List<String> others =
                names.stream().filter(name -> !Optional.of(name).equals(near)).toList();
        String listed = String.join(", ", others.subList(0, Math.min(SHOWN, others.size())))
                + (others.size() > SHOWN ? " and " + (others.size() - SHOWN) + " more" : "");
        return Stream.of(near.map(name -> "'" + name + "' (nearest)").orElse(""), listed)
                .filter(part -> !part.isEmpty())
                .reduce((first, rest) -> first + ", " + rest)
                .orElse("");
    }
}

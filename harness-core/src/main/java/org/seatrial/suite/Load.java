package org.seatrial.suite;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * What a trial offers, as a multiple of what the suite's traffic and workloads say: a design that is good today may be too
 * small in a few years.
 *
 * @param grownFrom name of the trial whose load grows; empty where none does
 * @param year years from today, 0 or more
 * @param factor above 0
 */
public record Load(String grownFrom, int year, double factor) {

    /** What the suite says. */
    public static final Load TODAY = new Load("", 0, 1);

    /**
     * A load that grows each year, from today's on.
     *
     * @param yearly growth, for example 0.3 for 30 %
     */
    static List<Load> growing(String trial, double yearly, int years) {
        return IntStream.rangeClosed(0, years)
                .mapToObj(year -> new Load(trial, year, Math.pow(1 + yearly, year)))
                .toList();
    }

    /** Whether it is one of several loads of a trial. */
    public boolean grows() {
        return !grownFrom.isEmpty();
    }

    /** The name of a trial that offers it. */
    String trial(String name) {
        return grows() ? name + suffix() : name;
    }

    /** What tells trials and requirements of one year from those of another. */
    String suffix() {
        return "-year-" + year;
    }

    /** For people: {@code in year 5, 3.71 times today's load}. */
    public String text() {
        return String.format(Locale.ROOT, "in year %d, %.2f times today's load", year, factor);
    }
}

package org.seatrial.engine.sys;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Classes that were loaded and linked beforehand for this process (JEP 483) are so for the ones that it starts, too. */
public final class LinkedClasses {

    private LinkedClasses() {}

    /** The options by which this process found them, for a command line of the same class path; none if it did not. */
    public static List<String> options() {
        String[] own = ProcessHandle.current().info().arguments().orElse(new String[0]);
        return Arrays.stream(own)
                .takeWhile(argument -> argument.startsWith("-"))
                .filter(argument -> Stream.of("-XX:AOTCache=", "-Xlog:").anyMatch(argument::startsWith))
                .toList();
    }
}

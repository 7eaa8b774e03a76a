package org.seatrial.engine.standstill;

import java.util.ArrayList;
import java.util.List;

/** The kernel's way to list processors: numbers and ranges, such as {@code 0-3,8}. */
final class ProcessorList {

    private ProcessorList() {}

    /** @throws NumberFormatException if it is no such list */
    static List<Integer> parse(String list) {
        List<Integer> numbers = new ArrayList<>();
        for (String part : list.split(",", -1)) {
            int dash = part.indexOf('-');
            int first = Integer.parseInt(dash < 0 ? part : part.substring(0, dash));
            int last = dash < 0 ? first : Integer.parseInt(part.substring(dash + 1));
            for (int number = first; number <= last; number++) {
                numbers.add(number);
            }
        }
        return numbers;
    }
}

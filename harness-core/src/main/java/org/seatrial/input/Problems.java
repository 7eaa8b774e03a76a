package org.seatrial.input;

import java.util.ArrayList;
import java.util.List;

/** Collects every problem of the input, so that a person mends them in one go. Not thread-safe. */
public final class Problems {

    private final List<Problem> found = new ArrayList<>();

    public void add(Problem problem) {
        found.add(problem);
    }

    public void addAll(List<Problem> problems) {
        found.addAll(problems);
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    public List<Problem> list() {
        return List.copyOf(found);
    }

    /** @throws InputException if anything was found */
    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw new InputException(list());
        }
    }
}

package org.seatrial.input;

import java.util.ArrayList;
import java.util.List;

/** Collects the problems of one file. */
public record FileProblems(String file, Problems all) {

    public void add(Place place, String value, String reason, String valid) {
        add(place, value, reason, valid, "");
    }

    public void add(Place place, String value, String reason, String valid, String action) {
        all.add(new Problem(file, place.toString(), value, reason, valid, action));
    }

    /** A name that nothing is declared under. */
    public void unknown(Place place, String what, String name, Iterable<String> names) {
        List<String> known = new ArrayList<>();
        names.forEach(known::add);
        add(place, name, "there is no such " + what, NearNames.valid(name, known));
    }
}

package org.seatrial.input;

/**
 * One thing wrong with what a person wrote.
 *
 * @param file the file, or the command line option, that holds it
 * @param place where in the file, as a path with the line where known: {@code topology.links[3].endpoints[1] (line 41)}
 * @param value the offending value as written; empty if the problem is an absence
 * @param reason why it cannot be used
 * @param valid what would be valid; near names first if a name is unknown
 * @param action what to do next
 */
public record Problem(String file, String place, String value, String reason, String valid, String action) {

    /** The problem as it is printed: one clause a fact, nothing invented where a fact is empty. */
    public String message() {
        StringBuilder text = new StringBuilder(file);
        if (!place.isEmpty()) {
            text.append(": ").append(place);
        }
        if (!value.isEmpty()) {
            text.append(": '").append(value).append('\'');
        }
        text.append(": ").append(reason);
        if (!valid.isEmpty()) {
            text.append("; valid: ").append(valid);
        }
        if (!action.isEmpty()) {
            text.append("; next: ").append(action);
        }
        return text.toString();
    }
}

package org.seatrial.input;

/**
 * Where something stands in a file.
 *
 * @param path keys and indices from the root, for example {@code topology.links[3].endpoints[1]}; empty for the root
 * @param line from 1; 0 if unknown
 */
public record Place(String path, int line) {

    public Place child(String key, int atLine) {
        return new Place(path.isEmpty() ? key : path + "." + key, atLine);
    }

    public Place item(int index, int atLine) {
        return new Place(path + "[" + index + "]", atLine);
    }

    @Override
    public String toString() {
        if (line == 0) {
            return path;
        }
        return path.isEmpty() ? "line " + line : path + " (line " + line + ")";
    }
}

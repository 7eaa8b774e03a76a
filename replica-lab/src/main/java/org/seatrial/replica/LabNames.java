package org.seatrial.replica;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.seatrial.input.Sha256;

/** Names of a lab's namespaces: {@code st-<id>-<node>}, so that nothing else on the machine is mistaken for ours. */
final class LabNames {

    static final String WIRE = "wire";
    static final String REFERENCE_A = "ref-a";
    static final String REFERENCE_B = "ref-b";

    private static final String PREFIX = "st-";
    private static final int LONGEST = 40;

    private LabNames() {}

    /** What every namespace of the lab begins with. */
    static String prefix(String id) {
        return PREFIX + id + "-";
    }

    static String namespace(String id, String part) {
        return prefix(id) + part;
    }

    /**
     * Namespaces of nodes. A node name that is long, holds characters that file names or shells trip over, or equals one
     * of the lab's own parts, is shortened and told apart by its digest.
     */
    static Map<String, String> ofNodes(String id, Iterable<String> nodes) {
        Set<String> taken = new HashSet<>(Set.of(WIRE, REFERENCE_A, REFERENCE_B));
        Map<String, String> names = new LinkedHashMap<>();
        for (String node : nodes) {
            String safe = node.replaceAll("[^A-Za-z0-9_-]", "-");
            if (!safe.equals(node) || safe.length() > LONGEST || taken.contains(safe)) {
                String digest = Sha256.of(node.getBytes(java.nio.charset.StandardCharsets.UTF_8));
                safe = safe.substring(0, Math.min(safe.length(), LONGEST - 9)) + "-" + digest.substring(0, 8);
            }
            taken.add(safe);
            names.put(node, namespace(id, safe));
        }
        return names;
    }
}

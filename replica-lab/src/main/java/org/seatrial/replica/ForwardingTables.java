package org.seatrial.replica;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.seatrial.engine.sys.KernelRoute;
import org.seatrial.engine.sys.Rtnetlink;

/**
 * The kernels' routes of every node at one reading.
 *
 * @param routes node to destination to usable next hops
 */
record ForwardingTables(Map<String, Map<String, List<String>>> routes) {

    static ForwardingTables read(Map<String, Rtnetlink> kernels) {
        Map<String, Map<String, List<String>>> routes = new LinkedHashMap<>();
        kernels.forEach((node, kernel) -> {
            Map<String, List<String>> own = new TreeMap<>();
            for (KernelRoute route : kernel.routes()) {
                own.computeIfAbsent(route.destination(), absent -> new ArrayList<>()).addAll(route.nextHops());
            }
            own.values().forEach(hops -> hops.sort(null));
            routes.put(node, own);
        });
        return new ForwardingTables(routes);
    }

    /** What differs from the wanted routes, one phrase each. Routes to destinations that nobody wants are not looked at. */
    List<String> differencesFrom(Map<String, Map<String, List<String>>> wanted, Layout layout) {
        Map<String, String> names = interfaceNames(layout);
        List<String> differences = new ArrayList<>();
        wanted.forEach((node, destinations) -> destinations.forEach((destination, hops) -> {
            List<String> present = routes.getOrDefault(node, Map.of()).getOrDefault(destination, List.of());
            if (!present.equals(hops)) {
                differences.add(node + " reaches " + destination + " " + over(present, names) + " instead of "
                        + over(hops, names));
            }
        }));
        return differences;
    }

    private static String over(List<String> hops, Map<String, String> names) {
        if (hops.isEmpty()) {
            return "not at all";
        }
        List<String> interfaces = hops.stream()
                .map(hop -> names.getOrDefault(hop.substring(hop.indexOf('@') + 1), hop))
                .toList();
        return "over " + String.join(" and ", interfaces);
    }

    private static Map<String, String> interfaceNames(Layout layout) {
        Map<String, String> names = new HashMap<>();
        for (Cable cable : layout.cables()) {
            names.put(Integer.toString(cable.indexA()), cable.endA().interfaceName());
            names.put(Integer.toString(cable.indexB()), cable.endB().interfaceName());
        }
        return names;
    }
}

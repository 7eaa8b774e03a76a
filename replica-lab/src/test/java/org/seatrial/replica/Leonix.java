package org.seatrial.replica;

import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.seatrial.engine.sys.NetemSupport;
import org.seatrial.input.Problems;
import org.seatrial.lab.LabBinding;
import org.seatrial.topology.Design;
import org.seatrial.topology.Link;
import org.seatrial.topology.TopologyReader;

/** The design of two sites with a leaf pair each, which the tests of this lab build. */
final class Leonix {

    static final Set<String> FIBRES = Set.of("fibre-a", "fibre-b");
    static final NetemSupport NO_NETEM = new NetemSupport.Absent("this is a test");

    private Leonix() {}

    static Path file(String name) {
        URL url = Objects.requireNonNull(Leonix.class.getResource("/leonix/" + name));
        try {
            return Path.of(url.toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static Design design() {
        return TopologyReader.read(file("topology.clab.yml"));
    }

    static Link link(String name) {
        return design().link(name).orElseThrow();
    }

    static LabBinding binding() {
        return new LabBinding("proposed", "namespaces", file("lab.yaml"), "");
    }

    static LabFile labFile(String name) {
        Problems problems = new Problems();
        Optional<LabFile> file = LabFileReader.read(design(), file(name), problems);
        problems.throwIfAny();
        return file.orElseThrow();
    }

    static Layout layout() {
        return Layout.of(design(), labFile("lab.yaml"), FIBRES, NO_NETEM, "ab12");
    }
}

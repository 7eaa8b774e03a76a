package org.seatrial.generators;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.seatrial.lab.CertificateClass;
import org.seatrial.lab.Lab;
import org.seatrial.lab.LabFacts;
import org.seatrial.lab.LinkControl;
import org.seatrial.lab.NodeControl;
import org.seatrial.lab.PathWitness;
import org.seatrial.lab.ProcessControl;
import org.seatrial.lab.Realisation;
import org.seatrial.lab.Redundancy;
import org.seatrial.lab.ReferencePath;
import org.seatrial.lab.Station;
import org.seatrial.recording.Noticed;
import org.seatrial.topology.Design;

/** Two namespaces and nothing else, as a lab. */
record TwoStations(Path a, Path b, String addressOfA, String addressOfB) implements Lab {

    /** Two ends of one cable. */
    TwoStations(Path a, Path b) {
        this(a, b, "198.18.0.0", "198.18.0.1");
    }

    @Override
    public String id() {
        return "two";
    }

    @Override
    public Design design() {
        return new Design("two", Map.of(), List.of(), "");
    }

    @Override
    public LabFacts facts() {
        return new LabFacts("two", CertificateClass.REPLICA, Map.of(), List.of());
    }

    @Override
    public List<Realisation> realisations() {
        return List.of();
    }

    @Override
    public Station station(String node) {
        return node.equals("a")
                ? new Station("a", addressOfA, Optional.of(a))
                : new Station("b", addressOfB, Optional.of(b));
    }

    @Override
    public Optional<ReferencePath> referencePath() {
        return Optional.empty();
    }

    @Override
    public Redundancy redundancy() {
        return new Redundancy(List.of());
    }

    @Override
    public Optional<LinkControl> links() {
        return Optional.empty();
    }

    @Override
    public Optional<NodeControl> nodes() {
        return Optional.empty();
    }

    @Override
    public Optional<ProcessControl> processes() {
        return Optional.empty();
    }

    @Override
    public Optional<PathWitness> witness() {
        return Optional.empty();
    }

    @Override
    public List<Noticed> noticed(long fromNs, long untilNs) {
        return List.of();
    }

    @Override
    public void close() {}
}

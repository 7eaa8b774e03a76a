package org.seatrial.benchmarks.wire;

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

/** The two hosts as a lab, so that the product's own generator sends between them. */
record HostsLab(TwoHosts hosts) implements Lab {

    @Override
    public String id() {
        return "two-hosts";
    }

    @Override
    public Design design() {
        return new Design("two-hosts", Map.of(), List.of(), "");
    }

    @Override
    public LabFacts facts() {
        return new LabFacts("two-hosts", CertificateClass.REPLICA, Map.of(), List.of());
    }

    @Override
    public List<Realisation> realisations() {
        return List.of();
    }

    @Override
    public Station station(String node) {
        return new Station(node, TwoHosts.address(node, 0), Optional.of(hosts.path(node)));
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
    public Optional<ProcessControl> processes() {
        return Optional.empty();
    }

    @Override
    public Optional<NodeControl> nodes() {
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
    public void close() {
        // The hosts are closed by whoever made them.
    }
}

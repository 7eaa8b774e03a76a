package org.seatrial.lab.fake;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.seatrial.fault.Commanded;
import org.seatrial.fault.Impairment;
import org.seatrial.fault.Strand;
import org.seatrial.fault.Undo;
import org.seatrial.lab.ImpairmentControl;
import org.seatrial.lab.ImpairmentReading;
import org.seatrial.lab.ImpairmentReading.Direction;
import org.seatrial.lab.fake.FakePaths.Hop;
import org.seatrial.topology.Link;

/** Impaired links of a simulated lab: of all impairments only loss and corruption do something to a packet. */
final class FakeImpairments implements ImpairmentControl {

    private static final long NS_PER_FRAME = 1_000_000L;

    private final String labId;
    private final FakeNetwork network;
    private final FakeTime time;
    private final long madeNs;
    private final Map<String, Setting> settings = new HashMap<>();

    FakeImpairments(String labId, FakeNetwork network, FakeTime time) {
        this.labId = labId;
        this.network = network;
        this.time = time;
        this.madeNs = time.now();
    }

    private record Setting(Strand strand, Impairment impairment) {}

    private static String key(String link) {
        return "impairment of " + link;
    }

    @Override
    public Undo prepareImpairment(Link link, Strand strand, String undoId) {
        return FakeHealer.undo(undoId, labId, key(link.name()), "let " + link.name() + " carry frames as designed");
    }

    @Override
    public Commanded impair(Link link, Strand strand, Impairment impairment) {
        long now = time.now();
        settings.put(link.name(), new Setting(strand, impairment));
        network.add(new Break(key(link.name()), Set.of(), "", false, false, true, true, now, Long.MAX_VALUE));
        return new Commanded(now, now);
    }

    @Override
    public ImpairmentReading read(Link link) {
        long now = time.now();
        return new ImpairmentReading(now, now, direction(link.name(), true, now), direction(link.name(), false, now));
    }

    private Direction direction(String link, boolean aToB, long now) {
        Impairment setting = inForce(link, aToB, now);
        long impairedNs = 0;
        Impairment worst = Impairment.NONE;
        Setting last = settings.get(link);
        if (last != null && (aToB ? last.strand().aToB() : last.strand().bToA())) {
            worst = last.impairment();
            impairedNs = network.breaks().stream()
                    .filter(broken -> broken.key().equals(key(link)))
                    .mapToLong(broken -> broken.activeBefore(now))
                    .sum();
        }
        double met = (double) impairedNs / NS_PER_FRAME;
        long lost = Math.round(met * worst.lossRatio());
        return new Direction(
                setting,
                (now - madeNs) / NS_PER_FRAME - lost,
                lost,
                Math.round(met * worst.corruptionRatio()),
                Math.round(met * worst.duplicationRatio()),
                Math.round(met * worst.reorderingRatio()),
                0);
    }

    private Impairment inForce(String link, boolean aToB, long ns) {
        Setting setting = settings.get(link);
        return setting != null
                        && network.broken(key(link), ns)
                        && (aToB ? setting.strand().aToB() : setting.strand().bToA())
                ? setting.impairment()
                : Impairment.NONE;
    }

    /** Whether a packet is lost on one of its hops; the same packet has the same fate whenever it is asked for. */
    boolean loses(List<Hop> path, int stream, long sentNs) {
        if (settings.isEmpty()) {
            return false;
        }
        for (Hop hop : path) {
            Impairment worse = inForce(hop.link().name(), hop.aToB(), sentNs);
            double ratio = 1 - (1 - worse.lossRatio()) * (1 - worse.corruptionRatio());
            if (ratio > 0 && new SplittableRandom(sentNs * 31 + stream).nextDouble() < ratio) {
                return true;
            }
        }
        return false;
    }
}

package org.seatrial.cli;

import java.util.List;
import java.util.ServiceLoader;
import org.seatrial.fault.FaultInjector;
import org.seatrial.fault.Healer;
import org.seatrial.lab.LabProvider;
import org.seatrial.probe.Observer;
import org.seatrial.report.ReportRenderer;
import org.seatrial.run.Adapters;
import org.seatrial.traffic.TrafficGenerator;
import org.seatrial.traffic.WorkloadGenerator;

/** What is plugged in: every adapter on the class path, found by {@link ServiceLoader}. */
final class Plugged {

    private static final Adapters ADAPTERS = new Adapters(
            all(LabProvider.class),
            all(TrafficGenerator.class),
            all(FaultInjector.class),
            all(Healer.class),
            all(Observer.class),
            all(WorkloadGenerator.class));

    private Plugged() {}

    static Adapters adapters() {
        return ADAPTERS;
    }

    static List<ReportRenderer> renderers() {
        return all(ReportRenderer.class);
    }

    private static <T> List<T> all(Class<T> port) {
        return ServiceLoader.load(port).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }
}

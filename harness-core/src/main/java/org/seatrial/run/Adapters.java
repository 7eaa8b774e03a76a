package org.seatrial.run;

import java.util.List;
import java.util.Optional;
import org.seatrial.fault.Fault;
import org.seatrial.fault.FaultInjector;
import org.seatrial.fault.Healer;
import org.seatrial.lab.Lab;
import org.seatrial.lab.LabException;
import org.seatrial.lab.LabProvider;
import org.seatrial.probe.Observer;
import org.seatrial.traffic.TrafficGenerator;
import org.seatrial.traffic.Workload;
import org.seatrial.traffic.WorkloadGenerator;

/** Everything that is plugged into a run. The composition root collects it; of several that fit, the first is taken. */
public record Adapters(
        List<LabProvider> labs,
        List<TrafficGenerator> generators,
        List<FaultInjector> injectors,
        List<Healer> healers,
        List<Observer> observers,
        List<WorkloadGenerator> workloads) {

    public Adapters {
        labs = List.copyOf(labs);
        generators = List.copyOf(generators);
        injectors = List.copyOf(injectors);
        healers = List.copyOf(healers);
        observers = List.copyOf(observers);
        workloads = List.copyOf(workloads);
    }

    /** Without anything that runs workloads. */
    public Adapters(
            List<LabProvider> labs,
            List<TrafficGenerator> generators,
            List<FaultInjector> injectors,
            List<Healer> healers,
            List<Observer> observers) {
        this(labs, generators, injectors, healers, observers, List.of());
    }

    public WorkloadGenerator generatorFor(Workload workload, Lab lab) {
        return workloads.stream()
                .filter(generator -> generator.runs(workload, lab))
                .findFirst()
                .orElseThrow(() -> new LabException("nothing runs workload " + workload.name() + " in lab " + lab.id()
                        + " (" + lab.facts().provider() + "); there are "
                        + workloads.stream().map(WorkloadGenerator::name).toList()));
    }

    public LabProvider lab(String name) {
        return labs.stream()
                .filter(provider -> provider.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new LabException("no lab provider is called '" + name + "'; there are "
                        + labs.stream().map(LabProvider::name).toList()));
    }

    public TrafficGenerator generatorFor(Lab lab) {
        return generators.stream()
                .filter(generator -> generator.generatesIn(lab))
                .findFirst()
                .orElseThrow(() -> new LabException("no traffic generator works in lab " + lab.id() + " ("
                        + lab.facts().provider() + "); there are "
                        + generators.stream().map(TrafficGenerator::name).toList()));
    }

    public FaultInjector injectorFor(Fault fault, Lab lab) {
        return injectors.stream()
                .filter(injector -> injector.injects(fault, lab))
                .findFirst()
                .orElseThrow(() -> new LabException("nothing injects " + fault.kindName() + " on " + fault.target()
                        + " in lab " + lab.id() + "; there are "
                        + injectors.stream().map(FaultInjector::name).toList()));
    }

    public Optional<Healer> healer(String name) {
        return healers.stream().filter(healer -> healer.name().equals(name)).findFirst();
    }

    public Optional<Observer> observer(String name) {
        return observers.stream()
                .filter(observer -> observer.name().equals(name))
                .findFirst();
    }
}

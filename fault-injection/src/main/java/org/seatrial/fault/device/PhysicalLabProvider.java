package org.seatrial.fault.device;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.seatrial.fault.Undo;
import org.seatrial.input.InputException;
import org.seatrial.input.Problem;
import org.seatrial.input.Problems;
import org.seatrial.lab.Lab;
import org.seatrial.lab.LabBinding;
import org.seatrial.lab.LabInspection;
import org.seatrial.lab.LabProvider;
import org.seatrial.lab.LabRequest;
import org.seatrial.lab.Lacking;
import org.seatrial.topology.Design;

/** A lab of real devices: an inventory says which of them switches what. It is found, not built. */
public final class PhysicalLabProvider implements LabProvider, LabInspection {

    static final String NAME = "physical";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Problem> check(Design design, LabBinding binding) {
        Problems problems = new Problems();
        InventoryReader.read(design, binding.file(), problems);
        return problems.list();
    }

    @Override
    public List<Lacking> lacking(Design design, LabBinding binding) {
        List<Lacking> lacking = new ArrayList<>();
        Optional<Inventory> inventory = InventoryReader.read(design, binding.file(), new Problems());
        TreeSet<String> secrets = new TreeSet<>();
        for (Inventory.Device device :
                inventory.map(Inventory::devices).orElseGet(java.util.Map::of).values()) {
            DeviceAdapters.named(device.adapter())
                    .ifPresent(adapter -> lacking.addAll(adapter.lacking(device.settings())));
            device.settings().secrets().values().stream()
                    .filter(secret -> !Secrets.present(secret))
                    .forEach(secret -> secrets.add(secret.toString()));
        }
        secrets.forEach(secret ->
                lacking.add(new Lacking("the secret in " + secret, "", "set it, readable by this user only")));
        lacking.add(new Lacking(
                "probes on the hosts of a physical lab: its devices can be switched, but nothing can be measured there"
                        + " yet",
                "",
                "use a namespace lab for the measurement"));
        return lacking.stream().distinct().toList();
    }

    /**
     * Reads the inventory and makes the folder for the log of the devices. Asks no device, but begins to look at mirrors where
     * the inventory has some.
     */
    @Override
    public Lab bringUp(LabRequest request) {
        Problems problems = new Problems();
        Optional<Inventory> inventory =
                InventoryReader.read(request.design(), request.binding().file(), problems);
        problems.throwIfAny();
        PhysicalLab lab = new PhysicalLab(
                request.binding().name(),
                request.design(),
                inventory.orElseThrow(() -> new InputException(problems.list())),
                new DeviceLog(request.logs().resolve(DeviceLog.NAME)));
        lab.watch();
        return lab;
    }

    @Override
    public Set<String> parts(Path labFile) {
        return DeviceHealth.devices(labFile);
    }

    @Override
    public Set<String> damaged(List<Undo> undos) {
        return DeviceHealth.damaged(undos);
    }

    @Override
    public List<String> unhealthy(List<Undo> undos) {
        return DeviceHealth.unhealthy(undos);
    }
}

package org.seatrial.fault.device;

import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** Every device adapter on the class path. */
public final class DeviceAdapters {

    private static final List<DeviceAdapter> ALL = ServiceLoader.load(DeviceAdapter.class).stream()
            .map(ServiceLoader.Provider::get)
            .toList();

    private DeviceAdapters() {}

    public static List<DeviceAdapter> all() {
        return ALL;
    }

    static List<String> names() {
        return ALL.stream().map(DeviceAdapter::name).toList();
    }

    static Optional<DeviceAdapter> named(String name) {
        return ALL.stream().filter(adapter -> adapter.name().equals(name)).findFirst();
    }
}

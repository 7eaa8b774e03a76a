package org.seatrial.fault.device;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** One request at a time to one device: many controllers drop or confuse what comes in parallel. */
final class DeviceLocks {

    private static final Map<String, ReentrantLock> LOCKS = new ConcurrentHashMap<>();

    private DeviceLocks() {}

    /** The device for oneself, until it is closed. */
    static Held acquire(ControlPoint point, Deadline deadline) throws InterruptedException {
        ReentrantLock lock = LOCKS.computeIfAbsent(point.serialised(), _ -> new ReentrantLock(true));
        if (!lock.tryLock(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS)) {
            throw new DeviceException("the device was busy with earlier requests until the deadline");
        }
        return lock::unlock;
    }

    /** A device held. */
    interface Held extends AutoCloseable {
        @Override
        void close();
    }
}

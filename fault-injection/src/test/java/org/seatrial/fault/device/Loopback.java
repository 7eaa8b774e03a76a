package org.seatrial.fault.device;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Addresses of this machine for devices that tests start. Requests to one address wait for each other, whatever the port:
 * devices of tests that run side by side need one each.
 */
final class Loopback {

    private static final int HOSTS = 250;
    private static final AtomicInteger TAKEN = new AtomicInteger();

    private Loopback() {}

    /** One that no other device of this process has. */
    static String own() {
        int number = TAKEN.getAndIncrement();
        return "127.77." + number / HOSTS + "." + (1 + number % HOSTS);
    }
}

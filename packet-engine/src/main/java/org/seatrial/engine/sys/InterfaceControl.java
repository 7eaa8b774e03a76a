package org.seatrial.engine.sys;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Changes interfaces of one namespace by system call: a change takes tens of microseconds, where starting a program
 * takes milliseconds. Its socket is opened beforehand. Safe for one thread at a time.
 */
public final class InterfaceControl implements AutoCloseable {

    private static final long SIOCGIFFLAGS = 0x8913;
    private static final long SIOCSIFFLAGS = 0x8914;
    private static final long SIOCGIFMTU = 0x8921;
    private static final long SIOCSIFMTU = 0x8922;
    private static final long SIOCGIFHWADDR = 0x8927;
    private static final long SIOCETHTOOL = 0x8946;
    private static final int ETHTOOL_GLINK = 0x0a;
    private static final int IFF_UP = 0x1;
    private static final int IFREQ_BYTES = 40;
    private static final int NAME_BYTES = 16;
    private static final int HARDWARE_ADDRESS_BYTES = 6;

    private final Arena arena = Arena.ofShared();
    private final MemorySegment request = arena.allocate(IFREQ_BYTES, 8);
    private final MemorySegment ethtoolValue = arena.allocate(8, 4);
    private final int fd;

    private InterfaceControl(int fd) {
        this.fd = fd;
    }

    /** @throws SystemCallException if the namespace cannot be entered */
    public static InterfaceControl open(Path namespace) {
        return NetworkNamespace.within(
                namespace,
                () -> new InterfaceControl(
                        Linux.checked("socket", SocketCalls.socket(Linux.AF_INET, Linux.SOCK_DGRAM, 0))));
    }

    /** Sets the interface administratively up or down. */
    public synchronized void setUp(String name, boolean up) {
        name(name);
        Linux.checked("read flags of " + name, Linux.ioctl(fd, SIOCGIFFLAGS, request));
        int flags = request.get(JAVA_SHORT, NAME_BYTES);
        int wanted = up ? flags | IFF_UP : flags & ~IFF_UP;
        request.set(JAVA_SHORT, NAME_BYTES, (short) wanted);
        Linux.checked("set flags of " + name, Linux.ioctl(fd, SIOCSIFFLAGS, request));
    }

    /** The interface flags ({@code IFF_*}). */
    public synchronized int flags(String name) {
        name(name);
        Linux.checked("read flags of " + name, Linux.ioctl(fd, SIOCGIFFLAGS, request));
        return request.get(JAVA_SHORT, NAME_BYTES) & 0xffff;
    }

    /** The largest packet the interface carries, in octets, without the Ethernet header. */
    public synchronized int mtu(String name) {
        name(name);
        Linux.checked("read MTU of " + name, Linux.ioctl(fd, SIOCGIFMTU, request));
        return request.get(JAVA_INT, NAME_BYTES);
    }

    /** @param mtu octets without the Ethernet header */
    public synchronized void setMtu(String name, int mtu) {
        name(name);
        request.set(JAVA_INT, NAME_BYTES, mtu);
        Linux.checked("set MTU of " + name, Linux.ioctl(fd, SIOCSIFMTU, request));
    }

    /** The 48 bits of the interface's hardware address. */
    public synchronized long hardwareAddress(String name) {
        name(name);
        Linux.checked("read address of " + name, Linux.ioctl(fd, SIOCGIFHWADDR, request));
        long address = 0;
        for (int octet = 0; octet < HARDWARE_ADDRESS_BYTES; octet++) {
            // Behind the address family of struct sockaddr.
            address = (address << Byte.SIZE) | (request.get(JAVA_BYTE, NAME_BYTES + 2L + octet) & 0xff);
        }
        return address;
    }

    /** Whether the interface has carrier at this instant; the flags tell up to a second later. */
    public synchronized boolean carrier(String name) {
        name(name);
        ethtoolValue.set(JAVA_INT, 0, ETHTOOL_GLINK);
        ethtoolValue.set(JAVA_INT, 4, 0);
        request.set(ADDRESS, NAME_BYTES, ethtoolValue);
        Linux.checked("read carrier of " + name, Linux.ioctl(fd, SIOCETHTOOL, request));
        return ethtoolValue.get(JAVA_INT, 4) != 0;
    }

    /**
     * Switches off what a virtual interface leaves to hardware that is not there. A frame that passes through user space
     * must carry its checksum and be no larger than the MTU.
     */
    public synchronized void switchOffloadsOff(String name) {
        int setTransmitChecksum = 0x17;
        int setTcpSegmentation = 0x1f;
        int setGenericSegmentation = 0x24;
        int setGenericReceive = 0x2c;
        for (int command :
                new int[] {setTransmitChecksum, setTcpSegmentation, setGenericSegmentation, setGenericReceive}) {
            name(name);
            ethtoolValue.set(JAVA_INT, 0, command);
            ethtoolValue.set(JAVA_INT, 4, 0);
            request.set(ADDRESS, NAME_BYTES, ethtoolValue);
            Linux.checked(
                    "switch offload 0x%x of %s off".formatted(command, name), Linux.ioctl(fd, SIOCETHTOOL, request));
        }
    }

    private void name(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
        if (bytes.length >= NAME_BYTES) {
            throw new IllegalArgumentException("an interface name has at most 15 characters: " + name);
        }
        request.fill((byte) 0);
        MemorySegment.copy(bytes, 0, request, JAVA_BYTE, 0, bytes.length);
    }

    @Override
    public void close() {
        Linux.close(fd);
        arena.close();
    }
}

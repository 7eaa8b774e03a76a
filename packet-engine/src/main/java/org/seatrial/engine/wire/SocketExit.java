package org.seatrial.engine.wire;

import org.seatrial.engine.sys.Errno;
import org.seatrial.engine.sys.InterfaceControl;
import org.seatrial.engine.sys.Linux;
import org.seatrial.engine.sys.SocketCalls;

/** Leaves through a packet socket. */
final class SocketExit implements Exit {

    private final int fd;
    private final String interfaceName;
    private final InterfaceControl interfaces;

    SocketExit(int fd, String interfaceName, InterfaceControl interfaces) {
        this.fd = fd;
        this.interfaceName = interfaceName;
        this.interfaces = interfaces;
    }

    @Override
    public Result send(long address, int length) {
        int sent = SocketCalls.send(fd, address, length, Linux.MSG_DONTWAIT);
        if (sent == -Errno.ENETDOWN) {
            // The socket reports once that the interface was down, also when it is up again.
            sent = SocketCalls.send(fd, address, length, Linux.MSG_DONTWAIT);
        }
        if (sent == length) {
            return Result.TAKEN;
        }
        // A dark interface and a full queue are the same error number; only the carrier tells them apart.
        return sent == -Errno.ENETDOWN || !interfaces.carrier(interfaceName) ? Result.DARK : Result.REFUSED;
    }
}

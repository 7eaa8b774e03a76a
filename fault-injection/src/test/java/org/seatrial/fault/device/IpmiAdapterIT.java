package org.seatrial.fault.device;

import java.nio.file.Path;

/** Through ipmitool against OpenIPMI's simulator of a management controller. */
final class IpmiAdapterIT extends DeviceContract {

    @Override
    Use use() {
        return Use.POWER;
    }

    @Override
    Counterpart start(Path folder, Path secret) {
        return new IpmiCounterpart(
                folder,
                "adapter: ipmi, address: ADDRESS, port: PORT, cipher-suite: 3, user: tester, password: {file: " + secret
                        + "}",
                SECRET);
    }
}

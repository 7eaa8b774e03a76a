package org.seatrial.fault.device;

import java.nio.file.Path;
import java.util.Map;

/** OpenIPMI's ipmi_sim: a management controller with a LAN channel, whose chassis is switched by a program of ours. */
final class IpmiCounterpart implements Counterpart {

    private static final String CHASSIS = """
        #!/bin/sh
        here=$(dirname "$0")
        shift
        case "$1 $2" in
            "get power") if [ "$("$here/device.sh" read)" = on ]; then echo power:1; else echo power:0; fi ;;
            "set power") if [ "$3" = 1 ]; then "$here/device.sh" on; else "$here/device.sh" off; fi ;;
        esac
        """;

    private static final String LAN = """
        name "tester"
        set_working_mc 0x20
          startlan 1
            addr ADDRESS PORT
            priv_limit admin
            allowed_auths_callback none md2 md5 straight
            allowed_auths_user none md2 md5 straight
            allowed_auths_operator none md2 md5 straight
            allowed_auths_admin none md2 md5 straight
            guid a123456789abcdefa123456789abcdef
          endlan
          chassis_control "FOLDER/chassis.sh 0x20"
          user 2 true "tester" "PASSWORD" admin 10 none md2 md5 straight
        """;

    private static final String EMULATION = """
        mc_setbmc 0x20
        mc_add 0x20 0 no-device-sdrs 0x23 9 8 0x9f 0x1291 0xf02 persist_sdr
        mc_enable 0x20
        """;

    private final StandIn thing;
    private final Daemon simulator;
    private final String device;

    /** @param device what the inventory says of it, with ADDRESS and PORT where they belong */
    IpmiCounterpart(Path folder, String device, String password) {
        thing = new StandIn(folder);
        String address = Loopback.own();
        int port = Daemon.freeUdpPort(address);
        this.device = device.replace("ADDRESS", address).replace("PORT", String.valueOf(port));
        StandIn.executable(thing.write("chassis.sh", CHASSIS));
        thing.write(
                "lan.conf",
                LAN.replace("ADDRESS", address)
                        .replace("PORT", String.valueOf(port))
                        .replace("FOLDER", folder.toString())
                        .replace("PASSWORD", password));
        thing.write("sim.emu", EMULATION);
        Path ready = thing.write("ready", password);
        simulator = Daemon.start(
                folder,
                Map.of(),
                () -> Daemon.succeeds(
                        "ipmitool",
                        "-I",
                        "lanplus",
                        "-C",
                        "3",
                        "-H",
                        address,
                        "-p",
                        String.valueOf(port),
                        "-U",
                        "tester",
                        "-f",
                        ready.toString(),
                        "chassis",
                        "power",
                        "status"),
                "ipmi_sim",
                "-c",
                "lan.conf",
                "-f",
                "sim.emu",
                "-s",
                folder.toString(),
                "-n");
    }

    @Override
    public String device() {
        return device;
    }

    @Override
    public String target() {
        return "";
    }

    @Override
    public boolean on() {
        return thing.on();
    }

    @Override
    public void set(boolean on) {
        thing.set(on);
    }

    @Override
    public void behave(Manner manner) {
        thing.behave(manner);
    }

    @Override
    public void vanish() {
        simulator.close();
    }

    @Override
    public void close() {
        thing.behave(Manner.HONEST);
        simulator.close();
    }
}

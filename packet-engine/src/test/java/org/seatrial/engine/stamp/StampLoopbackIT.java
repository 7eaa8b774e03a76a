package org.seatrial.engine.stamp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class StampLoopbackIT {

    private static final InetAddress LOOPBACK = AddressPrefix.literal("127.0.0.1");

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    void everyPacketIsAnsweredAndThereAndBackAndResidenceAddUpToTheWhole(String address) {
        try (RunningReflector reflector =
                RunningReflector.start(RunningReflector.settings(AddressPrefix.literal(address)))) {
            Measurement measured = Probe.to(address, reflector.port()).measure();
            MeasuredPath path = measured.path();
            assertThat(path.packets().sent()).isEqualTo(200);
            assertThat(path.packets().answered()).isEqualTo(200);
            assertThat(path.packets().discarded()).isEmpty();
            assertThat(path.loss()).isEqualTo(PathLoss.of(0, 0, 0));
            assertThat(path.reflector())
                    .isEqualTo(new MeasuredPath.Reflector(true, Optional.of(true), Optional.of(255), Optional.of(255)));
            assertThat(Probe.mean(path.forward()) + Probe.mean(path.backward()))
                    .isCloseTo(Probe.mean(path.roundTrip()), within(1.0));
            assertThat(Probe.statistic(path.forward(), "min")).isPositive();
            assertThat(Probe.statistic(path.backward(), "min")).isPositive();
            assertThat(Probe.statistic(path.residence(), "min")).isPositive();
            assertThat(measured.roundTrips().merged().getTotalCount()).isEqualTo(200);
            assertThat(reflector.stop().sessions()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(TimestampFormat.class)
    void signedPacketsWithEitherTimestampAreAnsweredSigned(TimestampFormat format) {
        ReflectorSettings open = RunningReflector.settings(LOOPBACK);
        try (RunningReflector reflector = RunningReflector.start(new ReflectorSettings(
                open.bind(), 0, Optional.of(Octets.KEY), true, List.of(), 1_000_000, Optional.empty()))) {
            Probe probe = Probe.to("127.0.0.1", reflector.port()).stamped(format);
            MeasuredPath path = probe.signed(Octets.KEY).measure().path();
            assertThat(path.packets().answered()).isEqualTo(200);
            assertThat(path.forward().samples()).isEqualTo(200);

            AuthenticationKey other = new AuthenticationKey(new byte[32]);
            MeasuredPath forged =
                    probe.signed(other).packets(5, 1_000_000).measure().path();
            assertThat(forged.packets().answered()).isZero();
            assertThat(forged.roundTrip().measured()).isFalse();
            assertThat(reflector.stop().refused()).containsKey(Refusal.NOT_AUTHENTIC);
        }
    }

    @Test
    void aReplySignedWithAnotherKeyIsNotTaken() {
        ReflectorSettings open = RunningReflector.settings(LOOPBACK);
        try (RunningReflector reflector = RunningReflector.start(open)) {
            // It answers what looks like a base packet of its own mode, unsigned.
            MeasuredPath path = Probe.to("127.0.0.1", reflector.port())
                    .signed(Octets.KEY)
                    .packets(5, 1_000_000)
                    .measure()
                    .path();
            assertThat(path.packets().answered()).isZero();
        }
    }

    @Test
    void aReplyLeavesFromTheAddressThatWasAsked() {
        try (RunningReflector reflector = RunningReflector.start(new ReflectorSettings(
                Optional.empty(), 0, Optional.empty(), true, List.of(), 1_000_000, Optional.empty()))) {
            MeasuredPath path =
                    Probe.to("127.0.0.5", reflector.port()).measure().path();
            assertThat(path.packets().answered()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {48, 100, 1400, 9000})
    void repliesAreAsLongAsRequests(int bytes) {
        try (RunningReflector reflector = RunningReflector.start(RunningReflector.settings(LOOPBACK))) {
            MeasuredPath path = Probe.to("127.0.0.1", reflector.port())
                    .of(bytes)
                    .packets(20, 1_000_000)
                    .measure()
                    .path();
            assertThat(path.packets().answered()).isEqualTo(20);
        }
    }

    @Test
    void noReplyIsEverLongerThanItsRequest() throws IOException {
        try (RunningReflector reflector = RunningReflector.start(RunningReflector.settings(LOOPBACK));
                DatagramSocket socket = new DatagramSocket(0, LOOPBACK)) {
            int[] lengths = {0, 1, 14, 40, 41, 43, 44, 45, 47, 48, 500};
            for (int length : lengths) {
                byte[] request = new byte[length];
                Arrays.fill(request, (byte) 0x41);
                socket.send(new DatagramPacket(request, length, LOOPBACK, reflector.port()));
            }
            socket.setSoTimeout(300);
            int answered = 0;
            try {
                while (answered <= lengths.length) {
                    DatagramPacket reply = new DatagramPacket(new byte[2000], 2000);
                    socket.receive(reply);
                    // Replies come in the order of the requests, of which the first four are too short.
                    assertThat(reply.getLength()).isEqualTo(lengths[4 + answered]);
                    answered++;
                }
            } catch (SocketTimeoutException silence) {
                assertThat(answered).isEqualTo(7);
            }
            assertThat(reflector.stop().refused()).isEqualTo(Map.of(Refusal.TOO_SHORT, 4L));
        }
    }

    @Test
    void whoIsNotAllowedIsNotAnswered() {
        try (RunningReflector reflector = RunningReflector.start(new ReflectorSettings(
                Optional.of(LOOPBACK),
                0,
                Optional.empty(),
                true,
                List.of(AddressPrefix.parse("198.18.0.0/15")),
                1_000_000,
                Optional.empty()))) {
            MeasuredPath path = Probe.to("127.0.0.1", reflector.port())
                    .packets(3, 1_000_000)
                    .measure()
                    .path();
            assertThat(path.packets().answered()).isZero();
            ReflectorCounts counts = reflector.stop();
            assertThat(counts.answered()).isZero();
            assertThat(counts.refused()).containsOnlyKeys(Refusal.NOT_ALLOWED);
        }
    }

    @Test
    void noMoreRepliesLeaveThanTheLimitAllows() {
        int limit = 200;
        try (RunningReflector reflector = RunningReflector.start(new ReflectorSettings(
                Optional.of(LOOPBACK), 0, Optional.empty(), true, List.of(), limit, Optional.empty()))) {
            MeasuredPath path = Probe.to("127.0.0.1", reflector.port())
                    .packets(2_000, 500_000)
                    .measure()
                    .path();
            ReflectorCounts counts = reflector.stop();
            // One second and a burst of a tenth; a stalled machine may take longer, and then more are due.
            assertThat(counts.answered()).isBetween(limit / 2L, 2L * limit);
            assertThat(counts.refused()).containsOnlyKeys(Refusal.OVER_RATE);
            assertThat(path.packets().answered()).isLessThan(2L * limit);
        }
    }

    @Test
    void aPortThatNothingListensAtIsNoMeasurement() throws IOException {
        int port;
        try (DatagramSocket taken = new DatagramSocket(0, LOOPBACK)) {
            port = taken.getLocalPort();
        }
        MeasuredPath path =
                Probe.to("127.0.0.1", port).packets(5, 1_000_000).measure().path();
        assertThat(path.packets().answered()).isZero();
        assertThat(path.packets().lost()).isEqualTo(path.packets().sent());
        assertThat(path.roundTrip().measured()).isFalse();
        assertThat(path.loss().forward()).isEmpty();
        assertThat(path.doubts()).singleElement().asString().contains("cannot be reached");
    }
}

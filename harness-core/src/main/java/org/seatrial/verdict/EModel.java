package org.seatrial.verdict;

import org.seatrial.recording.SpeechWindow;

/**
 * How well people can talk over a connection: the transmission rating R of the E-model (ITU-T G.107, 06/2015), with every
 * parameter at its default (table 2 there) but the delay, the codec and the loss.
 *
 * <p>A codec is described by two numbers of ITU-T G.113, appendix I: how much it impairs by itself, and how robust it is
 * against loss.
 *
 * @param ie equipment impairment factor of the codec
 * @param bpl packet-loss robustness factor of the codec
 */
record EModel(double ie, double bpl) {

    /** G.711 without packet loss concealment. */
    static final EModel G711 = new EModel(SpeechWindow.IE, SpeechWindow.BPL);

    /** G.711 with the concealment of its appendix I. */
    static final EModel G711_CONCEALED = new EModel(0, 25.1);

    /** No rating is better: nothing but the codec, and that G.711, stands between two people. */
    static final double BEST = 93.2;

    private static final double SENDING_LOUDNESS = 8;
    private static final double RECEIVING_LOUDNESS = 2;
    private static final double SIDETONE_MASKING = 15;
    private static final double SIDETONE_DIFFERENCE = 3;
    private static final double SENDING_DIFFERENCE = 3;
    private static final double TALKER_ECHO = 65;
    private static final double WEIGHTED_ECHO_PATH_LOSS = 110;
    private static final double ROOM_NOISE = 35;
    private static final double CIRCUIT_NOISE = -70;
    private static final double NOISE_FLOOR = -64;
    private static final double QUANTISING_UNITS = 1;
    private static final double WORST_CODEC = 95;

    /**
     * The rating of a connection that delays both ways alike.
     *
     * @param delayMs mouth to ear, 0 or more: with the packets' own duration and the jitter buffer
     * @param lossRatio share of packets that are lost or come too late for the jitter buffer, 0 to 1
     * @param burstRatio how much longer losses in a row are than if they fell by chance, 1 or more (BurstR)
     * @return at most 93.2; below 0 where nobody can talk
     */
    double rating(double delayMs, double lossRatio, double burstRatio) {
        double noise = noise();
        double basic = 15 - 1.5 * (SENDING_LOUDNESS + noise);
        return basic
                - simultaneous(basic, noise, delayMs)
                - delayed(basic, noise, delayMs)
                - equipment(100 * lossRatio, burstRatio);
    }

    /** Ie,eff of section 7.5 of G.107. */
    private double equipment(double lossPercent, double burstRatio) {
        return lossPercent == 0 ? ie : ie + (WORST_CODEC - ie) * lossPercent / (lossPercent / burstRatio + bpl);
    }

    /** The mean opinion score of a rating, 1 to 4.5 (annex B of G.107). */
    static double opinion(double rating) {
        if (rating <= 0) {
            return 1;
        }
        return rating >= 100 ? 4.5 : 1 + 0.035 * rating + rating * (rating - 60) * (100 - rating) * 7e-6;
    }

    /** No: the power of all noises together, dBm0p. */
    private static double noise() {
        double overall = SENDING_LOUDNESS + RECEIVING_LOUDNESS;
        double sending = ROOM_NOISE
                - SENDING_LOUDNESS
                - SENDING_DIFFERENCE
                - 100
                + 0.004 * square(ROOM_NOISE - overall - SENDING_DIFFERENCE - 14);
        double listener = SIDETONE_MASKING + SIDETONE_DIFFERENCE;
        double effective = ROOM_NOISE + 10 * Math.log10(1 + Math.pow(10, (10 - listener) / 10));
        double receiving = RECEIVING_LOUDNESS - 121 + effective + 0.008 * square(effective - 35);
        return 10
                * Math.log10(power(CIRCUIT_NOISE)
                        + power(sending)
                        + power(receiving)
                        + power(NOISE_FLOOR + RECEIVING_LOUDNESS));
    }

    /** Is: what impairs together with the voice. */
    private static double simultaneous(double basic, double noise, double delayMs) {
        double loudness = SENDING_LOUDNESS + RECEIVING_LOUDNESS + 0.2 * (64 + noise - RECEIVING_LOUDNESS);
        double tooLoud = 20 * (root(1 + Math.pow(loudness / 8, 8), 8) - loudness / 8);
        double sidetone = -10 * Math.log10(power(-SIDETONE_MASKING) + Math.exp(-delayMs / 4) * power(-TALKER_ECHO));
        double ownVoice = 12 * root(1 + Math.pow((sidetone - 13) / 6, 8), 8)
                - 28 * root(1 + Math.pow((sidetone + 1) / 19.4, 35), 35)
                - 13 * root(1 + Math.pow((sidetone - 3) / 33, 13), 13)
                + 29;
        double q = 37 - 15 * Math.log10(QUANTISING_UNITS);
        double g = 1.07 + 0.258 * q + 0.0602 * q * q;
        double y = (basic - 100) / 15 + 46 / 8.4 - g / 9;
        double z = 46 / 30.0 - g / 40;
        return tooLoud + ownVoice + 15 * Math.log10(1 + Math.pow(10, y) + Math.pow(10, z));
    }

    /** Id: talker echo, listener echo, and delay that is too long even without any echo. */
    private static double delayed(double basic, double noise, double delayMs) {
        double echoFree = -1.5 * (noise - RECEIVING_LOUDNESS);
        double terminal = TALKER_ECHO
                - 40 * Math.log10((1 + delayMs / 10) / (1 + delayMs / 150))
                + 6 * Math.exp(-0.3 * delayMs * delayMs);
        double talker = (echoFree - (80 + 2.5 * (terminal - 14))) / 2;
        double talkerEcho = (talker + Math.sqrt(talker * talker + 100) - 1) * (1 - Math.exp(-delayMs));
        double listener = (basic - 10.5 * (WEIGHTED_ECHO_PATH_LOSS + 7) * Math.pow(2 * delayMs + 1, -0.25)) / 2;
        double listenerEcho = listener + Math.sqrt(listener * listener + 169);
        return talkerEcho + listenerEcho + tooLong(delayMs);
    }

    private static double tooLong(double delayMs) {
        if (delayMs <= 100) {
            return 0;
        }
        double x = Math.log10(delayMs / 100) / Math.log10(2);
        return 25 * (root(1 + Math.pow(x, 6), 6) - 3 * root(1 + Math.pow(x / 3, 6), 6) + 2);
    }

    private static double power(double decibel) {
        return Math.pow(10, decibel / 10);
    }

    private static double root(double of, double degree) {
        return Math.pow(of, 1 / degree);
    }

    private static double square(double of) {
        return of * of;
    }
}

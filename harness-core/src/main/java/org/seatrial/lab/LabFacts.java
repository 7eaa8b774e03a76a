package org.seatrial.lab;

import java.util.List;
import java.util.Map;

/**
 * What a certificate must say about the lab.
 *
 * @param provider the lab provider's name
 * @param certificateClass the strongest class a run in this lab can claim
 * @param software name to version, of the parts that stand for the design
 * @param knownDifferences how the lab differs from the hardware it stands for, one sentence each
 */
public record LabFacts(
        String provider,
        CertificateClass certificateClass,
        Map<String, String> software,
        List<String> knownDifferences) {}

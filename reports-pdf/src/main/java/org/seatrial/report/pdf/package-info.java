/**
 * {@code report.pdf}: the page of the HTML report on paper, for archives and for people who file documents.
 *
 * <p>It is made from {@code report.html}, so that both say the same, and it is as little authoritative: what counts is
 * what was attested. In a run folder the attestation lists the PDF's digest, so the PDF cannot name the attestation's; it
 * names the digest of {@code report.json}. A PDF that is made of a signed run, outside of its folder, names both.
 *
 * <p>The pitfall: two signatures. PAdES tells a reader's program that nobody changed the document and whose certificate
 * signed it; whether its sentences follow from the measurements only {@code seatrial verify} tells.
 */
@NullMarked
package org.seatrial.report.pdf;

import org.jspecify.annotations.NullMarked;

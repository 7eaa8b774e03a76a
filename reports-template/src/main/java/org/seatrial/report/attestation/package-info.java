/**
 * Signing a run and checking what was signed.
 *
 * <p>A DSSE envelope signs bytes, not JSON: {@code Pae(type, payload)}. The payload is an in-toto statement whose
 * predicate lists the digest of every file of the run folder, so one signature covers all of them. Line 1 of
 * {@code acceptance.intoto.jsonl} is authoritative; line 2 says the same in the vocabulary of general policy engines.
 *
 * <p>The pitfall: the lines of such a bundle are not signed together. A line can be deleted, replayed or put first
 * without breaking a signature, so the verifier insists on what stands where, and derives line 2 again from the report.
 */
@NullMarked
package org.seatrial.report.attestation;

import org.jspecify.annotations.NullMarked;

package com.example.network;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.seatrial.suites.SuiteTests;

/** Our network's acceptance criteria, each a test. */
class AcceptanceTest {

    @TestFactory
    Stream<DynamicNode> theTwoPlanesKeepWhatTheyPromise() {
        return SuiteTests.of(Path.of("src/test/resources/two-planes")).with("--seed", "7").stream();
    }
}

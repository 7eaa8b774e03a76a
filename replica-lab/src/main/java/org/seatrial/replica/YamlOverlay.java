package org.seatrial.replica;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.seatrial.input.YamlNode;

/** Lays one document over another: maps are merged key by key, everything else is replaced. */
final class YamlOverlay {

    private YamlOverlay() {}

    static YamlNode.Mapping over(YamlNode.Mapping base, YamlNode.Mapping overlay) {
        SequencedMap<String, YamlNode> entries = new LinkedHashMap<>(base.entries());
        overlay.entries()
                .forEach((key, value) ->
                        entries.merge(key, value, (below, above) -> above instanceof YamlNode.Mapping upper
                                        && below instanceof YamlNode.Mapping lower
                                ? over(lower, upper)
                                : above));
        return new YamlNode.Mapping(overlay.place(), entries);
    }
}

package dev.weir.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.filter.StateReader;
import dev.weir.topology.StreamsSettings;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What the changelog of a flow's sessions says, as a store restored from it would have it. */
final class OpenSessions {

    private static final int OPEN = 0;

    private OpenSessions() {}

    /** The ids of the responses of which it has an open stream. */
    static Set<String> of(Cluster cluster, Flow flow) {
        Map<String, byte[]> latest = new HashMap<>();
        String changelog = StreamsSettings.applicationId(flow.name()) + "-sessions-changelog";
        for (Message message : cluster.readAll(changelog)) {
            byte[] value = message.value();
            String id = responseId(message.source().key());
            if (value == null) {
                latest.remove(id);
            } else {
                latest.put(id, Arrays.copyOf(value, 2));
            }
        }
        // Behind the version stands how the stream is.
        latest.values().removeIf(head -> head[1] != OPEN);
        return new TreeSet<>(latest.keySet());
    }

    private static String responseId(byte[] storeKey) {
        StateReader reader = new StateReader(storeKey);
        reader.readBytes();
        if (reader.readBoolean()) {
            reader.readBytes();
        }
        return new String(reader.readBytes(), UTF_8);
    }
}

package dev.weir.store;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.query.Position;

/**
 * What a store's folder held when it was closed in good order: the maps' files with their shapes and checksums, the offsets of
 * the changelog that they stand for, and the position in the input.
 *
 * <p>Written as lines of words that a person can read; the last line has a checksum of the others.
 *
 * @param files the maps, those of a kind from the oldest to the newest
 * @param offsets what the store committed last
 * @param position how far the input had been read
 */
record StoreManifest(List<MapFile> files, Map<TopicPartition, Long> offsets, Position position) {

    private static final String HEAD = "weir-chronicle-store 1";

    /**
     * A map's file.
     *
     * @param name its name in the folder
     * @param shape what it was made for
     * @param bytes its length
     * @param checksum of its content, as {@link FileChecksum} has it
     */
    record MapFile(String name, MapShape shape, long bytes, long checksum) {}

    String toText() {
        List<String> lines = new ArrayList<>();
        lines.add(HEAD);
        for (MapFile file : files) {
            MapShape shape = file.shape;
            lines.add(String.join(
                    " ",
                    "map",
                    file.name,
                    Long.toString(shape.entries()),
                    Integer.toString(shape.keyBytes()),
                    Integer.toString(shape.valueBytes()),
                    Long.toString(file.bytes),
                    Long.toHexString(file.checksum)));
        }
        offsets.forEach((partition, offset) ->
                lines.add("offset " + partition.topic() + " " + partition.partition() + " " + offset));
        for (String topic : position.getTopics()) {
            position.getPartitionPositions(topic)
                    .forEach((partition, offset) -> lines.add("position " + topic + " " + partition + " " + offset));
        }
        String body = String.join("\n", lines) + "\n";
        return body + "end " + checksum(body) + "\n";
    }

    /** Reads what {@link #toText} wrote; empty if it is anything else. */
    static Optional<StoreManifest> parse(String text) {
        int end = text.lastIndexOf("end ");
        if (end < 0
                || !text.startsWith(HEAD + "\n")
                || !text.substring(end).equals("end " + checksum(text.substring(0, end)) + "\n")) {
            return Optional.empty();
        }
        List<MapFile> files = new ArrayList<>();
        Map<TopicPartition, Long> offsets = new HashMap<>();
        Position position = Position.emptyPosition();
        text.substring(HEAD.length() + 1, end).lines().forEach(line -> {
            String[] words = line.split(" ", -1);
            switch (words[0]) {
                case "map" ->
                    files.add(new MapFile(
                            words[1],
                            new MapShape(
                                    Long.parseLong(words[2]), Integer.parseInt(words[3]), Integer.parseInt(words[4])),
                            Long.parseLong(words[5]),
                            Long.parseLong(words[6], 16)));
                case "offset" ->
                    offsets.put(new TopicPartition(words[1], Integer.parseInt(words[2])), Long.valueOf(words[3]));
                case "position" ->
                    position.withComponent(words[1], Integer.parseInt(words[2]), Long.parseLong(words[3]));
                default -> throw new IllegalStateException("A sound manifest has the line " + line);
            }
        });
        return Optional.of(new StoreManifest(files, offsets, position));
    }

    private static String checksum(String body) {
        CRC32C crc = new CRC32C();
        crc.update(body.getBytes(StandardCharsets.UTF_8));
        return Long.toHexString(crc.getValue());
    }
}

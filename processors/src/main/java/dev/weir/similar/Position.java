package dev.weir.similar;

/** Where a record stands: its topic, its partition, and its offset there. */
public record Position(String topic, int partition, long offset) {

    @Override
    public String toString() {
        return topic + "-" + partition + "@" + offset;
    }
}

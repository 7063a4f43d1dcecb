package dev.weir.processor;

final class NoPipelineMetrics implements PipelineMetrics {

    @Override
    public void record(String filter, String outcome, long count) {}

    @Override
    public void bytesIn(long bytes) {}

    @Override
    public void bytesOut(long bytes) {}

    @Override
    public void filterSeconds(String filter, double seconds) {}

    @Override
    public void thinkingBytes(long bytes) {}

    @Override
    public void jsonRepair(String kind) {}

    @Override
    public void loop(String kind) {}

    @Override
    public void duplicates(long suppressed) {}

    @Override
    public void deadLetter(String reason) {}

    @Override
    public void sessionsChanged(int delta) {}

    @Override
    public void heldBackChanged(int deltaBytes) {}
}

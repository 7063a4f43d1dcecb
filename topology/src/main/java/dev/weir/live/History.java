package dev.weir.live;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Arrays;

/** The last five minutes of one pipeline, a point each second, so that charts are full as soon as the page is open. */
final class History {

    static final int POINTS = 300;

    private static final String[] SERIES = {"in", "out", "p50", "p99", "lag"};

    private final double[][] values = new double[SERIES.length][POINTS];
    private int next;

    History() {
        for (double[] series : values) {
            Arrays.fill(series, Double.NaN);
        }
    }

    /** @param point a value for each series */
    void add(double... point) {
        for (int i = 0; i < SERIES.length; i++) {
            values[i][next] = point[i];
        }
        next = (next + 1) % POINTS;
    }

    /** Writes each series as an array, the oldest first, with null where there is no value. */
    void write(JsonGenerator json) throws IOException {
        for (int i = 0; i < SERIES.length; i++) {
            json.writeArrayFieldStart(SERIES[i]);
            for (int j = 0; j < POINTS; j++) {
                Json.number(json, values[i][(next + j) % POINTS]);
            }
            json.writeEndArray();
        }
    }
}
